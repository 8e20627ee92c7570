//! What `hook install` sets up in a clone, and what the pre-commit hook lets through.

use std::os::unix::fs::PermissionsExt as _;

use crate::git::git;
use crate::support::{Project, path};

const DATA: &str = "formwork/data.toml";

/// A fresh component in a repository.
pub fn fresh() -> Project {
    let project = Project::fresh().env("PATH", &path());
    project.git(&["init", "-q", "-b", "main"]);
    project
}

/// The same, committed, with everything set up.
pub fn repository() -> Project {
    let project = fresh();
    project.run(["hook", "install"]).ok();
    project.commit("start");
    project
}

/// Writes a script that can be run.
pub fn script(project: &Project, path: &str, text: &str) {
    project.write(path, text);
    std::fs::set_permissions(project.path(path), std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_hook_refuses_what_is_staged_and_cannot_be_read_and_nothing_else() {
    let project = repository();
    let valid = project.read(DATA);
    project.write(DATA, valid.replacen("answer = \"\"", "answer = \"\"\nstatus = \"someday\"", 1));
    project.git(&["add", "-A"]);
    project.write(DATA, &valid);
    git(project.root(), &["commit", "-qm", "x"])
        .exits(1)
        .talks("error[invalid-value]")
        .talks("formwork/data.toml:")
        .talks("the commit was stopped");
    project.git(&["add", "-A"]);
    project.write(DATA, "broken, and not staged");
    project.write("notes.md", "x");
    project.git(&["add", "notes.md"]);
    project.git(&["commit", "-qm", "x"]);
    project.write(DATA, valid.replacen("[privacy]", "[privcy]", 1));
    project.try_commit("x").exits(1).talks("did you mean `privacy`?");
    // Open, expired, placeholders, levels that require everything: none of this is about the file.
    project.write(
        DATA,
        valid.replacen("answer = \"\"", "answer = \"TBD\"\nstatus = \"assumed\"\nuntil = 2020-01-01", 1),
    );
    project.run(["maturity", "set", "autonomous"]).ok();
    project.commit("open");
    project.run(["check"]).exits(1);
    project.git(&["rm", "-q", "formwork.toml"]);
    project.git(&["commit", "-qm", "gone"]);
}

#[test]
fn a_workspace_with_defaults_and_sets_of_its_own_is_checked_as_it_is_staged() {
    let project = Project::empty().env("PATH", &path());
    project.git(&["init", "-q", "-b", "main"]);
    project.write("formwork.toml", "format = 1\n[workspace]\nmembers = [\"services/*\"]\n[workspace.defaults]\nform = \"mlops-requirements@3\"\nsets = [\"sets/ours.toml\"]\n");
    project.run(["catalog", "new", "sets/ours.toml"]).ok();
    project.run(["init", "services/a"]).ok();
    project.run(["init", "services/b"]).ok();
    project.run(["hook", "install"]).ok();
    project.commit("start");
    project.write("services/b/formwork/data.toml", "[a\n");
    project.git(&["add", "services/b"]);
    git(project.root(), &["commit", "-qm", "x"]).exits(1).talks("services/b/formwork/data.toml:1");
    project.git(&["reset", "-q", "--hard"]);
    project.change("formwork.toml", "[workspace.defaults]", "[workspace.default]");
    project.try_commit("x").exits(1).talks("formwork.toml:4").talks("did you mean `defaults`?");
}

#[test]
fn a_hook_that_was_there_runs_first_and_comes_back_as_it_was() {
    let project = fresh();
    project.write(".git/hooks/pre-commit", "#!/bin/sh\necho before\ntest ! -e stop || exit 7\n");
    std::fs::set_permissions(project.path(".git/hooks/pre-commit"), std::fs::Permissions::from_mode(0o750))
        .unwrap();
    project.write(".gitattributes", "*.png binary\n");
    project.git(&["config", "alias.x", "status"]);
    let before = project.snapshot();
    let dry = project
        .run(["hook", "install", "--dry-run"])
        .ok()
        .says("would set merge.formwork.driver")
        .says("+**/formwork/*.toml merge=formwork")
        .says("would keep the hook .git/hooks/pre-commit as .git/hooks.before-formwork/pre-commit");
    assert!(!dry.out.contains("\nset "));
    assert_eq!(project.snapshot(), before);

    project
        .run(["hook", "install"])
        .ok()
        .says("set merge.formwork.driver in this clone's git configuration\n")
        .says("it runs first\nwrote .git/hooks/pre-commit\n");
    let installed = project.snapshot();
    project.run(["hook", "install"]).ok().talks("it is so already; nothing was written");
    assert_eq!(project.snapshot(), installed);
    project.commit("one").talks("before");
    project.write("stop", "");
    project.try_commit("two").exits(1);
    project.write("stop.toml", "");
    std::fs::remove_file(project.path("stop")).unwrap();
    project.write(DATA, "[x\n");
    project.try_commit("three").exits(1).talks("before\n").talks("invalid-toml");

    project.run(["hook", "uninstall"]).ok().says("put back the hook .git/hooks/pre-commit as it was\n");
    let mode = std::fs::metadata(project.path(".git/hooks/pre-commit")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
    assert_eq!(project.read(".git/hooks/pre-commit"), "#!/bin/sh\necho before\ntest ! -e stop || exit 7\n");
    assert!(
        !project.read(".git/config").contains("formwork") && project.read(".git/config").contains("alias")
    );
    project.run(["hook", "uninstall"]).ok().talks("nothing was written");
    project.commit("four");
    assert!(project.read(".gitattributes").starts_with("*.png binary\n# formwork"), "it was committed");
}

#[test]
fn hooks_elsewhere_are_left_alone_and_those_changed_by_hand_too() {
    let project = repository();
    let outside = Project::empty();
    let hook = project.read(".git/hooks/pre-commit");
    project.write(".git/hooks/pre-commit", format!("{hook}\necho mine\n"));
    project.run(["hook", "install"]).ok().talks("changed by hand");
    project.run(["hook", "uninstall"]).ok().talks("take formwork's lines out yourself");
    assert!(project.read(".git/hooks/pre-commit").ends_with("echo mine\n"));
    project.git(&["config", "core.hooksPath", outside.root().to_str().unwrap()]);
    project.run(["hook", "install"]).ok().talks("outside this repository").says("set merge.formwork.driver");
    assert!(!outside.path("pre-commit").exists());
    project.git(&["config", "core.hooksPath", "tools/hooks"]);
    project.run(["hook", "install"]).ok().says("wrote tools/hooks/pre-commit");
    project.write(DATA, "[x\n");
    project.try_commit("x").exits(1);
    let nowhere = tempfile::tempdir().unwrap();
    let there = nowhere.path().to_str().unwrap();
    project.run(["-C", there, "hook", "install"]).exits(2).talks("is not in a git repository");
    project.env("PATH", "/nowhere").run(["hook", "install"]).exits(2).talks("git is not installed");
}

#[test]
fn two_hooks_of_which_neither_is_ours_are_left_to_people() {
    let project = fresh();
    project.run(["hook", "install"]).ok();
    project.write(".git/hooks/pre-commit", "#!/bin/sh\n# newer\n");
    project.write(".git/hooks/pre-commit.before-formwork", "#!/bin/sh\n# older\n");
    let before = project.snapshot();
    project
        .run(["hook", "install"])
        .exits(2)
        .talks("there is a hook .git/hooks/pre-commit and one that was kept before");
    let dry = project.run(["hook", "uninstall", "--dry-run"]).ok();
    dry.says("would take merge.formwork out of this clone's git configuration")
        .says("would remove .gitattributes");
    assert_eq!(project.snapshot(), before);
    project.run(["hook", "uninstall"]).ok();
    assert!(
        project.read(".git/hooks/pre-commit").contains("newer") && !project.path(".gitattributes").exists()
    );
}

#[test]
fn hooks_of_the_working_tree_are_never_renamed_and_the_line_to_add_is_said() {
    let project = fresh();
    script(&project, ".husky/pre-commit", "npm test\n");
    script(&project, ".husky/_/pre-commit", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n");
    project.git(&["config", "core.hooksPath", ".husky/_"]);
    let hooks = |project: &Project| {
        let all = project.snapshot();
        all.into_iter().filter(|(path, _)| path.to_str().unwrap().contains(".husky")).collect::<Vec<_>>()
    };
    let before = hooks(&project);
    project
        .run(["hook", "install"])
        .ok()
        .talks(".husky/_/pre-commit is a hook of the working tree")
        .talks("add the line `formwork hook run` to .husky/pre-commit\n")
        .says("set merge.formwork.driver");
    assert_eq!(hooks(&project), before);
    project.write(".husky/pre-commit", "npm test\nformwork hook run\n");
    project.run(["hook", "install"]).ok().talks("it is so already");
    project.run(["hook", "uninstall"]).ok().talks(".husky/pre-commit runs `formwork hook run`");

    project.git(&["config", "core.hooksPath", ".githooks"]);
    script(&project, ".githooks/pre-commit", "#!/bin/sh\necho theirs\n");
    project.git(&["add", ".githooks"]);
    project.run(["hook", "install"]).ok().talks("add the line `formwork hook run` to .githooks/pre-commit\n");
    assert_eq!(project.read(".githooks/pre-commit"), "#!/bin/sh\necho theirs\n");
    script(&project, ".githooks/pre-commit", "#!/bin/sh\nformwork hook run\n");
    project.write(DATA, "[x\n");
    project.try_commit("x").exits(1).talks("formwork/data.toml:1:");
}

#[test]
fn a_hook_is_put_there_again_where_it_cannot_run_and_kept_where_it_only_speaks_of_formwork() {
    let project = fresh();
    let said = "#!/bin/sh\n# see `formwork hook install`\necho theirs\n";
    script(&project, ".git/hooks/pre-commit", said);
    project.run(["hook", "install"]).ok().says("kept the hook .git/hooks/pre-commit");
    let hook = project.path(".git/hooks/pre-commit");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o644)).unwrap();
    project.run(["hook", "install"]).ok().says("wrote .git/hooks/pre-commit");
    project.write(DATA, "[x\n");
    project.try_commit("x").exits(1).talks("theirs\n");
    project.run(["hook", "uninstall"]).ok();
    assert_eq!(project.read(".git/hooks/pre-commit"), said);
}

#[test]
fn a_hook_of_ours_that_is_committed_stays() {
    let project = fresh();
    project.git(&["config", "core.hooksPath", "tools/hooks"]);
    project.run(["hook", "install"]).ok().says("wrote tools/hooks/pre-commit");
    project.commit("for all");
    let ran = project.run(["hook", "uninstall"]).ok();
    ran.talks("tools/hooks/pre-commit is shared with other clones and stays as it is");
    assert_eq!(project.git(&["status", "--porcelain"]), "");
}

#[test]
fn files_that_go_or_move_and_names_of_all_kinds_do_not_stop_a_commit() {
    use std::os::unix::ffi::OsStrExt as _;
    let project = repository();
    project.git(&["rm", "-q", DATA]);
    project.git(&["mv", "formwork/scoping.toml", "formwork/scopping.toml"]);
    project.git(&["commit", "-qm", "gone and moved"]);
    project.git(&["reset", "-q", "--hard", "HEAD~1"]);
    project.run(["init", "it's \"a\" b"]).ok();
    let odd = project.root().join(std::ffi::OsStr::from_bytes(b"formwork/bad\xff.toml"));
    std::fs::write(odd, "[x\n").unwrap();
    project.commit("names");
    project.write("it's \"a\" b/formwork/data.toml", "[x\n");
    project.try_commit("names").exits(1).talks("it's \"a\" b/formwork/data.toml:1:");
    project.git(&["reset", "-q", "--hard"]);
    project.git(&["mv", "it's \"a\" b", "moved"]);
    project.git(&["commit", "-qm", "moved"]);
    project.write("moved/formwork/data.toml", "[x\n");
    project.try_commit("broken").exits(1).talks("moved/formwork/data.toml:1:");
}

#[test]
fn a_set_that_goes_while_a_file_names_it_stops_the_commit() {
    let project = fresh();
    project.run(["catalog", "new", "sets/ours.toml"]).ok();
    project.change("formwork.toml", "[facts]", "sets = [\"sets/ours.toml\"]\n\n[facts]");
    project.run(["hook", "install"]).ok();
    project.commit("start");
    project.git(&["mv", "sets/ours.toml", "sets/mine.toml"]);
    git(project.root(), &["commit", "-qm", "x"]).exits(1).talks("there is no set at `sets/ours.toml`");
    project.change("formwork.toml", "sets/ours.toml", "sets/mine.toml");
    project.commit("both");
}
