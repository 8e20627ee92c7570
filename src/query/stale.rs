//! Evidence that is older than it may be, as the gate, lists and documents all say it.

use jiff::civil::Date;

use crate::model::{AnswerChange, Dated, Outside, Requirement};
use crate::source::{Span, count, inert_line, inflect};

/// Why evidence is too old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// A lower-case fragment: "`reports/eval.json` is of 2026-02-01, and the answer changed on 2026-04-01".
    pub said: String,
    /// The key that asks for younger evidence.
    pub span: Span,
    /// Whether it is older than so many days, not than the answer.
    pub by_age: bool,
}

/// What supports a requirement of a question and is too old, where its age was looked at.
pub fn stale(outside: &Outside, question: usize, requirement: &Requirement) -> Vec<Stale> {
    let Some(today) = outside.judged_on else { return Vec::new() };
    outside
        .dated(question, requirement)
        .iter()
        .filter_map(|dated| too_old(requirement, dated, today))
        .collect()
}

fn too_old(requirement: &Requirement, dated: &Dated, today: Date) -> Option<Stale> {
    let (name, changed) = (inert_line(&dated.file), dated.changed);
    let age = i64::from((today - changed).get_days());
    if let Some(most) = requirement.max_age.as_ref().filter(|most| age > i64::from(most.value)) {
        let allowed = count(most.value, "day");
        let are = inflect(most.value, "is", "are");
        let said = format!("`{name}` was last changed on {changed}, {age} days ago; {allowed} {are} allowed");
        return Some(Stale { said, span: most.span.clone(), by_age: true });
    }
    let said = match dated.answer_changed? {
        AnswerChange::On(day) if day == changed => {
            format!("`{name}` is older than the answer, which changed later on {day}")
        }
        AnswerChange::On(day) => format!("`{name}` is of {changed}, and the answer changed on {day}"),
        AnswerChange::Uncommitted => format!("`{name}` is of {changed}, and the answer has changed since"),
    };
    Some(Stale { said, span: dated.span.clone(), by_age: false })
}
