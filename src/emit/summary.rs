//! The line at the end, and the counts that several formats state.

use std::fmt::Write as _;

use super::{Run, count};
use crate::diag::Severity;

/// Findings of one severity.
pub(super) fn of(run: &Run, severity: Severity) -> usize {
    run.findings.iter().filter(|finding| finding.severity == severity).count()
}

/// The last line for people, without a newline.
pub(super) fn line(run: &Run) -> String {
    let done = run.required.saturating_sub(run.open);
    let are = if run.required == 1 { "is" } else { "are" };
    let mut state = format!("{done} of {} {are} settled", count(run.required, "required question"));
    if run.waived > 0 {
        let _ = write!(state, ", {} waived", run.waived);
    }
    if run.findings.is_empty() {
        return format!("Nothing to object to: {state}.");
    }
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (of(run, severity), severity.word()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| count(number, word))
        .collect();
    format!("{} in {}: {state}", counts.join(", "), count(run.components, "component"))
}
