//! The rules, one file each, in the order of the list in `diag/rule_id.rs`, and what several of them ask of a
//! component: here, and of an answer's text in `echo`, `measure` and `placeholder`, of reports in `reported`.

use super::text::shown;
use super::{Report, Rule};
use crate::diag::{RuleId, for_each_rule};
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
mod missing_sign_off;
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

/// Makes the registry: every rule, in the order of the manual, which is that of [`RuleId`].
macro_rules! registry {
    ($($variant:ident $module:ident $id:literal,)*) => {
        pub(super) const ALL: &[&Rule; RuleId::ALL.len()] = &[$(&$module::RULE),*];

        $(const _: () = assert!(
            $module::RULE.id as usize == RuleId::$variant as usize,
            concat!("the rule in ", stringify!($module), ".rs has the id of another"),
        );)*
    };
}

for_each_rule!(registry);

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
