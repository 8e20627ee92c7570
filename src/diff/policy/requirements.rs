//! Requirements that ask for less than before. What an answer promises is policy as much as what `formwork.toml` says.

use super::super::{QuestionChange, RequirementChange};
use super::{PolicyChange, Subject, Within};
use crate::model::{Outside, Reading, Requirement};

/// The requirements of a question that went, that a weaker one of the same id replaced, or that count no longer.
pub(super) fn changes(
    question: &QuestionChange,
    outside: [&Outside; 2],
) -> impl Iterator<Item = PolicyChange> {
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
    silenced.into_iter().chain(weakened(question, outside))
}

fn weakened(question: &QuestionChange, outside: [&Outside; 2]) -> impl Iterator<Item = PolicyChange> {
    question.requirements.iter().filter_map(move |change| {
        let (before, after) = weaker(change, outside)?;
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
fn weaker(change: &RequirementChange, outside: [&Outside; 2]) -> Option<(String, String)> {
    let before = change.before.as_ref()?;
    let Some(after) = &change.after else { return Some((before.text.clone(), String::new())) };
    let mut names = Vec::new();
    match (&before.measured, &after.measured) {
        (Some(_), None) => names.extend(["bound", "measured"]),
        (Some(old), Some(new)) if new.bound.allows_more_than(&old.bound) => names.push("bound"),
        _ => {}
    }
    // Another key or case is something else that is looked at; the same in another report is not.
    if let (Some(old), Some(new)) = (&before.measured, &after.measured)
        && old.key != new.key
    {
        names.push("measured");
    }
    if before.tested.as_ref().is_some_and(|old| after.tested.as_ref().is_none_or(|new| new.case != old.case))
    {
        names.push("tested");
    }
    let moved = moved_away(before, after, outside);
    names.extend(moved.iter().filter(|name| !names.contains(*name)).copied().collect::<Vec<_>>());
    let days = |one: &Requirement| one.max_age.as_ref().map(|days| days.value);
    if days(before).is_some_and(|old| days(after).is_none_or(|new| new > old)) {
        names.push("max-age");
    }
    let words = |one: &Requirement| -> String {
        let terms = one.terms().into_iter().filter(|(name, _)| names.contains(name));
        terms.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ")
    };
    let gone = if moved.is_empty() { "" } else { "not there yet, " };
    (!names.is_empty()).then(|| (words(before), gone.to_owned() + &words(after)))
}

/// What is looked up in a report that is not there, where the one of before is: red would turn into a warning.
fn moved_away(before: &Requirement, after: &Requirement, [was, is]: [&Outside; 2]) -> Vec<&'static str> {
    let mut names = Vec::new();
    if let (Some(old), Some(new)) = (&before.measured, &after.measured)
        && old.file.value != new.file.value
        && (is_there(was.measured(old)) || was.has_moved_on(before, &old.file.value))
        && matches!(is.measured(new), Reading::Absent(None))
    {
        names.push("measured");
    }
    if let (Some(old), Some(new)) = (&before.tested, &after.tested)
        && old.junit.value != new.junit.value
        && (is_there(was.tested(old)) || was.has_moved_on(before, &old.junit.value))
        && matches!(is.tested(new), Reading::Absent(None))
    {
        names.push("tested");
    }
    names
}

fn is_there<T>(found: &Reading<T>) -> bool {
    matches!(found, Reading::Says(_) | Reading::Mute(_))
}
