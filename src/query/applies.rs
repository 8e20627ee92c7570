use super::State;
use crate::model::{Component, Condition, Fact, Facts, Form};

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
                format!("it applies only where `{question}` is {}", any.join(" or "))
            }
            Self::Waits { question, any } => {
                format!("it waits for `{question}`: it applies where that is {}", any.join(" or "))
            }
        }
    }
}

/// What counts of a fact: what is stated, else what the catalog takes until then.
pub fn holds(form: &Form, facts: Facts, fact: Fact) -> bool {
    facts.stated(fact).unwrap_or_else(|| form.fact(fact).is_some_and(|info| info.unstated))
}

/// The first condition of a question that does not hold. A question that was answered in words alone decides
/// nothing, and so does one that was put off: what hangs on it is asked. One that is open makes the others wait,
/// as an interview does.
pub fn not_asked(component: &Component, question: usize, facts: Facts) -> Option<NotAsked> {
    let form = &component.form;
    form.questions[question].applies_when.iter().find_map(|condition| match condition {
        Condition::Fact(fact, yes) => {
            (holds(form, facts, *fact) != *yes).then_some(NotAsked::Fact(*fact, *yes))
        }
        Condition::Choice { question, any } => {
            let asked = &form.questions[*question];
            let answer = component.answer(*question);
            let id = asked.id.to_string();
            if let Some(answer) = answer.filter(|answer| !answer.choice.is_empty()) {
                let chosen = answer.choice.iter().any(|choice| any.contains(&choice.value));
                return (!chosen).then(|| NotAsked::Choice { question: id, any: any.clone() });
            }
            match super::state(asked, answer) {
                State::NotApplicable => Some(NotAsked::Choice { question: id, any: any.clone() }),
                State::Open => Some(NotAsked::Waits { question: id, any: any.clone() }),
                _ => None,
            }
        }
    })
}

/// A fact within a sentence.
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
