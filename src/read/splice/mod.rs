//! An edit → the splice that touches only its own bytes.
//!
//! `toml_edit` does not keep the rest of a file (line endings, byte-order mark, final newline, order of
//! dotted keys), so the place comes from the [`outline`](super::outline) and the text from
//! `toml_writer`. Every result is read again and compared before anyone may write it: an edit that a
//! file's layout does not allow is refused, never guessed.

mod array;
mod keys;
mod lines;
mod tables;
mod verify;

use super::outline::{Item, outline};
use crate::model::Edit;
use crate::source::Span;

/// Why an edit was refused. The text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpliceError {
    /// The text is not TOML.
    #[error("the file cannot be read as TOML")]
    Unreadable,
    /// The layout does not allow it.
    #[error("`{path}` is written in a way that cannot be edited here: {why}")]
    Layout {
        /// The table or key.
        path: String,
        /// What stands in the way.
        why: String,
    },
}

/// Applies an edit. Equal text comes back where there is nothing to change.
pub fn apply(text: &str, edit: &Edit) -> Result<String, SpliceError> {
    let before = verify::values(text)?;
    let file = Text { text, items: outline(text) };
    let after = match edit {
        Edit::Set { table, key, value } => keys::set(&file, table, key, value)?,
        Edit::Remove { table, key } => keys::remove(&file, table, key),
        Edit::Add { table, key, item } => array::add(&file, table, key, item)?,
        Edit::Take { table, key, item } => array::take(&file, table, key, item),
        Edit::AddRequirement { question, requirement } => {
            tables::add_requirement(&file, question, requirement)
        }
        Edit::InsertTable { id, comments, keys, order } => {
            tables::insert(&file, id, &tables::block(id, comments, keys), order)
        }
        Edit::PutTable { id, block, order } => tables::insert(&file, id, block, order),
        Edit::RemoveTable { id } => tables::remove(&file, id).0,
    };
    if after != text {
        verify::check(&before, &after, edit)?;
    }
    Ok(after)
}

/// The bytes of a table with its sub-tables and the comment lines directly above, as
/// [`Edit::RemoveTable`] takes them out; [`Edit::PutTable`] puts them into another file.
pub fn table_block(text: &str, id: &str) -> Option<String> {
    let file = Text { text, items: outline(text) };
    Some(tables::remove(&file, id).1).filter(|block| !block.is_empty())
}

/// A text and its statements.
struct Text<'t> {
    text: &'t str,
    items: Vec<Item>,
}

impl Text<'_> {
    fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The text with `span` replaced.
    fn replaced(&self, span: Span, with: &str) -> String {
        let mut out = String::with_capacity(self.text.len() + with.len());
        out.push_str(&self.text[..span.start]);
        out.push_str(with);
        out.push_str(&self.text[span.end..]);
        out
    }
}

#[cfg(test)]
mod tests;
