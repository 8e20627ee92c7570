//! From one version of a form to a newer one, as data: what happens to each question's table, and the changes that
//! make it so.
//!
//! The plan is made from what stands in the files, not from what the component's form says about them, so
//! that it can be made again from any state that a killed upgrade leaves behind, and comes to the same end.
//! Nothing that people wrote is taken out of a file before it stands in another one.

mod making;
mod retire;
mod says;

use self::making::Making;
pub use self::says::{Clash, left};
use super::compare::Compared;
use super::stage_template;
use crate::model::{Change, Edit, Form, Settings, Stand};

/// What leads from one version to another.
#[derive(Debug)]
pub struct Way<'u> {
    /// The component's form with its sets.
    pub old: &'u Form,
    /// The one that it goes to.
    pub new: &'u Form,
    /// How they differ.
    pub compared: &'u [Compared<'u>],
    /// What stands in the files.
    pub stand: &'u Stand,
    /// What the component's `formwork.toml` says.
    pub settings: &'u Settings,
    /// The edits that make `formwork.toml` name the new form and sets.
    pub names: Vec<Edit>,
    /// A table's bytes (first) under another name (third) than its own (second).
    pub renamed: fn(&str, &str, &str) -> Option<String>,
}

/// What happens to a question's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happens {
    /// It gets one.
    Inserted,
    /// It gets the answer to this question, as a draft.
    Offered(String),
    /// The form's own comment lines above it become the new form's.
    Commented,
    /// It goes to this stage's file.
    Moves(String),
    /// It goes to `retired.toml`, under this name.
    Retires(String),
    /// It goes, because nothing was written into it.
    Dropped,
    /// It is to be answered again.
    Again,
}

impl Happens {
    /// For people.
    pub fn sentence(&self) -> String {
        match self {
            Self::Inserted => "gets a table".to_owned(),
            Self::Offered(from) => format!("gets the answer to `{from}` as a draft"),
            Self::Commented => "its comment becomes the new form's".to_owned(),
            Self::Moves(stage) => format!("moves to {stage}.toml"),
            Self::Retires(name) => format!("moves to retired.toml as [{name}]"),
            Self::Dropped => "goes; nothing was written there".to_owned(),
            Self::Again => "is to be answered again".to_owned(),
        }
    }
}

/// A question and what happens to it.
#[derive(Debug, Clone)]
pub struct Step<'u> {
    /// How it differs.
    pub compared: &'u Compared<'u>,
    /// Its id.
    pub id: &'u str,
    /// What happens; empty where its table stays as it is.
    pub happens: Vec<Happens>,
}

/// An upgrade.
#[derive(Debug, Default)]
pub struct Plan<'u> {
    /// Every question of both versions, stage by stage.
    pub steps: Vec<Step<'u>>,
    /// What comes into the files: retired tables first, then stage by stage.
    pub puts: Vec<Change>,
    /// What leaves them.
    pub takes: Vec<Change>,
    /// The edits to `formwork.toml`.
    pub settings: Vec<Edit>,
    /// Whether something goes from one stage's file into another's. Everything must have come in before
    /// anything leaves then; else each file can be written once.
    pub across: bool,
    /// What `formwork.toml` still says of questions that are gone.
    pub left: Vec<String>,
    /// Ids that another question has now.
    pub clashes: Vec<Clash>,
}

/// Plans an upgrade.
pub fn upgrade<'u>(way: &'u Way<'u>) -> Plan<'u> {
    let mut making = Making::new(way);
    let mut steps = Vec::with_capacity(way.compared.len());
    for one in way.compared {
        let (id, happens) = match (one.old, one.new) {
            (_, Some(at)) => (way.new.questions[at].id.as_str(), making.there(one, at)),
            (Some(at), None) => {
                let id = way.old.questions[at].id.as_str();
                making.plan.left.extend(left(way.settings, id));
                (id, making.gone(at, id))
            }
            (None, None) => continue,
        };
        making.plan.across |= making.crosses(one, id);
        steps.push(Step { compared: one, id, happens });
    }
    let Making { mut plan, retired, puts, takes, .. } = making;
    plan.steps = steps;
    plan.clashes = says::clashes(way);
    plan.puts = retired.change(way).into_iter().chain(changes(way, puts)).collect();
    plan.takes = changes(way, takes);
    plan
}

/// A stage's id as one of the two forms holds it.
fn stage_of<'u>(way: &Way<'u>, stage: &str) -> Option<&'u str> {
    let of = |form: &'u Form| form.stage(stage).map(|at| form.stages[at].id.as_str());
    of(way.new).or_else(|| of(way.old))
}

/// One change a file, in the order of the stages.
fn changes(way: &Way<'_>, edits: Vec<(&str, Edit)>) -> Vec<Change> {
    let mut files: Vec<(usize, Change)> = Vec::new();
    for (stage, edit) in edits {
        let file = format!("{}/{stage}.toml", way.stand.folder);
        if let Some((_, change)) = files.iter_mut().find(|(_, change)| change.file == file) {
            change.edits.push(edit);
            continue;
        }
        let at = way.new.stage(stage);
        let template = at.map_or_else(String::new, |at| stage_template(way.new, at));
        files.push((at.unwrap_or(usize::MAX), Change { file, edits: vec![edit], template }));
    }
    files.sort_by_key(|(at, _)| *at);
    files.into_iter().map(|(_, change)| change).collect()
}

#[cfg(test)]
mod tests;
