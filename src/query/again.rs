//! The list `answer-again`: questions whose meaning changed since they were answered.

use super::KeyChange;
use crate::model::{Answer, Component, Edit, Status, Value, text_hash};

/// The key of `formwork.toml`.
const KEY: &str = "answer-again";

/// Whether keys give an answer another meaning: its text, choice, status or reason. Who said it, when, and on what
/// grounds does not make it a new answer.
pub fn changes_meaning(answer: Option<&Answer>, keys: &[KeyChange]) -> bool {
    keys.iter().any(|(key, value)| {
        let word = match value {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        match *key {
            "answer" => text_hash(answer.map_or("", Answer::text)) != text_hash(word),
            "choice" => {
                let now = answer.map(|answer| answer.choice.iter().map(|choice| choice.value.as_str()));
                let wanted: &[String] = if let Some(Value::List(items)) = value { items } else { &[] };
                !now.into_iter().flatten().eq(wanted.iter().map(String::as_str))
            }
            // A draft that is taken back says what was said before.
            "status" => {
                let now = answer.and_then(|answer| answer.status.as_ref());
                let says = Status::parse(word).is_some_and(|status| status != Status::Draft);
                says && now.map_or("", |status| status.value.word()) != word
            }
            "reason" => {
                let now = answer.and_then(|answer| answer.reason.as_ref());
                text_hash(now.map_or("", |reason| &reason.value)) != text_hash(word)
            }
            _ => false,
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
