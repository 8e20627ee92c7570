//! Outputs of other components that this one takes in.

use super::{PolicyChange, Sides, names};
use crate::model::{Consumption, Settings};

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = sides.settings();
    let of = |settings: &Settings, name: &str| -> Vec<Consumption> {
        settings.consumes.iter().filter(|one| one.component.value == name).cloned().collect()
    };
    let came: Vec<&Consumption> =
        after.consumes.iter().filter(|one| of(before, &one.component.value).is_empty()).collect();
    for name in names(before.consumes.iter().chain(&after.consumes).map(|one| &one.component.value)) {
        let (old, new) = (of(before, name), of(after, name));
        // One that went while another with the same questions came is that other by a new path.
        let is_elsewhere = new.is_empty() && came.iter().any(|one| ids(one) == ids_of(&old));
        let loosens = !is_elsewhere && asks_less(&old, &new);
        let change = PolicyChange::of(format!("consumes.{name}"), words(&old), words(&new), loosens);
        found.extend(change.map(|one| one.at(new.first().map(|entry| &entry.component.span))));
    }
}

fn ids(one: &Consumption) -> Vec<&str> {
    one.questions.iter().map(|id| id.value.as_str()).collect()
}

fn ids_of(all: &[Consumption]) -> Vec<&str> {
    all.iter().flat_map(ids).collect()
}

/// Whether it takes in everything.
fn takes_all(all: &[Consumption]) -> bool {
    all.iter().any(|one| one.questions.is_empty())
}

fn asks_less(old: &[Consumption], new: &[Consumption]) -> bool {
    match (takes_all(old), takes_all(new)) {
        (_, true) => false,
        (true, false) => true,
        (false, false) => ids_of(old).iter().any(|id| !ids_of(new).contains(id)),
    }
}

fn words(all: &[Consumption]) -> String {
    match all {
        [] => String::new(),
        all if takes_all(all) => "all questions".to_owned(),
        all => ids_of(all).join(", "),
    }
}
