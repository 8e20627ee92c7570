//! What every form shares: roles, stages, levels and facts.

use serde::de::DeserializeOwned;

use super::raw::{MaturityFile, RolesFile, StagesFile};
use crate::model::{Fact, FactInfo, FeedsInto, LevelInfo, MaturityLevel, Role, RoleId, Stage, StageId};

const ROLES: &str = include_str!("../../catalog/roles.toml");
const STAGES: &str = include_str!("../../catalog/stages.toml");
const MATURITY: &str = include_str!("../../catalog/maturity.toml");

pub(super) struct Common {
    pub(super) stages: Vec<Stage>,
    pub(super) feeds: Vec<FeedsInto>,
    pub(super) roles: Vec<Role>,
    pub(super) levels: Vec<LevelInfo>,
    pub(super) facts: Vec<FactInfo>,
}

pub(super) fn read() -> Result<Common, String> {
    let roles: RolesFile = parse(ROLES)?;
    let stages: StagesFile = parse(STAGES)?;
    let maturity: MaturityFile = parse(MATURITY)?;
    for format in [roles.format, stages.format, maturity.format] {
        if format != 1 {
            return Err(format!("unknown format {format}"));
        }
    }
    let stage = |id: &str| StageId::new(id);
    Ok(Common {
        levels: levels(&maturity)?,
        facts: facts(&maturity)?,
        feeds: stages
            .feeds
            .into_iter()
            .map(|feed| FeedsInto { from: stage(&feed.from), to: stage(&feed.to), what: feed.what })
            .collect(),
        stages: stages
            .stages
            .into_iter()
            .map(|one| Stage { id: stage(&one.id), title: one.title, about: one.about })
            .collect(),
        roles: roles
            .roles
            .into_iter()
            .map(|role| Role::new(RoleId::new(&role.id), role.title, role.about, role.spellings))
            .collect(),
    })
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

fn level(word: &str) -> Result<MaturityLevel, String> {
    MaturityLevel::parse(word).ok_or_else(|| format!("unknown level `{word}`"))
}

fn levels(file: &MaturityFile) -> Result<Vec<LevelInfo>, String> {
    let read = file.levels.iter().map(|info| {
        Ok(LevelInfo {
            level: level(&info.id)?,
            title: info.title.clone(),
            recognise: info.recognise.clone(),
            about: info.about.clone(),
            source: info.source.clone(),
        })
    });
    read.collect()
}

fn facts(file: &MaturityFile) -> Result<Vec<FactInfo>, String> {
    let read = file.facts.iter().map(|info| {
        Ok(FactInfo {
            fact: Fact::parse(&info.id).ok_or_else(|| format!("unknown fact `{}`", info.id))?,
            text: info.text.clone(),
            about: info.about.clone(),
            unstated: info.unstated,
            asked_from: info.asked_from.as_deref().map(level).transpose()?,
            raises: match &info.raises {
                Some(raises) => Some((level(&raises.from)?, level(&raises.to)?)),
                None => None,
            },
        })
    });
    read.collect()
}
