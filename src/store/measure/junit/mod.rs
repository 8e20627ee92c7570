//! JUnit XML as pytest, nextest, surefire, `GoogleTest` and many others write it. Nobody wrote down what all of it
//! means, so a test counts as passed only where it ran and nothing in the report says otherwise. Entities of a
//! document type are never resolved, and nothing but names, outcomes and the first failure's message is kept.

mod attributes;
mod case;
mod counting;
mod parse;
mod words;

pub(super) use case::look_up;
pub(super) use parse::parse;

/// A report of tests.
#[derive(Debug, Default)]
pub(super) struct Tests {
    suites: Vec<Suite>,
    cases: Vec<Case>,
}

/// A suite; they may lie within one another.
#[derive(Debug, Default)]
struct Suite {
    /// As tools join names: see [`case::normal`].
    name: String,
    /// The one around it.
    within: Option<usize>,
}

/// One test as it ended.
#[derive(Debug, Default)]
struct Case {
    suite: Option<usize>,
    /// The class, as tools join names.
    class: String,
    /// As the report has it.
    name: String,
    /// Why it did not run, where that is said.
    not_run: Option<String>,
    /// What a failure or an error says.
    failed: Option<String>,
    /// What leaves open how it ended: what its suite says, or something in it that nobody knows.
    doubt: Option<String>,
}

#[cfg(test)]
mod tests;
