//! `check --since REV` and `REV...` on a branch that main has left behind.

use crate::support::Project;

/// A gate that is red on both branches at first; then main alone is mended, and the branch adds nothing.
fn left_behind() -> Project {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.change("formwork.toml", "[roles]", "[rules]\nechoed-example = \"off\"\n\n[roles]");
    project.change("formwork/data.toml", "[data-format]\n", "[data-format]\nstatus = \"draft\"\n");
    project.commit("red");
    project.git(&["switch", "-q", "-c", "side"]);
    project.write("note.txt", "unrelated");
    project.commit("side");
    project.git(&["switch", "-q", "main"]);
    project.change("formwork/data.toml", "[data-format]\nstatus = \"draft\"\n", "[data-format]\n");
    project.commit("mended");
    project.git(&["switch", "-q", "side"]);
    project
}

#[test]
fn what_main_mended_since_is_old_from_where_it_was_left() {
    let project = left_behind();
    project
        .run(["check", "--since", "main", "--format", "short"])
        .exits(1)
        .says("draft-answer")
        .talks("main has commits that are not in HEAD")
        .talks("`--since main...` holds against");
    for since in ["main...", "main...HEAD"] {
        let ran = project.run(["check", "--since", since]).ok();
        assert!(ran.out.starts_with("Nothing new since the merge base with main ("), "{}", ran.out);
        assert_eq!(ran.err, "");
    }
    // From itself nothing was left behind.
    project.change("formwork/data.toml", "[data-source]\n", "[data-source]\nstatus = \"draft\"\n");
    let ran = project.run(["check", "--since", "HEAD"]).exits(1);
    assert_eq!(ran.err, "");
    // A variable that is empty in CI is no revision.
    project.run(["check", "--since", "..."]).exits(2).talks("there is no commit ``");
}

#[test]
fn two_revisions_are_one_too_many() {
    let project = left_behind();
    for since in ["main..side", "main..", "main...main"] {
        project
            .run(["check", "--since", since])
            .exits(2)
            .talks(&format!("error: --since takes one revision, not `{since}`"))
            .talks("--since REV... for the commit where HEAD left it");
    }
}

#[test]
fn a_base_that_a_shallow_clone_lacks_is_said() {
    let project = left_behind();
    let whole = format!("file://{}", project.root().display());
    let clone = Project::empty();
    clone.git(&["clone", "-q", "--depth", "1", "--no-single-branch", &whole, "clone"]);
    clone
        .run(["-C", "clone", "check", "--since", "origin/main..."])
        .exits(2)
        .talks("have no common ancestor in this clone")
        .talks("fetch-depth: 0");
}
