//! Why a command could not do its work: cause and next step. What is wrong inside a project is never
//! one of these but a finding.

use super::{FAILED, reports};
use crate::catalog::CatalogError;
use crate::gate::GateError;
use crate::read::SpliceError;
use crate::source::{inert_line, nearest_help};
use crate::store::{self, GitError, StoreError};
use crate::term::{Context, Role};
use crate::upgrade::UpgradeError;

/// A failure with its next step.
#[derive(Debug)]
pub(super) struct CliError {
    message: String,
    hint: Option<String>,
    /// Already said in full, findings for instance.
    silent: bool,
}

impl CliError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, silent: false }
    }

    /// A word that names nothing, with the nearest one that does, else all of them.
    pub(super) fn no_such<'w>(kind: &str, word: &str, known: impl IntoIterator<Item = &'w str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let word = inert_line(word);
        let near = nearest_help(&word, known.iter().copied());
        Self::new(format!("there is no {kind} `{word}`")).hint(near.unwrap_or_else(|| {
            let a = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            format!("{a} {kind} is one of {}", known.join(", "))
        }))
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A failure that has been explained already.
    pub(super) fn said() -> Self {
        Self { message: String::new(), hint: None, silent: true }
    }

    /// Writes it to standard error. If that fails too there is nobody to tell.
    pub(super) fn report(&self, context: &mut Context) -> u8 {
        if !self.silent {
            let paint = context.err.paint;
            let mut text = format!("{} {}\n", paint.paint(Role::Error, "error:"), self.message);
            if let Some(hint) = &self.hint {
                text += &format!("{} {hint}\n", paint.paint(Role::Hint, " help:"));
            }
            let _ = context.err.write(&text);
        }
        FAILED
    }
}

impl CliError {
    /// What git could not do.
    fn git(error: &GitError) -> Self {
        let hint = match error {
            GitError::NoSuchCommit { shallow: true, .. } | GitError::NoMergeBase { shallow: true, .. } => {
                "this clone is shallow: `git fetch --deepen=100` gets more of its history, in CI `fetch-depth: 0` all of it"
            }
            GitError::NoSuchCommit { name, .. } if name == "HEAD" => "nothing has been committed here yet",
            GitError::NoSuchCommit { .. } => {
                "a branch, a tag or a commit of this clone; `git fetch` gets what it lacks"
            }
            GitError::NoMergeBase { .. } => "`A..B` compares them without looking for one",
            GitError::NotARepository(_) | GitError::Missing => {
                "this asks git; everything else works without it"
            }
            GitError::TooOld(_) => "upgrade git; what does not ask it works as it is",
            GitError::Bare(_) => {
                "run it in a clone that has a working tree; what does not ask git works here too"
            }
            GitError::Untrusted(top) => {
                return Self::new(inert_line(&error.to_string())).hint(store::trust(top));
            }
            GitError::NotUtf8(_) => "rename the folder; what does not ask git works as it is",
            GitError::Failed { .. } => return Self::new(inert_line(&error.to_string())),
        };
        Self::new(inert_line(&error.to_string())).hint(hint)
    }
}

/// Why what is dated names no commit, where somebody may wonder: in a repository that git does not look into, say.
pub(super) fn no_commit(error: &GitError) -> Option<String> {
    let because = inert_line(&error.to_string());
    match error {
        GitError::NotARepository(_) | GitError::Bare(_) => None,
        GitError::Untrusted(top) => Some(format!("no commit is named: {because}; {}\n", store::trust(top))),
        _ => Some(format!("no commit is named: {because}\n")),
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let hint = match &error {
            StoreError::Git(error) => return Self::git(error),
            StoreError::NotFound(_) => Some("`formwork init` starts a component in this folder"),
            StoreError::Edit { error: SpliceError::Layout { .. }, .. } => {
                Some("change it by hand; `formwork check` tells whether it fits")
            }
            StoreError::Edit { error: SpliceError::Unreadable, .. } | StoreError::Unreadable { .. } => {
                Some("`formwork check` shows where")
            }
            StoreError::Io { .. } => None,
        };
        let error = Self::new(inert_line(&error.to_string()));
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

impl From<CatalogError> for CliError {
    fn from(error: CatalogError) -> Self {
        Self::new(inert_line(&error.to_string()))
    }
}

impl From<GitError> for CliError {
    fn from(error: GitError) -> Self {
        Self::git(&error)
    }
}

impl From<GateError> for CliError {
    fn from(error: GateError) -> Self {
        let hint = match &error {
            GateError::NotOneRevision(_) => {
                "--since REV, or --since REV... for the commit where HEAD left it".to_owned()
            }
            GateError::SinkIsEvidence { format, .. } => reports::own_file(format),
            GateError::Store(_) | GateError::Git(_) => String::new(),
        };
        match error {
            GateError::Store(error) => error.into(),
            GateError::Git(error) => error.into(),
            other => Self::new(other.to_string()).hint(hint),
        }
    }
}

impl From<UpgradeError> for CliError {
    fn from(error: UpgradeError) -> Self {
        let message = error.to_string();
        match error {
            UpgradeError::Store(error) => error.into(),
            UpgradeError::NoSuchForm { hint, .. } => Self::new(message).hint(hint),
            UpgradeError::OtherForm { .. } => Self::new(message)
                .hint("an upgrade stays with its form; `formwork init` starts a component with another one"),
            UpgradeError::Older { .. } => {
                Self::new(message).hint("an upgrade does not go back; git brings back the files as they were")
            }
        }
    }
}
