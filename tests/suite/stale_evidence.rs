//! How old evidence is, by git's history.

use crate::requirement::measured;
use crate::support::{Project, Ran};

/// What the gate says is stale.
fn stale(project: &Project) -> Vec<String> {
    let found = project.run(["check", "--json"]).json();
    let all = found["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "stale-evidence");
    all.map(|one| one["message"].as_str().unwrap().split("stale: ").nth(1).unwrap().to_owned()).collect()
}

#[test]
fn a_report_older_than_its_answer_is_stale() {
    let project = measured().versioned();
    assert!(stale(&project).is_empty(), "nothing is committed");
    project.commit_on("2026-02-01");
    assert!(stale(&project).is_empty());
    // Another answer of the same file, a note, and white space leave the evidence as it is.
    project.run(["answer", "business-problems", "Snakes"]).ok();
    project.run(["answer", "success-metrics", "--note", "n"]).ok();
    project.commit_on("2026-03-01");
    assert!(stale(&project).is_empty());
    project.run(["answer", "success-metrics", "39 of 40 snakes are found"]).ok();
    assert_eq!(stale(&project), ["`reports/eval.json` is of 2026-02-01, and the answer has changed since"]);
    project.commit_on("2026-04-01");
    assert_eq!(
        stale(&project),
        ["`reports/eval.json` is of 2026-02-01, and the answer changed on 2026-04-01"]
    );
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.97}}\n");
    assert!(stale(&project).is_empty(), "what is not committed is new");
    project.commit_on("2026-05-01");
    assert!(stale(&project).is_empty());
    // The same numbers again are the same file: nobody can tell that it was measured anew.
    project.change("formwork/scoping.toml", "at-least = 0.95 }", "at-least = 0.95 }\nmax-age = 100");
    assert_eq!(
        stale(&project),
        ["`reports/eval.json` was last changed on 2026-05-01, 204 days ago; 100 days are allowed"]
    );
}

#[test]
fn ignored_reports_shallow_clones_and_a_missing_git_say_nothing() {
    let project = measured().versioned();
    project.commit_on("2026-02-01");
    project.run(["answer", "success-metrics", "39 of 40 snakes are found"]).ok();
    project.commit_on("2026-04-01");
    assert_eq!(stale(&project).len(), 1);
    let without =
        project.command().env("PATH", "/nowhere").args(["check", "--format", "short"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&without.stdout).contains("stale-evidence"));
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", project.root().display());
    project.git(&["clone", "-q", "--depth", "1", &from, &clone.path().display().to_string()]);
    let shallow =
        project.command().current_dir(clone.path()).args(["check", "--format", "short"]).output().unwrap();
    let said = String::from_utf8_lossy(&shallow.stdout).into_owned();
    assert!(said.contains("unanswered-question") && !said.contains("stale-evidence"), "{said}");
    project.git(&["rm", "-rq", "--cached", "reports"]);
    project.write(".gitignore", "/reports\n");
    project.commit_on("2026-05-01");
    assert!(stale(&project).is_empty(), "a file that git ignores was written by a run just now");
}

#[test]
fn a_workspace_asks_git_once_for_all_its_members() {
    let project = measured().versioned();
    for name in ["x y", "ü"] {
        for file in ["formwork.toml", "formwork/scoping.toml", "reports/eval.json"] {
            project.write(&format!("all/{name}/{file}"), project.read(file));
        }
    }
    project.write("all/formwork.toml", "format = 1\n\n[workspace]\nmembers = [\"*\"]\n");
    project.commit_on("2026-02-01");
    project.change("all/ü/formwork/scoping.toml", "19 of 20", "39 of 40");
    project.commit_on("2026-03-01");
    let ran = project.run(["check", "all", "--format", "short"]);
    let stale: Vec<&str> = ran.out.lines().filter(|line| line.contains("stale-evidence")).collect();
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert!(stale[0].starts_with("all/ü/formwork/scoping.toml:"), "{stale:?}");
}

#[test]
fn a_workflow_is_written_for_the_gate_that_looks_at_dates_too() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.99}}\n");
    let add = ["requirement", "add", "success-metrics", "floor", "The system shall find the elephants."];
    let how = ["--measured", "reports/eval.json:metrics.recall", "--at-least", "0.9", "--max-age", "30"];
    project.run(add.into_iter().chain(how)).ok();
    project.commit_on("2026-11-01");
    let rules = "\n[rules]\nstale-evidence = \"error\"\n";
    project.write("formwork.toml", project.read("formwork.toml") + rules);
    let written = |today: &str, code: i32| {
        let run = |args: &[&str]| {
            Ran::of(project.command().env("FORMWORK_TODAY", today).args(args).output().unwrap())
        };
        run(&["check"]).exits(code);
        run(&["init", "--ci", "gitlab", "--dry-run"]).ok().out
    };
    assert!(written("2026-11-20", 0).contains("FORMWORK_MERGE_REQUESTS: every"));
    assert!(written("2026-12-20", 1).contains("FORMWORK_MERGE_REQUESTS: new"), "the evidence is 49 days old");
}
