//! What several commands say of stamps: who looked, what changed since, what became suspect.

use serde_json::{Value, json};

use crate::diff;
use crate::model::{Answer, Component, MaturityLevel};
use crate::query::{Became, Reviewed, Suspect, View};
use crate::store::{self, MemberDir, Past};

/// The keys of an answer that changed, in words: "answer", "requirement ingest-rate".
pub(super) fn changed_keys(before: &Answer, after: Option<&Answer>) -> Vec<String> {
    // What else changed makes nothing suspect.
    let fields = diff::fields(Some(before), after).into_iter().map(|field| field.key);
    let fields = fields.filter(|key| key.is_meaning()).map(|key| key.name().to_owned());
    let requirements = diff::requirements(Some(before), after);
    fields.chain(requirements.into_iter().map(|one| format!("requirement {}", one.id))).collect()
}

/// What became of an answer that another rests on, with the keys where its text of then is known.
pub(super) fn became(component: &Component, past: &Past, suspect: &Suspect) -> String {
    if suspect.became == Became::TakenBack {
        return "its answer was taken back".to_owned();
    }
    let keys = match past.answer(suspect.on, &suspect.recorded) {
        Some(before) => changed_keys(before, component.answer(suspect.on)),
        None => suspect.fields.iter().map(|&field| field.to_owned()).collect(),
    };
    if keys.is_empty() {
        return "it changed".to_owned();
    }
    let keys: Vec<String> = keys.iter().map(|key| crate::source::inert_line(key)).collect();
    format!("changed: {}", keys.join(", "))
}

/// The same for programs, in a word.
pub(super) fn became_word(became: Became) -> &'static str {
    match became {
        Became::Changed => "changed",
        Became::TakenBack => "taken-back",
    }
}

/// The texts of then that a question's stamps are about, and of what became of what it rests on.
pub(super) fn past(view: &View<'_>, member: &MemberDir, questions: &[usize]) -> Past {
    let component = view.component;
    let mut wanted: Vec<(usize, String)> = Vec::new();
    for one in questions.iter().flat_map(|&at| view.reviewed(at)) {
        let hash = &one.of(component).hash.value;
        if crate::query::meaning(component.answer(one.question)) != *hash {
            wanted.push((one.question, hash.clone()));
        }
        wanted.extend(one.moved.iter().map(|moved| (moved.on, moved.recorded.clone())));
    }
    wanted.sort();
    wanted.dedup();
    store::past(member, component, &wanted)
}

/// A question's stamps in JSON.
pub(super) fn described(view: &View<'_>, at: usize, past: Option<&Past>) -> Vec<Value> {
    view.reviewed(at).map(|one| stamp(view, one, past)).collect()
}

fn stamp(view: &View<'_>, one: &Reviewed, past: Option<&Past>) -> Value {
    let component = view.component;
    let form = &component.form;
    let stamp = one.of(component);
    let keys = |on: usize, hash: &str, fields: &[&str]| {
        let before = past.and_then(|past| past.answer(on, hash));
        let recorded = || fields.iter().map(|&field| field.to_owned()).collect::<Vec<_>>();
        let keys = before.map_or_else(recorded, |before| changed_keys(before, component.answer(on)));
        Some(keys).filter(|keys| !keys.is_empty())
    };
    let suspects = one.suspects().iter().map(|suspect| {
        json!({
            "id": form.questions[suspect.on].id,
            "because": suspect.because,
            "became": became_word(suspect.became),
            "fields": keys(suspect.on, &suspect.recorded, &suspect.fields),
        })
    });
    json!({
        "role": form.roles[one.role].id,
        "by": stamp.by,
        "on": stamp.on.map(|on| on.to_string()),
        "form": stamp.form,
        "maturity": stamp.maturity.map(MaturityLevel::word),
        "note": stamp.note,
        "hash": stamp.hash.value,
        "changed": one.changed,
        "fields": one.changed.then(|| keys(one.question, &stamp.hash.value, &one.fields)).flatten(),
        "suspects": suspects.collect::<Vec<_>>(),
    })
}

/// Whether an answer has no stamp at all although there is something to look at.
pub(super) fn is_unreviewed(view: &View<'_>, at: usize) -> bool {
    view.states[at].is_settled() && view.reviewed(at).next().is_none()
}
