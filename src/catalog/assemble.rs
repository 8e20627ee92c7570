//! Files → [`Form`]: words become indices, and what a word should have been is said.

use serde::de::DeserializeOwned;

use super::raw::{FormFile, MaturityFile, QuestionFile, RequiredFile, RolesFile, StagesFile};
use crate::model::{
    Dependency, Fact, FactInfo, FeedsInto, Form, FormId, Front, LevelInfo, MaturityLevel, Need, Question,
    QuestionId, Raise, Role, RoleId, Stage, StageId,
};

const ROLES: &str = include_str!("../../catalog/roles.toml");
const STAGES: &str = include_str!("../../catalog/stages.toml");
const MATURITY: &str = include_str!("../../catalog/maturity.toml");

type Outcome<T> = Result<T, String>;

pub(super) fn form(id: &str) -> Outcome<Form> {
    let file: FormFile = parse(super::text_of(id).unwrap_or_default())?;
    let base: Option<FormFile> = match &file.based_on {
        Some(base) => Some(parse(super::text_of(base).unwrap_or_default())?),
        None => None,
    };
    let roles: RolesFile = parse(ROLES)?;
    let stages: StagesFile = parse(STAGES)?;
    let maturity: MaturityFile = parse(MATURITY)?;
    for format in [file.format, roles.format, stages.format, maturity.format] {
        if format != 1 {
            return Err(format!("unknown format {format}"));
        }
    }
    let complete: Vec<QuestionFile> =
        file.questions.iter().map(|own| with_guidance(own, base.as_ref())).collect();
    let questions =
        complete.iter().map(|own| question(own, &complete, &roles, &stages)).collect::<Outcome<Vec<_>>>()?;
    Ok(Form::new(
        FormId { name: file.id, version: file.version },
        file.title,
        file.source,
        file.front.map(|front| Front {
            purpose: front.purpose,
            order: front.order,
            stages: front.stages,
            columns: front.columns.into_iter().map(|column| (column.title, column.about)).collect(),
        }),
        stages
            .stages
            .into_iter()
            .map(|stage| Stage { id: StageId::new(&stage.id), title: stage.title, about: stage.about })
            .collect(),
        stages
            .feeds
            .into_iter()
            .map(|feed| FeedsInto {
                from: StageId::new(&feed.from),
                to: StageId::new(&feed.to),
                what: feed.what,
            })
            .collect(),
        roles
            .roles
            .into_iter()
            .map(|role| Role::new(RoleId::new(&role.id), role.title, role.about, role.spellings))
            .collect(),
        questions,
        (levels(&maturity)?, facts(&maturity)?),
    ))
}

fn parse<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    toml::from_str(text).map_err(|error| error.to_string())
}

/// A question of a form that is based on another, with that one's guidance where it brings none.
fn with_guidance(own: &QuestionFile, base: Option<&FormFile>) -> QuestionFile {
    let mut own = own.clone();
    let same = base.and_then(|base| base.questions.iter().find(|question| question.id == own.id));
    if let Some(base) = same.filter(|_| own.why.is_empty()) {
        own.why.clone_from(&base.why);
        own.unanswered.clone_from(&base.unanswered);
        own.traces.clone_from(&base.traces);
        own.sections.clone_from(&base.sections);
        own.depends_on.clone_from(&base.depends_on);
        own.required.clone_from(&base.required);
        own.measure.clone_from(&base.measure);
    }
    own
}

fn question(
    own: &QuestionFile,
    all: &[QuestionFile],
    roles: &RolesFile,
    stages: &StagesFile,
) -> Outcome<Question> {
    let id = &own.id;
    let stage = stages.stages.iter().position(|stage| stage.id == own.stage);
    let asked = own.roles.iter().map(|word| {
        roles
            .roles
            .iter()
            .position(|role| role.id == *word)
            .ok_or_else(|| format!("`{id}`: unknown role `{word}`"))
    });
    let mut depends_on: Vec<Dependency> = Vec::new();
    for dependency in &own.depends_on {
        // A question that this version does not have may live on in one that stands for it.
        let on = all
            .iter()
            .position(|other| other.id == dependency.id || other.stands_for.contains(&dependency.id));
        if let Some(on) =
            on.filter(|on| all[*on].id != *id && !depends_on.iter().any(|known| known.on == *on))
        {
            depends_on.push(Dependency { on, because: dependency.because.clone() });
        }
    }
    Ok(Question {
        id: QuestionId::new(id),
        stage: stage.ok_or_else(|| format!("`{id}`: unknown stage `{}`", own.stage))?,
        text: own.text.clone(),
        roles: asked.collect::<Outcome<_>>()?,
        examples: own.examples.clone(),
        examples_text: own.examples_text.clone().unwrap_or_else(|| own.examples.join(", ")),
        measure: own.measure.clone(),
        why: own.why.clone(),
        unanswered: own.unanswered.clone(),
        traces: own.traces.clone(),
        sections: own.sections.clone(),
        depends_on,
        required: own.required.as_ref().map(|required| raise(id, required)).transpose()?,
    })
}

fn raise(id: &str, file: &RequiredFile) -> Outcome<Raise> {
    let mut cells = [Need::Optional; 5];
    for (at, word) in MaturityLevel::WORDS.iter().enumerate() {
        let cell = file.levels.get(*word).ok_or_else(|| format!("`{id}`: no `{word}` in required"))?;
        cells[at] = match cell.as_str() {
            "yes" => Need::Yes,
            "again" => Need::Again,
            "when" => Need::When,
            "optional" => Need::Optional,
            "not-yet" => Need::NotYet,
            other => return Err(format!("`{id}`: `{other}` is no cell of the required table")),
        };
    }
    let facts = |words: &[String]| {
        words
            .iter()
            .map(|word| Fact::parse(word).ok_or_else(|| format!("`{id}`: unknown fact `{word}`")))
            .collect::<Outcome<Vec<_>>>()
    };
    Ok(Raise {
        cells,
        when: facts(&file.when)?,
        raised_by: facts(&file.raised_by)?,
        because: file.because.clone(),
    })
}

fn level(word: &str) -> Outcome<MaturityLevel> {
    MaturityLevel::parse(word).ok_or_else(|| format!("unknown level `{word}`"))
}

fn levels(file: &MaturityFile) -> Outcome<Vec<LevelInfo>> {
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

fn facts(file: &MaturityFile) -> Outcome<Vec<FactInfo>> {
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
