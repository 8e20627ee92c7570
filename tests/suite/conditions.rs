//! Questions of a set that are asked only under a condition.

use crate::sets::{asked, with_set};
use crate::support::Project;

fn is_open(project: &Project, id: &str) -> bool {
    let found = project.run(["check", "--format", "short"]).exits(1).out;
    found.contains(&format!("[unanswered-question] `{id}` is not answered"))
}

#[test]
fn a_draft_or_what_was_put_off_decides_nothing_and_what_does_not_apply_rules_the_rest_out() {
    let choices = "choices = [\"none\", \"infrared\"]";
    let project =
        with_set(&(asked("lamp", choices) + &asked("power", "applies-when = { lamp = \"infrared\" }")));
    assert!(!is_open(&project, "power"), "it waits");
    project.run(["answer", "lamp", "--choose", "infrared"]).ok();
    assert!(is_open(&project, "power"));
    project.run(["answer", "lamp", "--choose", "none", "--status", "draft"]).ok();
    assert!(is_open(&project, "power"), "a draft does not count yet");
    project.run(["answer", "lamp", "--status", "unknown", "--until", "2027-01-01"]).ok();
    assert!(is_open(&project, "power"), "nobody knows yet");
    project.run(["answer", "lamp", "--choose", "none"]).ok();
    assert!(!is_open(&project, "power"));
    project.run(["answer", "lamp", "--choose", "infrared"]).ok();
    project.run(["answer", "lamp", "--status", "not-applicable", "--reason", "no lamps at all"]).ok();
    assert!(!is_open(&project, "power"), "the choice that is left beside it says nothing");
}

#[test]
fn what_hangs_on_a_question_that_is_not_asked_is_not_asked_either() {
    let choices = "choices = [\"none\", \"infrared\"]\n";
    let middle = format!("{choices}applies-when = {{ lamp = \"none\" }}");
    let project = with_set(
        &(asked("lamp", choices)
            + &asked("many", &middle)
            + &asked("chain", "applies-when = { many = \"infrared\" }")),
    );
    project.run(["answer", "lamp", "--choose", "none"]).ok();
    project.run(["answer", "many", "--choose", "infrared"]).ok();
    assert!(is_open(&project, "chain"));
    project.run(["answer", "lamp", "--choose", "infrared"]).ok().says("no longer asked: chain");
    assert!(!is_open(&project, "chain"));
}

#[test]
fn conditions_in_a_ring_or_a_long_row_are_said_and_never_walked_for_long() {
    let mut set = String::new();
    for at in 0..1_500 {
        let on = (at + 1) % 1_500;
        set += &asked(
            &format!("q{at}"),
            &format!("choices = [\"x\", \"y\"]\napplies-when = {{ q{on} = \"x\" }}"),
        );
    }
    let head = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n";
    let project = Project::empty().file("ring.toml", format!("{head}{set}"));
    let ring = project.run(["catalog", "check", "ring.toml", "--json"]).exits(1).out;
    assert!(ring.contains("hangs on its own answer") && ring.contains("more than 16 steps"));
}

/// A question under a condition that does not hold, beside little else.
fn under_a_condition() -> Project {
    let set = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Our own\"\nsource = \"us\"\nabout = \"Ours.\"\n\n\
        [[question]]\nid = \"terms\"\nstage = \"scoping\"\nroles = [\"legal-team\"]\ntext = \"Which terms hold?\"\n\
        applies-when = { streaming = true }\n";
    let project = Project::fresh().file("sets/ours.toml", set);
    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    project.run(["upgrade"]).ok();
    project
}

#[test]
fn a_sheet_says_when_a_question_applies_and_comes_back_without_a_remark() {
    let project = under_a_condition();
    let sheet = project.run(["export"]).ok().out;
    let condition = "\n**Applies when:** streaming is yes\n";
    let (before, _) = sheet.split_once(condition).unwrap_or_else(|| panic!("{sheet}"));
    assert!(before.contains("<!-- formwork: terms "), "{sheet}");
    project.write("sheet.md", &sheet);
    let said = project.run(["import", "sheet.md"]).ok();
    assert!(said.err.contains("no answer changed") && !said.err.contains("above"), "{}", said.err);
    // A sheet that went out before sheets said this comes back as well.
    project.write("sheet.md", sheet.replace(condition, ""));
    project.run(["import", "sheet.md"]).ok().talks("no answer changed");
    // What somebody adds is still theirs.
    project.write("sheet.md", sheet.replace(condition, &format!("{condition}\nNever!\n")));
    let said = project.run(["import", "sheet.md"]);
    assert!(said.err.contains("above the place for the answer"), "{}", said.err);
}

#[test]
fn show_leaves_out_what_is_not_said_and_tells_apart_what_every_answer_informs() {
    let project = under_a_condition();
    let shown = project.run(["show", "terms"]).ok().out;
    for name in ["examples", "why", "unanswered", "sources", "informs  "] {
        assert!(shown.lines().all(|line| !line.starts_with(name)), "{name}: {shown}");
    }
    assert!(shown.contains(" every answer informs AI Act: Article 11; NIST AI RMF: MAP 1.6\n"), "{shown}");
    let shown = project.run(["show", "bias-risks"]).ok().out;
    assert!(shown.contains("\ntraces to    P6 ") && !shown.contains("mitigates"), "{shown}");
    let (_, informs) = shown.split_once("\ninforms ").unwrap();
    let (own, every) = informs.split_once("every answer informs").unwrap();
    assert!(own.contains("Annex IV: ") && !own.contains("Article 11") && !own.contains("MAP 1.6"), "{shown}");
    assert!(every.starts_with(" AI Act: Article 11; NIST AI RMF: MAP 1.6\n"), "{shown}");
}

#[test]
fn a_choice_tells_what_is_asked_now_and_what_hangs_on_it() {
    let project = Project::empty();
    project.run(["init", "--set", "taxonomy-extras@1", "--maturity", "critical"]).ok();
    project
        .run(["answer", "deployment-process", "Step by step", "--choose", "canary"])
        .ok()
        .says("now asked and required: online-experiments");
    project
        .run(["answer", "deployment-process", "--choose", "direct"])
        .ok()
        .says("no longer asked: online-experiments");
    project
        .run(["impact", "deployment-process"])
        .ok()
        .says("its choice decides whether these are asked: online-experiments");
    project.run(["answer", "deployment-process", "--choose", ""]).ok();
    let found = project.run(["check", "--format", "short"]).exits(1).out;
    assert!(found.contains("note[missing-choice] `deployment-process` has a text and no choice"), "{found}");
}
