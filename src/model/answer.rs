use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{AnswerKey, MaturityLevel, Person, Requirement, RoleId, Status, Value};
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
    pub unusable: Vec<AnswerKey>,
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

    /// Returns where a key's value is kept.
    pub(crate) fn slot(&mut self, key: AnswerKey) -> Slot<'_> {
        match key {
            AnswerKey::Answer => Slot::Text(&mut self.text),
            AnswerKey::Choice => Slot::Texts(&mut self.choice),
            AnswerKey::Status => Slot::Status(&mut self.status),
            AnswerKey::Reason => Slot::Text(&mut self.reason),
            AnswerKey::Until => Slot::Until(&mut self.until),
            AnswerKey::By => Slot::By(&mut self.by),
            AnswerKey::On => Slot::Date(&mut self.on),
            AnswerKey::Evidence => Slot::Evidence(&mut self.evidence),
            AnswerKey::Source => Slot::Remark(&mut self.source),
            AnswerKey::Note => Slot::Remark(&mut self.note),
            AnswerKey::Requirement => Slot::Requirements(&mut self.requirements),
        }
    }

    /// Returns what a key says.
    pub fn value(&self, key: AnswerKey) -> KeyValue<'_> {
        match key {
            AnswerKey::Answer => KeyValue::Text(self.text.as_ref().map(|text| &*text.value)),
            AnswerKey::Choice => KeyValue::Texts(self.choice.iter().map(|choice| &*choice.value).collect()),
            AnswerKey::Status => KeyValue::Text(self.status.as_ref().map(|status| status.value.word())),
            AnswerKey::Reason => KeyValue::Text(self.reason.as_ref().map(|reason| &*reason.value)),
            AnswerKey::Until => match self.until.as_ref().map(|until| until.value) {
                Some(Until::Date(date)) => KeyValue::Date(Some(date)),
                Some(Until::Level(level)) => KeyValue::Text(Some(level.word())),
                None => KeyValue::Date(None),
            },
            AnswerKey::By => KeyValue::Texts(self.by.iter().map(|by| by.value.as_str()).collect()),
            AnswerKey::On => KeyValue::Date(self.on),
            AnswerKey::Evidence => KeyValue::Texts(self.evidence.iter().map(|one| &*one.written).collect()),
            AnswerKey::Source => KeyValue::Text(self.source.as_deref()),
            AnswerKey::Note => KeyValue::Text(self.note.as_deref()),
            AnswerKey::Requirement => KeyValue::Requirements(&self.requirements),
        }
    }
}

/// Where a key's value is kept, by what it is.
#[derive(Debug)]
pub(crate) enum Slot<'a> {
    /// A text that somebody may point to.
    Text(&'a mut Option<Spanned<String>>),
    /// A text without its place.
    Remark(&'a mut Option<String>),
    Texts(&'a mut Vec<Spanned<String>>),
    Status(&'a mut Option<Spanned<Status>>),
    Until(&'a mut Option<Spanned<Until>>),
    Date(&'a mut Option<Date>),
    By(&'a mut Vec<Spanned<By>>),
    Evidence(&'a mut Vec<Evidence>),
    Requirements(&'a mut Vec<Requirement>),
}

/// What a key of an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyValue<'a> {
    /// A text or a word.
    Text(Option<&'a str>),
    /// A day.
    Date(Option<Date>),
    /// A list.
    Texts(Vec<&'a str>),
    /// Tables.
    Requirements(&'a [Requirement]),
}

impl<'a> KeyValue<'a> {
    /// Whether the key says nothing.
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Text(text) => text.is_none(),
            Self::Date(date) => date.is_none(),
            Self::Texts(items) => items.is_empty(),
            Self::Requirements(all) => all.is_empty(),
        }
    }

    /// Returns it in words, a list one item a line, requirements by id.
    pub fn words(&self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text.unwrap_or_default().into(),
            Self::Date(date) => date.map(|date| date.to_string()).unwrap_or_default().into(),
            Self::Texts(items) => items.join("\n").into(),
            Self::Requirements(all) => {
                all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join("\n").into()
            }
        }
    }

    /// Returns it as an edit writes it; `None` where it says nothing, and for tables, which have edits of their own.
    pub fn written(&self) -> Option<Value> {
        match self {
            Self::Text(text) => text.map(|text| Value::Text(text.to_owned())),
            Self::Date(date) => date.map(Value::Date),
            Self::Texts(items) if items.is_empty() => None,
            Self::Texts(items) => Some(Value::List(items.iter().map(|&item| item.to_owned()).collect())),
            Self::Requirements(_) => None,
        }
    }
}

impl Serialize for KeyValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Date(date) => date.map(|date| date.to_string()).serialize(serializer),
            Self::Texts(items) => items.serialize(serializer),
            Self::Requirements(all) => serializer.collect_seq(all.iter().map(|one| one.id.as_str())),
        }
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
