use std::borrow::Cow;

use crate::model::{Answer, Requirement, normal};

/// A key of an answer that changed, in words. Lists stand one item a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Before; empty where it was not there.
    pub before: String,
    /// Now; empty where it is gone.
    pub after: String,
}

/// A requirement that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementChange {
    /// Its id.
    pub id: String,
    /// Before; `None` where it is new.
    pub before: Option<Requirement>,
    /// Now; `None` where it is gone.
    pub after: Option<Requirement>,
}

/// A key with how its value is written in words.
type Key = (&'static str, for<'a> fn(&'a Answer) -> Cow<'a, str>);

/// The keys of an answer but for its requirements, in the order in which they are written.
const KEYS: &[Key] = &[
    ("answer", |one| normal(one.text())),
    ("choice", |one| lines(one.choice.iter().map(|choice| choice.value.as_str()))),
    ("status", |one| one.status.as_ref().map_or("", |status| status.value.word()).into()),
    ("reason", |one| one.reason.as_ref().map_or("", |reason| reason.value.as_str()).into()),
    ("until", |one| one.until.as_ref().map(|until| until.value.to_string()).unwrap_or_default().into()),
    ("by", |one| lines(one.by.iter().map(|by| by.value.as_str()))),
    ("on", |one| one.on.map(|on| on.to_string()).unwrap_or_default().into()),
    ("evidence", |one| lines(one.evidence.iter().map(|evidence| evidence.written.as_str()))),
    ("source", |one| one.source.as_deref().unwrap_or_default().into()),
    ("note", |one| one.note.as_deref().unwrap_or_default().into()),
];

/// The keys in which two states of an answer differ, in the order in which they are written.
pub fn fields(before: Option<&Answer>, after: Option<&Answer>) -> Vec<Field> {
    let differs = |(name, value): &Key| {
        let (before, after) = (before.map(value).unwrap_or_default(), after.map(value).unwrap_or_default());
        (before != after).then(|| Field { name, before: before.into_owned(), after: after.into_owned() })
    };
    KEYS.iter().filter_map(differs).collect()
}

/// Items, one a line.
fn lines<'a>(items: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    items.collect::<Vec<_>>().join("\n").into()
}

/// The requirements in which two states of an answer differ, by id.
pub fn requirements<'a>(before: Option<&'a Answer>, after: Option<&'a Answer>) -> Vec<RequirementChange> {
    let all = |answer: Option<&'a Answer>| answer.map_or(&[][..], |answer| &answer.requirements);
    let (before, after) = (all(before), all(after));
    let mut ids: Vec<&String> = after.iter().chain(before).map(|one| &one.id).collect();
    ids.sort();
    ids.dedup();
    let differs = |id: &String| {
        let [before, after] = [before, after].map(|all| all.iter().find(|one| one.id == *id));
        (before.map(Requirement::terms) != after.map(Requirement::terms)).then(|| RequirementChange {
            id: id.clone(),
            before: before.cloned(),
            after: after.cloned(),
        })
    };
    ids.into_iter().filter_map(differs).collect()
}

/// The requirements that counted before, and are there and do not count, since the question is said not to apply.
pub(super) fn silenced(before: Option<&Answer>, after: Option<&Answer>) -> Vec<String> {
    let of = |answer: Option<&Answer>, idle: bool| -> Vec<String> {
        let all = answer.into_iter().flat_map(|answer| &answer.requirements);
        all.filter(|one| one.idle == idle).map(|one| one.id.clone()).collect()
    };
    let now = of(after, true);
    of(before, false).into_iter().filter(|id| now.contains(id)).collect()
}
