//! Setting, inserting and removing a key.

use super::{SpliceError, Text};
use crate::model::Value;
use crate::read::outline::{ItemKind, Member};
use crate::read::{quote, spec};
use crate::source::Span;

/// Where a value stands.
pub(super) struct Found<'t> {
    pub(super) value: Span,
    pub(super) inside: &'t [Member],
    /// Within an inline table, so on one line.
    pub(super) inline: bool,
}

/// The value of a path, wherever and however it is written.
pub(super) fn find<'t>(file: &'t Text<'_>, path: &[String]) -> Option<Found<'t>> {
    file.items.iter().find_map(|item| {
        let ItemKind::Pair { value, inside, .. } = &item.kind else { return None };
        let rest = path.strip_prefix(item.path.as_slice())?;
        if rest.is_empty() {
            return Some(Found { value: value.clone(), inside, inline: false });
        }
        member(inside, rest)
    })
}

fn member<'t>(members: &'t [Member], path: &[String]) -> Option<Found<'t>> {
    members.iter().filter(|member| !member.path.is_empty()).find_map(|one| {
        let rest = path.strip_prefix(one.path.as_slice())?;
        if rest.is_empty() {
            return Some(Found { value: one.value.clone(), inside: &one.inside, inline: true });
        }
        member(&one.inside, rest)
    })
}

pub(super) fn set(
    file: &Text<'_>,
    table: &[String],
    key: &str,
    value: &Value,
) -> Result<String, SpliceError> {
    let path = joined(table, key);
    if let Some(found) = find(file, &path) {
        if equal(file.slice(&found.value), value) {
            return Ok(file.text.to_owned());
        }
        let written = file.endings(found.value.start, &quote::value(value, found.inline));
        return Ok(file.replaced(found.value, &written));
    }
    if file.items.iter().any(|item| item.path.starts_with(&path)) {
        return Err(SpliceError::Layout { path: path.join("."), why: "it is a table".to_owned() });
    }
    Ok(insert(file, table, key, value))
}

fn joined(table: &[String], key: &str) -> Vec<String> {
    table.iter().cloned().chain([key.to_owned()]).collect()
}

/// Whether what is written already says so.
fn equal(written: &str, value: &Value) -> bool {
    let Ok(now) = toml::de::DeValue::parse(written) else { return false };
    let now = now.get_ref();
    match value {
        Value::Text(text) => {
            now.as_str().is_some() && spec::text(now) == text.replace("\r\n", "\n").trim_end_matches('\n')
        }
        Value::Date(date) => spec::date(now) == Some(*date),
        Value::Bool(yes) => now.as_bool() == Some(*yes),
        Value::List(items) => now.as_array().is_some_and(|now| {
            now.len() == items.len()
                && now.iter().zip(items).all(|(now, item)| now.get_ref().as_str() == Some(item))
        }),
    }
}

fn insert(file: &Text<'_>, table: &[String], key: &str, value: &Value) -> String {
    let pair = |inline| format!("{} = {}", quote::key(key), quote::value(value, inline));
    // `[table]`: behind the last pair before the next header.
    if let Some(at) = file.items.iter().position(|item| item.kind == ItemKind::Table && item.path == table) {
        return file.with_lines(section_end(file, at), &indented(file, at, &pair(false)));
    }
    // `table = { … }`
    if let Some(found) = find(file, table).filter(|found| file.slice(&found.value).starts_with('{')) {
        let close = found.value.end - 1;
        let (at, comma) = match found.inside.last() {
            Some(last) => (last.span.end, ", "),
            None => (found.value.start + 1, " "),
        };
        let end = if comma == " " && file.slice(&(at..close)).trim().is_empty() { " " } else { "" };
        let span = if comma == " " { at..close } else { at..at };
        return file.replaced(span, &format!("{comma}{}{end}", pair(true)));
    }
    // `table.x = …`
    let dotted = file.items.iter().rev().find_map(|item| match &item.kind {
        ItemKind::Pair { own, .. } => {
            let section = item.path.len() - own;
            let within =
                item.path.len() > table.len() && item.path.starts_with(table) && section < table.len();
            within.then_some((item, section))
        }
        _ => None,
    });
    if let Some((item, section)) = dotted {
        let prefix: String = table[section..].iter().map(|part| quote::key(part) + ".").collect();
        let indent = file.indent(item.span.start);
        return file.with_lines(file.line_end(item.span.end), &format!("{indent}{prefix}{}\n", pair(false)));
    }
    if table.is_empty() {
        return at_top(file, &pair(false));
    }
    let header = format!(
        "[{}]\n{}\n",
        table.iter().map(|part| quote::key(part)).collect::<Vec<_>>().join("."),
        pair(false)
    );
    // Only `[table.x]`: the header it never had goes directly above the first of them.
    if let Some(sub) = file.items.iter().find(|item| item.is_header() && item.path.starts_with(table)) {
        return file.with_lines(file.line_start(sub.span.start), &format!("{header}\n"));
    }
    append(file, &header)
}

/// The line behind which a section's next pair goes: its last pair, else its header. `header` is an
/// index into the items.
pub(super) fn section_end(file: &Text<'_>, header: usize) -> usize {
    let section = file.items[header + 1..].iter().take_while(|item| !item.is_header());
    let last = section.filter(|item| matches!(item.kind, ItemKind::Pair { .. })).last();
    file.line_end(last.unwrap_or(&file.items[header]).span.end)
}

fn indented(file: &Text<'_>, header: usize, pair: &str) -> String {
    let first = file.items.get(header + 1).filter(|item| matches!(item.kind, ItemKind::Pair { .. }));
    format!("{}{pair}\n", first.map_or("", |item| file.indent(item.span.start)))
}

fn at_top(file: &Text<'_>, pair: &str) -> String {
    let top = file.items.iter().take_while(|item| !item.is_header());
    if let Some(last) = top.filter(|item| matches!(item.kind, ItemKind::Pair { .. })).last() {
        return file.with_lines(file.line_end(last.span.end), &format!("{pair}\n"));
    }
    match file.items.iter().find(|item| item.is_header()) {
        Some(header) => file.with_lines(file.comments_above(header.span.start), &format!("{pair}\n\n")),
        None => file.with_lines(file.text.len(), &format!("{pair}\n")),
    }
}

/// Puts a block of lines at the end, a blank line before it.
pub(super) fn append(file: &Text<'_>, block: &str) -> String {
    let at = file.text.len();
    let open = !file.text.is_empty() && !file.text.ends_with('\n');
    let blank = if !open && file.blank_before(at) { "" } else { "\n" };
    file.with_lines(at, &format!("{blank}{block}"))
}

pub(super) fn remove(file: &Text<'_>, table: &[String], key: &str) -> String {
    let path = joined(table, key);
    for item in &file.items {
        let ItemKind::Pair { inside, .. } = &item.kind else { continue };
        if item.path == path {
            return file.replaced(file.line_start(item.span.start)..file.line_end(item.span.end), "");
        }
        if let Some(rest) = path.strip_prefix(item.path.as_slice()).filter(|rest| !rest.is_empty()) {
            if let Some(span) = removal(inside, rest) {
                return file.replaced(span, "");
            }
        }
    }
    file.text.to_owned()
}

fn removal(members: &[Member], path: &[String]) -> Option<Span> {
    let at = members.iter().position(|one| !one.path.is_empty() && path.starts_with(&one.path))?;
    let rest = &path[members[at].path.len()..];
    if !rest.is_empty() {
        return removal(&members[at].inside, rest);
    }
    Some(element_span(members, at))
}

/// A member's bytes together with the comma that it alone needs.
pub(super) fn element_span(members: &[Member], at: usize) -> Span {
    match (at.checked_sub(1).map(|before| &members[before]), members.get(at + 1)) {
        (_, Some(next)) => members[at].span.start..next.span.start,
        (Some(before), None) => before.span.end..members[at].span.end,
        (None, None) => members[at].span.clone(),
    }
}
