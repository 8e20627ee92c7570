use super::{RuleId, Severity};
use crate::source::{Place, SourceFile, Span, inert};

/// What `check` reports. It owns all that an output format needs, so that the files can be dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// Severity after the project's own rules.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The next step.
    pub help: Option<String>,
    /// Component, by its path in the workspace.
    pub component: String,
    /// The question it is about.
    pub question: Option<String>,
    /// Where.
    pub location: Option<Location>,
    /// For a question that still needs something: what a table of open questions shows.
    pub open: Option<OpenQuestion>,
    /// A command that helps, for the list at the end of a red gate.
    pub command: Option<String>,
    /// One that helps with all of its kind, for where there are many.
    pub together: Option<String>,
}

/// What a table of open questions shows of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The stage's id.
    pub stage: String,
    /// The question.
    pub text: String,
    /// Whom to ask, as people say it.
    pub ask: Vec<String>,
    /// How many questions rest on it, directly or not.
    pub dependents: usize,
    /// What goes wrong while it is unanswered.
    pub consequence: String,
}

/// A place in a file, with the line that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Path relative to where the command ran, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line's text, shortened and made harmless.
    pub excerpt: String,
    /// Characters of `excerpt` to point at, from `column`; at least 1.
    pub width: usize,
}

/// Lines longer than this are cut in excerpts: a 50 MB answer is not an excerpt.
const EXCERPT_CHARS: usize = 160;

impl Location {
    /// The place of a span in a file.
    pub fn of(file: &SourceFile, span: &Span) -> Self {
        Self::at(file, span, file.place(span.start))
    }

    /// The place of a span whose line and column are known.
    pub fn at(file: &SourceFile, span: &Span, place: Place) -> Self {
        let line = file.line_at(span.start);
        let cut: String = line.chars().take(EXCERPT_CHARS).collect();
        let spanned = file.slice(span).lines().next().unwrap_or_default().chars().count();
        let room = cut.chars().count().saturating_sub(place.column - 1);
        Self {
            file: file.path.clone(),
            line: place.line,
            column: place.column,
            excerpt: inert(&cut).replace('\t', " "),
            width: spanned.min(room).max(1),
        }
    }

    /// A file as a whole.
    pub fn whole(path: impl Into<String>) -> Self {
        Self { file: path.into(), line: 1, column: 1, excerpt: String::new(), width: 1 }
    }
}
