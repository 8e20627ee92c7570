//! Requirements that ask for less than before. What an answer promises is policy as much as what `formwork.toml` says.

use super::super::{QuestionChange, RequirementChange};
use super::{PolicyChange, Subject, Within};
use crate::model::Requirement;

/// The requirements of a question that went, that a weaker one of the same id replaced, or that count no longer.
pub(super) fn changes(question: &QuestionChange) -> impl Iterator<Item = PolicyChange> {
    let silenced = (!question.silenced.is_empty()).then(|| PolicyChange {
        subject: Subject::Silenced,
        key: format!("requirements of {}", question.id),
        before: question.silenced.join(", "),
        after: "they do not count: the question does not apply here".to_owned(),
        loosens: true,
        question: Some(question.id.clone()),
        file: Within::Answer,
        ..PolicyChange::default()
    });
    silenced.into_iter().chain(weakened(question))
}

fn weakened(question: &QuestionChange) -> impl Iterator<Item = PolicyChange> {
    question.requirements.iter().filter_map(|change| {
        let (before, after) = weaker(change)?;
        Some(PolicyChange {
            key: format!("requirement {}", change.id),
            before,
            after,
            loosens: true,
            question: Some(question.id.clone()),
            span: change.after.as_ref().map_or(0..0, |after| after.place.clone()),
            file: Within::Answer,
            ..PolicyChange::default()
        })
    })
}

/// What was asked and what is, of the terms that ask for less.
fn weaker(change: &RequirementChange) -> Option<(String, String)> {
    let before = change.before.as_ref()?;
    let Some(after) = &change.after else { return Some((before.text.clone(), String::new())) };
    let mut names = Vec::new();
    match (&before.measured, &after.measured) {
        (Some(_), None) => names.extend(["bound", "measured"]),
        (Some(old), Some(new)) if new.bound.allows_more_than(&old.bound) => names.push("bound"),
        _ => {}
    }
    if before.tested.is_some() && after.tested.is_none() {
        names.push("tested");
    }
    let days = |one: &Requirement| one.max_age.as_ref().map(|days| days.value);
    if days(before).is_some_and(|old| days(after).is_none_or(|new| new > old)) {
        names.push("max-age");
    }
    let words = |one: &Requirement| -> String {
        let terms = one.terms().into_iter().filter(|(name, _)| names.contains(name));
        terms.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ")
    };
    (!names.is_empty()).then(|| (words(before), words(after)))
}
