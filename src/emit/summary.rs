//! The line at the end, and the counts that several formats state.

use std::fmt::Write as _;

use crate::diag::{Finding, RuleId, Severity};
use crate::gate::Run;
use crate::source::{count, inert_line, inflect};

/// Findings of one severity.
pub(super) fn of(run: &Run, severity: Severity) -> usize {
    run.findings.iter().filter(|finding| finding.severity == severity).count()
}

/// The last line for people, without a newline.
pub(super) fn line(run: &Run) -> String {
    let done = run.required.saturating_sub(run.open);
    let are = inflect(run.required, "is", "are");
    let mut state = format!("{done} of {} {are} settled", count(run.required, "required question"));
    if run.waived > 0 {
        let _ = write!(state, ", {} waived", count(run.waived, "finding"));
    }
    if run.findings.is_empty() {
        return match &run.since {
            Some(since) => format!("Nothing new since {}: {state}.", inert_line(&since.revision)),
            None => format!("Nothing to object to: {state}."),
        };
    }
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (of(run, severity), severity.word()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| count(number, word))
        .collect();
    let new = run
        .since
        .as_ref()
        .map_or_else(String::new, |since| format!(" new since {}", inert_line(&since.revision)));
    format!("{}{new} in {}: {state}", counts.join(", "), count(run.components, "component"))
}

/// What was there before, in one line; `None` where nothing was, or nobody asked.
pub(super) fn before(run: &Run) -> Option<String> {
    let since = run.since.as_ref().filter(|since| !since.findings.is_empty())?;
    let rules = by_rule(&since.findings);
    let total = since.findings.len();
    let were = inflect(total, "was", "were");
    let revision = inert_line(&since.revision);
    Some(format!("{} {were} there at {revision} already: {rules}", count(total, "finding")))
}

/// How many findings of each rule there are, the most frequent first: "2 failed-test, 1 unmet-requirement".
pub fn by_rule<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> String {
    let mut rules: Vec<(RuleId, usize)> = Vec::new();
    for finding in findings {
        match rules.iter_mut().find(|(rule, _)| *rule == finding.rule) {
            Some((_, number)) => *number += 1,
            None => rules.push((finding.rule, 1)),
        }
    }
    rules.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
    let rules: Vec<String> = rules.into_iter().map(|(rule, number)| format!("{number} {rule}")).collect();
    rules.join(", ")
}
