//! Which files differ between two states.

use super::run::{Output, at_once};
use super::{Commit, Git, GitError};

/// A state to compare a commit with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// Another commit.
    Commit(Commit),
    /// What is staged.
    Index,
    /// The files on the disk, those that git does not know yet too.
    WorkingTree,
}

/// A file that differs. Paths are from the top of the working tree, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its path; the old one where it is gone.
    pub path: String,
    /// The path that it had before, where it has another one now.
    pub from: Option<String>,
}

impl Git {
    /// The files that differ between a commit and another state.
    pub fn touched(&self, before: &Commit, after: &Against) -> Result<Vec<Touched>, GitError> {
        let mut args =
            vec!["diff", "--name-status", "-M", "-z", "--no-ext-diff", "--no-textconv", "--no-relative"];
        if *after == Against::Index {
            args.push("--cached");
        }
        args.push(before.as_str());
        if let Against::Commit(commit) = after {
            args.push(commit.as_str());
        }
        args.push("--");
        let unknown = || match after {
            Against::WorkingTree => {
                self.ask(&["ls-files", "-o", "--exclude-standard", "-z", "--full-name"])?.expect("ls-files")
            }
            Against::Commit(_) | Against::Index => Ok(Output::default()),
        };
        let (differ, unknown) = at_once(|| self.ask(&args)?.expect("diff"), unknown);
        let mut found = touched(&differ?.out);
        let unknown = unknown?;
        let paths = unknown.out.split(|&byte| byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
        let paths = paths.filter(|path| !path.is_empty());
        found.extend(paths.map(|path| Touched { path: path.to_owned(), from: None }));
        Ok(found)
    }
}

/// Reads what `diff --name-status -z` writes: `status NUL path NUL`, and two paths where a file moved. Paths that
/// are no UTF-8 are left out.
pub(super) fn touched(bytes: &[u8]) -> Vec<Touched> {
    let mut found = Vec::new();
    let mut words = bytes.split(|&byte| byte == 0).map(std::str::from_utf8);
    while let Some(status) = words.next() {
        let Some(path) = words.next() else { break };
        let status = status.unwrap_or_default();
        if !status.starts_with(['R', 'C']) {
            found.extend(path.ok().map(|path| Touched { path: path.to_owned(), from: None }));
            continue;
        }
        let Some(to) = words.next() else { break };
        if let Ok(to) = to {
            let from = path.ok().filter(|_| status.starts_with('R')).map(str::to_owned);
            found.push(Touched { path: to.to_owned(), from });
        }
    }
    found
}
