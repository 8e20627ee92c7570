//! What elements and attributes say of a test, by the tools that write them.

/// What something in a report says of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Ran,
    Failed,
    NotRun,
    /// An earlier try failed, and the last one counts.
    Flaky,
}

/// An element in a test: of all tools, `rerun…` of surefire and nextest, where every try failed, and `flaky…`, where
/// the last one passed; `disabled` and `ignored` of older ones.
pub(super) fn element(name: &str) -> Option<Says> {
    Some(match name.to_ascii_lowercase().as_str() {
        "failure" | "error" | "rerunfailure" | "rerunerror" => Says::Failed,
        "skipped" | "skip" | "disabled" | "ignored" | "notrun" => Says::NotRun,
        "flakyfailure" | "flakyerror" => Says::Flaky,
        _ => return None,
    })
}

/// Elements whose content is no part of the report's own.
pub(super) fn is_foreign(name: &str) -> bool {
    ["system-out", "system-err", "properties"].iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// The attributes `status` (`GoogleTest`, `CTest`, behave) and `result` (`GoogleTest`). A word that nobody knows does
/// not say that the test passed.
pub(super) fn status(word: &str) -> Says {
    let letters: String =
        word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    match letters.as_str() {
        "run" | "ran" | "completed" | "complete" | "pass" | "passed" | "ok" | "success" | "successful"
        | "succeeded" => Says::Ran,
        "fail" | "failed" | "failure" | "error" | "errored" | "broken" | "timeout" | "timedout" | "crash"
        | "crashed" | "aborted" => Says::Failed,
        "flaky" => Says::Flaky,
        _ => Says::NotRun,
    }
}
