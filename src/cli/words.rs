//! Words of an answer as people type them: a status, an until, who said it.

use jiff::civil::Date;

use super::args;
use super::error::CliError;
use crate::model::{Component, State, Status, Until, Value};
use crate::query::{resolve_level, resolve_role};
use crate::source::inert_line;

/// A written status, or `None` for "answered", which is not written.
pub(super) fn status(word: &str) -> Result<Option<Status>, CliError> {
    let word = word.to_lowercase();
    if word == State::Answered.word() {
        return Ok(None);
    }
    let known = Status::WORDS.iter().copied().chain([State::Answered.word(), State::Open.word()]);
    Status::parse(&word).map(Some).ok_or_else(|| CliError::no_such("status", &word, known))
}

/// A status that a whole sheet can get: others need a reason or an until for each question.
pub(super) fn sheet_status(word: &str) -> Result<Option<Status>, CliError> {
    if word.eq_ignore_ascii_case(State::Open.word()) {
        return Err(CliError::new("`open` takes one answer back, so it cannot be given to a whole sheet")
            .hint(
                "draft, or answered to take a status off; for one question: formwork answer ID --status open",
            ));
    }
    match status(word)? {
        None => Ok(None),
        Some(Status::Draft) => Ok(Some(Status::Draft)),
        Some(other) => Err(CliError::new(format!("`{}` cannot be given to a whole sheet", other.word()))
            .hint("draft, or answered to take a status off; others for one question: formwork answer ID --status …")),
    }
}

/// A date, or a maturity level.
pub(super) fn until(word: &str) -> Result<Value, CliError> {
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
pub(super) fn by(component: &Component, word: &str) -> Result<String, CliError> {
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
