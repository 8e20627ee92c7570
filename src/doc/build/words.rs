//! Words and lines that documents share.

use std::borrow::Cow;

use super::super::document::{Inline, Line, line};
use crate::model::{Answer, By, Component, Form, MaturityLevel, Until};
use crate::query::State;

/// "1 question", "2 questions".
pub(super) fn count(many: usize, one: &str, more: &str) -> String {
    if many == 1 { format!("1 {one}") } else { format!("{many} {more}") }
}

/// "3 other questions rest on it", and nothing where none do.
pub(super) fn resting(many: usize) -> Option<String> {
    match many {
        0 => None,
        1 => Some("1 other question rests on the answer.".to_owned()),
        many => Some(format!("{many} other questions rest on the answer.")),
    }
}

/// Titles within a sentence: "data scientist, product owner".
pub(super) fn spoken(form: &Form, roles: &[usize]) -> String {
    let roles: Vec<&str> = roles.iter().map(|&role| form.roles[role].spoken()).collect();
    roles.join(", ")
}

/// Whom to ask, with the people who play the roles: "product owner (@mia), legal team".
pub(super) fn ask(component: &Component, roles: &[usize]) -> String {
    let mut asked = String::new();
    for &role in roles {
        if !asked.is_empty() {
            asked.push_str(", ");
        }
        asked.push_str(component.form.roles[role].spoken());
        let people = people(component, role);
        if !people.is_empty() {
            asked.push_str(" (");
            asked.push_str(&people);
            asked.push(')');
        }
    }
    asked
}

/// The people who play a role: "@mia, @jonas".
pub(super) fn people(component: &Component, role: usize) -> String {
    let people: Vec<&str> = component.people(role).iter().map(crate::model::Person::as_str).collect();
    people.join(", ")
}

/// Who said it and when: "data engineer, @jonas, on 2026-03-03".
pub(super) fn said_by<'a>(form: &Form, answer: &'a Answer) -> Option<Line<'a>> {
    let mut said = String::new();
    for by in &answer.by {
        if !said.is_empty() {
            said.push_str(", ");
        }
        match &by.value {
            By::Role(role) => match form.role(role.as_str()) {
                Some(at) => said.push_str(form.roles[at].spoken()),
                None => said.push_str(role.as_str()),
            },
            By::Person(person) => said.push_str(person.as_str()),
        }
    }
    match (answer.on, said.is_empty()) {
        (None, true) => None,
        (None, false) => Some(line(said)),
        (Some(on), true) => Some(line(format!("on {on}"))),
        (Some(on), false) => Some(line(format!("{said}, on {on}"))),
    }
}

/// "until 2027-02-01", "until the level critical is reached".
pub(super) fn until(until: Until) -> String {
    match until {
        Until::Date(date) => format!("until {date}"),
        Until::Level(level) => format!("until the level {level} is reached"),
    }
}

/// A level's title, with its word where the catalog has none.
pub(super) fn level_title(form: &Form, level: MaturityLevel) -> &str {
    form.level(level).map_or(level.word(), |info| &info.title)
}

/// What a written status says, as a sentence; nothing where the text says it all.
pub(super) fn status(state: State, answer: &Answer) -> Option<String> {
    let held = answer.until.as_ref().map(|held| until(held.value));
    let reason = answer.reason.as_ref().map(|reason| reason.value.as_str());
    let mut said = match (state, held) {
        (State::Open | State::Answered, _) => return reason.map(str::to_owned),
        (State::Draft, _) => "A draft, which does not count yet".to_owned(),
        (State::Assumed, Some(held)) => format!("Assumed {held}"),
        (State::Assumed, None) => "Assumed".to_owned(),
        (State::Unknown, Some(held)) => format!("Asked, and nobody knows yet; open {held}"),
        (State::Unknown, None) => "Asked, and nobody knows yet".to_owned(),
        (State::Deferred, Some(held)) => format!("Put off {held}"),
        (State::Deferred, None) => "Put off".to_owned(),
        (State::NotApplicable, Some(held)) => format!("Does not apply {held}"),
        (State::NotApplicable, None) => "Does not apply".to_owned(),
    };
    match reason {
        Some(reason) => {
            said.push_str(": ");
            said.push_str(reason);
        }
        None => said.push('.'),
    }
    Some(said)
}

/// The first paragraph of a text on one line, at most `room` characters of it, cut between words.
pub(super) fn excerpt(text: &str, room: usize) -> String {
    let text = text.trim();
    let first = text.split("\n\n").next().unwrap_or_default();
    let line = first.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = cut(&line, room, char::is_whitespace);
    if cut.len() == line.len() && first.len() == text.len() {
        line
    } else {
        format!("{} …", cut.trim_end())
    }
}

/// The beginning of a Markdown text, at most `room` characters of it, cut between paragraphs where the first
/// one fits, else between words.
pub(super) fn opening(text: &str, room: usize) -> Cow<'_, str> {
    let text = text.trim();
    let fits = cut(text, room, char::is_whitespace);
    if fits.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let whole = fits.rfind("\n\n").and_then(|end| fits.get(..end)).unwrap_or(fits);
    Cow::Owned(format!("{}\n\n…", whole.trim_end()))
}

fn cut(text: &str, room: usize, between: fn(char) -> bool) -> &str {
    let Some((end, _)) = text.char_indices().nth(room) else { return text };
    let fits = text.get(..end).unwrap_or_default();
    fits.rfind(between).and_then(|end| fits.get(..end)).unwrap_or(fits)
}

/// A name and plain text behind it.
pub(super) fn pair<'a>(name: &'a str, text: impl Into<Cow<'a, str>>) -> (Cow<'a, str>, Line<'a>) {
    (name.into(), line(text))
}

/// Parts with a separator between them.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = Inline<'a>>, between: &'a str) -> Line<'a> {
    let mut all = Line::new();
    for part in parts {
        if !all.is_empty() {
            all.push(Inline::text(between));
        }
        all.push(part);
    }
    all
}
