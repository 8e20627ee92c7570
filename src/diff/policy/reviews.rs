//! Stamps that went, and hashes in those that stayed. Without them an answer neither changed since nor is suspect.

use super::super::reviews::{counts, is_same};
use super::{PolicyChange, Sides, Subject, Within};
use crate::model::{Stamp, hash_scheme};

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
    for old in before.reviews.iter().filter(is_given) {
        // Whoever looked again wrote all of it anew.
        let mut stays =
            after.reviews.iter().filter(|new| is_same(new, old) && new.by == old.by && new.on == old.on);
        if let Some(new) = stays.next() {
            hashes(sides, old, new, found);
        }
    }
}

/// Hashes of a stamp that nobody made anew, and that went or that nobody can read any more.
fn hashes(sides: &Sides<'_, '_>, old: &Stamp, new: &Stamp, found: &mut Vec<PolicyChange>) {
    let after = sides.new.component;
    let rests_on = |id: &str| {
        let (Some(at), Some(on)) = (after.form.find(&new.question.value), after.form.find(id)) else {
            return false;
        };
        sides.new.states[on].is_settled() && after.graph().depends_on[at].iter().any(|one| one.on == on)
    };
    let mut add = |key: &str, before: &str, now: &str| {
        let key = format!("reviews.{}.{}.{key}", new.question.value, new.role.value);
        let change = PolicyChange::of(key, before.to_owned(), now.to_owned(), true);
        let change = change.map(|one| one.about(&new.question.value));
        found.extend(change.map(|one| PolicyChange { subject: Subject::Stamp, file: Within::Answer, ..one }));
    };
    let was_read = |hash: &str| hash_scheme(hash) == Some(1);
    if was_read(&old.hash.value) && !was_read(&new.hash.value) {
        add("hash", &old.hash.value, &new.hash.value);
    }
    let recorded = old.depends_on.iter().filter(|(id, hash)| was_read(hash) && rests_on(&id.value));
    for (id, hash) in recorded {
        let now = new.depends_on.iter().find(|(one, _)| one.value == id.value).map_or("", |(_, hash)| hash);
        if !was_read(now) {
            add(&format!("depends-on.{}", id.value), hash, now);
        }
    }
}
