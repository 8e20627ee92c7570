//! An edit → the splice that touches only its own bytes.
//!
//! `toml_edit` does not keep the rest of a file (line endings, byte-order mark, final newline, order of
//! dotted keys), so the place comes from the [`outline`](mod@super::outline) and the text from
//! `toml_writer`. Every result is read again and held against what the edit was to do before anyone may
//! write it: an edit that a file's layout does not allow is refused, never guessed.

mod array;
mod batch;
mod comments;
mod insert;
mod keys;
mod lines;
#[cfg(any(test, fuzzing))]
#[path = "tests/oracle.rs"]
mod oracle;
#[cfg(any(test, fuzzing))]
#[path = "tests/properties.rs"]
pub(crate) mod properties;
mod requirement;
#[cfg(any(test, fuzzing))]
#[path = "tests/requirement_properties.rs"]
pub(crate) mod requirement_properties;
mod tables;
mod verify;

use super::outline::{Item, outline};
use crate::model::Edit;
use crate::source::Span;
use verify::Node;

/// Why an edit was refused. The text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpliceError {
    /// The text is not TOML.
    #[error("the file cannot be read as TOML")]
    Unreadable,
    /// The layout does not allow it.
    #[error("`{path}` is written in a way that cannot be edited here: {why}")]
    Layout {
        /// The table or key, on one line and harmless to show.
        path: String,
        /// What stands in the way.
        why: String,
    },
}

/// Applies an edit. Equal text comes back where there is nothing to change.
pub fn apply(text: &str, edit: &Edit) -> Result<String, SpliceError> {
    let file = File::read(text)?;
    let after = match edit {
        Edit::Set { table, key, value } => {
            file.values.at(table)?;
            keys::set(&file, table, key, value)?
        }
        Edit::Remove { table, key } => {
            file.values.at(table)?;
            keys::remove(&file, table, key)?
        }
        Edit::Add { table, key, item } => {
            file.values.at(table)?;
            array::add(&file, table, key, item)?
        }
        Edit::Take { table, key, item } => {
            file.values.at(table)?;
            array::take(&file, table, key, item)?
        }
        Edit::AddRequirement { question, requirement } => {
            file.values.at(std::slice::from_ref(question))?;
            requirement::add(&file, question, requirement)?
        }
        Edit::RemoveRequirement { question, id } => requirement::remove(&file, question, id)?,
        Edit::InsertTable { id, comments, keys, order } => {
            tables::insert(&file, id, &tables::Block::Made(tables::block(id, comments, keys)), order)
        }
        Edit::PutTable { id, block, order } => tables::insert(&file, id, &tables::Block::Taken(block), order),
        Edit::Comments { id, old, new } => comments::renew(&file, id, old, new),
        Edit::RemoveTable { id } => tables::remove(&file, id).0,
    };
    verified(file, after, &[edit])
}

/// Applies edits one after the other. New tables that come in a row are put in together: the text is read once
/// for all of them, however many they are.
pub fn apply_all(text: &str, edits: &[Edit]) -> Result<String, SpliceError> {
    let mut text = text.to_owned();
    let mut rest = edits;
    while let Some(edit) = rest.first() {
        let together = batch::count(rest);
        let (now, later) = rest.split_at(together);
        text = if together > 1 {
            let file = File::read(&text)?;
            // One that is there already stays as it is.
            let new = |edit: &&Edit| verify::path(edit).first().is_none_or(|id| !file.values.has(id));
            let now: Vec<&Edit> = now.iter().filter(new).collect();
            let after = batch::insert(&file, &now);
            verified(file, after, &now)?
        } else {
            apply(&text, edit)?
        };
        rest = later;
    }
    Ok(text)
}

/// What edits made of a file, held against what they were to make of it.
fn verified(file: File<'_>, after: String, edits: &[&Edit]) -> Result<String, SpliceError> {
    if after != file.text {
        // What is TOML may still hold what makes a file unreadable here: a line like a merge's marker.
        let document = super::Document::parse(&after, &mut Vec::new()).map_err(|problems| {
            let why = problems.into_iter().next().map_or_else(String::new, |problem| problem.message);
            let path = edits.first().map_or_else(Vec::new, |edit| verify::path(edit));
            layout(&path, &why)
        })?;
        verify::check(file.values, Node::of(&document.root), edits)?;
    }
    Ok(after)
}

/// Every table of a text by name, each with its bytes: its sub-tables and the comment lines directly above are in
/// them, as [`Edit::RemoveTable`] takes them out; [`Edit::PutTable`] puts them into another file. Empty where the
/// text is not TOML.
pub fn table_blocks(text: &str) -> std::collections::HashMap<String, String> {
    File::read(text).map(|file| tables::blocks(&file)).unwrap_or_default()
}

/// A block as [`table_blocks`] gives it, under another name. `None` where it is no such block.
pub fn renamed_block(block: &str, from: &str, to: &str) -> Option<String> {
    let file = File::read(block).ok()?;
    Some(tables::renamed(&file, from, to)).filter(|block| Node::read(block).is_ok_and(|node| node.has(to)))
}

fn layout(path: &[String], why: &str) -> SpliceError {
    SpliceError::Layout { path: crate::source::inert_line(&path.join(".")), why: why.to_owned() }
}

/// A text with its statements and its values.
struct File<'t> {
    text: &'t str,
    items: Vec<Item>,
    values: Node,
}

impl<'t> File<'t> {
    /// Reads a text that is TOML; the values come first, because they bound how deep it nests.
    fn read(text: &'t str) -> Result<Self, SpliceError> {
        let values = Node::read(text)?;
        Ok(Self { text, items: outline(text), values })
    }

    fn slice(&self, span: &Span) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The text with `span` replaced.
    fn replaced(&self, span: Span, with: &str) -> String {
        let mut out = String::with_capacity(self.text.len() + with.len());
        out.push_str(self.slice(&(0..span.start)));
        out.push_str(with);
        out.push_str(self.slice(&(span.end..self.text.len())));
        out
    }

    /// The text without some spans, given in order.
    fn without(&self, spans: &[Span]) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for span in spans {
            out.push_str(self.slice(&(at..span.start)));
            at = span.end;
        }
        out.push_str(self.slice(&(at..self.text.len())));
        out
    }
}

#[cfg(test)]
mod tests;
