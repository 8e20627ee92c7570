//! From one version of a form to a newer one, as data: what happens to each question's table, and the changes that
//! make it so.
//!
//! The plan is made from what stands in the files, not from what the component's form says about them, so
//! that it can be made again from any state that a killed upgrade leaves behind, and comes to the same end.
//! Nothing that people wrote is taken out of a file before it stands in another one.

mod retire;

use self::retire::{Retired, holds_nothing};
use super::compare::{Compared, Difference, Side};
use super::{State, blank_keys, question_comments, stage_template, state};
use crate::model::{Answer, By, Change, Edit, Form, Settings, Stand, Status, Table, Value};

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
}

/// Plans an upgrade.
pub fn upgrade<'u>(way: &Way<'u>) -> Plan<'u> {
    let mut plan = Plan { settings: way.names.clone(), ..Plan::default() };
    let mut retired = Retired::new(way.stand);
    let mut puts: Vec<(&str, Edit)> = Vec::new();
    let mut takes: Vec<(&str, Edit)> = Vec::new();
    for one in way.compared {
        let (id, happens) = match (one.old, one.new) {
            (_, Some(at)) => {
                let question = &way.new.questions[at];
                let id = question.id.as_str();
                (id, there(way, one, at, &mut plan, &mut puts, &mut takes))
            }
            (Some(at), None) => {
                let id = way.old.questions[at].id.as_str();
                plan.left.extend(left(way.settings, id));
                (id, gone(way, one, id, &mut retired, &mut takes))
            }
            (None, None) => continue,
        };
        plan.across |= crosses(way, one, id);
        plan.steps.push(Step { compared: one, id, happens });
    }
    plan.puts = retired.change(way).into_iter().chain(changes(way, puts)).collect();
    plan.takes = changes(way, takes);
    plan
}

/// A question that the new version has.
fn there<'u>(
    way: &Way<'u>,
    one: &Compared<'_>,
    at: usize,
    plan: &mut Plan<'u>,
    puts: &mut Vec<(&'u str, Edit)>,
    takes: &mut Vec<(&'u str, Edit)>,
) -> Vec<Happens> {
    let question = &way.new.questions[at];
    let (id, stage) = (question.id.to_string(), way.new.stages[question.stage].id.as_str());
    let order = || way.new.in_stage(question.stage).map(|(_, question)| question.id.to_string()).collect();
    let mut happens = Vec::new();
    let offer = offer(way, at);
    let Some(table) = way.stand.table(&id, stage) else {
        if question.retired.is_some() {
            return happens; // a set takes it out
        }
        happens.push(Happens::Inserted);
        let keys = match offer {
            Some(old) => {
                happens[0] = Happens::Offered(old.id.clone());
                draft(&old.answer, &Answer::default())
            }
            None => blank_keys(question),
        };
        puts.push((
            stage,
            Edit::InsertTable { id, comments: question_comments(way.new, at), keys, order: order() },
        ));
        return happens;
    };
    let mut home = way.new.stage(&table.stage).map_or(stage, |at| way.new.stages[at].id.as_str());
    if one.is(Difference::Stage) && table.stage != stage {
        happens.push(Happens::Moves(stage.to_owned()));
        puts.push((stage, Edit::PutTable { id: id.clone(), block: table.block.clone(), order: order() }));
        home = stage;
    }
    if one.is(Difference::Stage) {
        // Also the one that an upgrade left which was stopped between the two files.
        let copies = way.stand.tables.iter().filter(|copy| copy.id == id && copy.stage != stage);
        let same = copies.filter(|copy| retire::same(&copy.block, &table.block));
        takes.extend(
            same.filter_map(|copy| Some((stage_of(way, &copy.stage)?, Edit::RemoveTable { id: id.clone() }))),
        );
    }
    if let Some(before) = one.old {
        let (old, new) = (question_comments(way.old, before), question_comments(way.new, at));
        if retire::has_own_comment(&table.block, &old, &new) {
            happens.push(Happens::Commented);
            puts.push((home, Edit::Comments { id: id.clone(), old, new }));
        }
    }
    let now = state(question, Some(&table.answer));
    if let Some(old) = offer.filter(|_| now == State::Open) {
        happens.push(Happens::Offered(old.id.clone()));
        let set = |(key, value)| (home, Edit::Set { table: vec![id.clone()], key, value });
        puts.extend(draft(&old.answer, &table.answer).into_iter().map(set));
    }
    if one.is(Difference::Meaning) && now != State::Open {
        happens.push(Happens::Again);
        plan.settings.push(Edit::Add { table: Vec::new(), key: "answer-again".to_owned(), item: id });
    }
    happens
}

/// A question that only the old version has.
fn gone<'u>(
    way: &Way<'u>,
    one: &Compared<'_>,
    id: &str,
    retired: &mut Retired,
    takes: &mut Vec<(&'u str, Edit)>,
) -> Vec<Happens> {
    let comments = one.old.map(|at| question_comments(way.old, at)).unwrap_or_default();
    let mut happens = Vec::new();
    for table in way.stand.tables.iter().filter(|table| table.id == id) {
        if holds_nothing(table, &comments) {
            happens.push(Happens::Dropped);
        } else {
            let Some(name) = retired.take(table, way.renamed) else { continue };
            happens.push(Happens::Retires(name));
        }
        if let Some(stage) = stage_of(way, &table.stage) {
            takes.push((stage, Edit::RemoveTable { id: id.to_owned() }));
        }
    }
    happens
}

/// The table whose text a question of the new version is offered: of the first question split into it that has one.
fn offer<'u>(way: &Way<'u>, heir: usize) -> Option<&'u Table> {
    let split = way.compared.iter().filter(|one| one.heirs.contains(&heir));
    let old = split.filter_map(|one| Some(&way.old.questions[one.old?]));
    old.filter_map(|question| {
        way.stand.table(question.id.as_str(), way.old.stages[question.stage].id.as_str())
    })
    .find(|table| table.answer.text.is_some())
}

/// The keys by which a question gets another one's answer as a draft. What it says already stays.
fn draft(old: &Answer, own: &Answer) -> Vec<(String, Value)> {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut keys = vec![("answer", text(old.text())), ("status", text(Status::Draft.word()))];
    if own.by.is_empty() && !old.by.is_empty() {
        let by = old.by.iter().map(|by| By::as_str(&by.value).to_owned()).collect();
        keys.push(("by", Value::List(by)));
    }
    if let (None, Some(on)) = (own.on, old.on) {
        keys.push(("on", Value::Date(on)));
    }
    if own.evidence.is_empty() && !old.evidence.is_empty() {
        keys.push(("evidence", Value::List(old.evidence.iter().map(|one| one.written.clone()).collect())));
    }
    for (key, own, old) in [("source", &own.source, &old.source), ("note", &own.note, &old.note)] {
        if let (None, Some(old)) = (own, old) {
            keys.push((key, text(old)));
        }
    }
    keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Whether what stands in one stage's file goes into another's.
fn crosses(way: &Way<'_>, one: &Compared<'_>, id: &str) -> bool {
    let elsewhere = |stage: &str| way.stand.tables.iter().any(|table| table.id == id && table.stage != stage);
    let new = Side::whole(way.new);
    one.heirs.iter().any(|&heir| elsewhere(new.stage(heir)))
        || one.new.is_some_and(|at| one.is(Difference::Stage) && elsewhere(new.stage(at)))
}

/// What `formwork.toml` itself says of a question.
fn left(settings: &Settings, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    let written = |span: &crate::source::Span| !span.is_empty();
    if settings.questions.iter().any(|one| one.question.value == id && written(&one.question.span)) {
        found.push(format!("[questions.{id}]"));
    }
    let waived = |waiver: &crate::model::Waiver| waiver.question.as_ref().is_some_and(|one| one.value == id);
    if settings.waivers.iter().any(waived) {
        found.push(format!("a [[waiver]] for {id}"));
    }
    if settings.answer_again.iter().any(|one| one.value == id) {
        found.push(format!("answer-again: {id}"));
    }
    found
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
