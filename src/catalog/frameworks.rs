//! Public frameworks, each parsed when first asked for.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{CatalogError, common};
use crate::model::{Framework, Item, ItemGroup};

/// The bundled frameworks, law first: id and text.
const FRAMEWORKS: &[(&str, &str)] = &[
    ("annex-iv", include_str!("../../catalog/frameworks/annex-iv.toml")),
    ("ai-act", include_str!("../../catalog/frameworks/ai-act.toml")),
    ("nist-ai-rmf", include_str!("../../catalog/frameworks/nist-ai-rmf.toml")),
    ("ml-test-score", include_str!("../../catalog/frameworks/ml-test-score.toml")),
    ("model-card", include_str!("../../catalog/frameworks/model-card.toml")),
    ("mlops-stack-canvas", include_str!("../../catalog/frameworks/mlops-stack-canvas.toml")),
    ("deon", include_str!("../../catalog/frameworks/deon.toml")),
];

/// The ids of all bundled frameworks.
pub fn framework_ids() -> impl Iterator<Item = &'static str> {
    FRAMEWORKS.iter().map(|(id, _)| *id)
}

/// A framework by its id. Parsed once in a process.
pub fn framework(id: &str) -> Result<&'static Framework, CatalogError> {
    static PARSED: [OnceLock<Result<Framework, String>>; FRAMEWORKS.len()] =
        [const { OnceLock::new() }; FRAMEWORKS.len()];
    let unknown = || CatalogError::NoFramework(id.to_owned());
    let (at, (_, text)) =
        FRAMEWORKS.iter().enumerate().find(|(_, (name, _))| *name == id).ok_or_else(unknown)?;
    let damaged = |why: &String| CatalogError::Damaged(id.to_owned(), why.clone());
    PARSED[at].get_or_init(|| read(text)).as_ref().map_err(damaged)
}

/// All frameworks.
pub(super) fn frameworks() -> Result<Vec<&'static Framework>, CatalogError> {
    framework_ids().map(framework).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    id: String,
    title: String,
    short: String,
    source: String,
    address: Option<String>,
    status: String,
    checked: String,
    applies: String,
    about: String,
    group: Vec<ItemGroup>,
    item: Vec<Item>,
}

fn read(text: &str) -> Result<Framework, String> {
    let file: File = common::parse(text)?;
    if file.format != 1 {
        return Err(format!("unknown format {}", file.format));
    }
    if let Some(stray) = file.item.iter().find(|item| file.group.iter().all(|group| group.id != item.group)) {
        return Err(format!("the item `{}` belongs to no group", stray.id));
    }
    Ok(Framework {
        id: file.id,
        title: file.title,
        short: file.short,
        source: file.source,
        address: file.address,
        status: file.status,
        checked: file.checked,
        applies: file.applies,
        about: file.about,
        groups: file.group,
        items: file.item,
    })
}
