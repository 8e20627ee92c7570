use super::yes_or_no;
use crate::model::{Choose, Condition, Form, Question};
use crate::source::{list_and, list_or};

/// What there is to choose from, in words; nothing where the answer is text alone.
pub fn choices(question: &Question) -> Option<String> {
    let how = match (question.choices.is_empty(), question.choose) {
        (true, _) => return None,
        (false, Choose::One) => "Choose one of",
        (false, Choose::Several) => "Choose one or more of",
    };
    Some(format!("{how}: {}", question.choices.join(", ")))
}

/// The questions that are asked or not depending on what is chosen here, in form order.
pub fn decides(form: &Form, question: usize) -> Vec<usize> {
    let hangs = |condition: &Condition| matches!(condition, Condition::Choice { question: on, .. } if *on == question);
    (0..form.questions.len()).filter(|&at| form.questions[at].applies_when.iter().any(hangs)).collect()
}

/// Under which conditions a question is asked, as a sentence without its full stop; nothing where it always is.
pub fn conditions(form: &Form, question: usize) -> Option<String> {
    applies_when(form, question).map(|when| format!("Applies when {when}"))
}

/// Under which conditions a question is asked, in words after "when"; nothing where it always is.
pub fn applies_when(form: &Form, question: usize) -> Option<String> {
    let one = |condition: &Condition| match condition {
        Condition::Fact(fact, yes) => format!("{fact} is {}", yes_or_no(*yes)),
        Condition::Choice { question, any } => {
            format!("{} is {}", form.questions[*question].id, list_or(any))
        }
    };
    let all: Vec<String> = form.questions[question].applies_when.iter().map(one).collect();
    (!all.is_empty()).then(|| list_and(all))
}
