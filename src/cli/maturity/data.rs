//! Where a component stands, for programs.

use serde_json::{Value, json};

use crate::model::MaturityLevel;
use crate::query::{self, Coverage, Tally, View, at_level};

/// What `formwork maturity --json` says of a component.
pub(super) fn component(view: &View<'_>, coverage: &[Coverage]) -> Value {
    let component = view.component;
    let form = &component.form;
    let now = component.settings.maturity.as_ref().map(|level| level.value);
    let levels = MaturityLevel::ALL.iter().map(|&level| {
        let tally = Tally::of(at_level(coverage, level));
        let info = form.level(level);
        json!({
            "level": level,
            "title": info.map(|info| info.title.as_str()),
            "recognise": info.map(|info| info.recognise.as_str()),
            "required": ids(view, &required(view, level)),
            "covered": tally.covered,
            "partly": tally.partly,
            "uncovered": tally.uncovered,
        })
    });
    json!({
        "schema": "formwork/maturity/1",
        "component": component.id,
        "level": now,
        "levels": levels.collect::<Vec<_>>(),
        "answer-again": (0..form.questions.len()).filter(|&at| view.is_again(at)).map(|at| form.questions[at].id.as_str()).collect::<Vec<_>>(),
        "challenges": coverage.iter().map(|one| challenge(view, one)).collect::<Vec<_>>(),
        "never-asked": query::never_asked(form, form.taxonomy()).iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "source": form.taxonomy().source,
        "note": form.taxonomy().note,
    })
}

/// The questions that a level requires here, by index.
pub(super) fn required(view: &View<'_>, level: MaturityLevel) -> Vec<usize> {
    let component = view.component;
    let is =
        |at: &usize| query::required_with(component, *at, Some(level), component.settings.facts).required;
    (0..component.form.questions.len()).filter(is).collect()
}

fn ids<'v>(view: &View<'v>, questions: &[usize]) -> Vec<&'v str> {
    questions.iter().map(|&at| view.component.form.questions[at].id.as_str()).collect()
}

fn challenge(view: &View<'_>, one: &Coverage) -> Value {
    let form = &view.component.form;
    let challenge = one.challenge;
    let activities = challenge.activities.iter().filter_map(|&at| form.taxonomy().activities.get(at));
    let questions = one.asked.iter().map(|&at| {
        json!({
            "id": form.questions[at].id,
            "status": view.states[at].word(),
            "expired": view.expired[at],
            "answer-again": view.is_again(at),
            "set": form.set_of(at).map(|set| set.name.as_str()),
        })
    });
    let missing = one.missing.iter().map(|extra| json!({ "id": extra.question, "set": extra.set }));
    json!({
        "id": challenge.id,
        "level": challenge.level,
        "activities": activities.map(|activity| activity.id.as_str()).collect::<Vec<_>>(),
        "kind": challenge.kind.word(),
        "text": challenge.text,
        "sections": challenge.sections,
        "coverage": challenge.reach.word(),
        "verdict": one.verdict.word(),
        "gap": one.gap.map(query::Gap::word),
        "questions": questions.collect::<Vec<_>>(),
        "questions-of-sets": missing.collect::<Vec<_>>(),
        "instead": challenge.instead,
    })
}
