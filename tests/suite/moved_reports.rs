//! `check --since` where a requirement is looked up in another report than before, and how defaults are named.

use crate::requirement::measured;
use crate::support::Project;

/// What of `check --since HEAD` is about policy, without places.
fn loosened(project: &Project) -> Vec<String> {
    let out = project.run(["check", "--since", "HEAD", "--format", "short"]).out;
    let lines = out.lines().filter(|line| line.contains("[loosened-policy]"));
    lines.map(|line| line.split_once("] ").unwrap().1.to_owned()).collect()
}

#[test]
fn a_report_that_never_was_in_the_place_of_one_that_is_asks_for_less() {
    let project = measured().versioned();
    project.write("reports/other.json", "{\"metrics\": {\"recall\": 0.97, \"f1\": 0.96}}\n");
    project.commit("measured");
    let moved = |from: &str, to: &str| project.change("formwork/scoping.toml", from, to);
    // Another report of the same value is one like the other; another value is something else that is measured.
    moved("reports/eval.json", "reports/other.json");
    assert!(loosened(&project).is_empty());
    moved("metrics.recall", "metrics.f1");
    let told = "`requirement recall-floor` asks for less than before: it was `measured: metrics.recall in \
                reports/eval.json` and is `measured: metrics.f1 in reports/other.json`";
    assert_eq!(loosened(&project), [told]);
    moved("reports/other.json", "reports/b.json");
    let told = "`requirement recall-floor` asks for less than before: it was `measured: metrics.recall in \
                reports/eval.json` and is `not there yet, measured: metrics.f1 in reports/b.json`";
    assert_eq!(loosened(&project), [told]);
    // By the commit of then, also where it was taken away; and by the disk, where git never had it.
    std::fs::remove_file(project.path("reports/eval.json")).unwrap();
    assert_eq!(loosened(&project), [told]);
    project.git(&["checkout", "-q", "."]);
    project.git(&["rm", "-rq", "--cached", "reports"]);
    project.write(".gitignore", "/reports/\n");
    project.commit("reports of every run");
    moved("reports/eval.json", "reports/b.json");
    let other = told.replace("metrics.f1", "metrics.recall");
    assert_eq!(loosened(&project), [other]);
    // Where neither is there, both are awaited.
    std::fs::remove_dir_all(project.path("reports")).unwrap();
    assert!(loosened(&project).is_empty());
}

#[test]
fn a_test_that_is_looked_up_elsewhere_is_held_to_the_same() {
    let project = measured().versioned();
    project.write("target/a.xml", "<testsuite><testcase name=\"a\"/></testsuite>");
    let tested =
        |file: &str| format!("tested = {{ junit = \"target/{file}.xml\", case = \"a\" }}\nmeasured = {{");
    project.change("formwork/scoping.toml", "measured = {", &tested("a"));
    project.commit("tested");
    project.change("formwork/scoping.toml", "target/a.xml", "target/b.xml");
    let told = loosened(&project);
    assert!(told.len() == 1 && told[0].contains("`not there yet, tested: a in target/b.xml`"), "{told:?}");
}

#[test]
fn what_nothing_said_is_called_the_default() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.commit("complete");
    let text = project.read("formwork.toml");
    project.write("formwork.toml", format!("{text}\n[rules]\nmissing-evidence = \"off\"\n[questions.privacy]\nrequired = false\nreason = \"r\"\n"));
    assert_eq!(
        loosened(&project),
        [
            "`rules.missing-evidence` asks for less than before: it was `warning (the default)` and is `off`",
            "`questions.privacy` asks for less than before: it was `required (the default)` and is `not required`",
        ]
    );
    project.run(["diff"]).ok().says("rules.missing-evidence: warning (the default) → off");
    // The other way round it is the same default.
    project.commit("less");
    project.write("formwork.toml", text);
    project.run(["diff"]).ok().says("rules.missing-evidence: off → warning (the default)");
}

#[test]
fn evidence_is_not_older_than_an_answer_that_has_no_text() {
    let project = measured().versioned();
    project.git(&["add", "-A"]);
    crate::git::dated(project.root(), "2026-02-01", &["commit", "-qm", "a"]).ok();
    // The table's header is all that there is of the answer, and moves with what stands around it.
    let text = project
        .read("formwork/scoping.toml")
        .replace("answer = \"19 of 20 snakes are found\"", "answer = \"\"");
    assert!(text.contains("[success-metrics]"));
    project.write("formwork/scoping.toml", text.replace("[success-metrics]", "[success-metrics] # asked"));
    let found = project.run(["check", "--format", "short"]).out;
    assert!(!found.contains("stale-evidence"), "{found}");
    project.run(["answer", "success-metrics", "20 of 20"]).ok();
    project.run(["check", "--format", "short"]).says("stale-evidence");
}

#[test]
fn status_says_that_the_gate_is_red_and_by_what() {
    let project = Project::example("elephant-enclosure-complete");
    project.run(["status"]).ok().says("Every required question is settled. `formwork check` looks");
    project.write("base.toml", "format = 1\n[sign-off]\nprivacy = [\"legal-team\"]\n");
    let status = project.run(["status", "--policy", "base.toml"]).ok().says(
        "Every required question is settled, but the gate is red: 1 missing-sign-off.\n      formwork check --policy base.toml\n",
    );
    assert!(!status.out.contains("looks at the answers themselves"));
    let text = project.read("formwork.toml");
    project.write("formwork.toml", format!("{text}\n[questions.privacy]\nsign-off = [\"legal-team\"]\n"));
    project.run(["status"]).ok().says("but the gate is red: 1 missing-sign-off.\n      formwork check\n");
}
