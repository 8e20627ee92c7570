//! Whose output a component takes in and who takes in its own, as commands say it.

use serde_json::{Value, json};

use crate::model::{Consumer, MaturityLevel, Provider};
use crate::query::View;
use crate::source::inert_line;
use crate::term::{Paint, Role};

/// More components than this are counted.
const NAMED: usize = 8;

/// Whose output it takes in and who takes in its own, a line each; nothing where there is nobody.
pub(super) fn lines(view: &View<'_>, paint: Paint) -> Vec<String> {
    let feeds = consumers(view.outside.consumers.iter(), paint);
    let taken_in = providers(view, paint).map(|names| format!("Takes in the output of: {names}"));
    taken_in.into_iter().chain((!feeds.is_empty()).then(|| format!("Feeds: {feeds}"))).collect()
}

/// "services/replies takes in the output of services/intent (critical)": the line of a component among others.
pub(super) fn takes_in(view: &View<'_>, paint: Paint) -> Option<String> {
    let own = paint.paint(Role::Id, inert_line(view.component.id.as_str()));
    Some(format!("{own} takes in the output of {}", providers(view, paint)?))
}

fn providers(view: &View<'_>, paint: Paint) -> Option<String> {
    let providers = view.component.settings.consumes.iter().zip(&view.outside.providers);
    let taken_in = providers.map(|(one, provider)| {
        let id = &one.component.value;
        let said = if id == view.component.id.as_str() { "itself" } else { standing(provider) };
        named(id, said, paint)
    });
    let names: Vec<String> = taken_in.collect();
    (!names.is_empty()).then(|| several(names))
}

/// "services/replies (critical), services/alarm (cascading)", and a number instead of very many.
pub(super) fn consumers<'c>(all: impl Iterator<Item = &'c Consumer>, paint: Paint) -> String {
    several(all.map(|one| consumer(one, paint)).collect())
}

fn consumer(one: &Consumer, paint: Paint) -> String {
    named(one.id.as_str(), level(one.maturity), paint)
}

fn named(id: &str, said: &str, paint: Paint) -> String {
    format!("{} ({said})", paint.paint(Role::Id, inert_line(id)))
}

fn several(mut names: Vec<String>) -> String {
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more"));
    }
    names.join(", ")
}

fn standing(provider: &Provider) -> &'static str {
    match provider {
        Provider::Known { readable: false, .. } => "its formwork.toml cannot be read",
        Provider::Known { maturity, .. } => level(*maturity),
        Provider::Unknown(_) => "no such component",
        Provider::Alone => "not looked up: there is no workspace here",
    }
}

fn level(maturity: Option<MaturityLevel>) -> &'static str {
    maturity.map_or("no level", MaturityLevel::word)
}

/// `consumes` of `status --json`.
pub(super) fn consumes_json(view: &View<'_>) -> Value {
    let providers = view.component.settings.consumes.iter().zip(&view.outside.providers);
    providers
        .map(|(one, provider)| {
            let questions: Vec<&str> = one.questions.iter().map(|id| id.value.as_str()).collect();
            let (project, name, maturity, ring) = match provider {
                Provider::Known { name, maturity, readable, ring, .. } => {
                    (if *readable { "known" } else { "unreadable" }, Some(name), *maturity, ring.as_ref())
                }
                Provider::Unknown(_) => ("unknown", None, None, None),
                Provider::Alone => ("not-looked-up", None, None, None),
            };
            json!({
                "component": one.component.value,
                "questions": questions,
                "found": project,
                "name": name,
                "maturity": maturity,
                "ring": ring,
            })
        })
        .collect()
}

/// `consumers` of `status --json` and `show --json`.
pub(super) fn consumers_json<'c>(all: impl Iterator<Item = &'c Consumer>) -> Value {
    all.map(|one| {
        json!({
            "component": one.id,
            "questions": one.questions,
            "name": one.name,
            "maturity": one.maturity,
        })
    })
    .collect()
}
