//! Keys that say one thing together: where both sides changed what one of them says, that is one place to decide.
//! An answer here and `status = "not-applicable"` there are two keys, and contradict each other all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{Flat, Leaf};

/// Keys of one table that exclude each other or speak about each other.
struct Group {
    keys: &'static [&'static str],
    /// Those that speak about the others alone: of these, each side may change one.
    details: &'static [&'static str],
    /// Whose words these are: they stand with them where a person decides.
    with: &'static [&'static str],
}

const GROUPS: &[Group] = &[
    Group {
        keys: &["answer", "choice", "status", "reason", "until"],
        details: &["reason", "until"],
        with: &["by", "on", "source"],
    },
    Group { keys: &["at-least", "at-most", "equals", "between", "key", "unit"], details: &[], with: &[] },
    Group { keys: &["required", "reason"], details: &[], with: &[] },
];

/// A table with this key is one statement as a whole: what was seen, by whom and when.
const WHOLE: &str = "hash";

/// What is decided together.
#[derive(Debug, Default)]
pub(super) struct Torn {
    /// The values, each with the table that it is decided in.
    pub(super) keys: BTreeMap<Vec<String>, Vec<String>>,
    /// The tables that are decided with all that is below them.
    pub(super) whole: BTreeSet<Vec<String>>,
}

/// A value's path below a table, and what became of it.
struct Changed<'p> {
    path: &'p Vec<String>,
    ours: bool,
    theirs: bool,
    /// Both sides changed it, and it is no list that takes items of both.
    apart: bool,
}

/// What of the values is one place to decide with another one.
pub(super) fn torn(base: &Flat, ours: &Flat, theirs: &Flat) -> Torn {
    let mut tables: BTreeMap<&[String], Vec<Changed<'_>>> = BTreeMap::new();
    let paths: BTreeSet<&Vec<String>> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let whole: BTreeSet<&[String]> = paths
        .iter()
        .filter_map(|path| path.split_last())
        .filter(|(key, _)| *key == WHOLE)
        .map(|(_, table)| table)
        .collect();
    for path in paths {
        let (b, o, t) = (base.get(path), ours.get(path), theirs.get(path));
        if o == t {
            continue;
        }
        let (by_us, by_them) = (o != b, t != b);
        let items = |leaf: Option<&Leaf>| leaf.is_none_or(|leaf| matches!(leaf, Leaf::Items(_)));
        let apart = by_us && by_them && !(o.is_some() && t.is_some() && [b, o, t].into_iter().all(items));
        let within = (0..path.len()).map(|at| &path[..at]).find(|table| whole.contains(table));
        let Some(table) = within.or_else(|| path.split_last().map(|(_, table)| table)) else { continue };
        tables.entry(table).or_default().push(Changed { path, ours: by_us, theirs: by_them, apart });
    }
    let mut found = Torn::default();
    for (table, changed) in tables {
        let mut add = |one: &Changed<'_>| drop(found.keys.insert(one.path.clone(), table.to_vec()));
        if whole.contains(table) {
            if changed.iter().any(|one| one.ours) && changed.iter().any(|one| one.theirs) {
                changed.iter().for_each(&mut add);
                found.whole.insert(table.to_vec());
            }
            continue;
        }
        for group in GROUPS {
            let of = |one: &&Changed<'_>, keys: &[&str]| {
                one.path.last().is_some_and(|key| keys.contains(&key.as_str()))
            };
            let own: Vec<&Changed<'_>> = changed.iter().filter(|one| of(one, group.keys)).collect();
            if clash(group, &own) {
                let with = changed.iter().filter(|one| of(one, group.with));
                own.into_iter().chain(with).for_each(&mut add);
            }
        }
    }
    found
}

fn clash(group: &Group, own: &[&Changed<'_>]) -> bool {
    let detail = |one: &Changed<'_>| one.path.last().is_some_and(|key| group.details.contains(&key.as_str()));
    own.iter().any(|one| {
        let other = |two: &&&Changed<'_>| two.path != one.path && two.theirs && !(detail(one) && detail(two));
        one.apart || (one.ours && own.iter().any(|two| other(&two)))
    })
}
