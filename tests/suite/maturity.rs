//! Where a component stands, and what another level changes.

use crate::support::{Project, difference};

const STAGES: [&str; 4] = ["scoping", "data", "modeling", "deployment"];

/// A component with these lines on top of its settings and these answers, all in the file of the first stage.
pub fn component(settings: &str, answers: &str) -> Project {
    let project = Project::empty();
    project.write("formwork.toml", format!("format = 1\nform = \"mlops-requirements@3\"\n{settings}"));
    for stage in STAGES {
        project.write(&format!("formwork/{stage}.toml"), "");
    }
    project.write("formwork/scoping.toml", answers);
    project
}

#[test]
fn it_shows_the_level_its_challenges_by_activity_and_which_set_would_ask() {
    let project = Project::example("elephant-enclosure-complete");
    let ran = project.run(["maturity"]).ok();
    let ran = ran.says("Critical deployment: Our product or business depends on");
    let ran = ran.says("Challenges of critical deployment (1 covered, 5 partly covered, 3 uncovered)");
    let ran = ran.says("\nDeploy\n  L3-5  partly ").says("taxonomy-extras@1 would ask outcome-logging");
    let ran =
        ran.says("Uncovered from lower levels (4):\n  no question asks about it: L2-2, L2-6, L2-8, L2-9\n");
    assert!(!ran.out.contains("L4-1"), "{}", ran.out);
    project.run(["maturity", "--all"]).ok().says("L4-1").says("Challenges of autonomous ML components");
    let json = project.run(["maturity", "--json"]).ok().json();
    assert_eq!(json["schema"], "formwork/maturity/1");
    assert_eq!(json["level"], "critical");
    assert_eq!(json["challenges"].as_array().unwrap().len(), 33);
    assert_eq!(json["never-asked"].as_array().unwrap().len(), 13);
    assert_eq!(json["levels"][2]["covered"], 1);
    assert_eq!(json["levels"][0]["required"].as_array().unwrap().len(), 15);
}

#[test]
fn a_higher_level_says_what_it_requires_and_brings_and_what_the_levels_between_would_have() {
    let project = Project::fresh();
    let before = project.snapshot();
    let ran = project.run(["maturity", "set", "crit", "--dry-run"]).ok().says("+maturity = \"critical\"");
    let ran = ran.talks("newly required (").talks("data-volume").talks("Ask product owner");
    let ran = ran.talks("challenges that this level brings (9 uncovered)").talks("L3-6");
    let ran = ran
        .talks("levels passed on the way would have brought\n  non-critical: 17 newly required (resources");
    ran.talks("challenges: 9 uncovered: L2-1");
    assert_eq!(project.snapshot(), before);
    project.run(["maturity", "set", "crit", "--dry-run", "-q"]).ok().says("+maturity = \"critical\"");
}

#[test]
fn level_and_list_are_written_together_and_answering_or_confirming_takes_a_question_off() {
    let project = Project::example("elephant-enclosure-complete");
    let before = project.read("formwork.toml");
    let ran = project.run(["maturity", "set", "cascading"]).ok();
    ran.talks("to be answered again, because the level changes what they mean (8):")
        .talks("answer ID --confirm");
    let listed = "[\"data-source\", \"metadata\", \"model-baseline\", \"input-serving\", \"experiment-tracking\", \
                  \"input-metrics\", \"output-metrics\", \"performance-requirements\"]";
    let after = project.read("formwork.toml");
    let changed = difference(&before, &after);
    assert_eq!(changed.len(), 3, "{changed:?}");
    assert_eq!(changed[2], format!("+answer-again = {listed}"));

    let findings =
        project.run(["check", "--format", "short"]).says("warning[answer-again] `data-source`").out;
    assert_eq!(findings.matches("[answer-again]").count(), 8, "{findings}");
    project.run(["list", "--again", "--format", "ids"]).ok().says("data-source\nmetadata\n");
    project.run(["list", "--again"]).ok().says("answered, again").talks("8 of 37 questions");
    project.run(["show", "metadata"]).ok().says("answer again").says("answer metadata --confirm");
    project.run(["status"]).says("To be answered again (8): data-source");

    // The same text says nothing new; another does.
    project.run(["answer", "data-source", "--note", "asked again"]).ok().says("still to be answered again");
    project.run(["answer", "data-source", "cameras, and the alerts of the gate model"]).ok();
    project
        .run(["answer", "metadata", "--confirm", "--dry-run"])
        .ok()
        .says("-answer-again")
        .says("+answer-again");
    let answers = project.read("formwork/data.toml");
    project.run(["answer", "metadata", "--confirm"]).ok().says("metadata: confirmed, still answered");
    assert_eq!(project.read("formwork/data.toml"), answers);
    let sheet = project.run(["export", "--again"]).ok().out;
    assert!(sheet.contains("model-baseline") && !sheet.contains("data-format"), "{sheet}");
    let kept = project.run(["list", "--again", "--format", "ids"]).ok().out;
    assert!(kept.starts_with("model-baseline\n") && kept.lines().count() == 6, "{kept}");
    for id in kept.lines() {
        project.run(["answer", id, "--confirm"]).ok();
    }
    assert!(!project.read("formwork.toml").contains("answer-again"), "an empty list is no list");
    assert!(!project.run(["check", "--format", "short"]).out.contains("answer-again"));
}

#[test]
fn who_confirms_may_be_said() {
    let project = Project::example("elephant-enclosure-complete");
    project.run(["maturity", "set", "cascading"]).ok();
    project.run(["answer", "metadata", "--confirm", "--by", "@mia", "--note", "asked the keepers"]).ok();
    let data = project.read("formwork/data.toml");
    assert!(data.contains("\"@mia\"]") && data.contains("note = \"asked the keepers\""));
    assert!(!project.read("formwork.toml").contains("metadata"));
}

#[test]
fn there_must_be_an_answer_on_the_list_to_confirm() {
    let project =
        component("maturity = \"critical\"\nanswer-again = [\"privacy\"]\n", "[resources]\nanswer = \"x\"\n");
    project.run(["answer", "resources", "--confirm"]).exits(2).talks("is not to be answered again");
    project.run(["answer", "privacy", "--confirm"]).exits(2).talks("no answer that counts");
    project.run(["answer", "privacy", "x", "--confirm"]).exits(2);
    project.run(["answer", "--confirm"]).exits(2);
    // What has no answer is a matter of other rules.
    assert!(!project.run(["check", "--format", "short"]).exits(1).out.contains("[answer-again]"));
}

#[test]
fn a_sheet_that_comes_back_with_another_answer_takes_it_off_the_list() {
    let project = component(
        "answer-again = [\"resources\", \"end-users\"] # why\n",
        "[resources]\nanswer = \"two people\"\n\n[end-users]\nanswer = \"keepers\"\n",
    );
    let sheet = project.run(["export", "--again"]).ok().out;
    project.write("back.md", sheet.replace("two people", "two people and a GPU"));
    project.run(["import", "back.md", "--dry-run"]).ok().says("+answer-again = [\"end-users\"] # why");
    project.run(["import", "back.md"]).ok().says("no longer to be answered again");
    assert!(project.read("formwork.toml").contains("answer-again = [\"end-users\"] # why"));
    assert!(project.read("formwork/scoping.toml").contains("two people and a GPU"));
}

#[test]
fn the_way_up_counts_every_level_and_the_way_down_deletes_no_answer() {
    let answers = "[success-metrics]\nanswer = \"recall 0.9\"\n[data-source]\nanswer = \"cameras\"\n\
                   [metadata]\nanswer = \"time\"\n[retraining]\nanswer = \"monthly\"\nstatus = \"draft\"\n";
    let project = component("maturity = \"non-critical\"\n", answers);
    project.run(["maturity", "set", "cascading"]).ok();
    let listed = "answer-again = [\"success-metrics\", \"data-source\", \"metadata\"]\n";
    assert!(project.read("formwork.toml").contains(listed), "{}", project.read("formwork.toml"));
    let stages = project.read("formwork/scoping.toml");
    let ran = project.run(["maturity", "set", "critical"]).ok();
    ran.talks("no longer to be answered again (1): metadata");
    assert!(
        project.read("formwork.toml").contains("answer-again = [\"success-metrics\", \"data-source\"]\n")
    );
    project.run(["maturity", "set", "experimentation"]).ok().talks("no longer required (");
    assert!(!project.read("formwork.toml").contains("answer-again"));
    assert_eq!(project.read("formwork/scoping.toml"), stages);
}

#[test]
fn a_question_that_the_component_does_not_require_is_not_asked_again() {
    let settings =
        "maturity = \"non-critical\"\n[questions.data-source]\nrequired = false\nreason = \"known\"\n";
    let project = component(settings, "[data-source]\nanswer = \"cameras\"\n");
    project.run(["maturity", "set", "critical"]).ok();
    assert!(!project.read("formwork.toml").contains("answer-again"));
}

#[test]
fn a_level_of_the_workspace_is_where_its_members_come_from() {
    let project = Project::empty();
    project.write(
        "formwork.toml",
        "format = 1\n[workspace]\nmembers = [\"a\", \"b\"]\n[workspace.defaults]\nform = \"mlops-requirements@3\"\nmaturity = \"non-critical\"\n",
    );
    for member in ["a", "b"] {
        project.write(&format!("{member}/formwork.toml"), "format = 1\nname = \"M\"\n");
        for stage in STAGES {
            project.write(&format!("{member}/formwork/{stage}.toml"), "");
        }
    }
    project.write("a/formwork/data.toml", "[data-source]\nanswer = \"cameras\"\n");
    project.run(["maturity", "set", "critical"]).exits(2).talks("--component");
    project.run(["-C", "a", "maturity", "set", "critical"]).ok();
    let own = project.read("a/formwork.toml");
    assert!(own.contains("maturity = \"critical\"\nanswer-again = [\"data-source\"]\n"), "{own}");
    let ran = project.run(["maturity"]).ok();
    let row = |id: &str| -> Vec<String> {
        let line = ran.out.lines().find(|line| line.starts_with(&format!("{id} "))).unwrap();
        line.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(row("a"), ["a", "critical", "0", "1", "8", "36", "1"]);
    assert_eq!(row("b")[..5], ["b", "non-critical", "0", "0", "9"]);
    let json = project.run(["maturity", "--json"]).ok().json();
    assert_eq!(json["components"][0]["answer-again"], serde_json::json!(["data-source"]));
    assert_eq!(json["components"][1]["uncovered"], 9);
    project.write("b/formwork.toml", "format = 1\nname = \n");
    project.run(["maturity"]).exits(2).says("unreadable").talks("b/formwork.toml");
}

#[test]
fn a_fact_that_asked_for_the_level_all_along_leaves_the_meaning_and_the_challenges() {
    let facts = "maturity = \"non-critical\"\n[facts]\npersonal-data = true\n";
    let project = component(facts, "[success-metrics]\nanswer = \"recall 0.9\"\n");
    let ran = project.run(["maturity", "set", "critical", "--dry-run"]).ok();
    let ran = ran.talks("what is required stays the same");
    ran.talks("`personal-data` is yes, which has asked for what level critical asks for all along")
        .talks("1 answer changes");
}

#[test]
fn what_was_settled_until_the_level_is_said_and_files_that_cannot_be_read_are_named() {
    let answers = "[resources]\nstatus = \"unknown\"\nuntil = \"critical\"\n";
    let project = component("maturity = \"non-critical\"\n", answers);
    project.write("formwork/data.toml", "not toml [");
    let ran = project.run(["maturity", "set", "critical"]).ok();
    ran.talks("settled only until this level, so open from here on (1): resources")
        .talks("the answers of Data cannot");
    project.run(["maturity"]).exits(2).talks("formwork/data.toml");
}

#[test]
fn the_page_to_decide_by_shows_the_level_the_next_one_and_links_to_what_was_said() {
    let project = Project::example("elephant-enclosure-complete");
    let markdown = project.run(["render", "--document", "maturity"]).ok().out;
    for part in [
        "**1 of 9 challenges** of critical deployment is covered by answers; 5 are covered in part, 3 are not covered.",
        "### (Re)train and evaluate",
        "| partly covered | [business-metrics](#business-metrics), [deployment-process](#deployment-process)<br>",
        "## The next level: Cascading deployment",
        "To be answered again, because they mean something else there (8)",
        "Challenges that it brings (5)",
        "- **taxonomy-extras@1:** outcome-logging",
        "<a id=\"business-metrics\"></a>",
    ] {
        assert!(markdown.contains(part), "no {part:?} in\n{markdown}");
    }
    project.run(["maturity", "set", "autonomous"]).ok();
    let top = project.run(["render", "--document", "maturity"]).ok().out;
    assert!(top.contains("## To be answered again") && !top.contains("## The next level"), "{top}");
    assert!(top.contains("| answered, to be answered again |"), "{top}");
    let others = [
        ("requirements", "**to be answered again**"),
        ("gaps", "## To be answered again"),
        ("form", "**To be answered again.**"),
        ("agenda", "answered, to be answered again"),
        ("summary", "**15 questions** are to be answered or confirmed again"),
    ];
    for (document, mark) in others {
        let text = project.run(["render", "--document", document]).ok().out;
        assert!(text.contains(mark), "{document} without {mark:?}:\n{text}");
    }
    let scoped = project.run(["render", "--document", "maturity", "--role", "legal"]).ok().out;
    assert!(scoped.contains("restricted to what is asked of legal team"), "{scoped}");
}

#[test]
fn what_does_not_apply_is_asked_again_and_taking_a_draft_back_is_no_answer() {
    let project = Project::example("elephant-enclosure-complete");
    project
        .run(["answer", "input-metrics", "--status", "not-applicable", "--reason", "a person looks at it"])
        .ok();
    project.run(["maturity", "set", "cascading"]).ok();
    assert!(project.read("formwork.toml").contains("input-metrics"));
    project.run(["answer", "metadata", "--status", "draft"]).ok();
    project.run(["answer", "metadata", "--status", "answered"]).ok();
    assert!(project.read("formwork.toml").contains("metadata"), "the same text says nothing new");
    project.run(["check", "--format", "short"]).exits(1).says("answer-again");
}
