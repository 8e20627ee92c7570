//! Finding, setting and removing a key.

use super::{File, SpliceError, insert, layout};
use crate::model::Value;
use crate::read::outline::{ItemKind, Member};
use crate::read::{keys, quote};
use crate::source::Span;

/// Where a value stands.
pub(super) struct Found<'t> {
    pub(super) value: Span,
    pub(super) inside: &'t [Member],
    pub(super) holder: Holder<'t>,
}

/// What holds a key and its value.
pub(super) enum Holder<'t> {
    /// A statement, with these bytes.
    Statement(Span),
    /// An inline table; the members, and which it is.
    Inline(&'t [Member], usize),
}

impl Found<'_> {
    /// Refuses what is no array.
    pub(super) fn array(&self, file: &File<'_>, path: &[String]) -> Result<(), SpliceError> {
        if file.slice(&self.value).starts_with('[') { Ok(()) } else { Err(layout(path, "it is no list")) }
    }
}

/// The value of a path, wherever and however it is written.
pub(super) fn find<'t>(file: &'t File<'_>, path: &[String]) -> Option<Found<'t>> {
    file.items.iter().find_map(|item| {
        let ItemKind::Pair { value, inside, .. } = &item.kind else { return None };
        let rest = path.strip_prefix(item.path.as_slice())?;
        if rest.is_empty() {
            return Some(Found {
                value: value.clone(),
                inside,
                holder: Holder::Statement(item.span.clone()),
            });
        }
        member(inside, rest)
    })
}

fn member<'t>(members: &'t [Member], path: &[String]) -> Option<Found<'t>> {
    members.iter().enumerate().filter(|(_, member)| !member.path.is_empty()).find_map(|(at, one)| {
        let rest = path.strip_prefix(one.path.as_slice())?;
        if rest.is_empty() {
            return Some(Found {
                value: one.value.clone(),
                inside: &one.inside,
                holder: Holder::Inline(members, at),
            });
        }
        member(&one.inside, rest)
    })
}

/// The path of a key.
pub(super) fn joined(table: &[String], key: &str) -> Vec<String> {
    table.iter().cloned().chain([key.to_owned()]).collect()
}

/// A path as a statement or header writes it.
pub(super) fn dotted(path: &[String]) -> String {
    path.iter().map(|part| quote::key(part)).collect::<Vec<_>>().join(".")
}

/// Refuses a key that has no value of its own: its table is written in headers or dotted keys.
fn no_table(file: &File<'_>, table: &[String], key: &str) -> Result<(), SpliceError> {
    let there = file.values.at(table)?.is_some_and(|node| node.has(key));
    if there { Err(layout(&joined(table, key), "it is a table")) } else { Ok(()) }
}

pub(super) fn set(
    file: &File<'_>,
    table: &[String],
    key: &str,
    value: &Value,
) -> Result<String, SpliceError> {
    let path = joined(table, key);
    if let Some(found) = find(file, &path) {
        if equal(file.slice(&found.value), value) {
            return Ok(file.text.to_owned());
        }
        let inline = matches!(found.holder, Holder::Inline(..));
        let written = file.endings(found.value.start, &quote::value(value, inline));
        return Ok(file.replaced(found.value, &written));
    }
    no_table(file, table, key)?;
    Ok(insert::key(file, table, key, &insert::Written::of(value)))
}

/// Whether what is written already says so.
fn equal(written: &str, value: &Value) -> bool {
    let Ok(now) = toml::de::DeValue::parse(written) else { return false };
    let now = now.get_ref();
    match value {
        Value::Text(text) => now.is_str() && keys::text(now) == quote::normal(text),
        Value::Date(date) => keys::date(now) == Some(*date),
        Value::Integer(number) => now.as_integer().is_some_and(|now| now.to_string() == number.to_string()),
        Value::Bool(yes) => now.as_bool() == Some(*yes),
        Value::List(items) => now.as_array().is_some_and(|now| {
            now.len() == items.len()
                && now.iter().zip(items).all(|(now, item)| now.get_ref().as_str() == Some(item))
        }),
    }
}

pub(super) fn remove(file: &File<'_>, table: &[String], key: &str) -> Result<String, SpliceError> {
    let path = joined(table, key);
    let Some(found) = find(file, &path) else {
        no_table(file, table, key)?;
        return Ok(file.text.to_owned());
    };
    Ok(match found.holder {
        Holder::Statement(span) => file.without(&[file.lines(&span)]),
        Holder::Inline(members, at) => file.without(&member_cuts(file, members, at)),
    })
}

/// What goes when a member of an array or inline table goes: its bytes, one comma, and the blanks
/// between. Comments and line breaks stay.
pub(super) fn member_cuts(file: &File<'_>, members: &[Member], at: usize) -> Vec<Span> {
    let Some(own) = members.get(at) else { return Vec::new() };
    let before =
        at.checked_sub(1).and_then(|before| members.get(before)).and_then(|before| before.comma.clone());
    let spans = match (&own.comma, before) {
        (Some(comma), _) if at + 1 < members.len() => {
            let blanks = blanks_behind(file, comma.end);
            vec![own.span.clone(), comma.start..blanks]
        }
        // The last one: the blanks before it go, and its own comma stays a comma at the end.
        (Some(comma), Some(before)) => {
            let kept = file.slice(&(before.end..own.span.start));
            let start = before.end + kept.trim_end_matches([' ', '\t']).len();
            vec![start..own.span.end, comma.clone()]
        }
        (None, Some(before)) => vec![before, own.span.clone()],
        (Some(comma), None) => vec![own.span.clone(), comma.clone()],
        (None, None) => {
            let alone = own.span.start..blanks_behind(file, own.span.end);
            vec![alone]
        }
    };
    match spans.as_slice() {
        // Nothing but blanks between the two: one hole.
        [first, second] if file.slice(&(first.end..second.start)).trim_matches([' ', '\t']).is_empty() => {
            let both = first.start..second.end;
            vec![both]
        }
        _ => spans,
    }
}

fn blanks_behind(file: &File<'_>, at: usize) -> usize {
    let rest = file.slice(&(at..file.text.len()));
    at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}
