//! The rules, one file each with a line in [`ALL`], and what several of them ask of a component: here, and of an
//! answer's text in `echo`, `measure` and `placeholder`, of reports in `reported`.

use super::text::shown;
use super::{Report, Rule};
use crate::model::{Answer, Component, Evidence, EvidenceFact, Form, Outside, Settings, Waiver};
use crate::query::View;
use crate::source::Spanned;

mod answer_again;
mod cascading_level;
mod changed_since_review;
mod conflict_marker;
mod consumption_cycle;
mod dependency_cycle;
mod draft_answer;
mod duplicate_question;
mod duplicate_requirement;
mod echo;
mod echoed_example;
mod expired_answer;
mod expired_waiver;
mod expires_soon;
mod failed_test;
mod idle_dependency;
mod invalid_set;
mod invalid_toml;
mod invalid_value;
pub(super) mod loosened_policy;
mod measure;
mod misplaced_question;
mod missing_choice;
mod missing_evidence;
mod missing_file;
mod missing_measurement;
mod missing_member;
mod missing_reason;
pub(super) mod missing_sign_off;
mod missing_until;
mod newer_hash;
mod newer_toml;
mod outdated_form;
mod outside_repository;
mod placeholder;
mod placeholder_answer;
mod policy_violation;
mod reported;
mod stale_evidence;
mod suspect_answer;
mod unanswered_question;
mod unknown_component;
mod unknown_file;
mod unknown_framework;
mod unknown_key;
mod unknown_question;
mod unknown_role;
mod unmeasurable_answer;
mod unmet_requirement;
mod unstaffed_role;
mod unstated_fact;
mod unsupported_format;
mod unused_waiver;

/// Every rule, in the order of the manual.
pub(super) const ALL: &[&Rule] = &[
    &invalid_toml::RULE,
    &conflict_marker::RULE,
    &unsupported_format::RULE,
    &invalid_value::RULE,
    &invalid_set::RULE,
    &missing_member::RULE,
    &outside_repository::RULE,
    &policy_violation::RULE,
    &unanswered_question::RULE,
    &draft_answer::RULE,
    &expired_answer::RULE,
    &placeholder_answer::RULE,
    &unknown_question::RULE,
    &unknown_key::RULE,
    &unknown_framework::RULE,
    &missing_file::RULE,
    &dependency_cycle::RULE,
    &unknown_component::RULE,
    &consumption_cycle::RULE,
    &misplaced_question::RULE,
    &duplicate_question::RULE,
    &duplicate_requirement::RULE,
    &unmet_requirement::RULE,
    &failed_test::RULE,
    &missing_reason::RULE,
    &missing_until::RULE,
    &missing_sign_off::RULE,
    &expired_waiver::RULE,
    &unknown_file::RULE,
    &unknown_role::RULE,
    &missing_evidence::RULE,
    &missing_measurement::RULE,
    &stale_evidence::RULE,
    &unstated_fact::RULE,
    &cascading_level::RULE,
    &answer_again::RULE,
    &changed_since_review::RULE,
    &suspect_answer::RULE,
    &loosened_policy::RULE,
    &newer_hash::RULE,
    &newer_toml::RULE,
    &missing_choice::RULE,
    &unmeasurable_answer::RULE,
    &echoed_example::RULE,
    &outdated_form::RULE,
    &unstaffed_role::RULE,
    &idle_dependency::RULE,
    &unused_waiver::RULE,
    &expires_soon::RULE,
];

/// What looks at settings alone.
type OfSettings = fn(&Settings, Option<&Form>, &mut Report<'_>);

/// The rules that hold for a workspace's defaults as well, which belong to no component.
pub(super) const OF_SETTINGS: &[(&Rule, OfSettings)] = &[
    (&invalid_value::RULE, invalid_value::unsettable),
    (&missing_reason::RULE, missing_reason::policies),
    (&unknown_question::RULE, unknown_question::policies),
    (&unknown_role::RULE, unknown_role::staffings),
    (&idle_dependency::RULE, idle_dependency::policies),
];

/// What looks at a workspace's own file alone.
type OfRoot = fn(&Settings, &Outside, &mut Report<'_>);

/// The rules that hold for a workspace's own file as well, where that is no component.
pub(super) const OF_ROOT: &[(&Rule, OfRoot)] = &[
    (&missing_reason::RULE, missing_reason::items),
    (&missing_evidence::RULE, missing_evidence::items),
    (&outside_repository::RULE, outside_repository::items),
];

/// The required questions that can be judged.
fn required<'v>(view: &'v View<'_>) -> impl Iterator<Item = usize> + 'v {
    (0..view.required.len()).filter(|&at| view.required[at].required && view.judgeable[at])
}

/// The answers that there are, with their questions.
fn answers<'v>(view: &'v View<'_>) -> impl Iterator<Item = (usize, &'v Answer)> {
    let all = view.component.answers.iter().enumerate();
    all.filter_map(|(at, answer)| Some((at, answer.as_ref().filter(|_| view.judgeable[at])?)))
}

/// The questions that have a stamp, each once, in form order.
fn reviewed(view: &View<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = view.reviews().iter().map(|one| one.question).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The text of a question that counts as answered with it.
fn counting_text<'c>(view: &View<'c>, question: usize) -> Option<&'c Spanned<String>> {
    let counts = view.states[question].is_answer() && !view.expired[question];
    let answer = view.component.answer(question).filter(|_| counts && view.judgeable[question])?;
    answer.text.as_ref()
}

/// Calls back for each piece of evidence of which the disk says this, with its question.
fn evidence(view: &View<'_>, fact: EvidenceFact, mut found: impl FnMut(usize, &Evidence)) {
    for (at, answer) in answers(view) {
        for evidence in answer.evidence.iter().filter(|one| view.outside.evidence(one) == fact) {
            found(at, evidence);
        }
    }
}

/// The evidence of `[frameworks]` of which the disk says this.
fn item_evidence<'s>(
    settings: &'s Settings,
    outside: &'s Outside,
    fact: EvidenceFact,
) -> impl Iterator<Item = &'s Evidence> {
    let all = settings.frameworks.iter().flat_map(|entry| &entry.evidence);
    all.filter(move |evidence| outside.evidence(evidence) == fact)
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
