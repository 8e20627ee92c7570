//! Findings let through. Waivers act before filters, so that a filter never makes one look unused.

use jiff::civil::Date;

use super::raised::Raised;
use super::text::shown;
use super::{Report, engine, rule};
use crate::model::{Component, SETTINGS_FILE, StageState, Waiver};
use crate::query::View;

/// Whether a waiver's day is past; the day itself still counts.
pub(super) fn is_past(waiver: &Waiver, today: Date) -> bool {
    waiver.until.as_ref().is_some_and(|until| until.value < today)
}

/// Takes out what waivers let through, adds those that let nothing through, and counts the former.
pub(super) fn apply(view: &View<'_>, today: Date, found: &mut Vec<Raised>) -> usize {
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
        let covers = |waiver: &Waiver| {
            raised.rule.waivable
                && waiver.rule.value == raised.rule.id
                && waiver.question.as_ref().map(|named| named.value.as_str()) == question
                && !is_past(waiver, today)
        };
        match waivers.iter().position(covers) {
            Some(at) => {
                used[at] = true;
                false
            }
            None => true,
        }
    });
    let waived = before - found.len();
    report_unused(component, today, &used, found);
    waived
}

fn report_unused(component: &Component, today: Date, used: &[bool], found: &mut Vec<Raised>) {
    let Some(rule) = rule("unused-waiver") else { return };
    let Some(severity) = engine::severity(rule, &component.settings) else { return };
    let mut report = Report { rule, severity, found };
    for (waiver, used) in component.settings.waivers.iter().zip(used) {
        if *used || is_past(waiver, today) || !is_judgeable(component, waiver) {
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
        let adding = report.at(SETTINGS_FILE, waiver.rule.span.clone(), message).help("take the waiver out");
        if let Some(question) = question {
            adding.question(question);
        }
    }
}

/// A waiver that has its own finding, or whose questions cannot be looked at, is not called unused.
fn is_judgeable(component: &Component, waiver: &Waiver) -> bool {
    if !rule(&waiver.rule.value).is_some_and(|rule| rule.waivable) {
        return false;
    }
    match &waiver.question {
        Some(named) => {
            component.form.find(&named.value).is_some_and(|question| component.judgeable(question))
        }
        None => component.stages.iter().all(|stage| *stage == StageState::Read),
    }
}
