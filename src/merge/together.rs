//! Keys that say one thing together: where both sides changed what one of them says, that is one place to decide.
//! An answer here and `status = "not-applicable"` there are two keys, and contradict each other all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{Flat, Leaf};
use crate::model::{DETAILS, STATEMENT, WHOSE};

/// Keys of one statement that exclude each other or speak about each other.
struct Group {
    /// What the statement is: a table of this array, an item of a framework, or else any other table.
    of: &'static str,
    keys: &'static [&'static str],
    /// Those that speak about the others alone: of these, each side may change one.
    details: &'static [&'static str],
    /// Whose words these are: they stand with them where a person decides.
    with: &'static [&'static str],
}

impl Group {
    const fn of(of: &'static str, keys: &'static [&'static str]) -> Self {
        Self { of, keys, details: &[], with: &[] }
    }
}

const REQUIREMENT: &str = "requirement";
const WAIVER: &str = "waiver";
const FRAMEWORKS: &str = "frameworks";

const GROUPS: &[Group] = &[
    Group { of: "", keys: STATEMENT, details: DETAILS, with: WHOSE },
    Group::of("", &["required", "reason"]),
    Group::of(FRAMEWORKS, &["evidence", "status", "reason"]),
    Group::of(WAIVER, &["reason", "by", "until"]),
    // What is measured, and what it has to be.
    Group::of(
        REQUIREMENT,
        &[
            "measured.file",
            "measured.key",
            "measured.at-least",
            "measured.at-most",
            "measured.equals",
            "measured.between",
            "measured.unit",
        ],
    ),
    Group::of(REQUIREMENT, &["tested.junit", "tested.case"]),
    // The statement in words and in numbers. Where the report lies is no part of it.
    Group::of(
        REQUIREMENT,
        &[
            "text",
            "fit-criterion",
            "measured.key",
            "measured.at-least",
            "measured.at-most",
            "measured.equals",
            "measured.between",
            "measured.unit",
        ],
    ),
];

/// How a requirement is verified, and what a report has to show for it.
const METHOD: &str = "verification";
const EVIDENCE: [&str; 2] = ["measured", "tested"];

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

/// A value's path, and what became of it.
struct Changed<'p> {
    path: &'p Vec<String>,
    /// Its key in the table that is the statement, with dots.
    name: String,
    ours: bool,
    theirs: bool,
    /// Both sides changed it, and it is no list that takes items of both.
    apart: bool,
}

/// What of the values is one place to decide with another one.
pub(super) fn torn(base: &Flat, ours: &Flat, theirs: &Flat) -> Torn {
    let mut tables: BTreeMap<(&[String], &str), Vec<Changed<'_>>> = BTreeMap::new();
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
        let Some((table, of)) = within.map(|table| (table, "")).or_else(|| statement(path)) else { continue };
        let name = path[table.len()..].join(".");
        let changed = Changed { path, name, ours: by_us, theirs: by_them, apart };
        tables.entry((table, of)).or_default().push(changed);
    }
    let mut found = Torn::default();
    for ((table, of), changed) in tables {
        let mut add = |one: &Changed<'_>| drop(found.keys.insert(one.path.clone(), table.to_vec()));
        if whole.contains(table) {
            if changed.iter().any(|one| one.ours) && changed.iter().any(|one| one.theirs) {
                changed.iter().for_each(&mut add);
                found.whole.insert(table.to_vec());
            }
            continue;
        }
        for group in GROUPS.iter().filter(|group| group.of == of) {
            let among = |one: &&Changed<'_>, keys: &[&str]| keys.contains(&one.name.as_str());
            let own: Vec<&Changed<'_>> = changed.iter().filter(|one| among(one, group.keys)).collect();
            if clash(group, &own) {
                let with = changed.iter().filter(|one| among(one, group.with));
                own.into_iter().chain(with).for_each(&mut add);
            }
        }
        if of == REQUIREMENT {
            let gone_or_new = |one: &&Changed<'_>| {
                EVIDENCE.iter().any(|part| {
                    let part = [table, &[(*part).to_owned()]].concat();
                    let has = |side: &Flat| below(side, &part);
                    one.path.starts_with(&part) && (has(base) != has(ours) || has(base) != has(theirs))
                })
            };
            let shown: Vec<&Changed<'_>> = changed.iter().filter(gone_or_new).collect();
            if let Some(method) = changed.iter().find(|one| one.name == METHOD)
                && shown.iter().any(|one| (one.ours && method.theirs) || (one.theirs && method.ours))
            {
                add(method);
                shown.into_iter().for_each(add);
            }
        }
    }
    found
}

/// The table that says one thing with the value at a path, and what it is.
fn statement(path: &[String]) -> Option<(&[String], &'static str)> {
    for (at, name) in path.iter().enumerate() {
        let known = path.get(at + 1).is_some_and(|step| step.starts_with('"')) && path.len() > at + 2;
        if let Some(array) = [REQUIREMENT, WAIVER].into_iter().find(|array| known && name == array) {
            return Some((&path[..at + 2], array));
        }
        if name == FRAMEWORKS && path.len() == at + 4 {
            return Some((&path[..at + 3], FRAMEWORKS));
        }
    }
    path.split_last().map(|(_, table)| (table, ""))
}

/// Whether there is a value below a path.
fn below(of: &Flat, path: &[String]) -> bool {
    of.range(path.to_vec()..).next().is_some_and(|(own, _)| own.starts_with(path))
}

fn clash(group: &Group, own: &[&Changed<'_>]) -> bool {
    let detail = |one: &Changed<'_>| group.details.contains(&one.name.as_str());
    own.iter().any(|one| {
        let other = |two: &&&Changed<'_>| two.path != one.path && two.theirs && !(detail(one) && detail(two));
        one.apart || (one.ours && own.iter().any(|two| other(&two)))
    })
}
