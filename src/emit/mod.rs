//! Findings → bytes: one file a format, all from the same [`Run`], so that they cannot disagree; and what several
//! formats show: an excerpt of a file, the table of open questions (`open`), what makes the gate `green`, a `summary`.
//!
//! Messages, paths and excerpts hold other people's text; every format makes it harmless for itself.

mod excerpt;
mod github;
mod gitlab;
mod green;
mod json;
mod junit;
mod markdown;
mod open;
mod sarif;
mod short;
mod summary;
mod text;

pub use markdown::plain;
pub use summary::by_rule;

use std::borrow::Cow;

use crate::diag::{Finding, Severity};
use crate::gate::Run;
use crate::source::inert_line;
use crate::term::{Paint, Role};

/// A way to write a run.
#[derive(Debug)]
pub struct Format {
    /// Its id on the command line.
    pub id: &'static str,
    /// Other words for it, which help does not list.
    pub aliases: &'static [&'static str],
    /// One line about it.
    pub about: &'static str,
    /// Writes a run; the width is the terminal's, `None` where there is none.
    pub write: fn(&Run, Paint, Option<u16>) -> String,
    /// Whether it shows questions without a finding too: [`Run::asked`] is gathered for it.
    pub asks: bool,
    /// Whether a text looks like a report of this format: nothing else is written over.
    pub is_one: fn(&str) -> bool,
    /// Whether its readers look for files from the top of the repository, wherever the command runs.
    pub from_top: bool,
}

const FORMATS: &[&Format] = &[
    &text::FORMAT,
    &short::FORMAT,
    &json::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &gitlab::FORMAT,
    &junit::FORMAT,
    &markdown::FORMAT,
];

/// All formats; the first is for people.
pub fn formats() -> &'static [&'static Format] {
    FORMATS
}

/// Finds a format by its id or by another word for it.
pub fn format(word: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == word || format.aliases.contains(&word))
}

/// Returns the format for people.
pub fn text() -> &'static Format {
    &text::FORMAT
}

/// Returns the format for programs.
pub fn json() -> &'static Format {
    &json::FORMAT
}

/// How a severity's word is painted.
fn role(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::Error,
        Severity::Warning => Role::Warning,
        Severity::Note => Role::Note,
    }
}

/// The file and the line of a finding, for readers that take none without: what has no place is about its component
/// as a whole.
fn file_and_line(finding: &Finding) -> (Cow<'_, str>, usize) {
    match (&finding.location, finding.component.as_str()) {
        (Some(at), _) => (at.file.as_str().into(), at.line.max(1)),
        (None, "." | "") => ("formwork.toml".into(), 1),
        (None, component) => (format!("{component}/formwork.toml").into(), 1),
    }
}

/// A finding's place as `file:line:column`, or its component where it has none.
fn place(finding: &Finding) -> String {
    match &finding.location {
        Some(at) => format!("{}:{}:{}", inert_line(&at.file), at.line, at.column),
        None => inert_line(&finding.component),
    }
}

#[cfg(test)]
mod tests;
