//! Documents for people: one document model ([`document`]), one file per document in `build/`, one file per
//! format in `render/`; what all of them must agree on about other people's Markdown is in `foreign`.
//!
//! What is shown, in which order, is decided while building; a format has no opinion of its own.
//! Documents carry no date and do not judge expiry: same input, same bytes.

mod build;
pub mod document;
mod foreign;
mod render;

#[cfg(test)]
mod tests;

pub use build::{FRAMEWORK, IndexEntry, Part, catalog_form, framework_of_all, index, portfolio};
pub use document::Document;
pub use render::{dot, mermaid};

use self::build::Scope;
use crate::model::{Background, Framework};

/// Which questions a document is about. Kinds of restriction combine with "and"; roles and people with
/// "or". Empty means all.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Stages, by index.
    pub stages: Vec<usize>,
    /// Roles, by index.
    pub roles: Vec<usize>,
    /// People, `@mia`: the roles that they play.
    pub people: Vec<String>,
    /// What a document about a framework is about.
    pub framework: Option<&'static Framework>,
    /// Looks up where questions come from; only the documents that show it call it.
    pub background: Option<fn() -> Option<&'static Background>>,
    /// An agenda begins with what most other questions rest on, instead of the form's order.
    pub by_impact: bool,
}

/// A document that `render` can make.
#[derive(Debug)]
pub struct Kind {
    /// The word in commands.
    pub id: &'static str,
    /// For people.
    pub title: &'static str,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// Makes it for the questions that it is about.
    build: for<'v> fn(&Scope<'v>, &Options) -> Document<'v>,
}

/// A format that documents are written in.
#[derive(Debug)]
pub struct Format {
    /// The word in commands.
    pub id: &'static str,
    /// Extensions of files, without the dot.
    pub extensions: &'static [&'static str],
    /// Writes a document.
    pub render: fn(&Document<'_>) -> String,
}

/// All documents; the first is the one that `render` makes unless told otherwise.
pub fn kinds() -> &'static [&'static Kind] {
    build::KINDS
}

/// A document by its word.
pub fn kind(id: &str) -> Option<&'static Kind> {
    kinds().iter().copied().find(|kind| kind.id == id)
}

/// All formats.
pub fn formats() -> &'static [&'static Format] {
    render::FORMATS
}

/// Finds a format by its word.
pub fn format(id: &str) -> Option<&'static Format> {
    formats().iter().copied().find(|format| format.id == id)
}

/// Returns the Markdown format.
pub fn markdown() -> &'static Format {
    &render::MARKDOWN
}

/// Returns the HTML format.
pub fn html() -> &'static Format {
    &render::HTML
}

/// The format that a file's extension asks for, without case.
pub fn format_of_path(path: &str) -> Option<&'static Format> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (_, extension) = name.rsplit_once('.')?;
    formats()
        .iter()
        .copied()
        .find(|format| format.extensions.iter().any(|own| own.eq_ignore_ascii_case(extension)))
}
