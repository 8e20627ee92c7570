//! Where a question comes from: practices, interviews, challenges, frameworks.

use serde::Serialize;
use serde_json::Map;

use crate::model::{Background, Question};
use crate::query::origin;

/// Where a question comes from, by the ids of the catalog.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Origins<'r> {
    practices: Vec<&'r str>,
    themes: Vec<&'r str>,
    codes: Vec<&'r str>,
    interviewees: Vec<&'r str>,
    challenges: Vec<&'r str>,
    sections: &'r [String],
    /// The items that an answer informs, by framework.
    frameworks: Map<String, serde_json::Value>,
}

impl<'r> Origins<'r> {
    /// Looks up where a question comes from.
    pub fn new(background: &'r Background, question: &'r Question) -> Self {
        let origin = origin(background, question);
        let frameworks = origin.items.iter().map(|(framework, items)| {
            let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
            (framework.id.clone(), ids.into())
        });
        Self {
            practices: origin.practices.iter().map(|one| one.id.as_str()).collect(),
            themes: origin.themes.iter().map(|one| one.id.as_str()).collect(),
            codes: origin.codes.iter().map(|one| one.id.as_str()).collect(),
            interviewees: origin.interviewees.iter().map(|one| one.id.as_str()).collect(),
            challenges: origin.challenges.iter().map(|one| one.id.as_str()).collect(),
            sections: &question.sections,
            frameworks: frameworks.collect(),
        }
    }
}

/// Returns where a question comes from as the lines of a page; what is not known has no line.
pub fn origin_fields(background: &Background, question: &Question) -> Vec<(&'static str, String)> {
    let origin = origin(background, question);
    let joined = |parts: Vec<String>, between: &str| parts.join(between);
    let practices = origin.practices.iter().map(|one| format!("{} “{}”", one.id, one.title));
    let codes = origin.codes.iter().map(|one| one.title.clone());
    let people = origin.interviewees.iter().map(|one| one.id.clone());
    let mut heard = joined(origin.themes.iter().map(|one| one.title.clone()).collect(), ", ");
    for (before, more) in
        [("; codes: ", joined(codes.collect(), ", ")), ("; heard from ", joined(people.collect(), ", "))]
    {
        if !more.is_empty() {
            heard = format!("{heard}{before}{more}");
        }
    }
    let mut fields = vec![("traces to", joined(practices.collect(), ", ")), ("interviews", heard)];
    let challenges = origin.challenges.iter().map(|one| ("challenge", format!("{}: {}", one.id, one.text)));
    fields.extend(challenges);
    // What every answer informs says nothing about this one.
    let informed = |all: bool| -> String {
        let frameworks = origin.items.iter().filter_map(|(framework, items)| {
            let ids = items.iter().filter(|item| item.all == all).map(|item| item.id.as_str());
            let ids: Vec<&str> = ids.collect();
            (!ids.is_empty()).then(|| format!("{}: {}", framework.short, ids.join(", ")))
        });
        frameworks.collect::<Vec<_>>().join("; ")
    };
    fields.push(("informs", informed(false)));
    let every = informed(true);
    if !every.is_empty() {
        fields.push(("", format!("every answer informs {every}")));
    }
    fields.retain(|(_, text)| !text.is_empty());
    for (_, text) in &mut fields {
        *text = text.trim_start_matches("; ").to_owned();
    }
    fields
}
