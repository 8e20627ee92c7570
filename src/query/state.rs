use jiff::civil::Date;

use crate::model::{Answer, Component, Question, Status, Until};

/// In which state a question is. Open and answered follow from the text; the rest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// No text and no status, or `assumed` without a text.
    Open,
    /// A text that does not count yet.
    Draft,
    /// A text.
    Answered,
    /// A text that counts until a date or level.
    Assumed,
    /// Asked; nobody knows yet.
    Unknown,
    /// Put off on purpose.
    Deferred,
    /// Does not apply.
    NotApplicable,
}

impl State {
    /// All of them, in the order in which people read them.
    pub const ALL: &'static [Self] = &[
        Self::Open,
        Self::Draft,
        Self::Answered,
        Self::Assumed,
        Self::Unknown,
        Self::Deferred,
        Self::NotApplicable,
    ];

    /// The word in output and filters.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Draft => "draft",
            Self::Answered => "answered",
            Self::Assumed => "assumed",
            Self::Unknown => "unknown",
            Self::Deferred => "deferred",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The words for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::NotApplicable => "not applicable",
            other => other.word(),
        }
    }

    /// Whether the question is done as far as completeness goes, dates aside.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Open | Self::Draft)
    }
}

/// The state that an answer to a question (or its absence) is in.
pub fn state(question: &Question, answer: Option<&Answer>) -> State {
    let Some(answer) = answer else { return State::Open };
    // Where there is nothing to choose from, a `choice` says nothing and has its own finding.
    let chosen = !answer.choice.is_empty() && !question.choices.is_empty();
    let said = answer.text.is_some() || chosen;
    match answer.status.as_ref().map(|status| status.value) {
        None if said => State::Answered,
        Some(Status::Assumed) if said => State::Assumed,
        None | Some(Status::Assumed) => State::Open,
        Some(Status::Draft) => State::Draft,
        Some(Status::Unknown) => State::Unknown,
        Some(Status::Deferred) => State::Deferred,
        Some(Status::NotApplicable) => State::NotApplicable,
    }
}

/// Whether `assumed`, `unknown` or `deferred` are past their `until`: a date is inclusive, a level
/// means "before the component gets there". Without a day no date has passed; a level stands in the files.
pub fn expired(component: &Component, question: usize, today: Option<Date>) -> bool {
    held(component, question).is_some_and(|until| match until {
        Until::Date(date) => today.is_some_and(|today| date < today),
        Until::Level(level) => component.settings.maturity.as_ref().is_some_and(|now| now.value >= level),
    })
}

/// The date on which it expires, if that is at most `days` ahead and not past.
pub fn expires_within(component: &Component, question: usize, today: Date, days: i64) -> Option<Date> {
    match held(component, question)? {
        Until::Date(date) if date >= today => {
            let left = (date - today).get_days();
            (i64::from(left) <= days).then_some(date)
        }
        _ => None,
    }
}

fn held(component: &Component, question: usize) -> Option<Until> {
    let answer = component.answer(question)?;
    matches!(
        state(&component.form.questions[question], Some(answer)),
        State::Assumed | State::Unknown | State::Deferred
    )
    .then_some(answer.until.as_ref()?.value)
}
