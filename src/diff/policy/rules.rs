//! Severities by rule.

use super::{PolicyChange, Sides, default_word, names};
use crate::diag::{Setting, Severity};
use crate::model::Settings;

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = sides.settings();
    let of = |settings: &Settings, rule: &str| {
        settings.rules.iter().find(|(name, _)| name.value == rule).map(|(_, setting)| *setting)
    };
    let word = |rule: &str, setting: Option<Setting>| match setting {
        None => default_word((sides.severity)(rule).map(Severity::word)),
        Some(Setting::Off) => "off".to_owned(),
        Some(Setting::Report(severity)) => severity.word().to_owned(),
    };
    let weight = |rule: &str, setting: Option<Setting>| match setting {
        Some(Setting::Off) => None,
        Some(Setting::Report(severity)) => Some(severity),
        None => (sides.severity)(rule),
    };
    for rule in names(before.rules.iter().chain(&after.rules).map(|(name, _)| &name.value)) {
        let (old, new) = (of(before, rule), of(after, rule));
        let loosens = weight(rule, new) < weight(rule, old);
        let change = PolicyChange::of(format!("rules.{rule}"), word(rule, old), word(rule, new), loosens);
        let place = after.rules.iter().find(|(name, _)| name.value == *rule).map(|(name, _)| &name.span);
        found.extend(change.map(|one| one.at_or(place, after.place("rules"))));
    }
}
