//! The embedded catalog and a team's own sets → [`Form`].
//!
//! A published `name@N` never changes, and the binary keeps them all. Only what a component names is
//! parsed. A form with `based-on` takes guidance, dependencies and the required table from there. A set, bundled
//! or own, is a file in the same format; `assemble` joins it to the form and says what is wrong in it.

mod assemble;
mod background;
mod changes;
mod common;
mod conditions;
mod edges;
mod examples;
mod frameworks;
mod origins;
mod questions;
mod raw;
mod taxonomy;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use background::background;
pub use changes::changes;
pub(crate) use edges::cycle;
pub use examples::{Example, examples};
pub use frameworks::{framework, framework_ids};
pub use taxonomy::taxonomy;

use self::assemble::Joining;
use crate::diag::Problem;
use crate::model::{Form, FormId};
use crate::read::{Document, SetFile, set};

/// The bundled forms, oldest first: id and text.
const FORMS: &[(&str, &str)] = &[
    ("mlops-requirements@1", include_str!("../../catalog/forms/mlops-requirements@1.toml")),
    ("mlops-requirements@2", include_str!("../../catalog/forms/mlops-requirements@2.toml")),
    ("mlops-requirements@3", include_str!("../../catalog/forms/mlops-requirements@3.toml")),
];

/// The bundled sets: id and text.
const SETS: &[(&str, &str)] = &[
    ("thesis-extras@1", include_str!("../../catalog/sets/thesis-extras@1.toml")),
    ("taxonomy-extras@1", include_str!("../../catalog/sets/taxonomy-extras@1.toml")),
    ("framework-extras@1", include_str!("../../catalog/sets/framework-extras@1.toml")),
];

/// Why there is no such form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// Not in the catalog.
    #[error("the catalog has no form `{0}`")]
    Unknown(String),
    /// Not in the catalog.
    #[error("the catalog has no framework `{0}`")]
    NoFramework(String),
    /// In the catalog and not usable: a fault of this program.
    #[error("the catalog's `{0}` is damaged: {1}")]
    Damaged(String, String),
}

/// A set that a component adds to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SetSource<'s> {
    /// `name@version` of the catalog.
    Bundled(&'s str),
    /// A team's own file.
    Own {
        /// As the component names it.
        name: &'s str,
        /// Its text.
        text: &'s str,
    },
}

/// A form with sets, and what is wrong in them.
#[derive(Debug)]
pub struct WithSets {
    /// The form.
    pub form: Arc<Form>,
    /// Each problem with the index of its set.
    pub problems: Vec<(usize, Problem)>,
}

/// The ids of all bundled forms, oldest first.
pub fn form_ids() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|(id, _)| *id)
}

/// The ids of all bundled sets.
pub fn set_ids() -> impl Iterator<Item = &'static str> {
    SETS.iter().map(|(id, _)| *id)
}

/// The form that `init` takes: the newest.
pub fn newest() -> &'static str {
    FORMS.last().map_or("", |(id, _)| id)
}

/// The newest version of the form or set `name`.
pub fn newest_of(name: &str) -> Option<FormId> {
    let all = form_ids().chain(set_ids()).filter_map(FormId::parse);
    all.filter(|id| id.name == name).max_by_key(|id| id.version)
}

/// "Did you mean" for a form: the newest version where the name is right, else the nearest name's.
pub fn nearest_form(word: &str) -> Option<String> {
    nearest_of(word, form_ids())
}

/// "Did you mean" for a set.
pub fn nearest_set(word: &str) -> Option<String> {
    nearest_of(word, set_ids())
}

fn nearest_of(word: &str, ids: impl Iterator<Item = &'static str>) -> Option<String> {
    let name = word.split('@').next().unwrap_or_default();
    let names: Vec<FormId> = ids.filter_map(FormId::parse).collect();
    let near = crate::source::nearest(name, names.iter().map(|id| id.name.as_str()))?;
    newest_of(near).map(|id| format!("did you mean `{id}`?"))
}

/// Whether a form or a set of the catalog has a question of this id.
fn is_question(id: &str) -> bool {
    let line = format!("id = \"{id}\"");
    FORMS.iter().chain(SETS).any(|(_, text)| text.lines().any(|one| one == line))
}

/// A bundled form by `name@version`. Parsed once in a process.
pub fn form(id: &str) -> Result<Arc<Form>, CatalogError> {
    static PARSED: [OnceLock<Result<Arc<Form>, CatalogError>>; FORMS.len()] =
        [const { OnceLock::new() }; FORMS.len()];
    let at =
        FORMS.iter().position(|(name, _)| *name == id).ok_or_else(|| CatalogError::Unknown(id.to_owned()))?;
    PARSED[at].get_or_init(|| combine(id, &[]).map(|combined| combined.form)).clone()
}

/// A bundled form with sets. Put together once in a process for the same form and the same texts.
pub fn with_sets(form: &str, sets: &[SetSource<'_>]) -> Result<Arc<WithSets>, CatalogError> {
    type Key = (String, Vec<(String, Option<String>)>);
    static COMBINED: Mutex<Option<HashMap<Key, Arc<WithSets>>>> = Mutex::new(None);
    if sets.is_empty() {
        return Ok(Arc::new(WithSets { form: self::form(form)?, problems: Vec::new() }));
    }
    let part = |set: &SetSource<'_>| match set {
        SetSource::Bundled(id) => ((*id).to_owned(), None),
        SetSource::Own { name, text } => ((*name).to_owned(), Some((*text).to_owned())),
    };
    let key: Key = (form.to_owned(), sets.iter().map(part).collect());
    let known = |key: &Key| {
        let guard = COMBINED.lock().unwrap_or_else(PoisonError::into_inner);
        guard.as_ref().and_then(|map| map.get(key).cloned())
    };
    if let Some(known) = known(&key) {
        return Ok(known);
    }
    let combined = Arc::new(combine(form, sets)?);
    let mut guard = COMBINED.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(guard.get_or_insert_default().entry(key).or_insert(combined).clone())
}

fn combine(form: &str, sets: &[SetSource<'_>]) -> Result<WithSets, CatalogError> {
    let file = bundled(form)?;
    let base = file.based_on.as_deref().map(bundled).transpose()?;
    let mut problems = Vec::new();
    let mut files: Vec<SetFile> = Vec::with_capacity(sets.len());
    for (at, source) in sets.iter().enumerate() {
        files.push(match source {
            SetSource::Bundled(id) => bundled(id)?,
            SetSource::Own { text, .. } => {
                let mut found = Vec::new();
                let file = own(text, &mut found);
                problems.extend(found.into_iter().map(|problem| (at, problem)));
                file
            }
        });
    }
    let joining: Vec<Joining<'_>> = sets
        .iter()
        .zip(&files)
        .map(|(source, file)| match source {
            SetSource::Bundled(name) => Joining { name, file, bundled: true },
            SetSource::Own { name, .. } => Joining { name, file, bundled: false },
        })
        .collect();
    let damaged = |why| CatalogError::Damaged(form.to_owned(), why);
    let made = assemble::form(&file, base.as_ref(), &joining).map_err(damaged)?;
    problems.extend(made.problems);
    problems.sort_by_key(|(set, problem)| (*set, problem.span.start));
    Ok(WithSets { form: Arc::new(made.form), problems })
}

/// A team's own file. Where it is no TOML it brings nothing along.
fn own(text: &str, problems: &mut Vec<Problem>) -> SetFile {
    match Document::parse(text, problems) {
        Ok(document) => set(&document.root, problems),
        Err(errors) => {
            problems.extend(errors);
            SetFile::default()
        }
    }
}

/// A bundled file.
fn bundled(id: &str) -> Result<SetFile, CatalogError> {
    let text = FORMS.iter().chain(SETS).find(|(name, _)| *name == id).map(|(_, text)| *text);
    let text = text.ok_or_else(|| CatalogError::Unknown(id.to_owned()))?;
    let mut problems = Vec::new();
    let file = own(text, &mut problems);
    match problems.first() {
        None => Ok(file),
        Some(problem) => Err(CatalogError::Damaged(id.to_owned(), problem.message.clone())),
    }
}

#[cfg(test)]
mod tests;
