//! What of the environment git gets to see. Which repository is meant is found from the folder, as everything else
//! is, also where a hook or a script of another repository asks.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What would make git look at another repository, or take names of files for something else.
const NOT_OURS: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// Takes out what is not about the repository of a folder. The index stays: inside of a hook git says by a variable
/// what the commit will hold, and it may be any file.
pub(super) fn own(command: &mut Command, dir: &Path) {
    for name in NOT_OURS {
        command.env_remove(name);
    }
    let index = std::env::var_os(INDEX);
    if index.is_some_and(|index| is_of_another(Path::new(&index), dir)) {
        command.env_remove(INDEX);
    }
}

const INDEX: &str = "GIT_INDEX_FILE";

/// Whether an index lies with another repository than the folder's. A relative one is seen from the top of the
/// working tree and so is nobody else's.
fn is_of_another(index: &Path, dir: &Path) -> bool {
    let theirs = index.parent().filter(|folder| index.is_absolute() && folder.join("HEAD").is_file());
    let own = dir.ancestors().find_map(|above| git_folder(&above.join(".git")));
    let real = |path: &Path| path.canonicalize().ok();
    theirs.zip(own).is_some_and(|(theirs, own)| real(theirs) != real(&own))
}

/// The folder that a `.git` is, or that it names: in a linked working tree and a submodule it is a file.
fn git_folder(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_path_buf());
    }
    let text = std::fs::read_to_string(path).ok()?;
    Some(path.parent()?.join(text.strip_prefix("gitdir:")?.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes its folders")]
    fn an_index_of_another_repository_is_told_from_the_own_and_from_one_that_lies_anywhere() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        for git in ["a/.git", "b/.git", "a/.git/worktrees/linked"] {
            std::fs::create_dir_all(at(git)).unwrap();
            std::fs::write(at(git).join("HEAD"), "ref: refs/heads/main\n").unwrap();
        }
        for folder in ["a/sub", "linked/sub", "neither"] {
            std::fs::create_dir_all(at(folder)).unwrap();
        }
        let link = format!("gitdir: {}\n", at("a/.git/worktrees/linked").display());
        std::fs::write(at("linked/.git"), link).unwrap();
        let other = |index: &str, folder: &str| is_of_another(&at(index), &at(folder));
        assert!(!other("a/.git/index", "a/sub") && !other("a/.git/next-index-7.lock", "a"));
        assert!(!other("a/.git/worktrees/linked/index", "linked/sub") && !other("index", "a"));
        assert!(other("a/.git/index", "b") && other("a/.git/index", "linked/sub"));
        assert!(other("a/.git/worktrees/linked/index", "a"));
        assert!(!is_of_another(Path::new(".git/index"), &at("b")));
    }
}
