//! Name, form, sets, level and facts.

use super::{PolicyChange, Sides, default_word};
use crate::model::{Fact, FormId, Settings};
use crate::query::{holds, yes_or_no};
use crate::source::Spanned;

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = sides.settings();
    let text = |value: Option<&Spanned<String>>| value.map(|one| one.value.clone()).unwrap_or_default();
    let name = PolicyChange::of("name", text(before.name.as_ref()), text(after.name.as_ref()), false);
    found.extend(name.map(|one| one.at(after.name.as_ref().map(|name| &name.span))));
    let (old, new) = (&sides.old.component.form.id, &sides.new.component.form.id);
    let back = is_older(new, old);
    let form = PolicyChange::of("form", text(before.form.as_ref()), text(after.form.as_ref()), back);
    found.extend(form.map(|one| one.at(after.form.as_ref().map(|form| &form.span))));
    sets(before, after, found);
    let level = |settings: &Settings| settings.maturity.as_ref().map(|level| level.value);
    let words = |settings: &Settings| level(settings).map_or_else(String::new, |level| level.to_string());
    // Without a level the whole form is required, so naming one asks for less.
    let lowered = match (level(before), level(after)) {
        (Some(old), Some(new)) => new < old,
        (None, Some(_)) => true,
        _ => false,
    };
    let level = PolicyChange::of("maturity", words(before), words(after), lowered);
    found.extend(level.map(|one| one.at(after.maturity.as_ref().map(|level| &level.span))));
    for &fact in Fact::ALL {
        // Stating a "no" where no counted anyway takes nothing away.
        let counted =
            |view: &crate::query::View<'_>| holds(&view.component.form, view.component.settings.facts, fact);
        let loosens = counted(sides.old) && !counted(sides.new);
        let word = |view: &crate::query::View<'_>, other: &Settings| match view
            .component
            .settings
            .facts
            .stated(fact)
        {
            Some(stated) => yes_or_no(stated).to_owned(),
            None => default_word(other.facts.stated(fact).map(|_| yes_or_no(counted(view)))),
        };
        let (old, new) = (word(sides.old, after), word(sides.new, before));
        let change = PolicyChange::of(format!("facts.{fact}"), old, new, loosens);
        let own = after.facts.stated(fact).map(|_| after.place(fact.word()));
        found.extend(change.map(|one| one.at_or(own.as_ref(), after.place("facts"))));
    }
}

/// Whether a form asks for other or fewer questions: an older version, or another form altogether.
fn is_older(new: &FormId, old: &FormId) -> bool {
    new.name != old.name || new.version < old.version
}

fn sets(before: &Settings, after: &Settings, found: &mut Vec<PolicyChange>) {
    let all = |settings: &Settings| -> String {
        let sets = settings.sets.iter().flatten().map(|set| set.written.value.as_str());
        sets.collect::<Vec<_>>().join(", ")
    };
    let covered = |wanted: &str| after.sets.iter().flatten().any(|set| set.covers(wanted));
    let gone = before.sets.iter().flatten().any(|set| !covered(&set.written.value));
    let first = after.sets.iter().flatten().next().map(|set| &set.written.span);
    found.extend(
        PolicyChange::of("sets", all(before), all(after), gone)
            .map(|one| one.at_or(first, after.place("sets"))),
    );
}
