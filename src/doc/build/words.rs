//! Words and lines that documents share.

use std::borrow::Cow;

use super::super::document::{Inline, Line, line};
use crate::model::{Answer, By, Component, Form, LevelInfo, MaturityLevel, Until};
use crate::query::{Reviewed, State, View};
use crate::source::{count, inflect};

/// "3 other questions rest on it".
pub(super) fn rest_on_it(many: usize) -> String {
    format!("{} {} on it", count(many, "other question"), inflect(many, "rests", "rest"))
}

/// "3 other questions rest on it", and nothing where none do.
pub(super) fn resting(many: usize) -> Option<String> {
    let rest = inflect(many, "rests", "rest");
    (many > 0).then(|| format!("{} {rest} on the answer.", count(many, "other question")))
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
        (Some(on), true) => Some(vec![Inline::text("on "), Inline::Date(on)]),
        (Some(on), false) => Some(vec![Inline::text(format!("{said}, on ")), Inline::Date(on)]),
    }
}

/// Who looked at an answer, when and as what, and whether it changed since; nothing where nobody did.
pub(super) fn reviewed<'a>(view: &View<'_>, at: usize) -> Option<Line<'a>> {
    let component = view.component;
    let one = |one: &Reviewed| {
        let since = if one.changed { " (changed since)" } else { "" };
        format!("{}{since}", one.who(component))
    };
    let all: Vec<String> = view.reviewed(at).map(one).collect();
    (!all.is_empty()).then(|| line(all.join("; ")))
}

/// What stands behind "until": "2027-02-01", "the level critical is reached".
pub(super) fn until<'a>(until: Until) -> Inline<'a> {
    match until {
        Until::Date(date) => Inline::Date(date),
        Until::Level(level) => Inline::text(format!("the level {level} is reached")),
    }
}

/// A level's title, with its word where the catalog has none.
pub(super) fn level_title(form: &Form, level: MaturityLevel) -> &str {
    form.level(level).map_or(level.word(), |info| &info.title)
}

/// The same within a sentence.
pub(super) fn spoken_level(form: &Form, level: MaturityLevel) -> String {
    form.level(level).map_or_else(|| level.word().to_owned(), LevelInfo::spoken)
}

/// What a written status says, as a sentence; nothing where the text says it all.
pub(super) fn status(state: State, answer: &Answer) -> Option<Line<'_>> {
    let reason = answer.reason.as_ref().map(|reason| reason.value.as_str());
    let Some([sentence, before_until]) = state.sentence() else { return reason.map(line) };
    let mut said = line(sentence);
    if let (false, Some(until)) = (before_until.is_empty(), &answer.until) {
        said.push(Inline::text(before_until));
        said.push(self::until(until.value));
    }
    match reason {
        Some(reason) => said.extend([Inline::text(": "), Inline::text(reason)]),
        None => said.push(Inline::text(".")),
    }
    Some(said)
}

/// That its meaning changed since, behind a state; nothing where it did not.
pub(super) fn again<'a>(view: &View<'_>, at: usize) -> Option<Inline<'a>> {
    view.is_again(at).then(|| Inline::text(", to be answered again"))
}

/// A name and plain text behind it.
pub(super) fn pair<'a>(name: &'a str, text: impl Into<Cow<'a, str>>) -> (Cow<'a, str>, Line<'a>) {
    (name.into(), line(text))
}

/// Lines in one, with a comma between them.
pub(super) fn listed<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Line<'a> {
    let mut all = Line::new();
    for line in lines {
        if !all.is_empty() {
            all.push(Inline::text(", "));
        }
        all.extend(line);
    }
    all
}

/// A sentence with what stands between backticks as code.
pub(super) fn marked<'a>(sentence: &str) -> Line<'a> {
    let parts = sentence.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    let inline = |(at, part): (usize, &str)| match at % 2 {
        0 => Inline::text(part.to_owned()),
        _ => Inline::Code(part.to_owned().into()),
    };
    parts.map(inline).collect()
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
