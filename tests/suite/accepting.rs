//! What somebody sent, until somebody accepts it; and what comes next.

use crate::support::Project;

const ACCEPT: &str = "formwork answer privacy --status answered";

#[test]
fn the_same_command_accepts_a_draft_wherever_one_is_named() {
    let project = Project::fresh();
    project.run(["answer", "privacy", "no persons", "--status", "draft"]).ok().says(ACCEPT);
    project
        .run(["check"])
        .exits(1)
        .says(&format!("help: where it holds: {ACCEPT}"))
        .says(&format!("  {ACCEPT}\n"));
    project.run(["show", "privacy"]).ok().says(ACCEPT);
    let ran = project.run(["review", "privacy", "--by", "@mia", "--yes"]);
    assert!(
        ran.err.contains(&format!("not stamped, it is a draft; where it holds: {ACCEPT}")),
        "{}",
        ran.err
    );
    project.run(["explain", "draft-answer"]).ok().says("formwork answer ID --status answered");
    project.run(ACCEPT.split(' ').skip(1)).ok().says("privacy: answered (was draft)");
    project.run(["answer", "privacy", "--status", "open"]).ok();
    project.run(["answer", "privacy", "--status", "draft"]).ok();
    let out = project.run(["check"]).exits(1).out;
    assert!(!out.contains(ACCEPT) && out.contains("it has no text yet: formwork answer privacy\n"), "{out}");
}

#[test]
fn status_names_the_command_that_accepts_the_next_question_where_it_is_a_draft() {
    let project = Project::fresh();
    project.run(["answer", "business-problems", "stampedes", "--status", "draft"]).ok();
    project
        .run(["status"])
        .ok()
        .says("formwork answer business-problems --status answered   (it is a draft)\n");
}

#[test]
fn a_greeting_at_the_end_of_a_sheet_is_kept_beside_the_answers() {
    let project = Project::fresh();
    project.run(["export", "--role", "legal", "--output", "s.md"]).ok();
    let sheet = project.read("s.md");
    assert!(sheet.ends_with("<!-- formwork: end of the questions -->\n"));
    project.write("s.md", sheet + "\nThanks! Ulla\n");
    project.run(["import", "s.md"]).ok().talks("it stands below the last question: “Thanks! Ulla…”");
    assert!(project.read("formwork-strays-1.md").contains("Thanks! Ulla"));
    assert!(!project.read("formwork/data.toml").contains("Ulla"));
}

#[test]
fn a_level_ends_with_what_nobody_stated_and_what_comes_next() {
    let project = Project::fresh();
    let ran = project.run(["maturity", "set", "critical"]).ok();
    let ran = ran
        .talks("not stated yet (3): personal-data, high-risk, harm; formwork fact NAME yes|no\n")
        .talks("\nnext: formwork answer business-problems   (");
    let row = ran.err.lines().find(|line| line.starts_with("  end-users ")).unwrap();
    assert!(row.contains("  open  "), "{row}");
    let project = Project::example("elephant-enclosure-complete");
    assert!(project.run(["maturity", "set", "critical"]).ok().err.ends_with("\nnext: formwork check\n"));
}

#[test]
fn an_example_in_the_help_for_a_number_has_one() {
    let project = Project::example("elephant-enclosure-complete");
    for (id, stage) in
        [("performance-requirements", "deployment"), ("data-volume", "data"), ("retraining", "deployment")]
    {
        let _ = stage;
        project.run(["answer", id, "a lot, as ever"]).ok();
    }
    let json = project.run(["check", "--json"]).json();
    let findings = json["findings"].as_array().unwrap().iter();
    let helps: Vec<&str> = findings
        .filter(|one| one["rule"] == "unmeasurable-answer")
        .map(|one| one["help"].as_str().unwrap())
        .collect();
    assert!(!helps.is_empty());
    for help in helps {
        let example = help.split_once(" is: ").or_else(|| help.split_once(" are: "));
        assert!(example.is_none_or(|(_, shown)| shown.contains(|c: char| c.is_ascii_digit())), "{help}");
    }
}
