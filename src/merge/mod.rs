//! Three versions of a `formwork.toml` or a stage's file → one. Pure: texts in, a text out.
//!
//! - `part` cuts a text into sections and entries, every line in exactly one of them, with the comments above it.
//! - `section`, `entry` and `inline` decide, by table and by key, what either side did since the two parted; `alike`
//!   about tables that are decided as a whole (`renamed` finds those that have another name now), `remarks` about
//!   comments within a value.
//! - `together` knows which keys say one thing together, so that two sides can contradict each other in two keys.
//! - `pieces` holds the outcome: text, and places where a person decides.
//! - `values` is the proof: what was put together is read again, and every value in it must be what a merge of the
//!   values alone gives. Where it is not, or a version is no TOML, the lines are merged instead (`lines`).
//!
//! The text starts from ours: its order, quoting, line endings, byte-order mark and blank lines stay. Nothing here
//! knows questions, rules or frameworks; what a table of an array is known by stands in `values`, and which keys of a
//! table belong together in `together`.

mod alike;
mod entry;
mod inline;
mod lines;
mod part;
mod pieces;
#[cfg(any(test, fuzzing))]
#[path = "tests/properties.rs"]
pub(crate) mod properties;
mod remarks;
mod renamed;
mod section;
mod together;
mod values;

use self::part::Doc;
use self::pieces::{Pieces, Side};
use self::together::Torn;
use self::values::{Alike, Flat};
use crate::read::Document;

/// How conflicts are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markers {
    /// How many characters a marker has.
    pub size: usize,
    /// What our side is called.
    pub ours: String,
    /// What their side is called.
    pub theirs: String,
}

impl Default for Markers {
    fn default() -> Self {
        Self { size: 7, ours: "ours".to_owned(), theirs: "theirs".to_owned() }
    }
}

/// What a merge comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text, with markers where a person decides.
    pub text: String,
    /// How many places that are.
    pub conflicts: usize,
    /// Why it was merged line by line, where it was.
    pub by_lines: Option<ByLines>,
}

/// Why lines were merged instead of tables and keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByLines {
    /// One of the three is not TOML, or has markers of a merge in it.
    Unreadable,
    /// The versions write the same table in ways that do not fit together.
    Layout,
}

/// Merges what two sides made of `base`.
pub fn merge(base: &str, ours: &str, theirs: &str, markers: &Markers) -> Merged {
    let clean = |text: &str| Merged { text: text.to_owned(), conflicts: 0, by_lines: None };
    if ours == theirs || theirs == base {
        return clean(ours);
    }
    if ours == base {
        return clean(theirs);
    }
    let texts = [base, ours, theirs].map(|text| text.trim_start_matches('\u{feff}'));
    let [Some(b), Some(o), Some(t)] = texts.map(parsed) else {
        let (text, conflicts) = lines::merge_text(base, ours, theirs, markers);
        return Merged { text, conflicts, by_lines: Some(ByLines::Unreadable) };
    };
    let versions = Versions::of(texts, [&b, &o, &t]);
    if let Some(pieces) = versions.by_keys(ours) {
        return Merged { text: pieces.marked(ours, markers), conflicts: pieces.conflicts(), by_lines: None };
    }
    let (mut text, mut conflicts) = lines::merge_text(base, ours, theirs, markers);
    // Lines that fit together may say what neither side said.
    if conflicts == 0 && !versions.hold(&text, &[], Side::Ours) {
        (text, conflicts) = (lines::apart(ours, theirs, markers), 1);
    }
    Merged { text, conflicts, by_lines: Some(ByLines::Layout) }
}

fn parsed(text: &str) -> Option<Document<'_>> {
    Document::parse(text, &mut Vec::new()).ok()
}

/// Three versions that can be read, as text and as values.
struct Versions<'t> {
    docs: [Doc<'t>; 3],
    values: [Flat; 3],
    alike: Alike,
    torn: Torn,
}

impl<'t> Versions<'t> {
    fn of([b, o, t]: [&'t str; 3], [base, ours, theirs]: [&Document<'_>; 3]) -> Self {
        let roots = [&base.root, &ours.root, &theirs.root];
        let alike = values::alike(&roots);
        let values = roots.map(|root| values::flat(root, &alike));
        let torn = together::torn(&values[0], &values[1], &values[2]);
        let read = |text: &'t str, root| Doc::read(text, root, &alike);
        let docs = [read(b, roots[0]), read(o, roots[1]), read(t, roots[2])];
        Self { docs, values, alike, torn }
    }

    /// Nothing where the versions write the same table in ways that do not fit together.
    fn by_keys(&self, like: &str) -> Option<Pieces> {
        let mut pieces = Pieces::like(like);
        let [base, ours, theirs] = &self.docs;
        section::merge(base, ours, theirs, &self.torn, &mut pieces);
        pieces.join();
        let paths = pieces.paths();
        let sides: &[Side] =
            if pieces.conflicts() == 0 { &[Side::Ours] } else { &[Side::Ours, Side::Theirs] };
        sides.iter().all(|&side| self.hold(&pieces.resolved(side), &paths, side)).then_some(pieces)
    }

    /// Whether a text has the values that a merge of the values alone gives.
    fn hold(&self, text: &str, open: &[Vec<String>], side: Side) -> bool {
        let decided = |path: &Vec<String>| open.iter().any(|open| path.starts_with(open));
        if !self.torn.keys.keys().all(decided) {
            return false;
        }
        let [base, ours, theirs] = &self.values;
        let wanted = values::merged(base, ours, theirs, open, side);
        let read = parsed(text.trim_start_matches('\u{feff}'));
        wanted.is_some() && wanted == read.map(|document| values::flat(&document.root, &self.alike))
    }
}

/// A text as it is compared: line endings are no part of what it says.
fn normal(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() }
}

/// Whether two texts say the same.
fn same(a: &str, b: &str) -> bool {
    normal(a).trim_end_matches('\n') == normal(b).trim_end_matches('\n')
}

#[cfg(test)]
mod tests;
