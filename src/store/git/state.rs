//! What git says of a folder: the commit and what differs from it. Only ever asked, with fixed arguments; nothing
//! in the environment or in the repository's own settings makes it do more.

use std::path::Path;

use super::run::run;

/// A folder in a git repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitState {
    /// The commit, 40 or 64 hex digits; `None` before the first one.
    pub commit: Option<String>,
    /// Where the folder lies in the repository: empty, or `a/b/`.
    prefix: String,
    /// Paths below the folder that differ from the commit, seen from the repository.
    changed: Vec<String>,
}

impl GitState {
    /// Whether one of these paths, seen from the folder, differs from the commit, or something below it does.
    pub fn differs(&self, paths: &[String]) -> bool {
        self.changed.iter().any(|changed| {
            // A folder that git does not know at all is said as a whole, with a slash behind it.
            let changed = changed.strip_prefix(&self.prefix).unwrap_or(changed);
            paths.iter().any(|path| {
                let rest = changed.strip_prefix(path.as_str());
                path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        })
    }
}

/// Asks git about a folder; `None` without git, outside a repository, or where git refuses.
pub fn git_state(dir: &Path) -> Option<GitState> {
    let prefix = ask(dir, &["rev-parse", "--show-prefix"])?;
    let commit = ask(dir, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
    let commit = commit.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
    let status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", "."];
    let changed = ask(dir, &status)?;
    Some(GitState {
        commit,
        prefix: prefix.trim_end_matches(['\r', '\n']).to_owned(),
        changed: changed.split('\0').filter_map(|entry| entry.get(3..)).map(str::to_owned).collect(),
    })
}

fn ask(dir: &Path, args: &[&str]) -> Option<String> {
    let output = run(dir, args).ok().filter(|output| output.success)?;
    Some(output.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_differs_where_it_or_something_below_it_does() {
        let changed = ["a/b/formwork/data.toml", "a/b/other/x", "a/b/new/"].map(str::to_owned).to_vec();
        let state = GitState { commit: None, prefix: "a/b/".to_owned(), changed };
        let differs = |path: &str| state.differs(&[path.to_owned()]);
        assert!(differs("formwork") && differs("formwork/data.toml") && differs("new") && differs(""));
        assert!(!differs("formwork.toml") && !differs("form") && !differs("formwork/scoping.toml"));
    }

    #[test]
    fn outside_a_repository_there_is_nothing_to_say() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(git_state(dir.path()), None);
    }
}
