//! A text as sections and entries: every line belongs to exactly one of them.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::values::{self, Alike, Known};
use crate::read::{Item, ItemKind, is_schema_line, outline};

/// What something is known by on all sides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A table or a value. The first section, above all headers, has no name.
    Path(Vec<String>),
    /// A comment that stands alone, known by what it says.
    Free(String),
}

/// Something with a key and the lines above it.
pub(super) trait Part {
    fn key(&self) -> &Key;
}

/// A text without its byte-order mark.
#[derive(Debug)]
pub(super) struct Doc<'t> {
    pub(super) sections: Vec<Section<'t>>,
    /// Blank lines at the end.
    pub(super) tail: &'t str,
}

/// A table with its keys, or a comment between tables.
#[derive(Debug)]
pub(super) struct Section<'t> {
    pub(super) key: Key,
    /// Blank lines above it.
    pub(super) gap: &'t str,
    /// Comment lines directly above it.
    pub(super) lead: &'t str,
    /// The header, or the comment.
    pub(super) head: &'t str,
    /// The rest of the header's line.
    pub(super) rest: &'t str,
    pub(super) body: Vec<Entry<'t>>,
    /// Whether it is one of an array.
    pub(super) of_array: bool,
    /// The array and what it is known by there, where others are known by the same.
    pub(super) alike: Option<Vec<String>>,
}

/// A key with its value, a comment between keys, or a table below a table of an array, as a whole.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    pub(super) key: Key,
    pub(super) gap: &'t str,
    pub(super) lead: &'t str,
    /// Without what stands behind it on its last line.
    pub(super) text: &'t str,
    pub(super) rest: &'t str,
    /// Where its values are below the section's table.
    pub(super) under: Vec<String>,
    /// The key's own segments and the bytes of the value within `text`.
    pub(super) value: Option<(Vec<String>, &'t str)>,
}

impl Part for Section<'_> {
    fn key(&self) -> &Key {
        &self.key
    }
}

impl Part for Entry<'_> {
    fn key(&self) -> &Key {
        &self.key
    }
}

impl Entry<'_> {
    /// Its lines, without the blank ones above.
    pub(super) fn lines(&self) -> String {
        [self.lead, self.text, self.rest].concat()
    }
}

impl Section<'_> {
    /// Its lines, without the blank ones above.
    pub(super) fn lines(&self) -> String {
        let mut lines = [self.lead, self.head, self.rest].concat();
        lines.extend(self.body.iter().flat_map(|entry| [entry.gap, entry.lead, entry.text, entry.rest]));
        lines
    }

    /// The path; none for a comment.
    pub(super) fn path(&self) -> Option<&[String]> {
        match &self.key {
            Key::Path(path) => Some(path),
            Key::Free(_) => None,
        }
    }
}

impl<'t> Doc<'t> {
    pub(super) fn read(text: &'t str, root: &DeTable<'_>, alike: &Alike) -> Self {
        let mut reader = Reader {
            text,
            root,
            alike,
            at: 0,
            seen: BTreeMap::new(),
            tables: BTreeMap::new(),
            arrays: BTreeMap::new(),
            sections: vec![Section {
                key: Key::Path(Vec::new()),
                gap: "",
                lead: "",
                head: "",
                rest: "",
                body: Vec::new(),
                of_array: false,
                alike: None,
            }],
            array: None,
            below: false,
        };
        let items = outline(text);
        for item in items.iter().filter(|item| item.kind != ItemKind::Comment) {
            reader.item(item);
        }
        let end = reader.at;
        let (gap, lead) = reader.above(text.len(), true);
        if lead.is_empty() {
            return Self { sections: reader.sections, tail: gap };
        }
        reader.free(gap, lead, end == 0 || !gap.is_empty());
        Self { sections: reader.sections, tail: "" }
    }
}

struct Reader<'t, 'r> {
    text: &'t str,
    root: &'r DeTable<'r>,
    alike: &'r Alike,
    /// Up to here lines have found their place.
    at: usize,
    /// How often a comment was met.
    seen: BTreeMap<String, usize>,
    /// How often a table of an array was met, by what it is known by.
    tables: BTreeMap<Vec<String>, BTreeMap<String, usize>>,
    /// How many tables of an array were met.
    arrays: BTreeMap<Vec<String>, usize>,
    sections: Vec<Section<'t>>,
    /// The array whose table is open.
    array: Option<Vec<String>>,
    /// Whether a table below a table of an array is open.
    below: bool,
}

impl<'t> Reader<'t, '_> {
    fn item(&mut self, item: &Item) {
        let start = self.text[..item.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let header = item.is_header();
        let (gap, lead) = self.above(start, header);
        let end = self.text[item.span.end..].find('\n').map_or(self.text.len(), |at| item.span.end + at + 1);
        let (text, rest) = (&self.text[start..item.span.end], &self.text[item.span.end..end]);
        self.at = end;
        if !header {
            self.pair(item, gap, lead, (text, rest));
            return;
        }
        self.below = self
            .array
            .as_ref()
            .is_some_and(|array| item.path.len() > array.len() && item.path.starts_with(array));
        if self.below {
            let name = item.path.join(".");
            let same =
                |entry: &&Entry<'_>| matches!(&entry.key, Key::Path(path) if path.first() == Some(&name));
            let there = self.sections.last().map_or(0, |section| section.body.iter().filter(same).count());
            let key = Key::Path(vec![name, format!("[{there}]")]);
            let under = item.path[self.array.as_ref().map_or(0, Vec::len)..].to_vec();
            self.push(Entry { key, gap, lead, text: &self.text[start..end], rest: "", under, value: None });
            return;
        }
        let of_array = item.kind == ItemKind::TableOfArray;
        let mut path = item.path.clone();
        self.array = of_array.then(|| path.clone());
        let mut alike = None;
        if of_array {
            let known = self.identity(&item.path);
            alike = known.alike.then(|| [item.path.as_slice(), &[known.by]].concat());
            path.push(known.step);
        }
        let key = Key::Path(path);
        self.sections.push(Section { key, gap, lead, head: text, rest, body: Vec::new(), of_array, alike });
    }

    fn pair(&mut self, item: &Item, gap: &'t str, lead: &'t str, (text, rest): (&'t str, &'t str)) {
        let ItemKind::Pair { value, own, .. } = &item.kind else { return };
        if self.below {
            // The table below goes as a whole: from its header to here.
            let whole = self.sections.last_mut().and_then(|section| section.body.last_mut());
            if let Some(entry) = whole {
                let from = entry.text.as_ptr() as usize - self.text.as_ptr() as usize;
                entry.text = &self.text[from..self.at];
            }
            return;
        }
        let own: Vec<String> = item.path[item.path.len() - own..].to_vec();
        let value = Some((own.clone(), &self.text[value.clone()]));
        self.push(Entry { key: Key::Path(own.clone()), gap, lead, text, rest, under: own, value });
    }

    fn push(&mut self, entry: Entry<'t>) {
        if let Some(section) = self.sections.last_mut() {
            section.body.push(entry);
        }
    }

    /// What the next table of an array is known by.
    fn identity(&mut self, path: &[String]) -> Known {
        let at = self.arrays.entry(path.to_vec()).or_default();
        *at += 1;
        let number = *at - 1;
        let mut table = Some(self.root);
        let mut found = None;
        for (depth, name) in path.iter().enumerate() {
            let value = table.and_then(|table| table.get(name.as_str())).map(toml::Spanned::get_ref);
            table = value.and_then(DeValue::as_table);
            if depth + 1 == path.len() {
                found = value.and_then(DeValue::as_array).and_then(|items| items.get(number));
            }
        }
        let none = DeTable::new();
        let table = found.and_then(|item| item.get_ref().as_table()).unwrap_or(&none);
        values::known(self.tables.entry(path.to_vec()).or_default(), path, table, self.alike)
    }

    /// Puts the comments up to `end` in their places, and gives the blank and comment lines that belong to what
    /// follows them.
    fn above(&mut self, end: usize, header: bool) -> (&'t str, &'t str) {
        let blank = |line: &str| line.trim().is_empty();
        let (mut gap_start, mut at) = (self.at, self.at);
        let mut block: Option<usize> = None;
        let region = self.at;
        // What is directly below a statement belongs to that one's table.
        let between = |start: usize| header && (start > region || region == 0);
        for line in self.text[self.at..end].split_inclusive('\n') {
            let schema = is_schema_line(line);
            match block {
                Some(start) if blank(line) || schema => {
                    self.free(&self.text[gap_start..start], &self.text[start..at], between(start));
                    (gap_start, block) = (at, (!blank(line)).then_some(at));
                }
                None if !blank(line) => block = Some(at),
                _ => {}
            }
            at += line.len();
            if schema {
                let start = block.take().unwrap_or(at);
                self.free(&self.text[gap_start..start], &self.text[start..at], between(start));
                gap_start = at;
            }
        }
        self.at = end;
        let start = block.unwrap_or(end);
        (&self.text[gap_start..start], &self.text[start..end])
    }

    /// A comment that stands alone: between tables, or within one.
    fn free(&mut self, gap: &'t str, text: &'t str, between: bool) {
        if text.is_empty() {
            return;
        }
        let said = super::normal(text).trim_end().to_owned();
        let key = Key::Free(numbered(&mut self.seen, &said));
        if between {
            self.sections.push(Section {
                key,
                gap,
                lead: "",
                head: text,
                rest: "",
                body: Vec::new(),
                of_array: false,
                alike: None,
            });
        } else {
            self.push(Entry { key, gap, lead: "", text, rest: "", under: Vec::new(), value: None });
        }
    }
}

fn numbered(seen: &mut BTreeMap<String, usize>, name: &str) -> String {
    values::numbered(seen, name.to_owned())
}
