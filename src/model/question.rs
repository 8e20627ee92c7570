use super::{Fact, Form, MaturityLevel, QuestionId};

/// One requirement question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Its stage, as index into [`Parts::stages`](super::Parts::stages).
    pub stage: usize,
    /// The question, to the letter.
    pub text: String,
    /// Whom to ask, as indices into [`Parts::roles`](super::Parts::roles), in the form's order.
    pub roles: Vec<usize>,
    /// Single examples.
    pub examples: Vec<String>,
    /// The form's examples cell, to the letter.
    pub examples_text: String,
    /// Set when it asks how much, how often, how long or how fast.
    pub measure: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// What goes wrong while it is unanswered.
    pub unanswered: String,
    /// Problems and practices it answers: P1-P6, BP1-BP4 of the thesis.
    pub traces: Vec<String>,
    /// Sections of the sources.
    pub sections: Vec<String>,
    /// When it is required; without, always.
    pub required: Option<Raise>,
    /// What there is to choose from; empty where the answer is text alone.
    pub choices: Vec<String>,
    /// How many of them.
    pub choose: Choose,
    /// All of these must hold for the question to be asked.
    pub applies_when: Vec<Condition>,
    /// The set that brought it, as index into [`Parts::sets`](super::Parts::sets); `None` for the form's own.
    pub set: Option<usize>,
    /// Questions of other versions that it asks in one.
    pub stands_for: Vec<QuestionId>,
    /// A set that takes it out, and why.
    pub retired: Option<Retired>,
}

impl Question {
    /// Whom to ask, as people say it.
    pub fn ask(&self, form: &Form) -> Vec<String> {
        self.roles.iter().map(|&role| form.roles[role].spoken().to_owned()).collect()
    }
}

/// How many choices an answer may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choose {
    /// One.
    #[default]
    One,
    /// One or more.
    Several,
}

impl Choose {
    /// The words of files.
    pub const WORDS: &'static [&'static str] = &["one", "several"];
}

/// What must hold for a question to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// A fact is so.
    Fact(Fact, bool),
    /// One of these was chosen there.
    Choice {
        /// The question, by index.
        question: usize,
        /// Any of its choices.
        any: Vec<String>,
    },
}

/// A question that a set takes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The set, as index into [`Parts::sets`](super::Parts::sets).
    pub set: usize,
    /// Why.
    pub reason: String,
}

/// An answer rests on another, with the reason.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// Index of the question it rests on.
    pub on: usize,
    /// Why.
    pub because: String,
}

/// One cell of the table of what is required at which level (docs/design/catalog.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Required.
    Yes,
    /// Required, and to be answered again because the level changes its meaning.
    Again,
    /// Required if one of the row's facts holds.
    When,
    /// May be answered.
    Optional,
    /// Not asked yet.
    NotYet,
}

/// A question's row of that table.
#[derive(Debug, Clone)]
pub struct Raise {
    /// One cell a level, lowest level first.
    pub cells: [Need; 5],
    /// The facts that [`Need::When`] hangs on; any of them.
    pub when: Vec<Fact>,
    /// The facts that make it required at every level.
    pub raised_by: Vec<Fact>,
    /// The reason for the row.
    pub because: String,
}

impl Raise {
    /// The cell of a level.
    pub fn at(&self, level: MaturityLevel) -> Need {
        self.cells[level as usize]
    }
}
