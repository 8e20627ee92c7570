use std::borrow::Cow;

use crate::model::{Answer, AnswerKey, Requirement, normal};

/// A key of an answer that changed, in words. Lists stand one item a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: AnswerKey,
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

/// The keys in which two states of an answer differ, but for its requirements, in the order in which they are written.
pub fn fields(before: Option<&Answer>, after: Option<&Answer>) -> Vec<Field> {
    let differs = |&key: &AnswerKey| {
        let [before, after] =
            [before, after].map(|answer| answer.map_or(Cow::Borrowed(""), |one| words(one, key)));
        (before != after).then(|| Field { key, before: before.into_owned(), after: after.into_owned() })
    };
    AnswerKey::ALL.iter().filter(|key| **key != AnswerKey::Requirement).filter_map(differs).collect()
}

fn words(answer: &Answer, key: AnswerKey) -> Cow<'_, str> {
    match key {
        AnswerKey::Answer => normal(answer.text()),
        key => answer.value(key).words(),
    }
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
