//! Key by key, and item by item within an array.

use toml::de::DeValue;

use super::inline;
use super::part::{Entry, Key};
use super::pieces::Pieces;
use super::remarks::carried;
use super::section::{Rest, Three, lead};
use super::values::{Leaf, leaf};
use super::{normal, same};
use crate::model::Edit;
use crate::read;

/// Merges what the sides have under one key of the table at `path`.
pub(super) fn merge(three: &Three<'_, Entry<'_>>, path: &[String], out: &mut Pieces) {
    match (three.base, three.ours, three.theirs) {
        (base, Some(ours), Some(theirs)) => both(base, ours, theirs, path, out),
        (Some(base), Some(ours), None) if kept(base, ours) => {
            out.ours(ours.gap);
            out.conflict(&ours.lines(), "", about(path, ours));
        }
        (Some(base), None, Some(theirs)) if kept(base, theirs) => {
            out.theirs(theirs.gap);
            out.conflict("", &theirs.lines(), about(path, theirs));
        }
        (None, Some(ours), None) => {
            out.ours(ours.gap);
            out.ours(&ours.lines());
        }
        (None, None, Some(theirs)) => {
            out.theirs(theirs.gap);
            out.theirs(&theirs.lines());
        }
        _ => {}
    }
}

/// Keys of one table that a person decides together. Blank lines and comments above the first are not in it.
pub(super) fn together(keys: &[&Three<'_, Entry<'_>>], path: &[String], out: &mut Pieces) {
    let (mut ours, mut theirs, mut about) = (String::new(), String::new(), Vec::new());
    for (at, three) in keys.iter().enumerate() {
        let mut above = [three.ours, three.theirs].map(|side| side.map_or("", |side| side.lead));
        let mut gaps = [three.ours, three.theirs].map(|side| side.map_or("", |side| side.gap));
        if at == 0 {
            match (three.ours, three.theirs) {
                (None, Some(_)) => out.theirs(gaps[1]),
                _ => out.ours(gaps[0]),
            }
            gaps = ["", ""];
            if three.ours.is_some() && three.theirs.is_some() {
                lead(three.base.map_or("", |base| base.lead), above[0], above[1], out);
                above = ["", ""];
            }
        }
        for (at, (side, lines)) in
            [(three.ours, &mut ours), (three.theirs, &mut theirs)].into_iter().enumerate()
        {
            let Some(entry) = side else { continue };
            if !lines.is_empty() && !lines.ends_with('\n') {
                lines.push('\n');
            }
            lines.extend([gaps[at], above[at], entry.text, entry.rest]);
        }
        about.extend(three.ours.or(three.theirs).iter().flat_map(|entry| self::about(path, entry)));
    }
    out.conflict(&ours, &theirs, about);
}

/// Whether something that the other side took out was changed here, so that a person decides.
fn kept(base: &Entry<'_>, entry: &Entry<'_>) -> bool {
    !matches!(entry.key, Key::Free(_)) && !same(&base.lines(), &entry.lines())
}

/// The paths that a conflict about this is about.
pub(super) fn about(path: &[String], entry: &Entry<'_>) -> Vec<Vec<String>> {
    match &entry.key {
        Key::Free(_) => Vec::new(),
        Key::Path(_) => vec![path.iter().chain(&entry.under).cloned().collect()],
    }
}

/// Whose text holds.
pub(super) enum Text {
    Ours,
    Theirs,
    Made(String),
    Conflict,
}

fn both(base: Option<&Entry<'_>>, ours: &Entry<'_>, theirs: &Entry<'_>, path: &[String], out: &mut Pieces) {
    out.ours(ours.gap);
    lead(base.map_or("", |base| base.lead), ours.lead, theirs.lead, out);
    let rest = Rest::merge(base.map(|base| base.rest), ours.rest, theirs.rest);
    let text = match text(base, ours, theirs) {
        Text::Ours => ours.text.to_owned(),
        Text::Theirs => normal(theirs.text).into_owned(),
        Text::Made(text) => text,
        Text::Conflict => {
            let (ours_lines, theirs_lines) =
                ([ours.text, ours.rest].concat(), [theirs.text, theirs.rest].concat());
            out.conflict(&ours_lines, &theirs_lines, about(path, ours));
            return;
        }
    };
    rest.comment(out);
    let was = base.map_or("", |base| base.text);
    let (above, text) = carried(was, ours.text, &text);
    out.theirs(&above);
    let (above, text) = carried(was, theirs.text, &text);
    out.theirs(&above);
    let line = rest.behind(&text);
    if normal(&line) == normal(&rest.behind(ours.text)) {
        out.ours(&rest.behind(ours.text));
    } else {
        out.theirs(&line);
    }
}

fn text(base: Option<&Entry<'_>>, ours: &Entry<'_>, theirs: &Entry<'_>) -> Text {
    let was = base.map(|base| normal(base.text));
    if normal(ours.text) == normal(theirs.text) || was.as_ref() == Some(&normal(theirs.text)) {
        return Text::Ours;
    }
    if was.as_ref() == Some(&normal(ours.text)) {
        return Text::Theirs;
    }
    let (Some((own, mine)), Some((_, other))) = (&ours.value, &theirs.value) else { return Text::Conflict };
    let was = base.and_then(|base| base.value.as_ref()).map(|(_, value)| *value);
    values(own, was, mine, other, ours.text)
}

/// Both sides wrote something else than was there, at least by its bytes.
pub(super) fn values(own: &[String], base: Option<&str>, mine: &str, other: &str, line: &str) -> Text {
    // A key that was not there says as much as an empty text: nothing.
    let was = base.map_or(Some(Leaf::Text(String::new())), said);
    let (Some(ours), Some(theirs)) = (said(mine), said(other)) else { return Text::Conflict };
    if ours == theirs || was.as_ref() == Some(&theirs) {
        return Text::Ours;
    }
    if was.as_ref() == Some(&ours) {
        return Text::Theirs;
    }
    let made = if other.starts_with('{') {
        inline::merge(own, base.unwrap_or("{}"), mine, other, line)
    } else {
        match (base.map_or(Some(Vec::new()), items), items(mine), items(other)) {
            (Some(was), Some(_), Some(other)) => with_items(own, &was, &other, line),
            _ => None,
        }
    };
    made.map_or(Text::Conflict, Text::Made)
}

/// Our line with the items that they put in, and without those that they took out.
fn with_items(own: &[String], was: &[String], other: &[String], line: &str) -> Option<String> {
    let (key, table) = own.split_last()?;
    let (key, table) = (key.clone(), table.to_vec());
    let gone = was.iter().filter(|item| !other.contains(item)).map(|item| Edit::Take {
        table: table.clone(),
        key: key.clone(),
        item: item.clone(),
    });
    let new = other.iter().filter(|item| !was.contains(item)).map(|item| Edit::Add {
        table: table.clone(),
        key: key.clone(),
        item: item.clone(),
    });
    let mut text = line.to_owned();
    for edit in new.chain(gone) {
        text = read::apply(&text, &edit).ok()?;
    }
    Some(text)
}

pub(super) fn said(value: &str) -> Option<Leaf> {
    Some(leaf(DeValue::parse(value).ok()?.get_ref()))
}

/// The strings of an array that holds nothing else.
fn items(value: &str) -> Option<Vec<String>> {
    let value = DeValue::parse(value).ok()?;
    let items = value.get_ref().as_array()?;
    items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}
