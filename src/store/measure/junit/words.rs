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
        "skipped" | "skip" | "disabled" | "ignored" | "notrun" | "pending" | "todo" | "inconclusive"
        | "incomplete" | "aborted" => Says::NotRun,
        "flakyfailure" | "flakyerror" => Says::Flaky,
        _ => return None,
    })
}

/// Elements whose content is no part of the report's own.
pub(super) fn is_foreign(name: &str) -> bool {
    ["system-out", "system-err", "properties"].iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// What an attribute says of the test or suite that has it, if it speaks of that at all. `status` is written by
/// `GoogleTest`, `CTest` and behave, `result` by `GoogleTest`, the others by older runners and converters.
pub(super) fn attribute(name: &str, value: &str) -> Option<Says> {
    let value = value.trim();
    // A suite may count there instead.
    let yes = || {
        matches!(value.to_ascii_lowercase().as_str(), "true" | "yes")
            || value.parse::<usize>().is_ok_and(|number| number > 0)
    };
    Some(match name {
        _ if value.is_empty() => return None,
        "status" | "result" | "outcome" | "state" | "verdict" => word(value),
        "executed" if !yes() => Says::NotRun,
        "success" | "passed" if !yes() => Says::Failed,
        _ => return None,
    })
}

/// What a number in an attribute counts, if it is one of those: of a suite its tests, of a test itself.
pub(super) fn counter(name: &str) -> Option<Says> {
    Some(match name {
        "failures" | "errors" | "failed" | "aborted" | "crashed" => Says::Failed,
        "skipped" | "skips" | "disabled" | "ignored" | "notrun" | "pending" | "todo" | "inconclusive" => {
            Says::NotRun
        }
        _ => return None,
    })
}

/// How a test ended, in a word. One that nobody knows does not say that it passed.
fn word(word: &str) -> Says {
    let plain: String = word.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    match plain.to_ascii_lowercase().as_str() {
        "run" | "ran" | "completed" | "complete" | "pass" | "passed" | "ok" | "success" | "successful"
        | "succeeded" => Says::Ran,
        "fail" | "failed" | "failure" | "error" | "errored" | "broken" | "timeout" | "timedout" | "crash"
        | "crashed" | "aborted" => Says::Failed,
        "flaky" => Says::Flaky,
        _ => Says::NotRun,
    }
}
