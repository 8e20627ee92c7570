//! Frameworks by the word that a person types.

use super::args::unknown;
use super::error::CliError;
use crate::catalog;
use crate::model::Framework;
use crate::query::resolve_framework;

/// A framework as people type it.
pub(super) fn find(word: &str) -> Result<&'static Framework, CliError> {
    resolve_framework(&all()?, word).map_err(|error| unknown(&error))
}

/// Returns all frameworks.
pub(super) fn all() -> Result<Vec<&'static Framework>, CliError> {
    Ok(catalog::framework_ids().map(catalog::framework).collect::<Result<_, _>>()?)
}
