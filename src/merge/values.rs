//! The proof of a merge: values alone, without their text.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use super::pieces::Side;

/// Every value of a file under its path. A table of an array is one step of the path: what it is known by.
pub(super) type Flat = BTreeMap<Vec<String>, Leaf>;

/// A value that is merged as a whole, or as a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaf {
    Text(String),
    /// An array of strings.
    Items(BTreeSet<String>),
    /// Anything else, as it reads.
    Other(String),
}

/// What the tables of an array are known by; any other array goes by `id`.
const KNOWN_BY: &[(&str, &[&str])] = &[("waiver", &["rule", "question"]), ("consumes", &["component"])];

/// The arrays of which several tables are known by the same, in any of the versions, and by what.
pub(super) type Alike = BTreeSet<Vec<String>>;

/// What a table of an array is known by.
pub(super) struct Known {
    /// As a step of a path.
    pub(super) step: String,
    /// The keys that tell it from others.
    pub(super) by: String,
    /// Whether others are known by the same: then what it says tells them apart.
    pub(super) alike: bool,
}

/// The tables of arrays that are known by the same as another one.
pub(super) fn alike(roots: &[&DeTable<'_>]) -> Alike {
    let mut found = Alike::new();
    for root in roots {
        count(root, &mut Vec::new(), &mut found);
    }
    found
}

fn count(of: &DeTable<'_>, path: &mut Vec<String>, found: &mut Alike) {
    for (name, value) in of {
        path.push(name.get_ref().to_string());
        if let Some(inner) = value.get_ref().as_table() {
            count(inner, path, found);
        }
        let mut seen = BTreeSet::new();
        for inner in tables(value.get_ref()).into_iter().flatten() {
            path.push(identity(name.get_ref(), inner));
            if !seen.insert(path.clone()) {
                found.insert(path.clone());
            }
            path.pop();
        }
        path.pop();
    }
}

/// The tables of an array that holds nothing else.
fn tables<'v, 'd>(value: &'v DeValue<'d>) -> Option<Vec<&'v DeTable<'d>>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    items.iter().map(|item| item.get_ref().as_table()).collect()
}

/// What a table of the array at `path` is known by. Those that say the same are counted.
pub(super) fn known(
    seen: &mut BTreeMap<String, usize>,
    path: &[String],
    table: &DeTable<'_>,
    alike: &Alike,
) -> Known {
    let by = identity(path.last().map_or("", String::as_str), table);
    let alike = alike.contains(&[path, std::slice::from_ref(&by)].concat());
    let name = if alike { format!("{by} = {}", shown_table(table)) } else { by.clone() };
    Known { step: numbered(seen, name), by, alike }
}

/// The keys that tell a table of an array from others.
pub(super) fn known_by(array: &str) -> &'static [&'static str] {
    KNOWN_BY.iter().find(|(name, _)| *name == array).map_or(["id"].as_slice(), |(_, keys)| keys)
}

fn identity(array: &str, table: &DeTable<'_>) -> String {
    let said = known_by(array).iter().map(|key| table.get(*key).and_then(|value| value.get_ref().as_str()));
    said.map(|word| format!("{:?}", word.unwrap_or_default())).collect::<Vec<_>>().join(" ")
}

/// Gives a number to what nothing else tells apart.
pub(super) fn numbered(seen: &mut BTreeMap<String, usize>, identity: String) -> String {
    let count = seen.entry(identity.clone()).or_default();
    *count += 1;
    format!("{identity} #{count}")
}

pub(super) fn flat(root: &DeTable<'_>, alike: &Alike) -> Flat {
    let mut found = Flat::new();
    table(root, alike, &mut Vec::new(), &mut found);
    found
}

fn table(of: &DeTable<'_>, alike: &Alike, path: &mut Vec<String>, found: &mut Flat) {
    for (name, value) in of {
        path.push(name.get_ref().to_string());
        if let Some(inner) = value.get_ref().as_table() {
            table(inner, alike, path, found);
        } else if let Some(all) = tables(value.get_ref()) {
            let mut seen = BTreeMap::new();
            for inner in all {
                let step = known(&mut seen, path, inner, alike).step;
                path.push(step);
                table(inner, alike, path, found);
                path.pop();
            }
        } else {
            // An empty text says as much as none: the question is open.
            let leaf = leaf(value.get_ref());
            if leaf != Leaf::Text(String::new()) {
                found.insert(path.clone(), leaf);
            }
        }
        path.pop();
    }
}

/// A value without its place.
pub(super) fn leaf(value: &DeValue<'_>) -> Leaf {
    match value {
        DeValue::String(said) => Leaf::Text(text(said)),
        DeValue::Array(items) if items.iter().all(|item| item.get_ref().is_str()) => {
            Leaf::Items(items.iter().filter_map(|item| item.get_ref().as_str()).map(text).collect())
        }
        other => Leaf::Other(shown(other)),
    }
}

fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(said) => format!("{:?}", text(said)),
        DeValue::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| shown(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(inner) => shown_table(inner),
        other => format!("{other:?}"),
    }
}

fn shown_table(table: &DeTable<'_>) -> String {
    let sorted: BTreeMap<_, _> = table.iter().map(|(name, value)| (name.get_ref(), value)).collect();
    let pairs = sorted.into_iter().map(|(name, value)| format!("{name:?} = {}", shown(value.get_ref())));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

/// A text as reading takes it: line endings, and newlines at the end, are no part of it.
fn text(said: &str) -> String {
    super::normal(said.trim_end_matches(['\n', '\r'])).into_owned()
}

/// What a merge of the values gives, below the paths of conflicts those of one side; nothing where they
/// contradict each other elsewhere.
pub(super) fn merged(
    base: &Flat,
    ours: &Flat,
    theirs: &Flat,
    open: &[Vec<String>],
    side: Side,
) -> Option<Flat> {
    let mut found = Flat::new();
    let paths: BTreeSet<&Vec<String>> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    for path in paths {
        let (b, o, t) = (base.get(path), ours.get(path), theirs.get(path));
        let leaf = if open.iter().any(|open| path.starts_with(open)) {
            if side == Side::Ours { o } else { t }.cloned()
        } else if o == t || t == b {
            o.cloned()
        } else if o == b {
            t.cloned()
        } else {
            Some(Leaf::Items(items(b, o?, t?)?))
        };
        if let Some(leaf) = leaf {
            found.insert(path.clone(), leaf);
        }
    }
    Some(found)
}

/// Our items, less those that they took out, and those that they put in.
fn items(base: Option<&Leaf>, ours: &Leaf, theirs: &Leaf) -> Option<BTreeSet<String>> {
    let none = BTreeSet::new();
    let base = match base {
        None => &none,
        Some(Leaf::Items(base)) => base,
        Some(_) => return None,
    };
    let (Leaf::Items(ours), Leaf::Items(theirs)) = (ours, theirs) else { return None };
    let kept = ours.iter().filter(|&item| theirs.contains(item) || !base.contains(item));
    Some(kept.chain(theirs.difference(base)).cloned().collect())
}
