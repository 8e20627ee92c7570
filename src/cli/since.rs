//! `check --since`: the findings of now held against those of a revision.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::compare::{self, Pair};
use super::error::CliError;
use super::project;
use crate::check::{self, Checked};
use crate::diag::Finding;
use crate::store::{Against, Found, Load, MemberDir};

/// The project as of a revision, to hold the findings of now against.
pub(super) struct Since {
    pub(super) revision: String,
    before: Option<Arc<Found>>,
    pairs: HashMap<PathBuf, Pair>,
}

impl Since {
    pub(super) fn new(found: &Arc<Found>, revision: &str) -> Result<Self, CliError> {
        let git = compare::git(found)?;
        let commit = compare::commit(&git, revision)?;
        let compared = compare::compare(&git, found, &commit, &Against::WorkingTree)?;
        let by_dir = |pair: Pair| Some((pair.after.as_ref()?.dir.dir.clone(), pair));
        let pairs = compared.pairs.into_iter().filter_map(by_dir).collect();
        Ok(Self { revision: revision.to_owned(), before: compared.before, pairs })
    }

    /// A component's findings: those that are new, with what its policy asks for no longer, and the others.
    pub(super) fn tell_apart(
        &self,
        member: &MemberDir,
        loaded: &Load,
        checked: Checked,
        options: &check::Options,
    ) -> (Checked, Vec<Finding>) {
        let Some(pair) = self.pairs.get(&member.dir) else { return (checked, Vec::new()) };
        let Some(before) = pair.before.as_ref().filter(|_| pair.touched || !checked.findings.is_empty())
        else {
            return (checked, Vec::new());
        };
        let before = before.load(loaded.as_ref().ok());
        let had = check::check_component(&before, options).findings;
        let (mut findings, old) = check::tell_apart(&had, checked.findings);
        if let (Ok(before), Ok(after)) = (&before, loaded) {
            findings.splice(0..0, check::loosened(before, after, options));
        }
        (Checked { findings, ..checked }, old)
    }

    /// The findings of a workspace's own file, the new ones and the others.
    pub(super) fn root(&self, found: &Found) -> (Vec<Finding>, Vec<Finding>) {
        let had = self.before.as_ref().map(|before| project::root_findings(before)).unwrap_or_default();
        check::tell_apart(&had, project::root_findings(found))
    }
}
