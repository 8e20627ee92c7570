//! Inserting and removing tables, with their comments and in form order.

use super::{Text, array, keys};
use crate::model::{Requirement, Value};
use crate::read::outline::ItemKind;
use crate::read::quote;

/// A table with its comments, as lines.
pub(super) fn block(id: &str, comments: &[String], pairs: &[(String, Value)]) -> String {
    let mut block = String::new();
    for comment in comments {
        block += &quote::comment_line(comment);
        block.push('\n');
    }
    block += &format!("[{}]\n", quote::key(id));
    for (name, value) in pairs {
        block += &format!("{} = {}\n", quote::key(name), quote::value(value, false));
    }
    block
}

/// Puts a block behind the nearest table before it in `order`, else above the nearest one after it,
/// else at the end. A table that is there already stays as it is.
pub(super) fn insert(file: &Text<'_>, id: &str, block: &str, order: &[String]) -> String {
    let there = |name: &str| {
        file.items.iter().any(|item| {
            item.path.first().is_some_and(|first| first == name) && item.kind != ItemKind::Comment
        })
    };
    if there(id) {
        return file.text.to_owned();
    }
    let own = order.iter().position(|name| name == id).unwrap_or(order.len());
    if let Some(before) = order[..own].iter().rev().find(|name| there(name)) {
        let at = behind(file, before);
        if at == file.text.len() {
            return keys::append(file, block);
        }
        return file.with_lines(at, &format!("\n{block}"));
    }
    let after = order.iter().skip(own + 1).find(|name| there(name));
    let header =
        after.and_then(|after| file.items.iter().find(|item| item.is_header() && &item.path[0] == after));
    match header {
        Some(header) => file.with_lines(file.comments_above(header.span.start), &format!("{block}\n")),
        None => keys::append(file, block),
    }
}

/// The line start behind a table's last statement and the comments that follow it closely.
fn behind(file: &Text<'_>, name: &str) -> usize {
    let last = file
        .items
        .iter()
        .rposition(|item| {
            item.kind != ItemKind::Comment && item.path.first().is_some_and(|first| first == name)
        })
        .unwrap_or(0);
    // A header behind a pair of the top section would swallow the pairs below it.
    let mut last = last;
    let first_header = file.items.iter().position(super::Item::is_header).unwrap_or(file.items.len());
    if last < first_header {
        last = file.items[..first_header]
            .iter()
            .rposition(|item| item.kind != ItemKind::Comment)
            .unwrap_or(last);
    }
    let mut at = file.line_end(file.items[last].span.end);
    let mut end = at;
    while at < file.text.len() && file.text[at..].trim_start_matches([' ', '\t']).starts_with('#') {
        at = file.line_end(at);
        end = at;
    }
    // Comments that touch the next header are its own.
    let next = file.text[at..].trim_start_matches([' ', '\t']);
    if next.starts_with('[') { file.line_end(file.items[last].span.end) } else { end }
}

/// The text without the table, and what was taken out.
pub(super) fn remove(file: &Text<'_>, id: &str) -> (String, String) {
    let mut holes: Vec<(usize, usize)> = Vec::new();
    for (at, item) in file.items.iter().enumerate() {
        let own = item.path.first().is_some_and(|first| first == id);
        if !own || item.kind == ItemKind::Comment {
            continue;
        }
        let in_section = !item.is_header() && holes.last().is_some_and(|&(_, end)| end > item.span.start);
        if in_section {
            continue;
        }
        let end = if item.is_header() { keys::section_end(file, at) } else { file.line_end(item.span.end) };
        let start = match holes.last() {
            Some(_) => file.line_start(item.span.start).min(file.comments_above(item.span.start)),
            None => file.comments_above(item.span.start),
        };
        match holes.last_mut() {
            // A sub-table right behind, with nothing but blank lines between: one hole.
            Some(last) if file.text[last.1..start].trim().is_empty() => last.1 = end,
            _ => holes.push((start, end)),
        }
    }
    let mut rest = String::with_capacity(file.text.len());
    let mut taken = String::new();
    let mut at = 0;
    for (start, end) in holes {
        rest.push_str(&file.text[at..start]);
        taken.push_str(&file.text[start..end]);
        at = end;
        // One blank line goes with the table, so that the lines around it keep their distance.
        let line = file.line_end(at);
        if at < file.text.len() && file.blank_before(start) && file.text[at..line].trim().is_empty() {
            at = line;
        }
    }
    rest.push_str(&file.text[at..]);
    (rest, taken)
}

pub(super) fn add_requirement(file: &Text<'_>, question: &str, requirement: &Requirement) -> String {
    let pairs = pairs(requirement);
    let path = [question.to_owned(), "requirement".to_owned()];
    let inline = || {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, text)| format!("{name} = {}", quote::one_line(text))).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    if let Some(found) = keys::find(file, &path) {
        return array::add_element(file, &found, &inline());
    }
    let last = file
        .items
        .iter()
        .rposition(|item| item.is_header() && item.path.first().is_some_and(|first| first == question));
    if let Some(last) = last {
        let mut block = format!("\n[[{}.requirement]]\n", quote::key(question));
        for (name, text) in &pairs {
            block += &format!("{name} = {}\n", quote::value(&Value::Text((*text).to_owned()), false));
        }
        return file.with_lines(keys::section_end(file, last), &block);
    }
    // Dotted or inline: the array stays inline, because such a table takes no header.
    if let Some(found) = keys::find(file, &path[..1]) {
        let comma = if found.inside.is_empty() { " " } else { ", " };
        let at = found.inside.last().map_or(found.value.start + 1, |last| last.span.end);
        return file.replaced(at..at, &format!("{comma}requirement = [{}]", inline()));
    }
    let dotted = file.items.iter().rev().find(|item| {
        item.kind != ItemKind::Comment && item.path.first().is_some_and(|first| first == question)
    });
    match dotted {
        Some(item) => {
            let line = format!("{}.requirement = [{}]\n", quote::key(question), inline());
            file.with_lines(file.line_end(item.span.end), &line)
        }
        None => {
            let mut block = format!("[[{}.requirement]]\n", quote::key(question));
            for (name, text) in &pairs {
                block += &format!("{name} = {}\n", quote::value(&Value::Text((*text).to_owned()), false));
            }
            keys::append(file, &block)
        }
    }
}

fn pairs(requirement: &Requirement) -> Vec<(&'static str, &str)> {
    let optional =
        [("fit-criterion", &requirement.fit_criterion), ("verification", &requirement.verification)];
    let mut pairs = vec![("id", requirement.id.as_str()), ("text", requirement.text.as_str())];
    pairs.extend(optional.into_iter().filter_map(|(name, text)| text.as_deref().map(|text| (name, text))));
    pairs
}
