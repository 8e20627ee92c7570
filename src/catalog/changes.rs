//! What is on record about the changes between versions of a form.

use serde::Deserialize;

use super::CatalogError;
use super::common::parse;
use crate::model::{FormId, Recorded};

const CHANGES: &str = include_str!("../../catalog/changes.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangesFile {
    format: u32,
    #[serde(rename = "change")]
    changes: Vec<ChangeFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeFile {
    to: String,
    question: String,
    changes: Vec<String>,
    meaning: Option<Meaning>,
    because: Option<String>,
    #[serde(default)]
    origin: Vec<String>,
    #[serde(default)]
    literature: Vec<String>,
    table: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Meaning {
    Same,
    Changed,
}

/// Every change on record, oldest version first.
pub fn changes() -> Result<Vec<Recorded>, CatalogError> {
    read(CHANGES).map_err(|why| CatalogError::Damaged("changes".to_owned(), why))
}

fn read(text: &str) -> Result<Vec<Recorded>, String> {
    let file: ChangesFile = parse(text)?;
    if file.format != 1 {
        return Err(format!("unknown format {}", file.format));
    }
    file.changes.into_iter().map(recorded).collect()
}

fn recorded(change: ChangeFile) -> Result<Recorded, String> {
    let to = FormId::parse(&change.to).ok_or_else(|| format!("`{}` names no version", change.to))?;
    Ok(Recorded {
        to,
        question: change.question,
        changes: change.changes,
        meaning_changed: change.meaning == Some(Meaning::Changed),
        because: change.because,
        origin: change.origin,
        literature: change.literature,
        table: change.table,
        note: change.note,
    })
}
