//! A Markdown sheet that came back → its sections, and whatever is no part of one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::text::{canonical, foreign_lines};
use super::super::{Section, Sheet, Stray};
use super::marker::{self, Start};
use super::write::{INTRO, NAMES};

pub(super) fn read(text: &str) -> Sheet {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sheet = Sheet::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    let (before, parts) = parts(text);
    let why = if parts.is_empty() {
        "there is no section of a question here"
    } else {
        "it stands before the first question"
    };
    outside(before, 1, why, &mut sheet.strays);
    for part in parts {
        let (id, hash) = match part.start {
            Start::Section { id, hash } => (id, hash),
            Start::End { rest } => {
                below(rest, &part, &mut sheet.strays);
                continue;
            }
            Start::Broken { id, why } => {
                sheet.strays.push(part.stray(id, format!("this section cannot be used: {why}")));
                continue;
            }
        };
        let Some((head, answer)) = part.split() else {
            let why = format!("the line `{}` is missing in this section", marker::ANSWER);
            sheet.strays.push(part.stray(Some(id), why));
            continue;
        };
        let text = canonical(&marker::unescape(answer));
        match known.entry(id.to_owned()) {
            Entry::Vacant(slot) => {
                slot.insert(sheet.sections.len());
                let (id, hash, head) = (id.to_owned(), hash.to_owned(), head.to_owned());
                sheet.sections.push(Section { id, hash, text, head, line: part.line });
            }
            Entry::Occupied(first) => {
                let Some(first) = sheet.sections.get(*first.get()) else { continue };
                let why = format!("the sheet has this question already, in line {}", first.line);
                let same = [foreign_lines(head, &first.head), text].into_iter().zip(["", &first.text]);
                for text in same.filter(|(text, first)| text != first).map(|(text, _)| text) {
                    sheet.strays.push(Stray {
                        section: true,
                        id: Some(id.to_owned()),
                        text,
                        line: part.line,
                        why: why.clone(),
                    });
                }
            }
        }
    }
    sheet
}

/// A section's bytes.
struct Part<'t> {
    start: Start<'t>,
    line: usize,
    /// All of it.
    whole: &'t str,
    /// Everything behind its first line.
    body: &'t str,
}

/// What stands before the first section, and the sections.
fn parts(text: &str) -> (&str, Vec<Part<'_>>) {
    let mut starts = Vec::new();
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = offset + line.len();
        if let Some(start) = marker::start(line.trim_end_matches(['\n', '\r'])) {
            starts.push((start, number + 1, offset, end));
        }
        offset = end;
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(_, _, at, _)| *at).chain([text.len()]).collect();
    let before = starts.first().map_or(text.len(), |(_, _, at, _)| *at);
    let parts = starts.into_iter().zip(ends).map(|((start, line, at, from), to)| Part {
        start,
        line,
        whole: text.get(at..to).unwrap_or_default(),
        body: text.get(from..to).unwrap_or_default(),
    });
    (text.get(..before).unwrap_or_default(), parts.collect())
}

impl<'t> Part<'t> {
    /// What stands before and behind the first line that announces the answer.
    fn split(&self) -> Option<(&'t str, &'t str)> {
        let mut offset = 0;
        for line in self.body.split_inclusive('\n') {
            if marker::is_answer(line.trim_end_matches(['\n', '\r'])) {
                return Some((self.body.get(..offset)?, self.body.get(offset + line.len()..)?));
            }
            offset += line.len();
        }
        None
    }

    /// The section as it came: where its shape is broken, nobody knows which part of it is the answer.
    fn stray(&self, id: Option<&str>, why: String) -> Stray {
        Stray { section: true, id: id.map(str::to_owned), text: canonical(self.whole), line: self.line, why }
    }
}

/// What a person wrote below the last section: a greeting, a mail program's signature. Another sheet may follow.
fn below(rest: &str, part: &Part<'_>, strays: &mut Vec<Stray>) {
    let text = if rest.is_empty() { part.body.to_owned() } else { format!("{rest}\n{}", part.body) };
    let line = part.line + usize::from(rest.is_empty());
    outside(&text, line, "it stands below the last question", strays);
}

/// What a person wrote outside the sections, in text that begins on a line: all but a sheet's own introduction.
fn outside(text: &str, start: usize, why: &str, strays: &mut Vec<Stray>) {
    let mut rest = String::with_capacity(text.len());
    let mut heading = true;
    for line in text.split_inclusive('\n') {
        let title = heading && line.starts_with("# ");
        heading &= !title;
        if !title && !NAMES.iter().any(|name| line.starts_with(name)) {
            rest.push_str(line);
        }
    }
    let written = foreign_lines(&rest, &INTRO.join("\n"));
    if !written.is_empty() {
        let first = written.split('\n').next().unwrap_or_default();
        let line = text.split('\n').position(|line| line.trim_end() == first).map_or(start, |at| start + at);
        strays.push(Stray { section: false, id: None, text: written, line, why: why.to_owned() });
    }
}
