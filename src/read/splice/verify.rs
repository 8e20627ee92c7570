//! The safety net: what an edit made is read again, and every value must be what the edit was to make of
//! what was there.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{SpliceError, layout, tables};
use crate::model::{Edit, Value};
use crate::read::{keys, quote};

/// A value, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// As reading takes it: a file's own line endings and newlines at the end are no part of what it says.
    Text(String),
    /// Anything else, as it is written.
    Other(String),
    List(Vec<Node>),
    Table(BTreeMap<String, Node>),
}

impl Node {
    pub(super) fn read(text: &str) -> Result<Self, SpliceError> {
        let root = DeTable::parse(text).map_err(|_| SpliceError::Unreadable)?;
        Ok(Self::of(root.get_ref()))
    }

    /// The values of a table.
    pub(super) fn of(table: &DeTable<'_>) -> Self {
        let entries = table.iter().map(|(name, value)| (name.get_ref().to_string(), node(value.get_ref())));
        Self::Table(entries.collect())
    }

    /// The table under a path; `None` where there is nothing, refused where there is something else.
    pub(super) fn at(&self, path: &[String]) -> Result<Option<&Self>, SpliceError> {
        let mut node = self;
        for (depth, name) in path.iter().enumerate() {
            let Self::Table(entries) = node else { break };
            let Some(next) = entries.get(name) else { return Ok(None) };
            match next {
                Self::Table(_) => node = next,
                Self::List(_) => return Err(layout(&path[..=depth], "it is a list, where a table is meant")),
                _ => return Err(layout(&path[..=depth], "it is a value, where a table is meant")),
            }
        }
        Ok(Some(node))
    }

    /// Whether it is a table with this key.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(self, Self::Table(entries) if entries.contains_key(key))
    }

    /// What a list under a path holds.
    pub(super) fn items(&self, path: &[String]) -> &[Self] {
        let mut node = self;
        for name in path {
            let Self::Table(entries) = node else { return &[] };
            let Some(next) = entries.get(name) else { return &[] };
            node = next;
        }
        if let Self::List(items) = node { items } else { &[] }
    }

    /// Whether it is a table with this id.
    pub(super) fn is_named(&self, wanted: &str) -> bool {
        let Self::Table(entries) = self else { return false };
        matches!(entries.get("id"), Some(Self::Text(id)) if id == wanted)
    }

    /// The entries under a path, made where they are missing.
    fn entries(&mut self, path: &[String]) -> Option<&mut BTreeMap<String, Self>> {
        let Self::Table(entries) = self else { return None };
        match path.split_first() {
            None => Some(entries),
            Some((name, rest)) => {
                entries.entry(name.clone()).or_insert_with(|| Self::Table(BTreeMap::new())).entries(rest)
            }
        }
    }

    /// Takes out the tables on a path that hold nothing: dotted keys make them come and go.
    fn prune(&mut self, path: &[String]) {
        let (Self::Table(entries), Some((name, rest))) = (self, path.split_first()) else { return };
        if let Some(next) = entries.get_mut(name) {
            next.prune(rest);
            if *next == Self::Table(BTreeMap::new()) {
                entries.remove(name);
            }
        }
    }
}

fn node(value: &DeValue<'_>) -> Node {
    match value {
        DeValue::Table(inner) => Node::of(inner),
        DeValue::Array(items) => Node::List(items.iter().map(|item| node(item.get_ref())).collect()),
        DeValue::String(_) => Node::Text(keys::text(value)),
        other => Node::Other(format!("{other:?}")),
    }
}

/// Refuses a result that says anything else than `before` with the edits.
pub(super) fn check(mut before: Node, mut after: Node, edits: &[&Edit]) -> Result<(), SpliceError> {
    for edit in edits {
        if expect(&mut before, edit).is_none() {
            return Err(layout(&path(edit), "something else stands in its place"));
        }
    }
    for path in edits.iter().map(|edit| path(edit)) {
        before.prune(&path);
        after.prune(&path);
    }
    if before == after {
        return Ok(());
    }
    let first = edits.first().map_or_else(Vec::new, |edit| path(edit));
    Err(layout(&first, "another value would change with it"))
}

/// What the edit makes of the values; `None` where they leave no room for it.
fn expect(root: &mut Node, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Set { table, key, value } => {
            root.entries(table)?.insert(key.clone(), written(value)?);
        }
        Edit::Remove { table, key } => {
            root.entries(table)?.remove(key);
        }
        Edit::Add { table, key, item } => {
            list(root.entries(table)?, key)?.push(Node::Text(quote::normal(item)));
        }
        Edit::Take { table, key, item } => {
            let item = Node::Text(quote::normal(item));
            list(root.entries(table)?, key)?.retain(|one| *one != item);
        }
        Edit::AddRequirement { question, requirement } => {
            let pairs = super::requirement::pairs(requirement, false).into_iter();
            let pairs: Option<BTreeMap<_, _>> = pairs
                .map(|(name, value)| {
                    Some((name.to_owned(), DeValue::parse(&value).ok().map(|value| node(value.get_ref()))?))
                })
                .collect();
            list(root.entries(std::slice::from_ref(question))?, "requirement")?.push(Node::Table(pairs?));
        }
        Edit::RemoveRequirement { question, id } => {
            let entries = root.entries(std::slice::from_ref(question))?;
            let all = list(entries, "requirement")?;
            let at = all.iter().position(|one| one.is_named(id));
            at.map(|at| all.remove(at));
            if all.is_empty() {
                entries.remove("requirement");
            }
        }
        Edit::InsertTable { id, comments, keys, .. } => put(root, id, &tables::block(id, comments, keys))?,
        Edit::PutTable { id, block, .. } => put(root, id, block)?,
        Edit::RemoveTable { id } => {
            root.entries(&[])?.remove(id);
        }
        Edit::Comments { .. } => {}
    }
    Some(())
}

fn list<'n>(entries: &'n mut BTreeMap<String, Node>, key: &str) -> Option<&'n mut Vec<Node>> {
    match entries.entry(key.to_owned()).or_insert_with(|| Node::List(Vec::new())) {
        Node::List(items) => Some(items),
        _ => None,
    }
}

/// A block holds its own table and no other.
fn put(root: &mut Node, id: &str, block: &str) -> Option<()> {
    let Node::Table(block) = Node::read(block).ok()? else { return None };
    let mut entries = block.into_iter();
    let (name, node) = entries.next().filter(|(name, _)| name == id)?;
    root.entries(&[])?.insert(name, node);
    entries.next().is_none().then_some(())
}

/// A value as it reads back.
fn written(value: &Value) -> Option<Node> {
    let text = quote::value(value, false);
    DeValue::parse(&text).ok().map(|value| node(value.get_ref()))
}

pub(super) fn path(edit: &Edit) -> Vec<String> {
    match edit {
        Edit::Set { table, key, .. }
        | Edit::Remove { table, key }
        | Edit::Add { table, key, .. }
        | Edit::Take { table, key, .. } => table.iter().cloned().chain([key.clone()]).collect(),
        Edit::AddRequirement { question, .. } | Edit::RemoveRequirement { question, .. } => {
            vec![question.clone(), "requirement".to_owned()]
        }
        Edit::InsertTable { id, .. }
        | Edit::PutTable { id, .. }
        | Edit::Comments { id, .. }
        | Edit::RemoveTable { id } => vec![id.clone()],
    }
}
