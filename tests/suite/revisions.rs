//! The states that `diff` and `check --since` can read: revisions, the index, clones and working trees of all kinds.

use std::path::Path;

use crate::diff::alone;
use crate::git::git;
use crate::support::{Project, Ran};

#[test]
fn a_revision_that_is_none_and_places_without_git_are_said() {
    let project = alone();
    for name in ["nothing", "--upload-pack=touch x", "a\nb", ""] {
        project.run(["diff", "--", name]).exits(2).talks("error: there is no commit");
        project.run(["check", &format!("--since={name}")]).exits(2).talks("error: there is no commit");
    }
    assert!(!project.path("x").exists());
    let bare = Project::fresh();
    bare.run(["diff"]).exits(2).talks("is not in a git repository");
    bare.run(["log", "data-source"]).exits(2).talks("is not in a git repository");
    let empty = Project::fresh();
    std::fs::remove_dir(empty.path(".git")).unwrap();
    empty.git(&["init", "-q"]);
    empty.run(["diff"]).exits(2).talks("nothing has been committed here yet");
    project.run(["diff"]).ok();
    let without = Ran::of(project.command().env("PATH", "/nowhere").arg("diff").output().unwrap());
    without.exits(2).talks("git is not installed");
    Ran::of(project.command().env("PATH", "/nowhere").arg("list").output().unwrap()).ok();
}

#[test]
fn a_shallow_clone_and_a_linked_worktree_work_as_far_as_they_reach() {
    let project = alone();
    project.change("formwork/data.toml", "Four", "Five");
    project.commit("second");
    project.change("formwork/data.toml", "Five", "Six");
    project.commit("third");
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", project.root().display());
    git(clone.path(), &["clone", "-q", "--depth", "2", &url, "."]).ok();
    let at =
        |dir: &Path, args: &[&str]| Ran::of(project.command().current_dir(dir).args(args).output().unwrap());
    at(clone.path(), &["diff", "HEAD~1"]).ok().says("[-Five-]{+Six+}");
    at(clone.path(), &["diff", "HEAD~2"]).exits(2).talks("this clone is shallow").talks("fetch-depth: 0");
    let log = at(clone.path(), &["log", "data-source"]).ok().talks("this clone is shallow");
    assert!(
        log.out.contains("third") && !log.out.contains("first") && !log.out.contains("answered"),
        "{}",
        log.out
    );
    let beside = tempfile::tempdir().unwrap();
    let linked = beside.path().join("linked tree");
    project.git(&["worktree", "add", "-q", linked.to_str().unwrap(), "HEAD"]);
    let file = linked.join("formwork/data.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Six", "Seven")).unwrap();
    at(&linked.join("formwork"), &["diff"]).ok().says("[-Six-]{+Seven+}");
}

#[test]
fn a_state_that_cannot_be_read_is_said_and_nothing_is_made_up() {
    let project = alone();
    project.change("formwork/data.toml", "[data-source]", "[data-source");
    let ran = project.run(["diff"]).exits(2).talks("invalid-toml");
    assert!(ran.out.contains("unreadable") && !ran.out.contains("reopened"), "{}", ran.out);
    project.commit("broken");
    project.change("formwork/data.toml", "[data-source", "[data-source]");
    let ran = project.run(["diff"]).ok().says("unreadable → ");
    assert!(!ran.out.contains("answered"), "{}", ran.out);
}

#[test]
fn evidence_sets_and_stray_files_are_those_of_the_revision() {
    let project = alone();
    project.write("docs/cameras.md", "x");
    project.run(["answer", "data-source", "--evidence", "docs/cameras.md"]).ok();
    project.commit("evidence");
    std::fs::remove_file(project.path("docs/cameras.md")).unwrap();
    let ran = project.run(["check", "--since", "HEAD", "--format", "short"]).ok();
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.contains("warning[missing-evidence]"), "{}", ran.out);
    project.git(&["checkout", "-q", "."]);
    project.write("formwork/dat.toml", "");
    let ran = project.run(["check", "--since", "HEAD", "--format", "short"]).ok();
    assert!(ran.out.contains("warning[unknown-file]"), "{}", ran.out);
    project.commit("stray");
    project.run(["check", "--since", "HEAD"]).ok().says("Nothing new since HEAD");
}

#[test]
#[cfg(unix)]
fn inside_of_a_hook_the_index_is_that_of_the_commit() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = alone();
    let hook = project.path(".git/hooks/pre-commit");
    let bin = env!("CARGO_BIN_EXE_formwork");
    // Git tells a hook of its repository and index by variables, with paths from the top.
    project.write(
        ".git/hooks/pre-commit",
        format!("#!/bin/sh\n'{bin}' -C formwork diff --cached > .git/seen\n"),
    );
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    project.change("formwork/data.toml", "Four old", "Five new");
    project.change("formwork/data.toml", "JPEG", "PNG");
    project.git(&["add", "-A"]);
    project.change("formwork/data.toml", "Five new", "Six more");
    // Only what is named goes into this commit.
    project.write("README", "x");
    project.git(&["add", "README"]);
    project.git(&["commit", "-q", "-m", "a readme", "README"]);
    assert_eq!(project.read(".git/seen"), "");
    project.git(&["commit", "-q", "-m", "what is staged"]);
    let seen = project.read(".git/seen");
    assert!(seen.contains("{+Five new+}") && seen.contains("PNG"), "{seen}");
    git(&project.path("formwork"), &["commit", "-q", "-a", "-m", "the rest"]).ok();
    assert!(project.read(".git/seen").contains("[-Five new-]{+Six more+}"), "{}", project.read(".git/seen"));
}
