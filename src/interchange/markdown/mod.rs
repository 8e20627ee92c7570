//! The Markdown sheet.
//!
//! A section starts at a line `<!-- formwork: ID HASH -->` in the first column and nowhere else; the answer
//! lies between the first `<!-- answer -->` behind it and the next section, or the line `<!-- formwork: end of the
//! questions -->` where it still stands. So an answer may hold
//! anything: a line of it that would start a section is written with a backslash before it, a line that
//! starts with such a backslash gets one more, and reading takes one away again.

mod boxes;
mod marker;
mod read;
mod write;

pub(super) use boxes::{is_box_heading, read_box};
pub(super) use write::{STATE, head};

use super::Format;

pub(super) const FORMAT: Format =
    Format { id: "markdown", extensions: &["md", "markdown"], write: write::write, read: read::read };
