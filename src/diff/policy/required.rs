//! Questions that are no longer required although nothing in `formwork.toml` says why: a set's own file does.

use super::{PolicyChange, Sides};
use crate::query::Why;

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = (sides.old.component, sides.new.component);
    // These have changes of their own, which say it for all questions.
    let explained = found
        .iter()
        .any(|one| matches!(one.key.as_str(), "form" | "sets" | "maturity") || one.key.starts_with("facts."));
    // What takes it out is one of the sets.
    let place = after.settings.place("sets");
    let mut add = |id: &str, now: String| {
        let key = format!("questions.{id}");
        if found.iter().all(|one| one.key != key) {
            let change = PolicyChange::of(key, "required".to_owned(), now, true);
            found.extend(change.map(|one| one.at(Some(&place)).about(id)));
        }
    };
    for (at, question) in before.form.questions.iter().enumerate() {
        let id = question.id.as_str();
        if !sides.old.required[at].required {
            continue;
        }
        match after.form.find(id).map(|now| &sides.new.required[now]) {
            Some(now) if now.required => {}
            Some(now) => match &now.why {
                Why::Retired { set, .. } => add(id, format!("taken out by {set}")),
                Why::Level(_) | Why::Condition(..) if !explained => add(id, "not required".to_owned()),
                _ => {}
            },
            None if !explained => add(id, String::new()),
            None => {}
        }
    }
}
