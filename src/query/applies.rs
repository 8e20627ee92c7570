use std::collections::HashMap;
use std::sync::Arc;

use super::State;
use crate::model::{Component, Condition, Fact, Facts, Form};
use crate::source::list_or;

/// Why a question is not asked: one of its conditions does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAsked {
    /// A fact is not so.
    Fact(Fact, bool),
    /// Another choice was made.
    Choice {
        /// The question.
        question: String,
        /// The choices of which one would have to be made.
        any: Vec<String>,
    },
    /// Nobody has chosen yet.
    Waits {
        /// The question.
        question: String,
        /// The choices of which one would have to be made.
        any: Vec<String>,
    },
}

impl NotAsked {
    /// A sentence for people, after "not required": "because …" without the "because".
    pub fn sentence(&self) -> String {
        match self {
            Self::Fact(fact, yes) => format!("it applies only where `{fact}` is {}", yes_or_no(*yes)),
            Self::Choice { question, any } => {
                format!("it applies only where `{question}` is {}", list_or(any))
            }
            Self::Waits { question, any } => {
                format!("it waits for `{question}`: it applies where that is {}", list_or(any))
            }
        }
    }
}

/// What counts of a fact: what is stated, else what the catalog takes until then.
pub fn holds(form: &Form, facts: Facts, fact: Fact) -> bool {
    facts.stated(fact).unwrap_or_else(|| form.fact(fact).is_some_and(|info| info.unstated))
}

/// The first condition of a question that does not hold. A question that was answered in words alone decides
/// nothing, and so do a draft and one that was put off: what hangs on it is asked. One that is open makes the others
/// wait, as an interview does. What hangs on a question that is not asked itself is not asked either.
pub fn not_asked(component: &Component, question: usize, facts: Facts) -> Option<NotAsked> {
    if component.form.questions[question].applies_when.is_empty() {
        return None;
    }
    Asking { component, facts, known: HashMap::new() }.of(question)
}

/// Conditions that hang on each other; a catalog lets them do so for a few steps only and never in a ring.
struct Asking<'c> {
    component: &'c Component,
    facts: Facts,
    known: HashMap<usize, Option<NotAsked>>,
}

impl Asking<'_> {
    fn of(&mut self, question: usize) -> Option<NotAsked> {
        if let Some(known) = self.known.get(&question) {
            return known.clone();
        }
        let form = Arc::clone(&self.component.form);
        let found = form.questions[question].applies_when.iter().find_map(|one| self.fails(&form, one));
        self.known.insert(question, found.clone());
        found
    }

    fn fails(&mut self, form: &Form, condition: &Condition) -> Option<NotAsked> {
        let (question, any) = match condition {
            Condition::Fact(fact, yes) => {
                return (holds(form, self.facts, *fact) != *yes).then_some(NotAsked::Fact(*fact, *yes));
            }
            Condition::Choice { question, any } => (*question, any),
        };
        let asked = &form.questions[question];
        let other = || NotAsked::Choice { question: asked.id.to_string(), any: any.clone() };
        let waits = || NotAsked::Waits { question: asked.id.to_string(), any: any.clone() };
        match self.of(question) {
            Some(NotAsked::Waits { .. }) => return Some(waits()),
            Some(_) => return Some(other()),
            None => {}
        }
        let answer = self.component.answer(question);
        match super::state(asked, answer) {
            State::NotApplicable => Some(other()),
            State::Open => Some(waits()),
            state if state.is_answer() => {
                let chosen = &answer?.choice;
                let fits = chosen.is_empty() || chosen.iter().any(|choice| any.contains(&choice.value));
                (!fits).then(other)
            }
            _ => None,
        }
    }
}

/// A fact within a sentence.
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
