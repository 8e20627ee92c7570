//! Many new tables put into one file in one pass. What comes out is what they would come to one
//! by one, or nearer to their order.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::File;
use super::insert::gap;
use super::tables::{behind_item, block, is_of};
use crate::model::Edit;
use crate::read::outline::ItemKind;

/// How many edits at the start of these go together: new tables in the order of one list.
pub(super) fn count(edits: &[Edit]) -> usize {
    let Some(Edit::InsertTable { order, .. }) = edits.first() else { return 1 };
    let same = edits.iter().map_while(|edit| match edit {
        Edit::InsertTable { id, order: own, .. } if Arc::ptr_eq(own, order) => Some(id.as_str()),
        _ => None,
    });
    let ids: Vec<&str> = same.collect();
    if ids.len() < 2 {
        return 1;
    }
    let places: HashMap<&str, usize> =
        order.iter().enumerate().rev().map(|(at, name)| (name.as_str(), at)).collect();
    let mut last = None;
    let rising = ids.iter().map_while(|id| places.get(id)).take_while(|&&at| last.replace(at) < Some(at));
    rising.count().max(1)
}

/// New tables that go to one place.
struct Group {
    /// The last statement of the nearest table before them.
    behind: Option<usize>,
    /// The nearest table after them, where there is none before them.
    above: Option<String>,
    blocks: Vec<String>,
}

/// Puts tables in as [`super::tables::insert`] does; the edits are those that [`count`] allows together.
pub(super) fn insert(file: &File<'_>, edits: &[&Edit]) -> String {
    let mut places: BTreeMap<usize, String> = BTreeMap::new();
    let end = file.text.len();
    for group in groups(file, edits) {
        let header = |name: &String| file.items.iter().find(|item| item.is_header() && is_of(item, name));
        let behind = group.behind.map(|last| behind_item(file, last)).filter(|&at| at < end);
        let above = group.above.as_ref().and_then(header).map(|item| file.comments_above(item.span.start));
        if let Some(at) = behind {
            let lines = places.entry(at).or_default();
            group.blocks.iter().for_each(|block| lines.extend(["\n", block.as_str()]));
        } else if let Some(at) = above {
            let lines = places.entry(at).or_default();
            group.blocks.iter().for_each(|block| lines.extend([block.as_str(), "\n"]));
        } else {
            let lines = places.entry(end).or_default();
            for block in &group.blocks {
                let gap = if lines.is_empty() { gap(file) } else { "\n" };
                lines.extend([gap, block.as_str()]);
            }
        }
    }
    let mut out = String::with_capacity(end + places.values().map(String::len).sum::<usize>());
    let mut from = 0;
    for (at, lines) in places {
        out += file.slice(&(from..at));
        from = at;
        // At the end of a text without a final newline they are put in without one.
        let whole = if at == end { file.with_lines(end, &lines) } else { String::new() };
        match whole.get(end..) {
            Some(tail) if at == end => out += tail,
            _ => out += &file.endings(at, &lines),
        }
    }
    out + file.slice(&(from..end))
}

fn groups(file: &File<'_>, edits: &[&Edit]) -> Vec<Group> {
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, item) in file.items.iter().enumerate().filter(|(_, item)| item.kind != ItemKind::Comment) {
        if let Some(name) = item.path.first() {
            last.insert(name, at);
        }
    }
    let mut new: HashMap<&str, String> = HashMap::new();
    let mut order: &[String] = &[];
    for edit in edits {
        let Edit::InsertTable { id, comments, keys, order: own } = edit else { continue };
        order = own;
        new.insert(id, block(id, comments, keys));
    }
    let mut groups = Vec::new();
    let mut group = Group { behind: None, above: None, blocks: Vec::new() };
    for name in order {
        if let Some(&at) = last.get(name.as_str()) {
            if group.behind.is_none() && group.above.is_none() {
                group.above = Some(name.clone());
            }
            let next = Group { behind: Some(at), above: None, blocks: Vec::new() };
            groups.push(std::mem::replace(&mut group, next));
        } else if let Some(block) = new.remove(name.as_str()) {
            group.blocks.push(block);
        }
    }
    groups.push(group);
    groups.retain(|group| !group.blocks.is_empty());
    groups
}
