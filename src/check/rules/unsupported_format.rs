use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnsupportedFormat,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "The files have a format or ask for a version that this program is not.",
    what: "A `format` that is missing or unknown, or a `required-version` that this version of formwork does not fit.",
    why: "An older program that reads a newer format misses what is new in it and calls a component complete that is not.",
    fix: "Put `format = 1` on top of `formwork.toml`, or install a version of formwork that knows the format.",
    off: "It cannot be turned off or waived: everything else that the program says of the files may be wrong.",
    bad: r#"format = 9
form = "mlops-requirements@3""#,
    good: r#"format = 1
form = "mlops-requirements@3""#,
    run: None,
};
