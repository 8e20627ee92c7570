//! `--policy FILE`, else `FORMWORK_POLICY`: the floor under every component that is looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::error::CliError;
use super::project;
use super::session::Session;
use super::since::Since;
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
    pub(super) fn read(&self, session: &mut Session<'_>) -> Result<Option<Arc<Policy>>, CliError> {
        let Some(path) = self.path(session) else { return Ok(None) };
        let cwd = session.context.cwd.canonicalize().unwrap_or_else(|_| session.context.cwd.clone());
        let Some(read) = store::read_policy(&path, &cwd, &words()) else {
            let given = if self.file.is_some() { "--policy" } else { "FORMWORK_POLICY" };
            return Err(CliError::new(format!("there is no policy at {}", session.shown(&path)))
                .hint(format!("{given} names a file; leave it out to check without a policy")));
        };
        if read.problems.is_empty() {
            return Ok(Some(Arc::new(read.policy)));
        }
        let problems: Vec<_> =
            read.problems.into_iter().map(|problem| (read.file.clone(), problem)).collect();
        project::show_barriers(session, check::check_root(&problems))?;
        Err(CliError::said())
    }

    /// What the policy asks for no longer, where it lies in the repository and an earlier state has it too, there or
    /// where it was moved from.
    pub(super) fn lowered(&self, session: &Session<'_>, since: &Since, now: &Policy) -> Vec<Finding> {
        let Some(path) = self.path(session) else { return Vec::new() };
        let at = |path: &Path| since.policy(path, &words());
        // A link may have led to another file then: the name counts as well as what it leads to now.
        let named = self.named(session).filter(|named| *named != path).and_then(|named| at(&named));
        let mut had: Vec<Policy> = at(&path).into_iter().chain(named).collect();
        if had.is_empty() {
            had.extend(since.other_places(&path).iter().filter_map(|old| at(old)));
        }
        let mut found: Vec<Finding> = Vec::new();
        for finding in had.iter().flat_map(|before| check::lowered_floor(before, now)) {
            if found.iter().all(|one| one.message != finding.message) {
                found.push(finding);
            }
        }
        found
    }

    /// The policy's file as it was given.
    pub(super) fn given(&self, session: &Session<'_>) -> Option<String> {
        let named = self.file.as_ref().map(|file| file.to_string_lossy().into_owned());
        named.or_else(|| Self::variable(session).map(str::to_owned))
    }

    fn variable<'w>(session: &'w Session<'_>) -> Option<&'w str> {
        session.context.env.get("FORMWORK_POLICY").map(AsRef::as_ref).filter(|file: &&str| !file.is_empty())
    }

    /// Where the file is, behind all links.
    fn path(&self, session: &Session<'_>) -> Option<PathBuf> {
        let path = self.place(session)?;
        Some(path.canonicalize().unwrap_or(path))
    }

    /// Where it is by its name: the folder of the command is real, what is named below it may be a link.
    fn named(&self, session: &Session<'_>) -> Option<PathBuf> {
        let place = self.place(session)?;
        let cwd = &session.context.cwd;
        let below = place.strip_prefix(cwd).ok()?;
        Some(cwd.canonicalize().ok()?.join(below))
    }

    fn place(&self, session: &Session<'_>) -> Option<PathBuf> {
        match (&self.file, Self::variable(session)) {
            (Some(file), _) => Some(session.path(file)),
            (None, Some(file)) => Some(session.context.cwd.join(file)),
            (None, None) => None,
        }
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
