//! Where a new key goes: behind the last value of its table that has no header of its own.

use super::File;
use super::keys::{dotted, find};
use crate::model::Value;
use crate::read::outline::ItemKind;
use crate::read::quote;

/// A value as it is written on lines of its own, and on one line within an inline table.
pub(super) struct Written {
    pub(super) long: String,
    pub(super) inline: String,
}

impl Written {
    pub(super) fn of(value: &Value) -> Self {
        Self { long: quote::value(value, false), inline: quote::value(value, true) }
    }
}

pub(super) fn key(file: &File<'_>, table: &[String], key: &str, value: &Written) -> String {
    let line = format!("{} = {}\n", quote::key(key), value.long);
    if table.is_empty() {
        return at_top(file, &line);
    }
    // `[table]`: behind the last pair before the next header.
    if let Some(at) = file.items.iter().position(|item| item.kind == ItemKind::Table && item.path == table) {
        let end = section_end(file, at);
        return file
            .with_lines(file.line_end(end), &format!("{}{line}", file.indent(statement_start(file, at))));
    }
    // `table = { … }`, or one of the tables around it.
    for depth in (1..=table.len()).rev() {
        let (outer, inner) = table.split_at(depth);
        if let Some(found) = find(file, outer).filter(|found| file.slice(&found.value).starts_with('{')) {
            let path: Vec<String> = inner.iter().cloned().chain([key.to_owned()]).collect();
            return into_inline(file, &found, &format!("{} = {}", dotted(&path), value.inline));
        }
    }
    // `table.x = …`
    let last = file.items.iter().rev().find_map(|item| {
        let ItemKind::Pair { own, .. } = &item.kind else { return None };
        let section = item.path.len() - own;
        let within = item.path.len() > table.len() && item.path.starts_with(table) && section < table.len();
        within.then_some((item, section))
    });
    if let Some((item, section)) = last {
        let prefix = dotted(table.get(section..).unwrap_or_default());
        let indent = file.indent(item.span.start);
        return file.with_lines(file.line_end(item.span.end), &format!("{indent}{prefix}.{line}"));
    }
    let header = format!("[{}]\n{line}", dotted(table));
    // Only `[table.x]`: the header it never had goes directly above the first of them.
    match file.items.iter().find(|item| item.is_header() && item.path.starts_with(table)) {
        Some(sub) => file.with_lines(file.line_start(sub.span.start), &format!("{header}\n")),
        None => append(file, &header),
    }
}

fn into_inline(file: &File<'_>, found: &super::keys::Found<'_>, pair: &str) -> String {
    if let Some(last) = found.inside.last() {
        return file.replaced(last.span.end..last.span.end, &format!(", {pair}"));
    }
    let open = found.value.start + 1;
    let end = if open + 1 == found.value.end { " " } else { "" };
    file.replaced(open..open, &format!(" {pair}{end}"))
}

/// The end of the last statement of the section that starts with the header at this index.
pub(super) fn section_end(file: &File<'_>, header: usize) -> usize {
    last_of_section(file, header).map_or(0, |item| item.span.end)
}

fn statement_start(file: &File<'_>, header: usize) -> usize {
    last_of_section(file, header).map_or(0, |item| item.span.start)
}

fn last_of_section<'t>(file: &'t File<'_>, header: usize) -> Option<&'t super::Item> {
    let section = file.items.iter().skip(header + 1).take_while(|item| !item.is_header());
    section
        .filter(|item| matches!(item.kind, ItemKind::Pair { .. }))
        .last()
        .or_else(|| file.items.get(header))
}

fn at_top(file: &File<'_>, line: &str) -> String {
    let (at, after) = top_end(file);
    file.with_lines(at, &format!("{line}{after}"))
}

/// Where statements that belong to no table go, and what separates them from the first header.
pub(super) fn top_end(file: &File<'_>) -> (usize, &'static str) {
    let top = file.items.iter().take_while(|item| !item.is_header());
    if let Some(last) = top.filter(|item| matches!(item.kind, ItemKind::Pair { .. })).last() {
        return (file.line_end(last.span.end), "");
    }
    match file.items.iter().find(|item| item.is_header()) {
        Some(header) => (file.comments_above(header.span.start), "\n"),
        None => (file.text.len(), ""),
    }
}

/// Puts lines at the end, a blank line before them.
pub(super) fn append(file: &File<'_>, lines: &str) -> String {
    file.with_lines(file.text.len(), &format!("{}{lines}", gap(file)))
}

/// What separates lines at the end from the text before them.
pub(super) fn gap(file: &File<'_>) -> &'static str {
    let end = file.text.len();
    let open = !file.text.is_empty() && !file.text.ends_with('\n');
    if !open && file.blank_before(end) { "" } else { "\n" }
}
