//! Where questions come from, parsed when first asked for.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{CatalogError, common};
use crate::model::{Code, Interviewee, Literature, Origins, Practice, Theme};

const TEXT: &str = include_str!("../../catalog/origins.toml");

/// Where questions come from. Parsed once in a process.
pub(super) fn origins() -> Result<&'static Origins, CatalogError> {
    static PARSED: OnceLock<Result<Origins, String>> = OnceLock::new();
    let damaged = |why: &String| CatalogError::Damaged("origins".to_owned(), why.clone());
    PARSED.get_or_init(read).as_ref().map_err(damaged)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    source: String,
    problem: Vec<Practice>,
    practice: Vec<Practice>,
    literature: Vec<Literature>,
    interviewee: Vec<Interviewee>,
    theme: Vec<Theme>,
    code: Vec<Code>,
}

fn read() -> Result<Origins, String> {
    let file: File = common::parse(TEXT)?;
    if file.format != 1 {
        return Err(format!("unknown format {}", file.format));
    }
    Ok(Origins {
        source: file.source,
        practices: file.problem.into_iter().chain(file.practice).collect(),
        literature: file.literature,
        interviewees: file.interviewee,
        themes: file.theme,
        codes: file.code,
    })
}
