//! Flags and text of one `answer` → the keys that it sets.

use super::Answer;
use crate::cli::args::unknown;
use crate::cli::changes::settled_again;
use crate::cli::error::CliError;
use crate::cli::words::{by, status, until};
use crate::model::{AnswerKey, Change, Choose, Component, Edit, Value, text_hash};
use crate::query::{self, KeyChange};
use crate::source::inert_line;

/// The keys that one call sets.
pub(super) struct Keys {
    keys: Vec<KeyChange>,
    lists: Vec<(AnswerKey, String)>,
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
        let choice = chosen(&answer.choose, component, at)?;
        let said = query::Said { text: text.as_deref(), choice: choice.as_deref() };
        let mut keys = query::said(before, said, wanted);
        let status = wanted.flatten();
        if let Some(reason) = &answer.reason {
            keys.push((AnswerKey::Reason, Some(Value::Text(reason.clone()))));
        }
        if let Some(word) = &answer.until {
            keys.push((AnswerKey::Until, Some(until(word)?)));
        }
        let has = |key: AnswerKey| {
            let there = before.is_some_and(|answer| !answer.value(key).is_absent());
            keys.iter().rev().find(|(known, _)| *known == key).map_or(there, |(_, value)| value.is_some())
        };
        if let Some(status) = status {
            let word = status.word();
            if status.needs_reason() && !has(AnswerKey::Reason) {
                return Err(CliError::new(format!("`{word}` needs a reason")).hint("--reason \"…\""));
            }
            if status.needs_until() && !has(AnswerKey::Until) {
                return Err(CliError::new(format!("`{word}` needs an until"))
                    .hint("--until 2027-02-01, or --until critical"));
            }
        }
        if let Some(on) = answer.on {
            keys.push((AnswerKey::On, Some(Value::Date(on))));
        }
        for (key, text) in [(AnswerKey::Source, &answer.source), (AnswerKey::Note, &answer.note)] {
            if let Some(text) = text {
                keys.push((key, Some(Value::Text(text.clone()))));
            }
        }
        let mut lists = Vec::new();
        let people = answer.by.iter().map(|word| by(component, word)).collect::<Result<Vec<_>, _>>()?;
        let is_new = text
            .as_ref()
            .is_some_and(|text| before.is_none_or(|answer| text_hash(answer.text()) != text_hash(text)))
            || choice.is_some_and(|choice| before.is_none_or(|answer| answer.chosen() != choice));
        if is_new && !people.is_empty() {
            // Who said the text before did not say this one.
            keys.push((AnswerKey::By, Some(Value::List(people))));
        } else {
            lists.extend(people.into_iter().map(|word| (AnswerKey::By, word)));
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
            lists.push((AnswerKey::Evidence, word.clone()));
        }
        Ok(Self { keys, lists })
    }

    /// The change to the answer, and where it gives it another meaning the one that takes it off the list of those to
    /// be answered again.
    pub(super) fn changes(&self, component: &Component, at: usize) -> Vec<Change> {
        let mut changes = vec![self.change(component, at)];
        if query::changes_meaning(component.answer(at), &self.keys) {
            let id = component.form.questions[at].id.as_str();
            changes.extend(settled_again(component, &[id]));
        }
        changes
    }

    pub(super) fn change(&self, component: &Component, at: usize) -> Change {
        let mut change = query::answer_change(component, at, &self.keys);
        let table = vec![component.form.questions[at].id.to_string()];
        let adds = self.lists.iter().map(|(key, item)| Edit::Add {
            table: table.clone(),
            key: key.name().to_owned(),
            item: item.clone(),
        });
        change.edits.extend(adds);
        change
    }
}

/// What --choose says, held against what the question offers; an empty word takes a choice back.
fn chosen(words: &[String], component: &Component, at: usize) -> Result<Option<Vec<String>>, CliError> {
    if words.is_empty() {
        return Ok(None);
    }
    let question = &component.form.questions[at];
    if question.choices.is_empty() {
        return Err(CliError::new(format!("`{}` offers no choices", question.id))
            .hint(format!("formwork answer {} TEXT", question.id)));
    }
    let mut chosen: Vec<String> = Vec::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        let choice = query::resolve_choice(question, word).map_err(|error| unknown(&error))?;
        if !chosen.contains(choice) {
            chosen.push(choice.clone());
        }
    }
    if chosen.len() > 1 && question.choose == Choose::One {
        return Err(CliError::new(format!("`{}` takes one choice", question.id))
            .hint(format!("one of {}", question.choices.join(", "))));
    }
    Ok(Some(chosen))
}
