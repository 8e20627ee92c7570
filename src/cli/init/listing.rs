//! A new component that no pattern of its workspace takes in is added to the list of members.

use std::path::PathBuf;

use crate::cli::changes;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::model::{Change, Edit};
use crate::source::inert_line;
use crate::store::{self, Belonging, FileDiff, Mode, SETTINGS_NAME};

/// The line that `members` gets.
pub(super) struct Listing {
    pub(super) root: PathBuf,
    pub(super) diff: FileDiff,
    member: String,
    change: Change,
}

impl Listing {
    /// What has to be added, if anything; tried before anything is written.
    pub(super) fn of(around: &Belonging) -> Result<Option<Self>, CliError> {
        let Some(member) = around.unlisted.clone() else { return Ok(None) };
        let edit = Edit::Add { table: vec!["workspace".into()], key: "members".into(), item: member.clone() };
        let change = Change { file: SETTINGS_NAME.into(), edits: vec![edit], template: String::new() };
        let diff = store::write_root(&around.root, &change, Mode::DryRun)?;
        Ok(diff.map(|diff| Self { root: around.root.clone(), diff, member, change }))
    }

    /// Adds it and says so.
    pub(super) fn add(self, session: &Session<'_>) -> Result<String, CliError> {
        let file = self.root.join(SETTINGS_NAME);
        store::write_root(&self.root, &self.change, Mode::Write).map_err(|error| {
            CliError::from(error).hint(format!(
                "the component is made; add \"{}\" to `members` in {}",
                inert_line(&self.member),
                session.shown(&file)
            ))
        })?;
        let wrote = changes::wrote_file(session, &file);
        Ok(format!("{}: `members` names {} now\n", wrote.trim_end(), inert_line(&self.member)))
    }
}
