//! A hook that was there before runs as the program that it was, and what is no hook is not taken for one.

use crate::git::git;
use crate::hook::{fresh, script};
use crate::support::Project;

const HOOK: &str = ".git/hooks/pre-commit";

/// A component whose hook says this, with everything set up.
fn over(text: &str) -> Project {
    let project = fresh();
    script(&project, HOOK, text);
    project.run(["hook", "install"]).ok();
    project
}

#[test]
fn a_kept_hook_knows_its_name_its_neighbours_and_the_repository() {
    for (first, more) in [
        ("#!/bin/sh", ""),
        ("#!/usr/bin/env bash", "echo $BASH_VERSION | grep -q . || exit 9\n"),
        ("#! /bin/sh -e", "false\nexit 8\n"),
        ("#!/bin/sh --", ""),
    ] {
        let project = fresh();
        let said = format!(
            "{first}\necho \"I am $0 of $#\"\n. \"$(dirname \"$0\")/more\"\ncd \"$(dirname \"$0\")/../..\"\n{more}test -e formwork.toml || exit 9\ntest -e go || exit 7\n"
        );
        script(&project, HOOK, &said);
        project.write(".git/hooks/more", "echo and more\n");
        let before = project.snapshot();
        project.run(["hook", "install"]).ok();
        let ran = project.try_commit("one").exits(1);
        ran.talks("I am .git/hooks.before-formwork/pre-commit of 0\n").talks("and more\n");
        project.write("go", "");
        let ran = project.try_commit("two");
        assert_eq!(ran.code, i32::from(first.ends_with("-e")), "{ran:?}");
        project.run(["hook", "uninstall"]).ok();
        let hooks = |all: Vec<(std::path::PathBuf, Vec<u8>)>| -> Vec<_> {
            all.into_iter().filter(|(path, _)| path.to_str().unwrap().contains(".git/hooks")).collect()
        };
        assert_eq!(hooks(project.snapshot()), hooks(before));
        assert!(!project.path(".git/hooks.before-formwork").exists());
    }
    let project = over("#!/usr/bin/env -S sed -n 2p\nsaid by another program\n");
    project.try_commit("one").ok().talks("said by another program\n");
}

#[test]
fn a_hook_that_asks_whether_it_is_the_program_is_told_so() {
    for asks in [
        "if [[ \"${BASH_SOURCE[0]}\" == \"$0\" ]]; then main \"$@\"; fi\n",
        "(return 0 2>/dev/null) || main \"$@\"\n",
    ] {
        let said = format!("#!/usr/bin/env bash\nmain() {{ echo refused by mine; exit 1; }}\n{asks}");
        let project = over(&said);
        project.try_commit("one").exits(1).talks("refused by mine");
        project.run(["hook", "uninstall"]).ok();
        assert_eq!(project.read(HOOK), said);
        project.try_commit("two").exits(1).talks("refused by mine");
    }
    // One that no program runs stops a commit, as it did.
    let project = fresh();
    script(&project, HOOK, "#!/bin/sh\r\nexit 0\r\n");
    project.try_commit("one").exits(1);
    project.run(["hook", "install"]).ok();
    project.try_commit("two").exits(1);
    project.run(["hook", "uninstall"]).ok();
    assert_eq!(project.read(HOOK), "#!/bin/sh\r\nexit 0\r\n");
}

#[test]
fn a_link_is_kept_as_a_link() {
    let project = fresh();
    script(&project, "tools/hook", "#!/bin/sh\necho by a link\n");
    std::os::unix::fs::symlink("../../tools/hook", project.path(HOOK)).unwrap();
    project.run(["hook", "install"]).ok();
    project.commit("one").talks("by a link");
    project.run(["hook", "uninstall"]).ok();
    let link = std::fs::read_link(project.path(HOOK)).unwrap();
    assert_eq!(link.to_str(), Some("../../tools/hook"));
}

#[test]
fn one_that_was_kept_elsewhere_once_still_runs_and_comes_back() {
    let project = over("#!/bin/sh\necho theirs\n");
    let kept = |project: &Project| {
        std::fs::rename(
            project.path(".git/hooks.before-formwork/pre-commit"),
            project.path(".git/hooks/pre-commit.before-formwork"),
        )
        .unwrap();
        std::fs::remove_dir_all(project.path(".git/hooks.before-formwork")).unwrap();
    };
    kept(&project);
    project.run(["hook", "install"]).ok().says("kept the hook");
    project.commit("one").talks("theirs");
    kept(&project);
    project.run(["hook", "uninstall"]).ok().says("put back the hook .git/hooks/pre-commit as it was");
    assert_eq!(project.read(HOOK), "#!/bin/sh\necho theirs\n");
}

#[test]
fn a_folder_or_a_link_to_nothing_is_no_hook() {
    let project = fresh();
    std::fs::create_dir(project.path(HOOK)).unwrap();
    let before = project.snapshot();
    project
        .run(["hook", "install"])
        .exits(2)
        .talks(".git/hooks/pre-commit is a folder: git can run no hook there")
        .talks("take it away");
    assert_eq!(project.snapshot(), before);
    std::fs::remove_dir(project.path(HOOK)).unwrap();
    std::os::unix::fs::symlink("nowhere", project.path(HOOK)).unwrap();
    project.run(["hook", "install"]).exits(2).talks("is a link to what is not there");
    project.run(["hook", "uninstall"]).ok();
    assert!(project.path(HOOK).is_symlink());
}

#[test]
fn attributes_behind_a_link_are_not_written() {
    let outside = Project::empty().file("shared", "*.png binary\n");
    let project = fresh();
    std::os::unix::fs::symlink(outside.path("shared"), project.path(".gitattributes")).unwrap();
    project
        .run(["hook", "install"])
        .exits(2)
        .talks(".gitattributes is a link, which git does not follow")
        .talks("put the file itself in its place");
    assert_eq!(outside.read("shared"), "*.png binary\n");
    // Set up before it became one.
    std::fs::remove_file(project.path(".gitattributes")).unwrap();
    project.run(["hook", "install"]).ok();
    outside.write("shared", project.read(".gitattributes"));
    std::fs::remove_file(project.path(".gitattributes")).unwrap();
    std::os::unix::fs::symlink(outside.path("shared"), project.path(".gitattributes")).unwrap();
    project.run(["hook", "uninstall"]).ok().talks(".gitattributes is a link and stays as it is");
    assert!(outside.read("shared").contains("merge=formwork"));
}

#[test]
fn a_driver_of_ones_own_for_all_clones_stays() {
    let home = Project::empty().file(".gitconfig", "[merge \"formwork\"]\n\tdriver = my-merge %O %A %B\n");
    let project = fresh().env("HOME", home.root().to_str().unwrap());
    let ran = project.run(["hook", "install"]).ok().says("wrote .git/hooks/pre-commit");
    let ran = ran.talks("merge.formwork.driver in your own git configuration, outside this clone");
    assert!(!ran.out.contains("set merge.formwork"), "{}", ran.out);
    assert!(!project.read(".git/config").contains("formwork"));
    home.write(".gitconfig", "");
    project.run(["hook", "install"]).ok().says("set merge.formwork.driver");
}

#[test]
fn a_hook_in_gits_own_folder_goes_where_git_looks_elsewhere_now() {
    for elsewhere in ["tools/hooks", "/nowhere/hooks"] {
        let project = over("#!/bin/sh\necho theirs\n");
        project.git(&["config", "core.hooksPath", elsewhere]);
        project
            .run(["hook", "uninstall"])
            .ok()
            .says("removed .git/hooks/pre-commit")
            .says("put back the hook .git/hooks/pre-commit as it was");
        assert_eq!(project.read(HOOK), "#!/bin/sh\necho theirs\n");
        git(project.root(), &["config", "--unset", "core.hooksPath"]).ok();
        project.commit("one").talks("theirs");
    }
}
