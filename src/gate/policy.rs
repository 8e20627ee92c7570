//! The policy under every component that is looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog;
use crate::check;
use crate::diag::Finding;
use crate::model::Policy;
use crate::read::PolicyWords;
use crate::store;

/// Where a policy's file is.
#[derive(Debug, Clone)]
pub struct PolicyPlace {
    /// Behind all links.
    pub(super) path: PathBuf,
    /// By its name, which a link may have led elsewhere from in an earlier state.
    pub(super) named: Option<PathBuf>,
}

/// Why there is no policy to hold anybody against.
#[derive(Debug)]
pub enum PolicyError {
    /// No such file.
    Missing(PathBuf),
    /// It cannot be used: one with anything wrong in it holds nobody to anything.
    Broken(Vec<Finding>),
}

impl PolicyPlace {
    /// The place of a file that was named from `cwd`: that folder is real, what is named below it may be a link.
    pub fn new(file: PathBuf, cwd: &Path) -> Self {
        let named = file.strip_prefix(cwd).ok().and_then(|below| Some(cwd.canonicalize().ok()?.join(below)));
        Self { path: file.canonicalize().unwrap_or(file), named }
    }
}

/// Reads the policy. Findings name files from `cwd`.
pub fn read_policy(place: &PolicyPlace, cwd: &Path) -> Result<Arc<Policy>, PolicyError> {
    let cwd = cwd.canonicalize().unwrap_or_else(|_| cwd.to_path_buf());
    let read = store::read_policy(&place.path, &cwd, &words());
    let read = read.ok_or_else(|| PolicyError::Missing(place.path.clone()))?;
    if read.problems.is_empty() {
        return Ok(Arc::new(read.policy));
    }
    let problems: Vec<_> = read.problems.into_iter().map(|problem| (read.file.clone(), problem)).collect();
    Err(PolicyError::Broken(check::check_root(&problems)))
}

/// What a policy may name.
pub(super) fn words() -> PolicyWords<'static> {
    PolicyWords {
        rules: check::rules().iter().filter(|rule| !rule.fixed).map(|rule| rule.id.as_str()).collect(),
        waivable: check::rules().iter().filter(|rule| rule.waivable).map(|rule| rule.id.as_str()).collect(),
        sets: catalog::set_ids().collect(),
    }
}
