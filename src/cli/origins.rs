//! Where questions come from, as `list`, `show` and `catalog` filter by it and show it.

use clap::Args;
use serde_json::{Value, json};

use super::args::unknown;
use super::error::CliError;
use crate::catalog;
use crate::model::{Background, Form, Question, SetQuestion};
use crate::query::{OriginWords, origin};

/// Which questions are meant, by where they come from and what they inform.
#[derive(Debug, Args, Default, Clone)]
pub(super) struct OriginFilters {
    /// Only questions that help with this challenge of the taxonomy: L4-1; repeatable
    #[arg(long, value_name = "CHALLENGE")]
    challenge: Vec<String>,
    /// Only questions for this problem or practice: P1 to P6, BP1 to BP4; repeatable
    #[arg(long, value_name = "PRACTICE")]
    practice: Vec<String>,
    /// Only questions that come from this theme of the interviews; repeatable
    #[arg(long, value_name = "THEME")]
    theme: Vec<String>,
    /// Only questions that come from this code of the interviews; repeatable
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    /// Only questions that inform this framework, or one item of it: annex-iv, "annex-iv:2(d)"; repeatable
    #[arg(long, value_name = "FRAMEWORK[:ITEM]")]
    framework: Vec<String>,
}

impl OriginFilters {
    /// The questions that are meant, a list a kind. Questions of sets that the form does not have go to `off`.
    pub(super) fn choose(
        &self,
        form: &Form,
        off: &mut Vec<&'static SetQuestion>,
        about: &mut Vec<String>,
    ) -> Result<Vec<Vec<usize>>, CliError> {
        let words = OriginWords {
            challenges: self.challenge.clone(),
            practices: self.practice.clone(),
            themes: self.theme.clone(),
            codes: self.code.clone(),
            frameworks: self.framework.clone(),
        };
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let chosen = words.choose(background()?, form).map_err(|error| unknown(&error))?;
        for extra in chosen.off {
            if off.iter().all(|known| known.id != extra.id) {
                off.push(extra);
            }
        }
        about.extend(chosen.about.into_iter().filter(|line| !about.contains(line)).collect::<Vec<_>>());
        Ok(chosen.among)
    }
}

/// What the catalog knows; that it cannot be read is a fault of this program.
pub(super) fn background() -> Result<&'static Background, CliError> {
    Ok(catalog::background()?)
}

/// Which sets would bring more of what was asked for: a line each.
pub(super) fn elsewhere(off: &[&SetQuestion]) -> String {
    let mut sets: Vec<&str> = off.iter().map(|extra| extra.set).collect();
    sets.sort_unstable();
    sets.dedup();
    let line = |set: &&str| {
        let ids: Vec<&str> =
            off.iter().filter(|extra| extra.set == *set).map(|extra| extra.id.as_str()).collect();
        format!("{set}, which is not switched on, asks about it too: {}\n", ids.join(", "))
    };
    sets.iter().map(line).collect()
}

/// What was asked for and what no question asks about.
pub(super) fn nobody_asks(off: &[&SetQuestion]) -> String {
    if off.is_empty() {
        "no question of the form or of a bundled set is about it\n".to_owned()
    } else {
        String::new()
    }
}

/// Where a question comes from, in JSON.
pub(super) fn described(question: &Question) -> Result<Value, CliError> {
    let origin = origin(background()?, question);
    let frameworks: serde_json::Map<_, _> = origin
        .items
        .iter()
        .map(|(framework, items)| {
            let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
            (framework.id.clone(), ids.into())
        })
        .collect();
    Ok(json!({
        "practices": origin.practices.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "themes": origin.themes.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "codes": origin.codes.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "interviewees": origin.interviewees.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "challenges": origin.challenges.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "sections": question.sections,
        "frameworks": frameworks,
    }))
}

/// Where a question comes from, as the lines of a page; what is not known has no line.
pub(super) fn fields(question: &Question) -> Result<Vec<(&'static str, String)>, CliError> {
    let origin = origin(background()?, question);
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
    Ok(fields)
}
