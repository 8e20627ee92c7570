//! Who plays which role.

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
        found.extend(PolicyChange::of(format!("roles.{role}"), of(before, role), of(after, role), false));
    }
}
