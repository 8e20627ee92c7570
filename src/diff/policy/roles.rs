//! Who plays which role. Where a role signs, other people in all its places are other signatures.

use super::{PolicyChange, Sides, names};
use crate::model::Settings;

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = sides.settings();
    let of = |settings: &Settings, role: &str| {
        let staffing = settings.roles.iter().find(|staffing| staffing.role.value == role);
        let people = staffing.into_iter().flat_map(|staffing| &staffing.people);
        people.map(|person| person.as_str().to_owned()).collect::<Vec<_>>().join(", ")
    };
    for role in names(before.roles.iter().chain(&after.roles).map(|staffing| &staffing.role.value)) {
        let (old, new) = (of(before, role), of(after, role));
        let stays = |person: &str| new.split(", ").any(|one| one == person);
        let loosens = !old.is_empty() && signs(sides, role) && !old.split(", ").any(stays);
        found.extend(PolicyChange::of(format!("roles.{role}"), old, new, loosens));
    }
}

/// Whether the component asks for the role's sign-off, or has a stamp of it: a policy may ask for that.
fn signs(sides: &Sides<'_, '_>, role: &str) -> bool {
    let (before, after) = sides.settings();
    let asked = before.questions.iter().chain(&after.questions).flat_map(|own| &own.sign_off);
    let stamped = sides.old.component.reviews.iter().map(|stamp| &stamp.role);
    asked.chain(stamped).any(|one| one.value == role)
}
