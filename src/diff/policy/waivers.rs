//! Findings let through.

use jiff::civil::Date;

use super::{PolicyChange, Sides, Subject, names};
use crate::model::{Settings, Waiver};

pub(super) fn changes(sides: &Sides<'_, '_>, found: &mut Vec<PolicyChange>) {
    let (before, after) = sides.settings();
    let all: Vec<String> = before.waivers.iter().chain(&after.waivers).map(key).collect();
    for name in names(all.iter()) {
        let of = |settings: &'_ Settings| -> Vec<Waiver> {
            settings.waivers.iter().filter(|waiver| key(waiver) == *name).cloned().collect()
        };
        let (old, new) = (of(before), of(after));
        let words = |all: &[Waiver]| all.iter().map(word).collect::<Vec<_>>().join("; ");
        let today = sides.new.today;
        let reaches = |all: &[Waiver]| {
            let ends = all.iter().filter_map(reach);
            ends.filter(|end| today.is_none_or(|today| *end >= today)).max()
        };
        // A reason that is put better lets nothing more through, nor does an earlier end.
        let loosens = reaches(&new) > reaches(&old);
        let Some(change) = PolicyChange::of(name, words(&old), words(&new), loosens) else { continue };
        let one = new.last().or(old.last());
        let rule = one.map(|one| one.rule.value.clone()).unwrap_or_default();
        let question = one.and_then(|one| Some(one.question.as_ref()?.value.clone()));
        let change = change.at(new.last().map(|one| &one.rule.span));
        found.push(PolicyChange { subject: Subject::Waiver(rule), question, ..change });
    }
}

/// How a waiver is called. Two of one finding have one name.
fn key(waiver: &Waiver) -> String {
    match &waiver.question {
        Some(question) => format!("waiver {} of {}", waiver.rule.value, question.value),
        None => format!("waiver {}", waiver.rule.value),
    }
}

/// The last day on which it lets something through; `None` where it leaves out what it needs for that.
fn reach(waiver: &Waiver) -> Option<Date> {
    let is_whole = waiver.reason.is_some() && waiver.by.is_some();
    waiver.until.as_ref().filter(|_| is_whole).map(|until| until.value)
}

fn word(waiver: &Waiver) -> String {
    let until =
        waiver.until.as_ref().map_or("without an end".to_owned(), |day| format!("until {}", day.value));
    format!("{until}: {}", waiver.reason.as_deref().unwrap_or("no reason"))
}
