//! The catalog's files that every form shares, as they are written.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RolesFile {
    pub(super) format: u32,
    #[serde(rename = "role")]
    pub(super) roles: Vec<RoleFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) spellings: Vec<String>,
    pub(super) about: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StagesFile {
    pub(super) format: u32,
    #[serde(rename = "stage")]
    pub(super) stages: Vec<StageFile>,
    #[serde(rename = "feed")]
    pub(super) feeds: Vec<FeedFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageFile {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedFile {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) what: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MaturityFile {
    pub(super) format: u32,
    #[serde(rename = "level")]
    pub(super) levels: Vec<LevelFile>,
    #[serde(rename = "fact")]
    pub(super) facts: Vec<FactFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelFile {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) recognise: String,
    pub(super) about: String,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FactFile {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) about: String,
    pub(super) unstated: bool,
    pub(super) asked_from: Option<String>,
    pub(super) raises: Option<RaisesFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RaisesFile {
    pub(super) from: String,
    pub(super) to: String,
}
