//! What a repository is told about its files: configuration, hooks, and a merge of lines.

use std::path::{Path, PathBuf};

use super::run::{path_of, run};
use super::{Blob, Git, GitError, Revision};

/// What a merge of lines came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMerge {
    /// The bytes, with markers.
    pub bytes: Vec<u8>,
    /// How many conflicts there are.
    pub conflicts: usize,
}

/// `git merge-file`: merges lines, of any text. Needs no repository. Labels are for ours, base and theirs.
pub fn merge_file(
    dir: &Path,
    [ours, base, theirs]: [&str; 3],
    size: usize,
    labels: [&str; 3],
) -> Result<LineMerge, GitError> {
    let size = format!("--marker-size={size}");
    let [a, b, c] = labels;
    let args = ["merge-file", "-p", "-q", &size, "-L", a, "-L", b, "-L", c, "--", ours, base, theirs];
    let output = run(dir, &args)?;
    match output.code {
        Some(code @ 0..=127) => {
            Ok(LineMerge { bytes: output.out, conflicts: usize::try_from(code).unwrap_or(1) })
        }
        _ => Err(output.failed("merge-file")),
    }
}

/// Whose folder it is that git looks for hooks in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hooks {
    /// Git's own, a clone's private matter.
    Own,
    /// One of the working tree: hooks that people share, or that another tool writes.
    Shared,
    /// One outside of this repository.
    Outside,
}

impl Git {
    /// A setting of this clone.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        let found = self.ask(&["config", "--local", "--get", name])?;
        Ok(found.success.then(|| found.text().trim_end_matches('\n').to_owned()))
    }

    /// What a setting is here, wherever it was set.
    pub fn setting_anywhere(&self, name: &str) -> Result<Option<String>, GitError> {
        let found = self.ask(&["config", "--get", name])?;
        Ok(found.success.then(|| found.text().trim_end_matches('\n').to_owned()))
    }

    /// Writes a setting of this clone.
    pub fn set(&self, name: &str, value: &str) -> Result<(), GitError> {
        self.ask(&["config", "--local", name, value])?.expect("config").map(drop)
    }

    /// Takes a setting of this clone out; a section that then is empty goes as well.
    pub fn unset(&self, name: &str) -> Result<(), GitError> {
        self.ask(&["config", "--local", "--unset-all", name])?.expect("config").map(drop)
    }

    /// The folder in which git looks for hooks, and whose it is.
    pub fn hooks(&self) -> Result<(PathBuf, Hooks), GitError> {
        let hooks = self.said_path(&["rev-parse", "--git-path", "hooks"])?;
        let own = self.said_path(&["rev-parse", "--git-common-dir"])?;
        let whose = if hooks.starts_with(own) {
            Hooks::Own
        } else if hooks.starts_with(self.root()) {
            Hooks::Shared
        } else {
            Hooks::Outside
        };
        Ok((hooks, whose))
    }

    /// The folder in which git looks for hooks where nobody named another one.
    pub fn own_hooks(&self) -> Result<PathBuf, GitError> {
        let own = self.said_path(&["rev-parse", "--git-common-dir"])?.join("hooks");
        Ok(own.canonicalize().unwrap_or(own))
    }

    fn said_path(&self, args: &[&str]) -> Result<PathBuf, GitError> {
        let said = path_of(&self.ask(args)?.expect("rev-parse")?.out);
        let path = self.root().join(said);
        Ok(path.canonicalize().unwrap_or(path))
    }

    /// The bytes that are staged of a file, which is named from the top of the working tree.
    pub fn staged_bytes(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let entries = self.files(&Revision::Index, path)?;
        let Some(entry) = entries.iter().find(|entry| entry.path == path && entry.is_file) else {
            return Ok(None);
        };
        Ok(match self.batch()?.blob(&entry.blob)? {
            Blob::Bytes(bytes) => Some(bytes),
            Blob::Missing => None,
        })
    }

    /// The files whose contents the next commit changes, and those that it takes out, from the top of the working
    /// tree, with `/`. A name that is no UTF-8 is none of ours.
    pub fn staged(&self) -> Result<Vec<String>, GitError> {
        let args = [
            "diff",
            "--cached",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--diff-filter=ACDMRT",
        ];
        let found = self.ask(&args)?.expect("diff")?;
        let names = found.out.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(names.filter_map(|name| String::from_utf8(name.to_vec()).ok()).collect())
    }
}
