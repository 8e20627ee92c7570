//! `[questions.ID]`: required or not, who signs, what it rests on.

use super::{PolicyChange, Sides, names};
use crate::model::{QuestionPolicy, Settings};
use crate::source::Spanned;

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = sides.settings();
    let of = |settings: &'_ Settings, id: &str| -> QuestionPolicy {
        let own = settings.questions.iter().find(|own| own.question.value == id).cloned();
        own.unwrap_or_else(|| QuestionPolicy::new(Spanned::new(id.to_owned(), 0..0)))
    };
    for id in names(before.questions.iter().chain(&after.questions).map(|own| &own.question.value)) {
        let (old, new) = (of(before, id), of(after, id));
        let key = format!("questions.{id}");
        let optional = new.required == Some(false) || old.required == Some(true);
        let all = [
            PolicyChange::of(&key, word(old.required), word(new.required), optional),
            PolicyChange::of(
                format!("{key}.sign-off"),
                list(&old.sign_off),
                list(&new.sign_off),
                has_more(&old.sign_off, &new.sign_off),
            ),
            // What it no longer rests on makes it suspect no longer.
            PolicyChange::of(
                format!("{key}.depends-on"),
                depends(&old),
                depends(&new),
                has_more(&new.drop, &old.drop) || has_more(&old.add, &new.add),
            ),
        ];
        let all = all.into_iter().flatten();
        found.extend(all.map(|one| one.at(Some(&new.question.span)).about(id)));
    }
}

fn word(required: Option<bool>) -> String {
    match required {
        None => "",
        Some(true) => "required",
        Some(false) => "not required",
    }
    .to_owned()
}

fn depends(own: &QuestionPolicy) -> String {
    let named =
        |what: &str, all: &[Spanned<String>]| (!all.is_empty()).then(|| format!("{what} {}", list(all)));
    let parts = [named("drop", &own.drop), named("add", &own.add)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn list(all: &[Spanned<String>]) -> String {
    all.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether the first names something that the second does not.
fn has_more(first: &[Spanned<String>], second: &[Spanned<String>]) -> bool {
    first.iter().any(|one| second.iter().all(|other| other.value != one.value))
}
