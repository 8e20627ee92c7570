//! `--policy FILE`, else `FORMWORK_POLICY`: the floor under every component that is looked at.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::error::CliError;
use super::session::Session;
use crate::gate::{self, PolicyError, PolicyPlace};
use crate::model::Policy;

/// The policy to hold components against.
#[derive(Debug, Args, Default)]
pub(super) struct PolicyArg {
    /// Hold every component against this policy; otherwise `FORMWORK_POLICY`, if set
    #[arg(id = "policy", long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl PolicyArg {
    /// Reads the policy. Where anything is wrong in it, nothing is checked.
    pub(super) fn read(&self, session: &mut Session<'_>) -> Result<Option<Arc<Policy>>, CliError> {
        let Some(place) = self.place(session) else { return Ok(None) };
        match gate::read_policy(&place, &session.context.cwd) {
            Ok(policy) => Ok(Some(policy)),
            Err(PolicyError::Missing(path)) => {
                let given = if self.file.is_some() { "--policy" } else { "FORMWORK_POLICY" };
                Err(CliError::new(format!("there is no policy at {}", session.shown(&path)))
                    .hint(format!("{given} names a file; leave it out to check without a policy")))
            }
            Err(PolicyError::Broken(findings)) => {
                session.show_blocking(findings)?;
                Err(CliError::said())
            }
        }
    }

    /// The policy's file as it was given.
    pub(super) fn given(&self, session: &Session<'_>) -> Option<String> {
        let named = self.file.as_ref().map(|file| file.to_string_lossy().into_owned());
        named.or_else(|| Self::variable(session).map(str::to_owned))
    }

    /// Where the file is.
    pub(super) fn place(&self, session: &Session<'_>) -> Option<PolicyPlace> {
        let cwd = &session.context.cwd;
        let file = match &self.file {
            Some(file) => session.path(file),
            None => cwd.join(Self::variable(session)?),
        };
        Some(PolicyPlace::new(file, cwd))
    }

    fn variable<'w>(session: &'w Session<'_>) -> Option<&'w str> {
        session.context.env.get("FORMWORK_POLICY").map(AsRef::as_ref).filter(|file: &&str| !file.is_empty())
    }
}
