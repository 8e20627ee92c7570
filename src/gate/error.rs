//! Why the gate could not be run. What is wrong inside a project is a finding instead.

use crate::source::inert_line;
use crate::store::{GitError, StoreError};

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// The project could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Git could not be asked about the revision.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A range of revisions, where one is asked for.
    #[error("--since takes one revision, not `{}`", inert_line(.0))]
    NotOneRevision(String),
    /// An output would be written over evidence: the gate does not write what it is to judge.
    #[error("--report {format}={file}: it is what a requirement is verified by")]
    SinkIsEvidence {
        /// The output's format.
        format: &'static str,
        /// The file, as people see it from where the command runs.
        file: String,
    },
}
