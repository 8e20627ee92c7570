//! Findings let through. Waivers act before filters, so that a filter never makes one look unused.

use jiff::civil::Date;

use super::raised::Raised;
use super::text::shown;
use super::{Options, Report, Rule, rule, rule_named, weight};
use crate::diag::RuleId;
use crate::model::{Component, FileId, StageState, Waiver};
use crate::query::View;

/// Whether a waiver's day is past; the day itself still counts.
pub(super) fn is_past(waiver: &Waiver, today: Date) -> bool {
    waiver.until.as_ref().is_some_and(|until| until.value < today)
}

/// Whether it lets anything through: it says why, who and until when, and that day is not past.
fn holds(waiver: &Waiver, today: Date) -> bool {
    waiver.reason.is_some() && waiver.by.is_some() && waiver.until.is_some() && !is_past(waiver, today)
}

/// The waiver that lets a rule's findings about a question, or about none, through.
fn covering(component: &Component, options: &Options, rule: &Rule, question: Option<&str>) -> Option<usize> {
    if options.policy.as_ref().is_some_and(|policy| policy.forbids_waiver(rule.id.as_str())) {
        return None;
    }
    component.settings.waivers.iter().position(|waiver| {
        waiver.rule.value == rule.id.as_str()
            && waiver.question.as_ref().map(|named| named.value.as_str()) == question
            && holds(waiver, options.today)
    })
}

/// Whether a waiver lets a rule's findings about a question, or about none, through.
pub(super) fn is_waived(
    component: &Component,
    options: &Options,
    rule: &Rule,
    question: Option<&str>,
) -> bool {
    rule.waivable && covering(component, options, rule, question).is_some()
}

/// Takes out what waivers let through, adds those that let nothing through, and counts the former.
pub(super) fn apply(view: &View<'_>, options: &Options, found: &mut Vec<Raised>) -> usize {
    let component = view.component;
    let waivers = &component.settings.waivers;
    if waivers.is_empty() {
        return 0;
    }
    let mut used = vec![false; waivers.len()];
    let before = found.len();
    found.retain(|raised| {
        let question =
            raised.question.and_then(|at| component.form.questions.get(at)).map(|one| one.id.as_str());
        match covering(component, options, raised.rule, question).filter(|_| raised.waivable) {
            Some(at) => {
                used[at] = true;
                false
            }
            None => true,
        }
    });
    let waived = before - found.len();
    report_unused(view, options, &used, found);
    waived
}

fn report_unused(view: &View<'_>, options: &Options, used: &[bool], found: &mut Vec<Raised>) {
    let component = view.component;
    let rule = rule(RuleId::UnusedWaiver);
    let Some(severity) = weight::severity(rule, &component.settings, options.policy.as_deref()) else {
        return;
    };
    // A waiver that the policy forbids has its own finding.
    let forbidden = |id: &str| options.policy.as_ref().is_some_and(|policy| policy.forbids_waiver(id));
    let mut report = Report { rule, severity, policy: None, found };
    for (waiver, used) in component.settings.waivers.iter().zip(used) {
        let holds = holds(waiver, options.today) && !forbidden(&waiver.rule.value);
        if *used || !holds || !is_judgeable(view, waiver) {
            continue;
        }
        let of = waiver
            .question
            .as_ref()
            .map_or_else(String::new, |named| format!(" for `{}`", shown(&named.value)));
        let message = format!(
            "nothing is found that this waiver of `{}`{of} would let through",
            shown(&waiver.rule.value)
        );
        let question = waiver.question.as_ref().and_then(|named| component.form.find(&named.value));
        let adding =
            report.at(FileId::SETTINGS, waiver.rule.span.clone(), message).help("take the waiver out");
        if let Some(question) = question {
            adding.question(question);
        }
    }
}

/// A waiver that has its own finding, or whose questions cannot be looked at, is not called unused.
fn is_judgeable(view: &View<'_>, waiver: &Waiver) -> bool {
    let component = view.component;
    if !rule_named(&waiver.rule.value).is_some_and(|rule| rule.waivable) {
        return false;
    }
    match &waiver.question {
        Some(named) => component.form.find(&named.value).is_some_and(|question| view.judgeable[question]),
        None => component.stages.iter().all(|stage| *stage == StageState::Read),
    }
}
