//! Foreign Markdown within a Markdown document: quoted, and with everything that could act rewritten in its
//! source, so that the rest stays to the letter.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::escape::{Place, push_address, push_text};
use super::heading::Headings;
use crate::doc::foreign::{is_safe, parser};
use crate::source::inert;

/// Rewriting can uncover what HTML had hidden from the parser; after so many rounds the whole text is shown
/// as code instead.
const ROUNDS: usize = 4;

/// Writes an answer as a quotation. Each line is prefixed, so that an unclosed fence ends with the quotation.
pub(in crate::doc) fn push_answer(out: &mut String, text: &str) {
    let text = neutral(text);
    for line in text.lines() {
        if line.trim().is_empty() {
            out.push_str(">\n");
        } else {
            out.push_str("> ");
            out.push_str(line);
            out.push('\n');
        }
    }
}

/// Writes an answer into a cell of a table, its lines one behind the other. Marks within lines keep their
/// meaning; tables, which a cell cannot hold, are shown as they are written.
pub(in crate::doc) fn push_cell(out: &mut String, text: &str) {
    let shown = inert(text.trim());
    if !shown.contains('|') {
        let lines: Vec<&str> = shown.lines().map(str::trim).collect();
        // A cell holds no blocks, and behind a word nothing begins one.
        let joined = format!("{GUARD}{}", lines.join(BREAK));
        if let Some(settled) = settled(joined.into())
            && let Some(cell) = settled.strip_prefix(GUARD).filter(|cell| !cell.contains('|'))
        {
            out.push_str(cell);
            return;
        }
    }
    push_text(out, &shown, Place::Cell);
}

const GUARD: &str = "x ";
const BREAK: &str = "<br>";

/// The answer's source with nothing left in it that acts.
fn neutral(text: &str) -> Cow<'_, str> {
    let text = without_tabs(inert(text));
    settled(text.clone()).unwrap_or_else(|| Cow::Owned(fenced(&text)))
}

/// The source as code, behind a fence that is longer than any in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// How far a tab indents depends on its column, which the quotation's marks move: what was code before would
/// be text behind them. So tabs become the blanks that they stand for.
fn without_tabs(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\t') {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let width = 4 - column % 4;
                out.extend(std::iter::repeat_n(' ', width));
                column += width;
                continue;
            }
            '\n' => column = 0,
            _ => column += 1,
        }
        out.push(character);
    }
    Cow::Owned(out)
}

/// Rewrites until the parser finds nothing more that acts; nothing if that takes too long.
fn settled(mut text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    for _ in 0..ROUNDS {
        let edits = edits(&text);
        if edits.is_empty() {
            return Some(text);
        }
        text = Cow::Owned(apply(&text, edits));
    }
    None
}

/// A part of the source, and what takes its place.
pub(super) type Rewrite = (Range<usize>, String);

fn apply(text: &str, mut edits: Vec<Rewrite>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, with) in edits {
        // Overlapping ones wait for the next round.
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&with);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn edits(text: &str) -> Vec<Rewrite> {
    let mut events = parser(text).into_offset_iter();
    let mut edits = Vec::new();
    let mut headings = Headings::default();
    // A definition would hold for the whole document, other people's answers included.
    for (_, definition) in events.reference_definitions().iter() {
        let span = trimmed(text, definition.span.clone());
        edits.push((span.clone(), escaped(text, span)));
    }
    while let Some((event, range)) = events.next() {
        edits.extend(headings.lowered(text, &event, &range).into_iter().flatten());
        match event {
            // A line break acts on nothing.
            Event::InlineHtml(html) if &*html == BREAK => {}
            Event::Html(_) | Event::InlineHtml(_) => edits.push((range.clone(), escaped(text, range))),
            Event::Text(shown) if inert(&shown) != *shown => {
                edits.push((range.clone(), escaped(text, range)));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let with = image(&dest_url, &inner_text(&mut events));
                edits.push((range, with));
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                inner_text(&mut events);
                edits.push((range.clone(), escaped(text, range)));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                edits.extend(inlined(text, range, link_type, &dest_url));
            }
            _ => {}
        }
    }
    edits
}

/// A link by reference, with its address put in the place of the reference.
fn inlined(text: &str, range: Range<usize>, link_type: LinkType, to: &str) -> Option<Rewrite> {
    let source = text.get(range.clone())?;
    let behind = text.get(range.end..)?;
    let tail = match link_type {
        LinkType::Shortcut => range.end..range.end,
        LinkType::Collapsed if source.ends_with("[]") => range.end - 2..range.end,
        LinkType::Collapsed if behind.starts_with("[]") => range.end..range.end + 2,
        LinkType::Reference => range.start + source.rfind('[')?..range.end,
        _ => return None,
    };
    let mut with = String::from("(<");
    push_address(&mut with, to);
    with.push_str(">)");
    Some((tail, with))
}

/// Consumes the events up to the end of the element that has begun, and gives its text.
fn inner_text<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let mut depth = 1;
    let mut inner = String::new();
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => inner.push_str(&text),
            Event::SoftBreak | Event::HardBreak => inner.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    inner
}

/// The address stands in code, where nobody makes a link of it.
fn image(address: &CowStr<'_>, alt: &str) -> String {
    let mut with = String::from("image: ");
    push_text(&mut with, alt.trim(), Place::Cell);
    with.push_str(" (`");
    let mut plain = String::new();
    push_address(&mut plain, address);
    with.push_str(&plain.replace("&amp;", "&"));
    with.push_str("`)");
    with
}

/// A part of the source as text that shows itself, its line feeds kept.
fn escaped(text: &str, range: Range<usize>) -> String {
    let mut out = String::new();
    for (at, line) in text.get(range).unwrap_or_default().split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for character in line.chars() {
            match character {
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                other
                    if other.is_ascii_punctuation()
                        && !matches!(other, '-' | '.' | ',' | '/' | '"' | '\'' | '=' | '?') =>
                {
                    out.push('\\');
                    out.push(other);
                }
                other => out.push(other),
            }
        }
    }
    out
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let kept = text.get(range.clone()).map_or(0, |source| source.trim_end().len());
    range.start..range.start + kept
}
