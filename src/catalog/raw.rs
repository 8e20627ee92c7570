//! The catalog's files as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FormFile {
    pub(super) format: u32,
    pub(super) id: String,
    pub(super) version: u32,
    pub(super) title: String,
    pub(super) source: String,
    pub(super) based_on: Option<String>,
    pub(super) front: Option<FrontFile>,
    #[serde(rename = "question")]
    pub(super) questions: Vec<QuestionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FrontFile {
    pub(super) purpose: String,
    pub(super) order: String,
    #[serde(default)]
    pub(super) stages: String,
    #[serde(default, rename = "column")]
    pub(super) columns: Vec<ColumnFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnFile {
    pub(super) title: String,
    pub(super) about: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct QuestionFile {
    pub(super) id: String,
    pub(super) stage: String,
    pub(super) text: String,
    pub(super) roles: Vec<String>,
    pub(super) examples: Vec<String>,
    pub(super) examples_text: Option<String>,
    pub(super) measure: Option<String>,
    /// Ids of other forms that this question stands for: what depends on them depends on it.
    #[serde(default)]
    pub(super) stands_for: Vec<String>,
    #[serde(default)]
    pub(super) why: String,
    #[serde(default)]
    pub(super) unanswered: String,
    #[serde(default)]
    pub(super) traces: Vec<String>,
    #[serde(default)]
    pub(super) sections: Vec<String>,
    #[serde(default)]
    pub(super) depends_on: Vec<DependencyFile>,
    pub(super) required: Option<RequiredFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DependencyFile {
    pub(super) id: String,
    pub(super) because: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RequiredFile {
    #[serde(default)]
    pub(super) when: Vec<String>,
    #[serde(default)]
    pub(super) raised_by: Vec<String>,
    pub(super) because: String,
    #[serde(flatten)]
    pub(super) levels: BTreeMap<String, String>,
}

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
