//! The keys of a requirement: a table below its answer.

use super::{Kind, key, key_table};
use crate::model::Requirement;

key_table! {
    /// A key of a requirement.
    pub(crate) RequirementKey {
        Id = key("id", Kind::Text, "Unique in the component."),
        Text = key("text", Kind::Text, "The statement: The system shall …"),
        FitCriterion = key("fit-criterion", Kind::Text, "How one knows that it is met.").titled("Met when"),
        Verification = key(
            "verification",
            Kind::Word(Requirement::VERIFICATIONS),
            "How it is verified.",
        )
        .titled("Verified by"),
        Measured = key("measured", Kind::Table(MeasuredKey::SPEC), "A value in a report, and what it has to be."),
        Tested = key("tested", Kind::Table(TestedKey::SPEC), "A test that has to pass."),
        MaxAge = key(
            "max-age",
            Kind::Integer,
            "Days after which the report, or without one the answer's evidence, is too old; counted from its last commit.",
        ),
    }
}

key_table! {
    /// A key of `measured`: one of the four bounds, and only one.
    pub(crate) MeasuredKey {
        File = key("file", Kind::Text, "The report, relative to the component: .json, .csv or .toml."),
        Key = key(
            "key",
            Kind::Text,
            "Where in it: metrics.recall, runs.0.\"val.acc\"; in CSV a column (of the last row), or run=abc:column.",
        ),
        AtLeast = key("at-least", Kind::Number, "The value is this or more."),
        AtMost = key("at-most", Kind::Number, "The value is this or less."),
        Equals = key("equals", Kind::Scalar, "The value is this."),
        Between = key("between", Kind::Range, "The value lies between these two, both included."),
        Unit = key("unit", Kind::Text, "The value's unit, for people."),
    }
}

key_table! {
    /// A key of `tested`.
    pub(crate) TestedKey {
        Junit = key("junit", Kind::Text, "A JUnit XML report, relative to the component."),
        Case = key(
            "case",
            Kind::Text,
            "The test, with or without its class or suite before it; or a suite as a whole.",
        ),
    }
}
