//! Adding to and taking from an array of strings.

use super::{SpliceError, Text, keys};
use crate::model::Value;
use crate::read::{outline::Member, quote};

pub(super) fn add(file: &Text<'_>, table: &[String], key: &str, item: &str) -> Result<String, SpliceError> {
    let path: Vec<String> = table.iter().cloned().chain([key.to_owned()]).collect();
    let Some(found) = keys::find(file, &path) else {
        return keys::set(file, table, key, &Value::List(vec![item.to_owned()]));
    };
    if position(file, found.inside, item).is_some() {
        return Ok(file.text.to_owned());
    }
    Ok(add_element(file, &found, &quote::one_line(item)))
}

/// Adds a written element behind an array's last one.
pub(super) fn add_element(file: &Text<'_>, found: &keys::Found<'_>, written: &str) -> String {
    let Some(last) = found.inside.last() else {
        return file.replaced(found.value.start + 1..found.value.start + 1, written);
    };
    let end = last.span.end;
    let comma = trailing_comma(file.slice(&(end..found.value.end)));
    let line_end = file.line_end(end);
    let alone = file.slice(&(file.line_start(last.span.start)..last.span.start)).trim().is_empty();
    if !alone || line_end >= found.value.end {
        return file.replaced(end..end, &format!(", {written}"));
    }
    // One element a line: the new one gets a line of its own, and a comment keeps its element.
    let rest = file.slice(&(end..line_end)).to_owned();
    let indent = file.indent(last.span.start);
    let (before, after) = if comma { ("", ",") } else { (",", "") };
    let eol = file.eol(line_end);
    file.replaced(end..line_end, &format!("{before}{rest}{indent}{written}{after}{eol}"))
}

/// Whether a comma stands between the last element and the bracket, comments not counted.
fn trailing_comma(rest: &str) -> bool {
    rest.lines().any(|line| line.split('#').next().is_some_and(|code| code.contains(',')))
}

fn position(file: &Text<'_>, members: &[Member], item: &str) -> Option<usize> {
    members.iter().position(|member| {
        toml::de::DeValue::parse(file.slice(&member.value))
            .is_ok_and(|now| now.get_ref().as_str() == Some(item))
    })
}

pub(super) fn take(file: &Text<'_>, table: &[String], key: &str, item: &str) -> String {
    let path: Vec<String> = table.iter().cloned().chain([key.to_owned()]).collect();
    let Some(found) = keys::find(file, &path) else { return file.text.to_owned() };
    let Some(at) = position(file, found.inside, item) else { return file.text.to_owned() };
    let element = &found.inside[at].span;
    let line = file.line_start(element.start)..file.line_end(element.end);
    let alone = file.slice(&(line.start..element.start)).trim().is_empty()
        && file
            .slice(&(element.end..line.end))
            .split('#')
            .next()
            .is_some_and(|rest| rest.trim_matches([',', ' ', '\t', '\r', '\n']).is_empty())
        && line.start > found.value.start
        && line.end < found.value.end;
    if alone {
        return file.replaced(line, "");
    }
    if at + 1 == found.inside.len() && at > 0 {
        // A comment may stand between the two; then only the element and its comma go.
        let span = keys::element_span(found.inside, at);
        if file.slice(&span).contains('#') {
            return file.replaced(element.clone(), "");
        }
    }
    if at == 0 && found.inside.len() == 1 {
        // A lone element may carry a trailing comma, which would not be allowed alone.
        let rest = file.slice(&(element.end..found.value.end));
        let gap = rest.len() - rest.trim_start().len();
        let comma = if rest.trim_start().starts_with(',') { gap + 1 } else { 0 };
        return file.replaced(element.start..element.end + comma, "");
    }
    file.replaced(keys::element_span(found.inside, at), "")
}
