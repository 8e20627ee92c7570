//! A question that is said not to apply takes its formal requirements with it, and everything says so.

use crate::requirement::{measured, rules};
use crate::support::Project;

/// A component with a requirement that is not met, committed; the question is then said not to apply.
fn silenced() -> Project {
    let project = measured().versioned();
    project.write("reports/eval.json", "{\"metrics\": {\"recall\": 0.5}}\n");
    project.commit("red");
    assert_eq!(rules(&project), ["unmet-requirement"]);
    project.run(["answer", "success-metrics", "--status", "not-applicable", "--reason", "no"]).ok();
    project
}

#[test]
fn the_gate_and_diff_name_the_requirements_that_count_no_longer() {
    let project = silenced();
    assert!(rules(&project).is_empty());
    let since = project.run(["check", "--since", "HEAD", "--format", "short"]);
    let loosened: Vec<&str> = since.out.lines().filter(|line| line.contains("loosened-policy")).collect();
    assert_eq!(loosened.len(), 1, "{loosened:?}");
    let told = "warning[loosened-policy] `success-metrics` is said not to apply here, so its requirement \
                `recall-floor` counts no longer";
    assert!(loosened[0].ends_with(told), "{loosened:?}");
    let at = project.read("formwork/scoping.toml");
    let line = at.lines().position(|line| line.starts_with("status =")).unwrap() + 1;
    assert!(loosened[0].starts_with(&format!("formwork/scoping.toml:{line}:")), "{loosened:?}");
    project.run(["diff"]).ok().says(
        "policy requirements of success-metrics: recall-floor → they do not count: the question does not \
         apply here  asks for less than before",
    );
    project.run(["diff", "--format", "markdown"]).ok().says("⚠️ asks for less than before");
    let policy = project.run(["diff", "--json"]).json()["components"][0]["policy"][0].clone();
    assert_eq!((policy["before"].as_str(), policy["loosens"].as_bool()), (Some("recall-floor"), Some(true)));
    // The other way round nothing asks for less.
    project.commit("silenced");
    project.run(["answer", "success-metrics", "--status", "answered"]).ok();
    assert!(!project.run(["check", "--since", "HEAD", "--format", "short"]).out.contains("loosened-policy"));
}

#[test]
fn a_question_without_requirements_may_be_said_not_to_apply() {
    let project = Project::fresh().versioned();
    project.run(["answer", "success-metrics", "19 of 20 snakes are found"]).ok();
    project.commit("answered");
    project.run(["answer", "success-metrics", "--status", "not-applicable", "--reason", "no"]).ok();
    assert!(!project.run(["check", "--since", "HEAD", "--format", "short"]).out.contains("loosened-policy"));
    // A requirement that is gone says that it is gone, once.
    let project = silenced();
    project.run(["requirement", "remove", "recall-floor"]).ok();
    let since = project.run(["check", "--since", "HEAD", "--format", "short"]);
    assert_eq!(since.out.matches("loosened-policy").count(), 1, "{}", since.out);
}

#[test]
fn lists_pages_and_documents_say_that_it_does_not_count() {
    let project = silenced();
    let list = project.run(["requirement", "list"]).ok();
    let list = list.says("does not count").talks("1 requirement: 1 does not count");
    assert!(!list.out.contains("not met"), "{}", list.out);
    let json = project.run(["requirement", "list", "--verdict", "not-counted", "--json"]).json();
    assert_eq!(json["requirements"][0]["verdict"], "not-counted");
    for command in [&["requirement", "show", "recall-floor"][..], &["show", "success-metrics"]] {
        project.run(command.iter().copied()).ok().says("does not count: the question does not apply here");
    }
    for document in ["verification", "requirements"] {
        project
            .run(["render", "--document", document])
            .ok()
            .says("recall-floor")
            .says("**does not count**: the question does not apply here");
    }
    project.run(["render", "--document", "verification"]).ok().says("1 does not count");
    project
        .run(["requirement", "add", "success-metrics", "fast", "The system shall be fast."])
        .ok()
        .says("fast: does not count (the question does not apply here)");
}
