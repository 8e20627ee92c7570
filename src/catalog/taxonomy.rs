//! `catalog/taxonomy.toml` → [`Taxonomy`], parsed when somebody asks for it.

use std::sync::OnceLock;

use serde::Deserialize;

use super::SETS;
use super::common::parse;
use crate::model::{Activity, Challenge, ChallengeKind, Extra, MaturityLevel, Reach, Taxonomy};

const TAXONOMY: &str = include_str!("../../catalog/taxonomy.toml");

/// The taxonomy's challenges. Parsed once in a process. A test holds that the file is sound; were it not, there
/// would be no challenges.
pub fn taxonomy() -> &'static Taxonomy {
    static PARSED: OnceLock<Taxonomy> = OnceLock::new();
    PARSED.get_or_init(|| read().unwrap_or_default())
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    source: String,
    note: String,
    #[serde(rename = "activity")]
    activities: Vec<ActivityFile>,
    #[serde(rename = "challenge")]
    challenges: Vec<ChallengeFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActivityFile {
    id: String,
    title: String,
    about: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChallengeFile {
    id: String,
    level: String,
    activities: Vec<String>,
    kind: String,
    text: String,
    sections: Vec<String>,
    coverage: String,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    extras: Vec<String>,
    instead: Option<String>,
}

pub(super) fn read() -> Result<Taxonomy, String> {
    let file: File = parse(TAXONOMY)?;
    if file.format != 1 {
        return Err(format!("unknown format {}", file.format));
    }
    let activities = file.activities.into_iter();
    let activities: Vec<Activity> =
        activities.map(|one| Activity { id: one.id, title: one.title, about: one.about }).collect();
    let challenges = file.challenges.into_iter().map(|one| challenge(one, &activities));
    let challenges = challenges.collect::<Result<_, String>>()?;
    Ok(Taxonomy { source: file.source, note: file.note, activities, challenges })
}

fn challenge(file: ChallengeFile, activities: &[Activity]) -> Result<Challenge, String> {
    let id = file.id;
    let unknown = |what: &str, word: &str| format!("{id}: unknown {what} `{word}`");
    let activity = |word: &String| {
        let found = activities.iter().position(|activity| activity.id == *word);
        found.ok_or_else(|| unknown("activity", word))
    };
    let own = file.activities.iter().map(activity).collect::<Result<Vec<_>, _>>()?;
    if own.is_empty() {
        return Err(format!("{id}: no activity"));
    }
    let extra = |question: String| match set_of(&question) {
        Some(set) => Ok(Extra { question, set }),
        None => Err(unknown("question of a set", &question)),
    };
    Ok(Challenge {
        level: MaturityLevel::parse(&file.level).ok_or_else(|| unknown("level", &file.level))?,
        activities: own,
        kind: ChallengeKind::parse(&file.kind).ok_or_else(|| unknown("kind", &file.kind))?,
        text: file.text,
        sections: file.sections,
        reach: Reach::parse(&file.coverage).ok_or_else(|| unknown("coverage", &file.coverage))?,
        questions: file.questions,
        offers: file.extras.iter().cloned().map(extra).collect::<Result<_, _>>()?,
        extras: file.extras,
        instead: file.instead,
        id,
    })
}

/// The newest bundled set that has a question. Looked up in the text: nobody needs the sets parsed for it.
fn set_of(question: &str) -> Option<&'static str> {
    let id = format!("id = \"{question}\"");
    let has = |text: &str| {
        let mut lines = text.lines();
        std::iter::from_fn(|| lines.find(|line| *line == "[[question]]").map(|_| lines.clone().next()))
            .any(|line| line == Some(id.as_str()))
    };
    SETS.iter().rev().find(|(_, text)| has(text)).map(|(name, _)| *name)
}
