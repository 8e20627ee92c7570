//! What an upgrade of one component would do, made from what its files say now.

use std::sync::Arc;

use super::UpgradeError;
use super::target;
use crate::catalog;
use crate::model::{Change, Component, Edit, Form, FormId, Loaded, Settings, Value};
use crate::query::{self, Clash, Difference, Happens, Side, Way};
use crate::read::{self, Document};
use crate::store::{self, Load, MemberDir, Mode, Needs, Project, SETTINGS_NAME, StoreError, Transaction};

/// One question of the plan, for people.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) differs: Vec<Difference>,
    pub(crate) happens: Vec<Happens>,
    /// Who asked for the change.
    pub(crate) origin: String,
}

/// The plan for one component.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) left: Vec<String>,
    pub(crate) clashes: Vec<Clash>,
    pub(crate) across: bool,
    puts: Vec<Change>,
    takes: Vec<Change>,
    settings: Vec<Edit>,
    /// The files of schemas that are there: path below the component, text.
    pub(crate) schemas: Vec<(String, String)>,
}

impl Planned {
    /// What has to come into the files before anything leaves one.
    fn first(&self) -> Vec<Change> {
        if self.across { self.puts.clone() } else { Vec::new() }
    }

    /// The questions that the new form does not ask.
    pub(crate) fn deleted(&self) -> impl Iterator<Item = &str> {
        let gone = self.rows.iter().filter(|row| row.differs.contains(&Difference::Deleted));
        gone.map(|row| row.id.as_str())
    }

    /// Everything.
    pub(crate) fn all(&self) -> Vec<Change> {
        let mut all: Vec<Change> = self.puts.iter().chain(&self.takes).cloned().collect();
        if !self.settings.is_empty() {
            let edits = self.settings.clone();
            all.push(Change { file: SETTINGS_NAME.to_owned(), edits, template: String::new() });
        }
        all
    }
}

/// Plans the upgrade of a component to a form. Where the form is named by the workspace, its own file goes
/// on naming none.
pub(crate) fn plan(begun: &Transaction<'_>, to: &FormId) -> Result<Planned, StoreError> {
    let component = begun.now();
    let refused = |message: String| StoreError::Unreadable { file: SETTINGS_NAME.to_owned(), message };
    if component.form.id.name != to.name || component.form.id.version > to.version {
        return Err(refused(format!("the form changed meanwhile, to {}", component.form.id)));
    }
    let wanted = target::settings(&component.settings, to);
    let new = begun.form_with(&wanted).map_err(|problem| refused(problem.message))?;
    let recorded = catalog::changes().map_err(|error| refused(error.to_string()))?;
    let old = Arc::clone(&component.form);
    let compared = query::compare(&Side::whole(&old), &Side::whole(&new), &recorded);
    let stand = begun.stand(&[&old, &new])?;
    let way = Way {
        old: &old,
        new: &new,
        compared: &compared,
        stand: &stand,
        settings: &component.settings,
        names: names(component, &wanted, to),
        renamed: read::renamed_block,
    };
    let plan = query::upgrade(&way);
    let rows = plan.steps.iter().map(|step| Row {
        id: step.id.to_owned(),
        differs: step.compared.differs.clone(),
        happens: step.happens.clone(),
        origin: step.compared.asked_by(),
    });
    let mut takes = plan.takes;
    takes.extend(stamps(component, &stand.folder, &new));
    Ok(Planned {
        from: old.named(),
        to: new.named(),
        rows: rows.collect(),
        schemas: stale_schemas(begun.member(), &stand.folder, &new),
        left: plan.left,
        clashes: plan.clashes,
        across: plan.across,
        puts: plan.puts,
        takes,
        settings: plan.settings,
    })
}

/// The change that takes out the stamps of questions that the new form does not have: what they were about is no
/// answer any more.
fn stamps(component: &Component, folder: &str, new: &Form) -> Option<Change> {
    let mut gone: Vec<&str> = component.reviews.iter().map(|stamp| stamp.question.value.as_str()).collect();
    gone.dedup();
    gone.retain(|id| component.form.find(id).is_some() && new.find(id).is_none());
    let edits = gone.into_iter().map(|id| Edit::RemoveTable { id: id.to_owned() }).collect();
    let change = Change { file: format!("{folder}/{}", store::REVIEWS_NAME), edits, template: String::new() };
    (!change.edits.is_empty()).then_some(change)
}

/// The edits by which `formwork.toml` names its format, the form and the sets. Values that are equal are not written.
fn names(component: &Component, wanted: &Settings, to: &FormId) -> Vec<Edit> {
    let set = |key: &str, value| Edit::Set { table: Vec::new(), key: key.to_owned(), value };
    let mut edits = Vec::new();
    let text = component.files.settings().text.as_str();
    let document = Document::parse(text, &mut Vec::new());
    if document.is_ok_and(|document| !document.root.contains_key("format")) {
        edits.push(set("format", Value::Integer(read::FORMAT)));
    }
    if !target::is_form_inherited(component) && component.form.id != *to {
        edits.push(set("form", Value::Text(to.to_string())));
    }
    let listed = |settings: &Settings| -> Option<Vec<String>> {
        let own = settings.sets.as_ref()?.iter().filter(|set| !set.inherited);
        Some(own.map(|set| set.written.value.clone()).collect())
    };
    match (listed(&component.settings), listed(wanted)) {
        (Some(now), Some(then)) if now != then => edits.push(set("sets", Value::List(then))),
        _ => {}
    }
    edits
}

/// The schemas that `init` wrote, where they are there and say anything else than they should.
fn stale_schemas(member: &MemberDir, folder: &str, form: &Form) -> Vec<(String, String)> {
    let own = read::schemas(form).into_iter().map(|(path, text)| {
        let below = path.split_once('/').map_or(path.as_str(), |(_, below)| below);
        (format!("{folder}/{below}"), text)
    });
    own.filter(|(path, text)| match store::Disk::read(&member.dir.join(path)) {
        store::Disk::Text(now) => now != *text,
        _ => false,
    })
    .collect()
}

/// Writes a plan, made anew under the lock, and gives the names of the files that changed with the plan and the
/// component as it is then.
pub(crate) fn apply(
    project: &Project,
    (member, component): (&MemberDir, &Loaded),
    to: &FormId,
    planned: &Planned,
) -> Result<(Planned, Vec<String>, Load), UpgradeError> {
    let mut written: Vec<String> = Vec::new();
    let mut note = |file: &str| {
        if written.iter().all(|known| known != file) {
            written.push(file.to_owned());
        }
    };
    if planned.across {
        let begun = project.begin(member, component, Mode::Write)?;
        let now = plan(&begun, to)?;
        begun.preview(&now.all())?; // refuses before anything is written
        for diff in &begun.commit(&now.first())?.diffs {
            note(&diff.file);
        }
    }
    let begun = project.begin(member, component, Mode::Write)?;
    let last = plan(&begun, to)?;
    let done = begun.commit(&last.all())?;
    for diff in &done.diffs {
        note(&diff.file);
    }
    // Their text hangs on nothing but the form; a later run makes up for one that stops here.
    for (path, text) in &planned.schemas {
        store::remake(&member.dir, path, text)?;
        note(path);
    }
    Ok((last, written, done.after(Needs::default())))
}
