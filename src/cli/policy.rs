//! `--policy FILE`, else `FORMWORK_POLICY`: the floor under every component that is looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::error::CliError;
use super::project;
use super::since::Since;
use super::world::World;
use crate::catalog;
use crate::check;
use crate::diag::Finding;
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
        let Some(path) = self.path(world) else { return Ok(None) };
        let cwd = world.context.cwd.canonicalize().unwrap_or_else(|_| world.context.cwd.clone());
        let Some(read) = store::read_policy(&path, &cwd, &words()) else {
            let given = if self.file.is_some() { "--policy" } else { "FORMWORK_POLICY" };
            return Err(CliError::new(format!("there is no policy at {}", world.shown(&path)))
                .hint(format!("{given} names a file; leave it out to check without a policy")));
        };
        if read.problems.is_empty() {
            return Ok(Some(Arc::new(read.policy)));
        }
        let problems: Vec<_> =
            read.problems.into_iter().map(|problem| (read.file.clone(), problem)).collect();
        project::show_barriers(world, check::check_root(&problems))?;
        Err(CliError::said())
    }

    /// What the policy asks for no longer, where it lies in the repository and an earlier state has it too, there or
    /// where it was moved from.
    pub(super) fn lowered(&self, world: &World<'_>, since: &Since, now: &Policy) -> Vec<Finding> {
        let (Some(path), Some(before)) = (self.path(world), &since.before) else { return Vec::new() };
        let at = |path: &Path| store::past_policy(before, path, &words());
        let had: Vec<Policy> = match at(&path) {
            Some(had) => vec![had],
            None => since.other_places(&path).iter().filter_map(|old| at(old)).collect(),
        };
        had.iter().flat_map(|before| check::lowered_floor(before, now)).collect()
    }

    /// The policy's file as it was given.
    pub(super) fn given(&self, world: &World<'_>) -> Option<String> {
        let named = self.file.as_ref().map(|file| file.to_string_lossy().into_owned());
        named.or_else(|| Self::variable(world).map(str::to_owned))
    }

    fn variable<'w>(world: &'w World<'_>) -> Option<&'w str> {
        world.context.env.get("FORMWORK_POLICY").map(AsRef::as_ref).filter(|file: &&str| !file.is_empty())
    }

    fn path(&self, world: &World<'_>) -> Option<PathBuf> {
        let path = match (&self.file, Self::variable(world)) {
            (Some(file), _) => world.path(file),
            (None, Some(file)) => world.context.cwd.join(file),
            (None, None) => return None,
        };
        Some(path.canonicalize().unwrap_or(path))
    }
}

/// What a policy may name.
fn words() -> PolicyWords<'static> {
    PolicyWords {
        rules: check::rules().iter().filter(|rule| !rule.fixed).map(|rule| rule.id).collect(),
        waivable: check::rules().iter().filter(|rule| rule.waivable).map(|rule| rule.id).collect(),
        sets: catalog::set_ids().collect(),
    }
}
