//! The list `answer-again`: questions whose meaning changed since they were answered.

use super::KeyChange;
use crate::model::{Answer, AnswerKey, Component, Edit, Status, Value, text_hash};

/// The key of `formwork.toml`.
const KEY: &str = "answer-again";

/// Whether keys give an answer another meaning: its text, choice, status or reason. Who said it, when, and on what
/// grounds does not make it a new answer.
pub fn changes_meaning(answer: Option<&Answer>, keys: &[KeyChange]) -> bool {
    keys.iter().any(|(key, value)| {
        let wanted = match value {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::List(items)) => items.join("\n"),
            _ => String::new(),
        };
        let now = answer.map(|answer| answer.value(*key).words()).unwrap_or_default();
        match key {
            // A draft that is taken back says what was said before.
            AnswerKey::Status => {
                Status::parse(&wanted).is_some_and(|status| status != Status::Draft) && now != wanted
            }
            key => key.is_meaning() && text_hash(&now) != text_hash(&wanted),
        }
    })
}

/// The edits to `formwork.toml` that take questions off the list; none where they are not on it.
pub fn take_off(component: &Component, ids: &[&str]) -> Vec<Edit> {
    let now = component.settings.answer_again.iter().map(|id| id.value.as_str());
    let kept: Vec<String> = now.filter(|id| !ids.contains(id)).map(str::to_owned).collect();
    list_again(component, &kept)
}

/// The edits to `formwork.toml` that make the list say this.
pub fn list_again(component: &Component, listed: &[String]) -> Vec<Edit> {
    let now: Vec<&str> = component.settings.answer_again.iter().map(|id| id.value.as_str()).collect();
    let table = Vec::new;
    if listed.is_empty() {
        let remove = Edit::Remove { table: table(), key: KEY.to_owned() };
        return if now.is_empty() { Vec::new() } else { vec![remove] };
    }
    if now.is_empty() {
        return vec![Edit::Set { table: table(), key: KEY.to_owned(), value: Value::List(listed.to_vec()) }];
    }
    let gone = now.iter().filter(|id| !listed.iter().any(|one| one == *id));
    let gone = gone.map(|id| Edit::Take { table: table(), key: KEY.to_owned(), item: (*id).to_owned() });
    let new = listed.iter().filter(|id| !now.contains(&id.as_str()));
    let new = new.map(|id| Edit::Add { table: table(), key: KEY.to_owned(), item: id.clone() });
    gone.chain(new).collect()
}
