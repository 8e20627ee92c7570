//! Adding to and taking from an array of strings.

use super::insert::{Written, key as insert_key};
use super::keys::{self, Found, joined, member_cuts};
use super::{File, SpliceError};
use crate::model::Value;
use crate::read::{self, outline::Member, quote};
use crate::source::Span;

pub(super) fn add(file: &File<'_>, table: &[String], key: &str, item: &str) -> Result<String, SpliceError> {
    let path = joined(table, key);
    let Some(found) = keys::find(file, &path) else {
        return keys::set(file, table, key, &Value::List(vec![item.to_owned()]));
    };
    found.array(file, &path)?;
    if position(file, found.inside, item).is_some() {
        return Ok(file.text.to_owned());
    }
    Ok(add_element(file, &found, &quote::one_line(item)))
}

/// Adds an element to an array of anything, or makes the array.
pub(super) fn push(
    file: &File<'_>,
    table: &[String],
    key: &str,
    element: &str,
) -> Result<String, SpliceError> {
    let path = joined(table, key);
    let Some(found) = keys::find(file, &path) else {
        let array = format!("[{element}]");
        return Ok(insert_key(file, table, key, &Written { long: array.clone(), inline: array }));
    };
    found.array(file, &path)?;
    Ok(add_element(file, &found, element))
}

/// Adds a written element behind an array's last one.
fn add_element(file: &File<'_>, found: &Found<'_>, written: &str) -> String {
    let Some(last) = found.inside.last() else {
        return file.replaced(found.value.start + 1..found.value.start + 1, written);
    };
    let end = last.span.end;
    let line_end = file.line_end(end);
    let comma_here = last.comma.as_ref().is_none_or(|comma| comma.end <= line_end);
    if !begins_line(file, &last.span) || line_end >= found.value.end || !comma_here {
        return file.replaced(end..end, &format!(", {written}"));
    }
    // One element a line: the new one gets a line of its own, and a comment keeps its element.
    let rest = file.slice(&(end..line_end));
    let indent = file.indent(last.span.start);
    let (before, after) = if last.comma.is_some() { ("", ",") } else { (",", "") };
    let eol = file.eol(line_end);
    file.replaced(end..line_end, &format!("{before}{rest}{indent}{written}{after}{eol}"))
}

fn begins_line(file: &File<'_>, span: &Span) -> bool {
    file.slice(&(file.line_start(span.start)..span.start)).trim().is_empty()
}

fn position(file: &File<'_>, members: &[Member], item: &str) -> Option<usize> {
    let item = quote::normal(item);
    members.iter().position(|member| is(file, member, &item))
}

fn is(file: &File<'_>, member: &Member, item: &str) -> bool {
    toml::de::DeValue::parse(file.slice(&member.value))
        .is_ok_and(|now| now.get_ref().is_str() && read::keys::text(now.get_ref()) == item)
}

pub(super) fn take(file: &File<'_>, table: &[String], key: &str, item: &str) -> Result<String, SpliceError> {
    let path = joined(table, key);
    let Some(found) = keys::find(file, &path) else { return Ok(file.text.to_owned()) };
    found.array(file, &path)?;
    let Some(at) = position(file, found.inside, item) else { return Ok(file.text.to_owned()) };
    let after = file.without(&cuts(file, &found, at));
    // It may stand there more than once.
    if found.inside.iter().skip(at + 1).any(|member| is(file, member, &quote::normal(item))) {
        return take(&File::read(&after)?, table, key, item);
    }
    Ok(after)
}

/// An element that has its lines to itself goes with them, and so does a comment behind it.
fn cuts(file: &File<'_>, found: &Found<'_>, at: usize) -> Vec<Span> {
    let Some(own) = found.inside.get(at) else { return Vec::new() };
    let line = file.line_start(own.span.start)..file.line_end(own.span.end);
    let end = own.comma.as_ref().map_or(own.span.end, |comma| comma.end);
    let behind = file.slice(&(end..line.end)).trim_start();
    let alone = begins_line(file, &own.span)
        && end <= line.end
        && line.start > found.value.start
        && line.end < found.value.end
        && (behind.is_empty() || behind.starts_with('#'));
    if alone { vec![line] } else { member_cuts(file, found.inside, at) }
}
