//! Text and places in it: a file's text, byte spans, and the line and column that people read.
//!
//! Knows nothing of TOML, of questions or of disks.

mod address;
mod file;
mod inert;
mod json;
mod near;
mod path;
mod shell;
mod words;

pub use address::address;
pub use file::{Place, SourceFile};
pub use inert::{inert, inert_line, inert_path};
pub use json::json;
pub use near::{nearest, nearest_help};
pub use path::{is_plain_path, normalize, path_below};
pub use shell::shell_word;
pub use words::{count, inflect, list_and, list_or, plural, sentence_case};

/// A byte range in a file's text.
pub type Span = std::ops::Range<usize>;

/// A value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
