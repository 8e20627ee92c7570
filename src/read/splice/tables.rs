//! Inserting and removing tables, with their comments and in form order.

use std::collections::HashMap;

use super::{File, insert};
use crate::model::Value;
use crate::read::outline::{Item, ItemKind, outline};
use crate::read::quote;
use crate::source::Span;

/// Lines that make up a table.
pub(super) enum Block<'b> {
    /// Made here: they end as the lines around them do.
    Made(String),
    /// Taken from another file: they stay byte for byte.
    Taken(&'b str),
}

/// A table with its comments, as lines.
pub(super) fn block(id: &str, comments: &[String], pairs: &[(String, Value)]) -> String {
    let mut block = String::new();
    for comment in comments {
        block += &quote::comment_line(comment);
        block.push('\n');
    }
    block.extend(["[", &quote::key(id), "]\n"]);
    block.extend(pairs.iter().map(|(name, value)| line(name, value)));
    block
}

fn line(name: &str, value: &Value) -> String {
    format!("{} = {}\n", quote::key(name), quote::value(value, false))
}

impl Block<'_> {
    /// Puts the block in at a line's start, with these blank lines around it.
    fn put(&self, file: &File<'_>, at: usize, before: &str, after: &str) -> String {
        match self {
            Self::Made(lines) => file.with_lines(at, &format!("{before}{lines}{after}")),
            Self::Taken(lines) => {
                let eol = if lines.is_empty() || lines.ends_with('\n') { "" } else { file.eol(at) };
                let (before, after) = (file.endings(at, before), file.endings(at, after));
                file.with_own_lines(at, &format!("{before}{lines}{eol}{after}"))
            }
        }
    }

    /// Dotted keys or an inline table, which a header above them would take in.
    fn headless(&self) -> bool {
        let Self::Taken(lines) = self else { return false };
        toml::de::DeTable::parse(lines).is_ok()
            && outline(lines)
                .iter()
                .find(|item| item.kind != ItemKind::Comment)
                .is_some_and(|item| !item.is_header())
    }
}

pub(super) fn is_of(item: &Item, name: &str) -> bool {
    item.kind != ItemKind::Comment && item.path.first().is_some_and(|first| first == name)
}

/// Puts a block behind the nearest table before it in `order`, else above the nearest one after it,
/// else at the end. A table that is there already stays as it is.
pub(super) fn insert(file: &File<'_>, id: &str, block: &Block<'_>, order: &[String]) -> String {
    let there = |name: &String| file.items.iter().any(|item| is_of(item, name));
    if file.items.iter().any(|item| is_of(item, id)) {
        return file.text.to_owned();
    }
    if block.headless() {
        let (at, after) = insert::top_end(file);
        // A comment right above would become the block's own.
        let before = if file.is_below_comment(at) { "\n" } else { "" };
        return block.put(file, at, before, after);
    }
    let own = order.iter().position(|name| name == id).unwrap_or(order.len());
    let before = order.iter().take(own).rev().find(|name| there(name));
    if let Some(at) = before.map(|before| behind(file, before)).filter(|&at| at < file.text.len()) {
        return block.put(file, at, "\n", "");
    }
    let after = order.iter().skip(own + 1).find(|name| there(name)).filter(|_| before.is_none());
    let header =
        after.and_then(|after| file.items.iter().find(|item| item.is_header() && is_of(item, after)));
    match header {
        Some(header) => block.put(file, file.comments_above(header.span.start), "", "\n"),
        None => block.put(file, file.text.len(), insert::gap(file), ""),
    }
}

/// The line start behind a table's last statement and the comments that follow it closely.
fn behind(file: &File<'_>, name: &str) -> usize {
    behind_item(file, file.items.iter().rposition(|item| is_of(item, name)).unwrap_or(0))
}

/// The same, of the table whose last statement this is.
pub(super) fn behind_item(file: &File<'_>, last: usize) -> usize {
    // A header behind a pair that has none above it would swallow the pairs below it.
    let headless = file.items.iter().take_while(|item| !item.is_header()).count();
    let top = file.items.iter().take(headless).rposition(|item| item.kind != ItemKind::Comment);
    let last = if last < headless { top.unwrap_or(last) } else { last };
    file.comments_below(file.items.get(last).map_or(0, |item| item.span.end))
}

/// The text without the table, and what was taken out.
pub(super) fn remove(file: &File<'_>, id: &str) -> (String, String) {
    let items = file.items.iter().enumerate().filter(|(_, item)| is_of(item, id)).map(|(at, _)| at);
    let holes = holes(file, items, Below::Theirs);
    let taken = holes.iter().map(|hole| file.slice(hole)).collect();
    let cuts: Vec<Span> = holes.into_iter().map(|hole| with_a_blank_line(file, hole)).collect();
    (file.without(&cuts), taken)
}

/// What [`remove`] would take out, of every table.
pub(super) fn blocks(file: &File<'_>) -> HashMap<String, String> {
    let mut items: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, item) in file.items.iter().enumerate().filter(|(_, item)| item.kind != ItemKind::Comment) {
        if let Some(name) = item.path.first() {
            items.entry(name).or_default().push(at);
        }
    }
    let block = |items| holes(file, items, Below::Theirs).iter().map(|hole| file.slice(hole)).collect();
    items.into_iter().map(|(name, items)| (name.to_owned(), block(items))).collect()
}

/// Whose comments are that stand right below a table's last statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// The table's.
    Theirs,
    /// Nobody's: they stay.
    Free,
}

/// The bytes of the statements of a table, by their indices, with the comments that belong to them.
pub(super) fn holes(
    file: &File<'_>,
    items: impl IntoIterator<Item = usize>,
    comments_below: Below,
) -> Vec<Span> {
    let mut holes: Vec<Span> = Vec::new();
    for (at, item) in items.into_iter().filter_map(|at| Some((at, file.items.get(at)?))) {
        if !item.is_header() && holes.last().is_some_and(|hole| hole.end > item.span.start) {
            continue; // within the section above
        }
        let end = match comments_below {
            _ if !item.is_header() => file.line_end(item.span.end),
            Below::Theirs => file.comments_below(insert::section_end(file, at)),
            Below::Free => file.line_end(insert::section_end(file, at)),
        };
        let start = file.comments_above(item.span.start);
        match holes.last_mut() {
            // A part right behind, with nothing but blank lines between: one hole.
            Some(last) if file.slice(&(last.end..start)).trim().is_empty() => last.end = end,
            _ => holes.push(start..end),
        }
    }
    holes
}

/// The text with the first segment of every statement of a table under another name.
pub(super) fn renamed(file: &File<'_>, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(file.text.len() + to.len());
    let mut at = 0;
    let mut below_header = false;
    for item in file.items.iter().filter(|item| is_of(item, from)) {
        below_header |= item.is_header();
        if below_header && !item.is_header() {
            continue; // its own key is another one
        }
        let line = file.slice(&item.span);
        let start = item.span.start + (line.len() - line.trim_start_matches(['[', ' ', '\t']).len());
        let name = file.slice(&(start..item.span.end));
        let end = match name.chars().next() {
            Some(quote @ ('"' | '\'')) => name.get(1..).and_then(|rest| rest.find(quote)).map(|end| end + 2),
            _ => name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))),
        };
        out += file.slice(&(at..start));
        out += &quote::key(to);
        at = start + end.unwrap_or(name.len());
    }
    out + file.slice(&(at..file.text.len()))
}

/// One blank line goes with a table, so that the lines around it keep their distance.
pub(super) fn with_a_blank_line(file: &File<'_>, hole: Span) -> Span {
    let blank = |span: &Span| !span.is_empty() && file.slice(span).trim().is_empty();
    let below = hole.end..file.line_end(hole.end);
    if hole.end == file.text.len() {
        let above = file.line_start(hole.start.saturating_sub(1))..hole.start;
        let start = if blank(&above) { above.start } else { hole.start };
        return file.whole_lines(start, hole.end);
    }
    let end = if file.blank_before(hole.start) && blank(&below) { below.end } else { hole.end };
    file.whole_lines(hole.start, end)
}
