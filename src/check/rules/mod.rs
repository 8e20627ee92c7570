//! The rules, one file each, and what several of them ask of a component.

use super::Rule;
use super::text::shown;
use crate::model::{Answer, Component, Evidence, EvidenceFact, Waiver};
use crate::query::{State, View};
use crate::source::Spanned;

mod echo;
mod measure;
mod placeholder;

pub(super) use invalid_value::unsettable;

macro_rules! registry {
    ($($module:ident,)*) => {
        $(mod $module;)*
        /// Every rule, in the order of the manual.
        pub(super) const ALL: &[&Rule] = &[$(&$module::RULE,)*];
    };
}

registry! {
    invalid_toml,
    conflict_marker,
    unsupported_format,
    invalid_value,
    missing_member,
    outside_repository,
    unanswered_question,
    draft_answer,
    expired_answer,
    placeholder_answer,
    unknown_question,
    unknown_key,
    missing_file,
    misplaced_question,
    duplicate_question,
    missing_reason,
    missing_until,
    expired_waiver,
    unknown_file,
    unknown_role,
    missing_evidence,
    unstated_fact,
    newer_toml,
    unmeasurable_answer,
    echoed_example,
    outdated_form,
    unused_waiver,
    expires_soon,
}

/// The required questions whose stage's file was read.
fn required<'v>(view: &'v View<'_>) -> impl Iterator<Item = usize> + 'v {
    (0..view.required.len()).filter(|&at| view.required[at].required && view.component.judgeable(at))
}

/// The answers that there are, with their questions.
fn answers(component: &Component) -> impl Iterator<Item = (usize, &Answer)> {
    let all = component.answers.iter().enumerate();
    all.filter_map(|(at, answer)| Some((at, answer.as_ref().filter(|_| component.judgeable(at))?)))
}

/// The text of a question that counts as answered with it.
fn counting_text<'c>(view: &View<'c>, question: usize) -> Option<&'c Spanned<String>> {
    let counts = matches!(view.states[question], State::Answered | State::Assumed) && !view.expired[question];
    let answer = view.component.answer(question).filter(|_| counts && view.component.judgeable(question))?;
    answer.text.as_ref()
}

/// Calls back for each piece of evidence of which the disk says this: question, file, evidence.
fn evidence(view: &View<'_>, fact: EvidenceFact, mut found: impl FnMut(usize, usize, &Evidence)) {
    for (at, answer) in answers(view.component) {
        for evidence in answer.evidence.iter().filter(|evidence| evidence.fact == fact) {
            found(at, view.component.answer_files[at], evidence);
        }
    }
}

/// A waiver within a sentence.
fn of_waiver(waiver: &Waiver) -> String {
    let rule = shown(&waiver.rule.value);
    match &waiver.question {
        Some(question) => format!("the waiver of `{rule}` for `{}`", shown(&question.value)),
        None => format!("the waiver of `{rule}`"),
    }
}

/// The question that a waiver names, if the form has it.
fn waived_question(component: &Component, waiver: &Waiver) -> Option<usize> {
    component.form.find(&waiver.question.as_ref()?.value)
}
