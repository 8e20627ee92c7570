//! The embedded catalog: forms, roles, stages, levels and facts → [`Form`].
//!
//! A published `name@N` never changes, and the binary keeps them all. Only what a component names is
//! parsed. A form with `based-on` takes guidance, dependencies and the required table from there.

mod assemble;
mod examples;
mod raw;

use std::sync::{Arc, OnceLock};

pub use examples::{Example, examples};

use crate::model::{Form, FormId};

/// The bundled forms, oldest first: id and text.
const FORMS: &[(&str, &str)] = &[
    ("mlops-requirements@1", include_str!("../../catalog/forms/mlops-requirements@1.toml")),
    ("mlops-requirements@2", include_str!("../../catalog/forms/mlops-requirements@2.toml")),
    ("mlops-requirements@3", include_str!("../../catalog/forms/mlops-requirements@3.toml")),
];

/// Why there is no such form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// Not in the catalog.
    #[error("the catalog has no form `{0}`")]
    Unknown(String),
    /// In the catalog and not usable: a fault of this program.
    #[error("the catalog's form `{0}` is damaged: {1}")]
    Damaged(String, String),
}

/// The ids of all bundled forms, oldest first.
pub fn form_ids() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|(id, _)| *id)
}

/// The form that `init` takes: the newest.
pub fn newest() -> &'static str {
    FORMS.last().map_or("", |(id, _)| id)
}

/// The newest version of the form `name`.
pub fn newest_of(name: &str) -> Option<FormId> {
    form_ids().filter_map(FormId::parse).filter(|id| id.name == name).max_by_key(|id| id.version)
}

/// "Did you mean" for a form: the newest version where the name is right, else the nearest name's.
pub fn nearest_form(word: &str) -> Option<String> {
    let name = word.split('@').next().unwrap_or_default();
    let names: Vec<FormId> = form_ids().filter_map(FormId::parse).collect();
    let near = crate::source::nearest(name, names.iter().map(|id| id.name.as_str()))?;
    newest_of(near).map(|id| format!("did you mean `{id}`?"))
}

/// A bundled form by `name@version`. Parsed once in a process.
pub fn form(id: &str) -> Result<Arc<Form>, CatalogError> {
    static PARSED: [OnceLock<Result<Arc<Form>, CatalogError>>; FORMS.len()] =
        [const { OnceLock::new() }; FORMS.len()];
    let at =
        FORMS.iter().position(|(name, _)| *name == id).ok_or_else(|| CatalogError::Unknown(id.to_owned()))?;
    let parse = || assemble::form(id).map(Arc::new).map_err(|why| CatalogError::Damaged(id.to_owned(), why));
    PARSED[at].get_or_init(parse).clone()
}

/// A bundled file's text.
fn text_of(id: &str) -> Option<&'static str> {
    FORMS.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests;
