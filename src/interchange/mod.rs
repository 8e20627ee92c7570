//! Sheets: some questions as a file for people who never open a terminal, and back again. And, in `report`, what a
//! `status` run elsewhere wrote.
//!
//! A [`Format`] turns questions into bytes and bytes into a [`Sheet`]; [`import()`] holds a sheet against
//! the component and says what to write. One file per format, one line in [`formats`]. Knows no disk:
//! what is to be written comes back as [`model::Change`](crate::model::Change)s.

mod import;
mod markdown;
#[cfg(any(test, fuzzing))]
#[path = "tests/properties.rs"]
pub(crate) mod properties;
mod report;
mod text;

use std::path::Path;

use crate::query::View;

pub use import::{ImportOptions, Imported, Outcome, import};
pub use report::report;

/// A kind of file that carries questions out and answers back.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// File extensions that mean it, without the dot, in lower case.
    pub extensions: &'static [&'static str],
    /// Questions, by index and in this order, as a sheet.
    pub write: fn(&View<'_>, &[usize], &SheetOptions) -> String,
    /// A sheet that came back. Whatever it holds, every text in it ends in a section or a stray.
    pub read: fn(&str) -> Sheet,
}

/// How a sheet is made.
#[derive(Debug, Clone, Default)]
pub struct SheetOptions {
    /// Its heading; the component's name unless given.
    pub title: Option<String>,
    /// Whether it explains itself to people who see one for the first time.
    pub intro: bool,
    /// Whether it holds questions that are answered already; the introduction then says what to do with them.
    pub answered_too: bool,
}

/// A sheet as it came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its sections in order, one a question.
    pub sections: Vec<Section>,
    /// What belongs to no section.
    pub strays: Vec<Stray>,
}

/// What a sheet says to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The question's id as written; a well-formed id, and not necessarily one of the form.
    pub id: String,
    /// The hash of the answer's text when the sheet went out.
    pub hash: String,
    /// The answer: lines end in `\n`, no blank lines at either end.
    pub text: String,
    /// What stands between the section's first line and the answer: the question, unless someone wrote there.
    pub head: String,
    /// The line on which the section starts, from 1.
    pub line: usize,
}

/// Text in a sheet that answers no question. Nobody's words are dropped: the caller keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// True where it is a section, so an answer that found no place; false for a remark beside the answers.
    pub section: bool,
    /// The id that it stands under, if any.
    pub id: Option<String>,
    /// The text.
    pub text: String,
    /// The line on which it starts, from 1.
    pub line: usize,
    /// Why it is none, a lower-case fragment.
    pub why: String,
}

static FORMATS: &[Format] = &[markdown::FORMAT];

/// All formats.
pub fn formats() -> &'static [Format] {
    FORMATS
}

/// A format by its id.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format that a path's extension means, in upper or lower case.
pub fn format_of_path(path: impl AsRef<Path>) -> Option<&'static Format> {
    let extension = path.as_ref().extension()?.to_str()?.to_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests;
