//! Stamps that went. Without its stamp an answer neither changed since nor is suspect.

use super::super::reviews::{counts, is_same};
use super::{PolicyChange, Sides, Subject, Within};
use crate::model::Stamp;

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = (sides.old.component, sides.new.component);
    // A stamp of what is no longer asked, or no longer answered, went with it.
    let is_given = |stamp: &&Stamp| counts(sides.new, stamp);
    let is_gone = |stamp: &&Stamp| !after.reviews.iter().any(|one| is_same(one, stamp));
    let gone: Vec<&Stamp> = before.reviews.iter().filter(is_given).filter(is_gone).collect();
    if after.reviews.is_empty() && gone.len() > 1 {
        let change = PolicyChange::of("reviews.toml", format!("{} stamps", gone.len()), String::new(), true);
        found.extend(change.map(|one| PolicyChange {
            subject: Subject::Stamp,
            file: Within::Reviews,
            ..one
        }));
        return;
    }
    for stamp in gone {
        let key = format!("reviews.{}.{}", stamp.question.value, stamp.role.value);
        let on = stamp.on.map_or_else(String::new, |on| format!(" on {on}"));
        let change = PolicyChange::of(key, format!("by {}{on}", stamp.by), String::new(), true);
        let change = change.map(|one| one.about(&stamp.question.value));
        found.extend(change.map(|one| PolicyChange { subject: Subject::Stamp, file: Within::Answer, ..one }));
    }
}
