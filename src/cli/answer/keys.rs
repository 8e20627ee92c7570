//! Flags and text of one `answer` → the keys that it sets.

use jiff::civil::Date;

use super::Answer;
use crate::cli::args;
use crate::cli::error::CliError;
use crate::model::{Change, Component, Edit, Status, Until, Value, text_hash};
use crate::query::{self, KeyChange, resolve_level, resolve_role};
use crate::source::inert_line;

/// The keys that one call sets.
pub(super) struct Keys {
    keys: Vec<KeyChange>,
    lists: Vec<(&'static str, String)>,
}

impl Keys {
    pub(super) fn of(
        answer: &Answer,
        component: &Component,
        at: usize,
        text: Option<String>,
    ) -> Result<Self, CliError> {
        let before = component.answer(at);
        let wanted = answer.status.as_deref().map(status).transpose()?;
        let mut keys = query::said(before, text.as_deref(), wanted);
        let status = wanted.flatten();
        if let Some(reason) = &answer.reason {
            keys.push(("reason", Some(Value::Text(reason.clone()))));
        }
        if let Some(word) = &answer.until {
            keys.push(("until", Some(until(word)?)));
        }
        let has = |key: &str, there: bool| {
            keys.iter().rev().find(|(name, _)| *name == key).map_or(there, |(_, value)| value.is_some())
        };
        if let Some(status) = status {
            let word = status.word();
            if status.needs_reason() && !has("reason", before.is_some_and(|answer| answer.reason.is_some())) {
                return Err(CliError::new(format!("`{word}` needs a reason")).hint("--reason \"…\""));
            }
            if status.needs_until() && !has("until", before.is_some_and(|answer| answer.until.is_some())) {
                return Err(CliError::new(format!("`{word}` needs an until"))
                    .hint("--until 2027-02-01, or --until critical"));
            }
        }
        if let Some(on) = answer.on {
            keys.push(("on", Some(Value::Date(on))));
        }
        for (name, text) in [("source", &answer.source), ("note", &answer.note)] {
            if let Some(text) = text {
                keys.push((name, Some(Value::Text(text.clone()))));
            }
        }
        let mut lists = Vec::new();
        let people = answer.by.iter().map(|word| by(component, word)).collect::<Result<Vec<_>, _>>()?;
        let is_new = text
            .as_ref()
            .is_some_and(|text| before.is_none_or(|answer| text_hash(answer.text()) != text_hash(text)));
        if is_new && !people.is_empty() {
            // Who said the text before did not say this one.
            keys.push(("by", Some(Value::List(people))));
        } else {
            lists.extend(people.into_iter().map(|word| ("by", word)));
        }
        for word in &answer.evidence {
            if !crate::read::is_evidence(word) {
                return Err(CliError::new(format!(
                    "`{}` is neither a path nor an https address",
                    inert_line(word)
                ))
                .hint(
                    "a path relative to the component with `/`, such as docs/cameras.md#layout, or https://…",
                ));
            }
            lists.push(("evidence", word.clone()));
        }
        Ok(Self { keys, lists })
    }

    pub(super) fn change(&self, component: &Component, at: usize) -> Change {
        let mut change = query::answer_change(component, at, &self.keys);
        let table = vec![component.form.questions[at].id.to_string()];
        let adds = self.lists.iter().map(|(key, item)| Edit::Add {
            table: table.clone(),
            key: (*key).to_owned(),
            item: item.clone(),
        });
        change.edits.extend(adds);
        change
    }
}

/// A written status, or `None` for "answered", which is not written.
pub(super) fn status(word: &str) -> Result<Option<Status>, CliError> {
    let word = word.to_lowercase();
    if matches!(word.as_str(), "answered" | "open") {
        return Ok(None);
    }
    Status::parse(&word).map(Some).ok_or_else(|| {
        let known = Status::WORDS.iter().copied().chain(["answered"]);
        let hint = crate::source::nearest_help(&word, known.clone())
            .unwrap_or_else(|| format!("a status is one of {}", known.collect::<Vec<_>>().join(", ")));
        CliError::new(format!("there is no status `{}`", inert_line(&word))).hint(hint)
    })
}

/// A status that a whole sheet can get: others need a reason or an until for each question.
pub(in crate::cli) fn sheet_status(word: &str) -> Result<Option<Status>, CliError> {
    match status(word)? {
        None => Ok(None),
        Some(Status::Draft) => Ok(Some(Status::Draft)),
        Some(other) => Err(CliError::new(format!("`{}` cannot be given to a whole sheet", other.word()))
            .hint("draft, or answered to take a status off; others for one question: formwork answer ID --status …")),
    }
}

fn until(word: &str) -> Result<Value, CliError> {
    if let Ok(date) = word.parse::<Date>() {
        return Ok(Value::Date(date));
    }
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(
            CliError::new(format!("`{}` is no date", inert_line(word))).hint("a date looks like 2027-02-01")
        );
    }
    let level = resolve_level(word).map_err(|error| {
        args::unknown(&error).hint("--until takes a date such as 2027-02-01, or a maturity level")
    })?;
    Ok(Value::Text(Until::Level(level).to_string()))
}

/// A role's id or a @person.
pub(in crate::cli) fn by(component: &Component, word: &str) -> Result<String, CliError> {
    if crate::model::Person::fits(word) {
        return Ok(word.to_owned());
    }
    let role = resolve_role(&component.form, word).map_err(|error| {
        let error = args::unknown(&error);
        if crate::model::Person::fits(&format!("@{word}")) {
            error.hint(format!("a role by its id, or a person: @{word}"))
        } else {
            error
        }
    })?;
    Ok(component.form.roles[role].id.to_string())
}
