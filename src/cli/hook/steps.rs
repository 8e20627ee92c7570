//! What is to be done, as data: said first, or done and said.

use std::path::PathBuf;

use super::super::changes::unified;
use super::super::error::CliError;
use super::super::session::Session;
use crate::store::{self, Git};

/// One thing to do.
#[derive(Debug)]
pub(super) enum Step {
    /// A setting of this clone.
    Setting { name: &'static str, value: String },
    /// Settings of this clone, of one section, go.
    NoSettings { section: &'static str, names: Vec<&'static str> },
    /// A text file's new text.
    Text { path: PathBuf, before: String, after: String },
    /// A text file goes.
    NoText { path: PathBuf, before: String },
    /// The hook that is there is kept, with its neighbours in the folder of hooks in reach.
    Keep { from: PathBuf, to: PathBuf, beside: PathBuf },
    /// A script that git runs.
    Script { path: PathBuf, text: String },
    /// A file goes.
    Remove(PathBuf),
    /// The hook that was kept is put back.
    PutBack { from: PathBuf, to: PathBuf },
}

/// Does it, or says what would be done.
pub(super) fn take(
    session: &mut Session<'_>,
    git: &Git,
    steps: &[Step],
    dry_run: bool,
) -> Result<(), CliError> {
    let mut nothing = true;
    for step in steps {
        if matches!(step, Step::Text { before, after, .. } if before == after) {
            continue;
        }
        nothing = false;
        let (done, bare, what) = step.words(session);
        if dry_run {
            session.data(&format!("would {bare} {what}\n"))?;
            match step {
                Step::Text { path, before, after } => {
                    session.data(&unified(&session.shown(path), before, after))?;
                }
                Step::NoText { path, before } => session.data(&unified(&session.shown(path), before, ""))?,
                _ => {}
            }
        } else {
            step.take(git)?;
            session.report(&format!("{done} {what}\n"))?;
        }
    }
    if nothing {
        session.talk(if dry_run {
            "nothing would change\n"
        } else {
            "it is so already; nothing was written\n"
        })?;
    }
    Ok(())
}

impl Step {
    /// What was done, what would be done, and to what.
    fn words(&self, session: &Session<'_>) -> (&'static str, &'static str, String) {
        match self {
            Self::Setting { name, .. } => ("set", "set", format!("{name} in this clone's git configuration")),
            Self::NoSettings { section, .. } => {
                ("took", "take", format!("{section} out of this clone's git configuration"))
            }
            Self::Keep { from, to, .. } => (
                "kept",
                "keep",
                format!("the hook {} as {}; it runs first", session.shown(from), session.shown(to)),
            ),
            Self::Text { path, .. } | Self::Script { path, .. } => ("wrote", "write", session.shown(path)),
            Self::NoText { path, .. } | Self::Remove(path) => ("removed", "remove", session.shown(path)),
            Self::PutBack { to, .. } => {
                ("put back", "put back", format!("the hook {} as it was", session.shown(to)))
            }
        }
    }

    fn take(&self, git: &Git) -> Result<(), CliError> {
        match self {
            Self::Setting { name, value } => git.set(name, value)?,
            Self::NoSettings { names, .. } => names.iter().try_for_each(|name| git.unset(name))?,
            Self::Text { path, after, .. } => store::replace(path, after.as_bytes())?,
            Self::Keep { from, to, beside } => store::keep_hook(from, to, beside)?,
            Self::PutBack { from, to } => store::put_back_hook(from, to)?,
            Self::Script { path, text } => store::place_script(path, text)?,
            Self::NoText { path, .. } | Self::Remove(path) => store::take_away(path)?,
        }
        Ok(())
    }
}
