//! What a repository is told about its files: configuration, hooks, and a merge of lines.

use std::path::{Path, PathBuf};

use super::run::{path_of, run};
use super::{Git, GitError};

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

impl Git {
    /// A setting of this clone.
    pub fn setting(&self, name: &str) -> Result<Option<String>, GitError> {
        let found = self.ask(&["config", "--local", "--get", name])?;
        Ok(found.success.then(|| found.text().trim_end_matches('\n').to_owned()))
    }

    /// Writes a setting of this clone.
    pub fn set(&self, name: &str, value: &str) -> Result<(), GitError> {
        self.ask(&["config", "--local", name, value])?.expect("config").map(drop)
    }

    /// Takes a section of this clone's settings out.
    pub fn unset_section(&self, name: &str) -> Result<(), GitError> {
        self.ask(&["config", "--local", "--remove-section", name])?.expect("config").map(drop)
    }

    /// The folder in which git looks for hooks, and whether it belongs to this repository.
    pub fn hooks(&self) -> Result<(PathBuf, bool), GitError> {
        let path = |args: &[&str]| {
            let said = path_of(&self.ask(args)?.expect("rev-parse")?.out);
            let path = self.root().join(said);
            Ok::<_, GitError>(path.canonicalize().unwrap_or(path))
        };
        let hooks = path(&["rev-parse", "--git-path", "hooks"])?;
        let own = path(&["rev-parse", "--git-common-dir"])?;
        let inside = hooks.starts_with(self.root()) || hooks.starts_with(own);
        Ok((hooks, inside))
    }

    /// The files whose contents the next commit changes, from the top of the working tree, with `/`. A name that
    /// is no UTF-8 is none of ours.
    pub fn staged(&self) -> Result<Vec<String>, GitError> {
        let args =
            ["diff", "--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=ACMRT"];
        let found = self.ask(&args)?.expect("diff")?;
        let names = found.out.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(names.filter_map(|name| String::from_utf8(name.to_vec()).ok()).collect())
    }
}
