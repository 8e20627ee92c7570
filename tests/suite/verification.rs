//! What a requirement's report says when it is taken away, cannot be dated, or is too old.

use crate::requirement::{measured, rules};
use crate::support::{Project, Ran};

/// The same project in a repository, with everything committed on a day.
fn committed(day: &str) -> Project {
    let project = measured().versioned();
    project.commit_on(day);
    project
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
    project.commit_on("2026-03-01");
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
    project.commit_on("2026-03-01");
    std::fs::remove_file(project.path("target/a.xml")).unwrap();
    assert_eq!(rules(&project), ["failed-test", "missing-measurement"]);
}

#[test]
fn a_stale_report_is_seen_wherever_a_verdict_stands() {
    let project = committed("2026-02-01");
    project.change("formwork/scoping.toml", "at-least = 0.95 }", "at-least = 0.95 }\nmax-age = 100");
    let old = "`reports/eval.json` was last changed on 2026-02-01, 293 days ago; 100 days are allowed";
    project.run(["requirement", "show", "recall-floor"]).ok().says("met by stale evidence").says(old);
    project.run(["show", "success-metrics"]).ok().says("met by stale evidence: measured 0.96").says(old);
    let listed = project.run(["requirement", "list", "--verdict", "stale", "--json"]).ok().json();
    assert_eq!(listed["requirements"][0]["id"], "recall-floor");
    project.run(["requirement", "list"]).ok().talks("1 requirement: 1 met by stale evidence");
    project.run(["requirement", "list", "--verdict", "met"]).ok().talks("no formal requirements");
    for format in ["markdown", "html"] {
        let render = ["render", "--document", "verification", "--format", format];
        let bare = project.run(render).ok().says("0.95 is required").says("1 of 1 formal requirement").out;
        assert!(
            bare.contains("at most 100 days old") && bare.contains("Whether a report is too old"),
            "{bare}"
        );
        let dated = project.run(render.into_iter().chain(["--dated"])).ok().says("293 days ago").out;
        assert!(
            dated.contains("0 of 1 formal requirement") && dated.contains("met by stale evidence"),
            "{dated}"
        );
        assert!(!dated.contains("Whether a report is too old"), "{dated}");
        project.run(["render", "--dated", "--format", format]).ok().says("met by stale evidence");
    }
    // What is not met is not met, and old besides.
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.91}}\n");
    project.commit_on("2026-02-02");
    project
        .run(["requirement", "show", "recall-floor"])
        .ok()
        .says("not met: measured 0.91")
        .says("292 days ago");
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.96}}\n");
    project
        .run(["requirement", "show", "recall-floor"])
        .ok()
        .says("met: measured 0.96, at least 0.95 is required\n");
}

#[test]
fn where_git_cannot_tell_how_old_evidence_is_the_gate_says_so_once() {
    let project = committed("2026-02-01");
    let clone = tempfile::tempdir().unwrap();
    let (from, to) = (format!("file://{}", project.root().display()), clone.path().display().to_string());
    commit_again(&project);
    crate::git::git(project.root(), &["clone", "-q", "--depth", "1", &from, &to]).ok();
    let check = |how: &[&str], dir: &std::path::Path| {
        let mut command = project.command();
        Ran::of(command.current_dir(dir).arg("check").args(how).output().unwrap())
    };
    let why = "nobody looked at how old evidence is, or whether a report was removed: this clone's history was cut off";
    let ran = check(&[], clone.path()).talks(why).talks("`fetch-depth: 0`");
    assert_eq!(ran.err.matches("nobody looked").count(), 1);
    assert!(check(&["--json"], clone.path()).json()["undated"].as_str().unwrap().starts_with(why));
    assert!(check(&["--json"], project.root()).json().get("undated").is_none());
    assert!(!check(&[], project.root()).err.contains("nobody looked"));
    // Without a requirement that names a report there is nothing to say.
    let plain = Project::fresh();
    assert!(!plain.run(["check"]).err.contains("nobody looked"));
}

#[test]
fn a_repository_that_git_does_not_trust_is_one_all_the_same() {
    let project = committed("2026-02-01").env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true");
    let advice = "git config --global --add safe.directory /";
    let why =
        "nobody looked at how old evidence is, or whether a report was removed: git does not look into /";
    project.run(["check"]).exits(1).talks(why).talks(advice);
}

fn commit_again(project: &Project) {
    project.write("more.txt", "more");
    project.commit_on("2026-02-02");
}

#[test]
fn a_requirement_is_laid_out_for_people() {
    let project = measured().env("COLUMNS", "60");
    let how =
        ["--fit-criterion", "recall of at least 0.95 on the 100 images of the test set that have a snake"];
    let add = [
        "requirement",
        "add",
        "success-metrics",
        "few",
        "The system shall, on a usual day, raise no more than three false alarms.",
    ];
    project.run(add.into_iter().chain(how)).ok();
    let shown = project.run(["requirement", "show", "few"]).ok().out;
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    assert!(shown.contains("\nfit criterion  recall of at least 0.95 on the 100 images of\n               the test set that have a snake\n"), "{shown}");
    let reviewed = project.run(["review", "success-metrics"]).exits(2).out;
    let block = "    requirement recall-floor: The system shall find 95 % of the snakes.\n      bound: at least 0.95\n";
    assert!(reviewed.contains(block) && !reviewed.contains(".;"), "{reviewed}");
    project.run(["review", "success-metrics", "--as", "product-owner", "--by", "mia", "--yes"]).ok();
    project.change("formwork/scoping.toml", "at-least = 0.95", "at-least = 0.9");
    let reviewed = project.run(["review", "success-metrics"]).exits(2).out;
    assert!(reviewed.contains("find 95 % of the snakes.\n      bound: at least"), "{reviewed}");
}

#[test]
fn remove_takes_a_requirement_out_and_nothing_else() {
    let project = Project::fresh();
    project.run(["answer", "success-metrics", "19 of 20 snakes are found"]).ok();
    let add = |id: &str| project.run(["requirement", "add", "success-metrics", id, "The system shall."]).ok();
    add("one");
    let before = project.read("formwork/scoping.toml");
    add("two");
    let with = project.read("formwork/scoping.toml");
    let preview = project.run(["requirement", "remove", "two", "--dry-run"]).ok().out;
    assert!(preview.contains("-id = \"two\""), "{preview}");
    assert_eq!(project.read("formwork/scoping.toml"), with);
    project
        .run(["requirement", "remove", "two"])
        .ok()
        .says("two: taken out of success-metrics: The system shall.");
    assert_eq!(project.read("formwork/scoping.toml"), before);
    project.run(["requirement", "remove", "two"]).exits(2).talks("there is no requirement `two`");
    project.change(
        "formwork/scoping.toml",
        "[[success-metrics.requirement]]",
        "[[success-metrics.requirement]]\nid = \"one\"\ntext = \"x\"\n\n[[success-metrics.requirement]]",
    );
    project.run(["requirement", "remove", "one"]).exits(2).talks("2 requirements have the id `one`");
}

#[test]
fn in_a_workspace_too_a_report_that_was_taken_away_is_told_from_one_that_git_ignores() {
    let project = measured().versioned();
    for name in ["a", "b", "c"] {
        for file in ["formwork.toml", "formwork/scoping.toml"] {
            project.write(&format!("all/{name}/{file}"), project.read(file));
        }
    }
    for name in ["a", "b"] {
        project.write(&format!("all/{name}/reports/eval.json"), project.read("reports/eval.json"));
    }
    project.write("all/formwork.toml", "format = 1\n\n[workspace]\nmembers = [\"*\"]\n");
    project.commit_on("2026-02-01");
    for name in ["a", "b"] {
        std::fs::remove_dir_all(project.path(&format!("all/{name}/reports"))).unwrap();
    }
    project.write("all/b/.gitignore", "reports/\n");
    project.commit_on("2026-03-01");
    let ran = project.run(["check", "all", "--format", "short"]).exits(1);
    let of = |name: &str| -> Vec<&str> {
        let ours =
            ran.out.lines().filter(|line| line.starts_with(&format!("all/{name}/formwork/scoping.toml")));
        let rules = ours.filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0));
        rules.filter(|rule| rule.contains("me")).collect()
    };
    assert_eq!(of("a"), ["unmet-requirement"]);
    assert_eq!(of("b"), ["missing-measurement"]);
    assert_eq!(of("c"), ["missing-measurement"]);
}

#[test]
fn a_requirement_is_not_added_with_a_report_outside_of_the_repository() {
    let project = Project::example("elephant-enclosure-complete");
    let file = "formwork/deployment.toml";
    let before = project.read(file);
    let add = ["requirement", "add", "output-metrics", "own", "It shall be so."];
    for report in [
        &["--measured", "../../x.json:a", "--at-least", "1"][..],
        &["--measured", "/x.json:a", "--at-least", "1", "--dry-run"],
        &["--tested", "reports/../../j.xml:t"],
    ] {
        project.run(add.iter().chain(report).copied()).exits(2).talks("lies outside the repository");
    }
    assert_eq!(project.read(file), before);
}
