//! Disk ↔ model: discovery, loading, locking, atomic replacement, and facts from outside that rules
//! need (does a path exist). The only code that writes files.

mod apply;
mod compare;
mod create;
mod dates;
mod discover;
mod disk;
mod each;
mod evidence;
mod files;
mod frameworks;
mod git;
mod glob;
mod hook;
mod load;
mod lock;
mod measure;
mod members;
mod needs;
mod neighbours;
mod other_files;
mod outwards;
mod past;
mod path;
mod policy;
mod removed;
mod replace;
mod rings;
mod sets;
mod settings;
mod signal;
mod stages;
mod stand;
mod temporary;
mod transaction;

pub use apply::{FileDiff, remake, write_root};
pub(crate) use compare::{Compared, Pair, compare, repository_of};
pub use create::{create_all, in_the_way};
pub use dates::{Histories, Undated};
pub use discover::{
    Belonging, MemberDir, Project, SETTINGS_NAME, find, find_at, find_in, find_whole, repository,
    workspace_of,
};
pub use disk::{Disk, ReadProblem};
pub(crate) use each::{each, each_of};
pub use evidence::is_outside;
pub use files::Files;
pub use git::{
    Against, Batch, Blob, Commit, Entry, Git, GitError, GitState, History, Hooks, LastChange, LineMerge,
    Revision, Step, Touched, git_state, merge_file, trust,
};
pub use glob::files;
pub use hook::{Scratch, can_run, keep_hook, place_script, put_back_hook, take_away};
pub use load::Load;
pub use lock::Lock;
pub use measure::mark_moved;
pub use needs::Needs;
pub use neighbours::{consumers, further};
pub use other_files::REVIEWS_NAME;
pub use past::{Past, past};
pub(crate) use path::real;
pub use path::{shown, shown_from};
pub use policy::{PolicyFile, past_policy, read_policy};
pub use removed::removed_since;
pub use replace::{Prepared, keep_text, prepare, replace};
pub use sets::{Around, form_of};
pub use settings::{SettingsFile, read_settings, settings_text};
pub use signal::survive_full_disk;
pub use stand::answer_in;
#[cfg(test)]
pub(crate) use stand::{blocks, tables_of};
pub use transaction::{Mode, Transaction, Written};

use std::path::PathBuf;

/// The command could not do its work: exit code 2. What is wrong inside a project is a finding instead.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No `formwork.toml`.
    #[error("no formwork.toml in {} or above it", .0.display())]
    NotFound(PathBuf),
    /// A file could not be read or written.
    #[error("{}: {}", .path.display(), why(.source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An edit was refused.
    #[error("{file}: {error}")]
    Edit {
        /// The file.
        file: String,
        /// Why.
        error: crate::read::SpliceError,
    },
    /// Git could not be asked.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The file is not UTF-8 or no regular file.
    #[error("{file}: {message}")]
    Unreadable {
        /// The file.
        file: String,
        /// What it is.
        message: String,
    },
}

impl StoreError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// What the system said, in words that do not need its error numbers.
pub(crate) fn why(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => "there is no such file".into(),
        K::PermissionDenied => "permission denied".into(),
        K::StorageFull | K::FileTooLarge | K::QuotaExceeded => {
            "no room left to write; nothing was changed".into()
        }
        K::ReadOnlyFilesystem => "the file system is read-only".into(),
        K::IsADirectory => "it is a folder".into(),
        K::AlreadyExists => "it exists already; nothing was written".into(),
        K::NotADirectory => "a part of the path is not a folder".into(),
        _ => error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
    }
}
