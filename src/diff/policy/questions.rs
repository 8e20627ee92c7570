//! `[questions.ID]`: required or not, who signs, what it rests on.

use super::{PolicyChange, Sides, default_word, names};
use crate::model::{QuestionPolicy, Settings};
use crate::query::View;
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
            PolicyChange::of(
                &key,
                word(&old, new.required.is_some().then_some(sides.old)),
                word(&new, old.required.is_some().then_some(sides.new)),
                optional,
            ),
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

/// Whether it is required, in words. Where nothing is written, what the level says, if a view is given to tell it by.
fn word(own: &QuestionPolicy, by_default: Option<&View<'_>>) -> String {
    let word = |required| if required { "required" } else { "not required" };
    if let Some(required) = own.required {
        return word(required).to_owned();
    }
    let known = by_default.and_then(|view| Some((view, view.component.form.find(&own.question.value)?)));
    default_word(known.map(|(view, at)| word(view.required[at].required)))
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
