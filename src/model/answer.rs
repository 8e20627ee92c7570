use jiff::civil::Date;

use super::{MaturityLevel, Person, Requirement, RoleId, Status};
use crate::source::{Span, Spanned};

/// What a component says to a question: one table of a stage file.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The table's header, or the key that brings it about.
    pub header: Span,
    /// The text, line endings `\n`, no newline at the end; `None` where the key is missing or the text blank.
    pub text: Option<Spanned<String>>,
    /// What was chosen, for questions that offer choices.
    pub choice: Vec<Spanned<String>>,
    /// A written status.
    pub status: Option<Spanned<Status>>,
    /// Why deferred or not applicable.
    pub reason: Option<Spanned<String>>,
    /// Until when the status holds.
    pub until: Option<Spanned<Until>>,
    /// Who said it.
    pub by: Vec<Spanned<By>>,
    /// When.
    pub on: Option<Date>,
    /// What supports it.
    pub evidence: Vec<Evidence>,
    /// A citation in words.
    pub source: Option<String>,
    /// A remark; never hashed.
    pub note: Option<String>,
    /// Formal requirements derived from it.
    pub requirements: Vec<Requirement>,
    /// Keys that stand there with a value that could not be taken. Each has its own finding, so nothing
    /// says that they are missing.
    pub unusable: Vec<&'static str>,
}

impl Answer {
    /// The text, empty where there is none.
    pub fn text(&self) -> &str {
        self.text.as_ref().map_or("", |text| &text.value)
    }

    /// What was chosen, in words.
    pub fn chosen(&self) -> Vec<String> {
        self.choice.iter().map(|choice| choice.value.clone()).collect()
    }

    /// Where to point when the answer as a whole is meant: its text, else its header.
    pub fn place(&self) -> Span {
        self.text.as_ref().map_or_else(|| self.header.clone(), |text| text.span.clone())
    }
}

/// How long a status holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Up to and including this day.
    Date(Date),
    /// Before the component gets to this level.
    Level(MaturityLevel),
}

impl std::fmt::Display for Until {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Level(level) => write!(f, "{level}"),
        }
    }
}

/// Who said it: a role or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A role.
    Role(RoleId),
    /// A person.
    Person(Person),
}

impl By {
    /// The word in files.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Role(role) => role.as_str(),
            Self::Person(person) => person.as_str(),
        }
    }
}

/// What supports an answer.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// As written.
    pub written: String,
    /// Where it is written.
    pub span: Span,
    /// What it points to.
    pub target: EvidenceTarget,
}

/// What a piece of evidence points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceTarget {
    /// A path relative to the component, without its `#fragment`.
    Path(String),
    /// An https address; never fetched.
    Web,
}
