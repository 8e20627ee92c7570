use std::sync::OnceLock;

use jiff::civil::Date;

use super::{Required, Reviewed, State, expired, required, review, state};
use crate::model::{Component, Loaded, Outside};

/// A component with what is asked of it again and again: required or not, state, expired. Made once
/// and shared by rules, status and documents.
#[derive(Debug)]
pub struct View<'c> {
    /// The component.
    pub component: &'c Component,
    /// What the outside says of it.
    pub outside: &'c Outside,
    /// The day against which `until` is held; documents have none.
    pub today: Option<Date>,
    /// One entry a question.
    pub required: Vec<Required>,
    /// One entry a question.
    pub states: Vec<State>,
    /// One entry a question; always false without a day.
    pub expired: Vec<bool>,
    /// One entry a question: whether it is to be answered or confirmed again.
    pub again: Vec<bool>,
    /// One entry a question: whether anything can be said about it. Its stage's file was read, or whoever
    /// looks counts a missing one as empty.
    pub judgeable: Vec<bool>,
    /// One entry a question: whether it is shown. A set took it out and nobody has answered it, if not.
    pub asked: Vec<bool>,
    /// What [`View::reviews`] found; few ask for it.
    reviews: OnceLock<Vec<Reviewed>>,
}

impl<'c> View<'c> {
    /// Looks at a component on a day.
    pub fn new(loaded: &'c Loaded, today: Option<Date>) -> Self {
        Self::of(&loaded.component, &loaded.outside, today)
    }

    /// Looks at a component on a day, beside what the outside says of it.
    pub fn of(component: &'c Component, outside: &'c Outside, today: Option<Date>) -> Self {
        let all = 0..component.form.questions.len();
        let mut again = vec![false; component.form.questions.len()];
        for at in component.settings.answer_again.iter().filter_map(|id| component.form.find(&id.value)) {
            again[at] = true;
        }
        Self {
            component,
            outside,
            today,
            required: all.clone().map(|question| required(component, question)).collect(),
            states: all
                .clone()
                .map(|question| state(&component.form.questions[question], component.answer(question)))
                .collect(),
            expired: all.clone().map(|question| expired(component, question, today)).collect(),
            judgeable: all.clone().map(|question| component.judgeable(question)).collect(),
            asked: all
                .map(|at| component.form.questions[at].retired.is_none() || component.answer(at).is_some())
                .collect(),
            again,
            reviews: OnceLock::new(),
        }
    }

    /// Every stamp of a question and a role that the form has, held against what the answers say now.
    pub fn reviews(&self) -> &[Reviewed] {
        self.reviews.get_or_init(|| review::reviews(self))
    }

    /// The stamps of one question.
    pub fn reviewed(&self, question: usize) -> impl Iterator<Item = &Reviewed> {
        self.reviews().iter().filter(move |one| one.question == question)
    }

    /// Whether its answer changed since somebody reviewed it.
    pub fn is_changed(&self, question: usize) -> bool {
        self.reviewed(question).any(|one| one.changed)
    }

    /// Whether somebody reviewed it and an answer that it rests on changed since.
    pub fn is_suspect(&self, question: usize) -> bool {
        self.reviewed(question).any(|one| !one.suspects().is_empty())
    }

    /// Whether a question still needs something before the gate is content.
    pub fn is_open(&self, question: usize) -> bool {
        !self.states[question].is_settled() || self.expired[question]
    }

    /// The required questions that still need something, in form order.
    pub fn open_required(&self) -> impl Iterator<Item = usize> {
        (0..self.states.len()).filter(|&question| self.required[question].required && self.is_open(question))
    }

    /// Whether its answer counts for now but has to be given or confirmed again.
    pub fn is_again(&self, question: usize) -> bool {
        self.again[question] && self.states[question].is_settled()
    }

    /// How many questions rest on this one, directly or not.
    pub fn weight(&self, question: usize) -> usize {
        self.component.graph().reach()[question]
    }
}
