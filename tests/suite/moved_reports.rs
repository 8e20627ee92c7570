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
