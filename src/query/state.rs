use jiff::civil::Date;

use crate::model::{Answer, Component, Question, State, Until};

/// The state that an answer to a question (or its absence) is in.
pub fn state(question: &Question, answer: Option<&Answer>) -> State {
    let Some(answer) = answer else { return State::Open };
    // Where there is nothing to choose from, a `choice` says nothing and has its own finding.
    let chosen = !answer.choice.is_empty() && !question.choices.is_empty();
    let has_content = answer.text.is_some() || chosen;
    match answer.status.as_ref().map(|status| status.value.state()) {
        None if has_content => State::Answered,
        None => State::Open,
        Some(state) if state.is_answer() && !has_content => State::Open,
        Some(state) => state,
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
    state(&component.form.questions[question], Some(answer)).is_held().then_some(answer.until.as_ref()?.value)
}
