//! `--policy FILE`, else `FORMWORK_POLICY`: the floor under every component that is looked at.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::error::CliError;
use super::project;
use super::world::World;
use crate::catalog;
use crate::check;
use crate::model::Policy;
use crate::read::PolicyWords;
use crate::store;

/// The policy to hold components against.
#[derive(Debug, Args, Default)]
pub(super) struct PolicyArg {
    /// Hold every component against this policy; otherwise `FORMWORK_POLICY`, if set
    #[arg(id = "policy", long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl PolicyArg {
    /// Reads the policy. One with anything wrong in it holds nobody to anything, so nothing is checked then.
    pub(super) fn read(&self, world: &mut World<'_>) -> Result<Option<Arc<Policy>>, CliError> {
        let path = match (&self.file, world.context.env.get("FORMWORK_POLICY")) {
            (Some(file), _) => world.path(file),
            (None, Some(file)) if !file.is_empty() => world.context.cwd.join(file),
            (None, _) => return Ok(None),
        };
        let cwd = world.context.cwd.canonicalize().unwrap_or_else(|_| world.context.cwd.clone());
        let path = path.canonicalize().unwrap_or(path);
        let settable = check::rules().iter().filter(|rule| !rule.fixed);
        let waivable = check::rules().iter().filter(|rule| rule.waivable);
        let words = PolicyWords {
            rules: settable.map(|rule| rule.id).collect(),
            waivable: waivable.map(|rule| rule.id).collect(),
            sets: catalog::set_ids().collect(),
        };
        let read = store::read_policy(&path, &cwd, &words);
        if read.problems.is_empty() {
            return Ok(Some(Arc::new(read.policy)));
        }
        let problems: Vec<_> =
            read.problems.into_iter().map(|problem| (read.file.clone(), problem)).collect();
        project::show_barriers(world, check::check_root(&problems))?;
        Err(CliError::said())
    }
}
