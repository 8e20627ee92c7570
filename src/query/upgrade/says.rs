//! What else has to be said of an upgrade: what settings still say of questions that are gone, and ids that two
//! questions want.

use super::Way;
use crate::model::Settings;

/// What a `formwork.toml`, or its `[workspace.defaults]`, says itself of a question.
pub fn left(settings: &Settings, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    let written = |span: &crate::source::Span| !span.is_empty();
    if settings.questions.iter().any(|one| one.question.value == id && written(&one.question.span)) {
        found.push(format!("[questions.{id}]"));
    }
    let waived = |waiver: &crate::model::Waiver| waiver.question.as_ref().is_some_and(|one| one.value == id);
    if settings.waivers.iter().any(waived) {
        found.push(format!("a [[waiver]] for {id}"));
    }
    if settings.answer_again.iter().any(|one| one.value == id) {
        found.push(format!("answer-again: {id}"));
    }
    found
}

/// An id that one question had before and another one has now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The id.
    pub id: String,
    /// Who asked the old question: a set as the component names it, or the form.
    pub old: String,
    /// Who asks the new one.
    pub new: String,
    /// Whether the old one is of a set that the team can change.
    pub own: bool,
}

/// The ids that change hands.
pub(super) fn clashes(way: &Way<'_>) -> Vec<Clash> {
    let gone = way.compared.iter().filter(|one| one.new.is_none()).filter_map(|one| one.old);
    let both = gone.filter_map(|old| Some((old, way.new.find(way.old.questions[old].id.as_str())?)));
    both.map(|(old, new)| {
        let (set, other) = (way.old.set_of(old), way.new.set_of(new));
        Clash {
            id: way.old.questions[old].id.to_string(),
            old: set.map_or_else(|| way.old.id.to_string(), |set| set.name.clone()),
            new: other.map_or_else(|| way.new.id.to_string(), |set| set.name.clone()),
            own: set.is_some_and(|set| !set.bundled),
        }
    })
    .collect()
}
