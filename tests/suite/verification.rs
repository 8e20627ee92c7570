//! What a requirement's report says when it is taken away, cannot be dated, or is too old.

use crate::requirement::{measured, rules};
use crate::support::Project;

/// The same project in a repository, with everything committed on a day.
fn committed(day: &str) -> Project {
    let project = measured().versioned();
    commit(&project, day);
    project
}

fn commit(project: &Project, day: &str) {
    project.git(&["add", "-A"]);
    crate::git::dated(project.root(), day, &["commit", "-qm", "a"]).ok();
}

fn remove(project: &Project) {
    std::fs::remove_dir_all(project.path("reports")).unwrap();
}

#[test]
fn a_report_that_is_taken_away_does_not_turn_the_gate_green() {
    let project = committed("2026-02-01");
    remove(&project);
    assert_eq!(rules(&project), ["unmet-requirement"]);
    project.run(["check", "--format", "short"]).says(
        "not shown to be met: `reports/eval.json` is not there: it was removed, which is not committed",
    );
    commit(&project, "2026-03-01");
    assert_eq!(rules(&project), ["unmet-requirement"]);
    project.run(["check", "--format", "short"]).says("is not there: it was removed on 2026-03-01");
    project
        .run(["check", "--since", "HEAD~1", "--format", "short"])
        .exits(1)
        .says("error[unmet-requirement]");
    // What git ignores is written by a run.
    project.write(".gitignore", "/reports/\n");
    assert_eq!(rules(&project), ["missing-measurement"]);
}

#[test]
fn a_report_that_was_never_there_is_awaited() {
    let project = committed("2026-02-01");
    project.change("formwork/scoping.toml", "reports/eval.json", "reports/later.json");
    assert_eq!(rules(&project), ["missing-measurement"]);
    project.change(
        "formwork/scoping.toml",
        "measured = {",
        "tested = { junit = \"target/a.xml\", case = \"a\" }\nmeasured = {",
    );
    assert_eq!(rules(&project), ["missing-measurement", "missing-measurement"]);
    project.write("target/a.xml", "<testsuite><testcase name=\"a\"/></testsuite>");
    commit(&project, "2026-03-01");
    std::fs::remove_file(project.path("target/a.xml")).unwrap();
    assert_eq!(rules(&project), ["failed-test", "missing-measurement"]);
}
