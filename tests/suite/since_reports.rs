//! `check --since` where reports and the policy are part of what a revision holds.

use crate::git;
use crate::support::Project;

const REPORT: &str = "reports/eval.json";

/// A complete component with a requirement whose committed report is below its bound.
fn measured() -> Project {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.write(REPORT, "{ \"recall\": 0.9 }");
    let add = ["requirement", "add", "output-metrics", "recall-floor", "The system shall find 95 % of them."];
    project.run(add.into_iter().chain(["--measured", "reports/eval.json:recall", "--at-least", "0.95"])).ok();
    project
}

#[test]
fn a_committed_report_that_did_not_change_says_nothing_new() {
    let project = measured();
    project.commit("below its bound");
    let check = ["check", "--since", "HEAD", "--format", "short"];
    project.run(check).ok();
    project.run(["check", "--format", "short"]).exits(1).says("unmet-requirement");
    project.write(REPORT, "{ \"recall\": 0.8 }");
    project.run(check).exits(1).says("measured 0.8");
    project.write(REPORT, "{ \"recall\": 0.9 }");
    // What asks for more than before is not met since now.
    project.change("formwork/deployment.toml", "at-least = 0.95", "at-least = 0.97");
    project.run(check).exits(1).says("at least 0.97");
}

#[test]
fn a_report_that_no_commit_holds_is_news_of_today() {
    let project = measured();
    project.write(".gitignore", "reports/\n");
    project.commit("its report is made by every run");
    project.run(["check", "--since", "HEAD", "--format", "short"]).exits(1).says("unmet-requirement");
}

#[test]
fn a_report_that_the_revision_had_is_missed_where_history_was_cut_off() {
    let project = measured();
    project.write(REPORT, "{ \"recall\": 0.99 }");
    project.commit("met");
    project.git(&["tag", "before"]);
    std::fs::remove_file(project.path(REPORT)).unwrap();
    project.commit("gone");
    project.write("note.txt", "unrelated");
    project.commit("on top");
    let clone = Project::empty();
    let from = format!("file://{}", project.root().display());
    for args in [
        &["clone", "-q", "--depth", "1", &from, "c"][..],
        &["-C", "c", "fetch", "-q", "--depth", "1", "origin", "tag", "before"],
    ] {
        let _ = git::git(clone.root(), args).ok();
    }
    let check = ["-C", "c", "check", "--format", "short"];
    clone.run(check).ok().says("missing-measurement");
    clone
        .run(check.into_iter().chain(["--since", "before"]))
        .exits(1)
        .says("`reports/eval.json` is not there, and was at the revision that this is held against");
    // One that git ignores now is made by a run.
    clone.write("c/.gitignore", "reports/\n");
    clone.run(check.into_iter().chain(["--since", "before"])).ok();
}

#[test]
fn a_policy_that_was_moved_is_held_against_what_it_was() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.write("policy.toml", "format = 1\nunwaivable = [\"missing-evidence\"]\n");
    project.commit("a floor");
    let moved = |text: &str| {
        project.git(&["mv", "policy.toml", "floor.toml"]);
        project.write("floor.toml", text);
        let ran = project.run(["check", "--since", "HEAD", "--policy", "floor.toml", "--format", "short"]);
        project.git(&["reset", "-q", "--hard"]);
        ran
    };
    let _ = moved("format = 1\nunwaivable = [\"missing-evidence\"]\n").ok();
    let _ = moved("format = 1\nunwaivable = []\n").exits(1).says("loosened-policy");
    // So different that git takes it for another file.
    let long = "# nothing of the old one\n".repeat(20);
    let _ = moved(&format!("{long}format = 1\n")).exits(1).says("loosened-policy");
}
