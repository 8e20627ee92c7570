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
        // What git does not know, and what it was told not to look at: that may differ unseen.
        let unknown = ["ls-files", "-c", "-o", "-v", "--exclude-standard", "-z", "--full-name"];
        let unknown = || match after {
            Against::WorkingTree => self.ask(&unknown)?.expect("ls-files"),
            Against::Commit(_) | Against::Index => Ok(Output::default()),
        };
        let (differ, unknown) = at_once(|| self.ask(&args)?.expect("diff"), unknown);
        let mut found = touched(&differ?.out);
        let unknown = unknown?;
        found.extend(unseen(&unknown.out).map(|path| Touched { path: path.to_owned(), from: None }));
        Ok(found)
    }
}

/// Reads what `ls-files -v -z` writes, `tag blank path NUL`: the files of which git compares nothing. `?` is one that
/// it does not know, `S` one that is left out of the working tree on purpose, a small letter one that is assumed to
/// be unchanged.
pub(super) fn unseen(bytes: &[u8]) -> impl Iterator<Item = &str> {
    let records = bytes.split(|&byte| byte == 0).filter_map(|record| std::str::from_utf8(record).ok());
    let unseen = |tag: &str| tag == "?" || tag == "S" || tag.starts_with(|c: char| c.is_ascii_lowercase());
    records
        .filter_map(|record| record.split_once(' '))
        .filter(move |(tag, _)| unseen(tag))
        .map(|(_, path)| path)
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
