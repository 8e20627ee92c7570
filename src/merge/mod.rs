//! Three versions of a `formwork.toml` or a stage's file → one. Pure: texts in, a text out.
//!
//! - `part` cuts a text into sections and entries, every line in exactly one of them, with the comments above it.
//! - `section`, `entry` and `inline` decide, by table and by key, what either side did since the two parted.
//! - `pieces` holds the outcome: text, and places where a person decides.
//! - `values` is the proof: what was put together is read again, and every value in it must be what a merge of the
//!   values alone gives. Where it is not, or a version is no TOML, the lines are merged instead (`lines`).
//!
//! The text starts from ours: its order, quoting, line endings, byte-order mark and blank lines stay. Nothing here
//! knows questions, rules or frameworks; what a table of an array is known by stands in `values`.

mod entry;
mod inline;
mod lines;
mod part;
mod pieces;
mod section;
mod values;

use self::part::Doc;
use self::pieces::{Pieces, Side};
use self::values::Flat;
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
    match by_keys(base, ours, theirs) {
        Ok(pieces) => {
            Merged { text: pieces.marked(ours, markers), conflicts: pieces.conflicts(), by_lines: None }
        }
        Err(why) => {
            let (text, conflicts) = lines::merge_text(base, ours, theirs, markers);
            Merged { text, conflicts, by_lines: Some(why) }
        }
    }
}

fn by_keys(base: &str, ours: &str, theirs: &str) -> Result<Pieces, ByLines> {
    let texts = [base, ours, theirs].map(|text| text.trim_start_matches('\u{feff}'));
    let [b, o, t] = texts.map(|text| {
        let document = Document::parse(text, &mut Vec::new()).ok()?;
        Some((Doc::read(text, &document.root), values::flat(&document.root)))
    });
    let (Some((b, b_values)), Some((o, o_values)), Some((t, t_values))) = (b, o, t) else {
        return Err(ByLines::Unreadable);
    };
    let mut pieces = Pieces::like(ours);
    section::merge(&b, &o, &t, &mut pieces);
    pieces.join();
    let paths = pieces.paths();
    let sides: &[Side] = if pieces.conflicts() == 0 { &[Side::Ours] } else { &[Side::Ours, Side::Theirs] };
    for &side in sides {
        let text = pieces.resolved(side);
        let read: Option<Flat> =
            Document::parse(&text, &mut Vec::new()).ok().map(|document| values::flat(&document.root));
        let wanted = values::merged(&b_values, &o_values, &t_values, &paths, side);
        if wanted.is_none() || wanted != read {
            return Err(ByLines::Layout);
        }
    }
    Ok(pieces)
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
