//! For programs: `formwork/diff/1`.

use serde_json::{Value, json};

use super::Range;
use crate::diff::{Field, PolicyChange, QuestionChange, RequirementChange, ReviewChange, Settled, Stamped};
use crate::gate::{ComponentChange, Standing};
use crate::model::Requirement;
use crate::store::Against;

pub(super) fn page(range: &Range, entries: &[ComponentChange]) -> String {
    let to = match &range.after {
        Against::Commit(commit) => Some(commit.as_str()),
        Against::Index | Against::WorkingTree => None,
    };
    let page = json!({
        "schema": "formwork/diff/1",
        "from": { "name": range.names.0, "commit": range.before.as_str(), "merge-base": range.from_base },
        "to": { "name": range.names.1, "commit": to },
        "components": entries.iter().map(component).collect::<Vec<_>>(),
    });
    crate::source::json(&page)
}

fn component(entry: &ComponentChange) -> Value {
    let changes = &entry.changes;
    json!({
        "component": entry.id,
        "was": entry.was,
        "name": entry.name,
        "before": state(entry.before),
        "after": state(entry.after),
        "questions": changes.questions.iter().map(question).collect::<Vec<_>>(),
        "policy": changes.policy.iter().map(policy).collect::<Vec<_>>(),
        "reviews": changes.reviews.iter().map(review).collect::<Vec<_>>(),
        "newly-required": changes.newly_required,
        "no-longer-required": changes.no_longer_required,
        "newly-open": changes.newly_open,
        "suspect": changes.suspect,
    })
}

fn state(state: Standing) -> Value {
    match state {
        Standing::Checked(tally) => json!({
            "verdict": tally.counts.verdict(),
            "errors": tally.counts.errors,
            "warnings": tally.counts.warnings,
            "open": tally.open,
        }),
        Standing::Absent | Standing::Unreadable => json!({ "verdict": state.verdict() }),
    }
}

fn question(change: &QuestionChange) -> Value {
    json!({
        "id": change.id,
        "stage": change.stage,
        "text": change.text,
        "change": change.kind.word(),
        "was": change.was.map(crate::query::State::word),
        "is": change.is.map(crate::query::State::word),
        "fields": fields(&change.fields),
        "requirements": requirements(&change.requirements),
        "rests-on-it": change.resting,
    })
}

/// The keys of an answer that changed.
pub(in crate::cli) fn fields(fields: &[Field]) -> Vec<Value> {
    let one =
        |field: &Field| json!({ "key": field.key.name(), "before": field.before, "after": field.after });
    fields.iter().map(one).collect()
}

/// The requirements that changed.
pub(in crate::cli) fn requirements(changes: &[RequirementChange]) -> Vec<Value> {
    let state = |one: &Option<Requirement>| {
        one.as_ref().map(|one| {
            let terms = one.terms().into_iter().map(|(name, text)| (name.to_owned(), Value::from(text)));
            Value::Object(terms.collect())
        })
    };
    let one = |change: &RequirementChange| json!({ "id": change.id, "before": state(&change.before), "after": state(&change.after) });
    changes.iter().map(one).collect()
}

fn review(change: &ReviewChange) -> Value {
    let stamp = |one: &Option<Stamped>| {
        one.as_ref().map(|one| {
            let on = one.on.map(|on| on.to_string());
            json!({ "by": one.by, "on": on, "note": one.note, "hash": one.hash })
        })
    };
    let settled = |one: &Settled| match one {
        Settled::Changed(question) => json!({ "finding": "changed-since-review", "question": question }),
        Settled::Suspect { question, on } => {
            json!({ "finding": "suspect-answer", "question": question, "rests-on": on })
        }
    };
    json!({
        "question": change.question,
        "role": change.role,
        "change": change.word(),
        "before": stamp(&change.before),
        "after": stamp(&change.after),
        "settles": change.settles.iter().map(settled).collect::<Vec<_>>(),
        "loosens": change.loosens,
    })
}

fn policy(change: &PolicyChange) -> Value {
    json!({
        "key": change.key,
        "before": change.before,
        "after": change.after,
        "loosens": change.loosens,
        "question": change.question,
    })
}
