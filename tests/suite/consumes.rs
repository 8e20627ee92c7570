//! Components that take in each other's output.

use crate::support::{Project, Ran};

/// A workspace in which `services/replies` takes in what `services/intent` puts out.
pub fn workspace() -> Project {
    let project = Project::empty();
    project.write(
        "formwork.toml",
        "format = 1\nname = \"Zoo\"\n\n[workspace]\nmembers = [\"services/*\", \"edge/camera\"]\nexclude = [\"services/old\"]\n\n\
         [workspace.defaults]\nform = \"mlops-requirements@3\"\n",
    );
    for dir in ["services/intent", "services/replies", "services/old", "edge/camera"] {
        project.run(["init", dir]).ok();
    }
    consume(&project, "services/replies", "services/intent", "");
    project
}

/// Writes an entry of `[[consumes]]`; `more` is what else stands in it.
pub fn consume(project: &Project, who: &str, whose: &str, more: &str) {
    let file = format!("{who}/formwork.toml");
    let text = project.read(&file);
    project.write(&file, format!("{text}\n[[consumes]]\ncomponent = \"{whose}\"\n{more}"));
}

/// The same for an entry that is there already.
fn name_questions(project: &Project, who: &str, whose: &str, named: &str) {
    let entry = format!("component = \"{whose}\"\n");
    project.change(&format!("{who}/formwork.toml"), &entry, &format!("{entry}{named}"));
}

pub fn level(project: &Project, who: &str, level: &str) {
    project.run(["-C", who, "maturity", "set", level]).ok();
}

/// The findings of a rule, as `place message`.
pub fn found(project: &Project, folder: &str, rule: &str) -> Vec<String> {
    let ran = project.run(["check", folder, "--format", "short"]);
    let mark = format!("[{rule}] ");
    let lines = ran.out.lines().filter_map(|line| line.split_once(&mark));
    lines.map(|(place, message)| format!("{} {message}", place.split(": ").next().unwrap())).collect()
}

pub fn component(ran: &Ran, id: &str) -> serde_json::Value {
    let json = ran.json();
    json["components"].as_array().unwrap().iter().find(|one| one["component"] == id).unwrap().clone()
}

#[test]
fn both_sides_of_a_consumption_are_told_by_status_from_the_root_and_from_inside() {
    let project = workspace();
    level(&project, "services/intent", "critical");
    project
        .run(["-C", "services/replies", "status"])
        .ok()
        .says("\nTakes in the output of: services/intent (critical)\n");
    let intent = project
        .run(["-C", "services/intent", "status"])
        .ok()
        .says("\nFeeds: services/replies (experimentation)\n");
    assert!(!intent.out.contains("Takes in"), "{}", intent.out);
    project
        .run(["status"])
        .ok()
        .says("\n\nservices/replies takes in the output of services/intent (critical)\n");
    for ran in [
        project.run(["status", "--json"]).ok(),
        project.run(["-C", "services/replies", "status", "--json"]).ok(),
        project.run(["--component", "services/replies", "status", "--json"]).ok(),
    ] {
        let replies = component(&ran, "services/replies");
        assert_eq!(replies["consumes"][0]["component"], "services/intent");
        assert_eq!(replies["consumes"][0]["found"], "known");
        assert_eq!(replies["consumes"][0]["maturity"], "critical");
        assert_eq!(replies["consumers"], serde_json::json!([]));
    }
    let intent = component(&project.run(["status", "--json"]).ok(), "services/intent");
    assert_eq!(intent["consumers"][0]["component"], "services/replies");
    assert_eq!(intent["consumers"][0]["questions"], serde_json::json!([]));
}

#[test]
fn where_nobody_takes_in_anything_nothing_is_said_about_it() {
    let project = Project::fresh();
    let ran = project.run(["status"]).ok();
    assert!(!ran.out.contains("Takes in") && !ran.out.contains("Feeds"), "{}", ran.out);
    let ran = project.run(["show", "data-source"]).ok();
    assert!(!ran.out.contains("\nfeeds"), "{}", ran.out);
}

#[test]
fn without_a_workspace_nothing_is_looked_up_and_status_says_so() {
    let project = Project::fresh();
    consume(&project, ".", "services/intent", "questions = [\"no-such-question\"]\n");
    level(&project, ".", "critical");
    for rule in ["unknown-component", "unknown-question", "consumption-cycle", "cascading-level"] {
        assert_eq!(found(&project, ".", rule), [""; 0], "{rule}");
    }
    project.run(["status"]).ok().says("services/intent (not looked up: there is no workspace here)");
    project.run(["render"]).ok().says("- **Takes in:** `services/intent`\n");
}

#[test]
fn what_is_no_member_is_unknown_from_the_root_and_from_inside() {
    let project = workspace();
    for other in [
        "services/intnt",
        "camera",
        "services/old",
        "services//intent",
        "target/x",
        "services/replies/formwork",
    ] {
        consume(&project, "services/replies", other, "");
    }
    let path = "services/replies/formwork.toml";
    for folder in [".", "services/replies"] {
        let unknown = found(&project, folder, "unknown-component");
        assert_eq!(unknown.len(), 6, "{unknown:#?}");
        assert!(
            unknown[0].starts_with(path) && unknown[0].ends_with("no component `services/intnt`"),
            "{unknown:#?}"
        );
    }
    let check = project.run(["check", "services/replies"]).exits(1);
    check.says("did you mean `services/intent`?").says("did you mean `edge/camera`?");
}

#[test]
fn a_root_that_is_a_component_can_be_named_and_one_that_is_not_cannot() {
    let project = workspace();
    consume(&project, "services/replies", ".", "");
    assert_eq!(found(&project, ".", "unknown-component").len(), 1);
    project.change("formwork.toml", "name =", "form = \"mlops-requirements@3\"\nname =");
    assert_eq!(found(&project, ".", "unknown-component"), [""; 0]);
    project.run(["-C", "services/replies", "status"]).ok().says(", . (no level)");
}

#[test]
fn links_are_followed_to_no_provider_and_out_of_no_repository() {
    let project = workspace();
    let outside = Project::empty();
    outside.write("x/formwork.toml", "format = 1\nname = \"secret\"\n");
    let link = |to: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(to, project.path(name)).unwrap();
    };
    link(&project.path("services/intent"), "services/link");
    link(&outside.path("x"), "services/out");
    std::fs::create_dir(project.path("services/file")).unwrap();
    link(&outside.path("x/formwork.toml"), "services/file/formwork.toml");
    for other in ["services/link", "services/out", "services/file"] {
        consume(&project, "services/replies", other, "");
    }
    let unknown = found(&project, "services/replies", "unknown-component");
    assert_eq!(unknown.len(), 2, "{unknown:#?}");
    let ran = project.run(["-C", "services/replies", "status", "--json"]).ok();
    assert!(!ran.out.contains("secret"), "{}", ran.out);
    assert_eq!(component(&ran, "services/replies")["consumes"][3]["found"], "unreadable");
}

#[test]
fn a_provider_that_cannot_be_read_has_the_finding_and_its_consumer_none() {
    let project = workspace();
    name_questions(&project, "services/replies", "services/intent", "questions = [\"no-such-question\"]\n");
    project.write("services/intent/formwork.toml", "form = [");
    level(&project, "services/replies", "critical");
    for rule in
        ["unknown-component", "unknown-question", "consumption-cycle", "cascading-level", "invalid-toml"]
    {
        assert_eq!(found(&project, "services/replies", rule), [""; 0], "{rule}");
    }
    assert_eq!(found(&project, ".", "invalid-toml").len(), 1);
    project
        .run(["-C", "services/replies", "status"])
        .ok()
        .says("services/intent (its formwork.toml cannot be read)");
    // The other way round: whoever cannot be read takes in nothing.
    project.write("services/replies/formwork.toml", "consumes = [");
    project.write("services/intent/formwork.toml", "format = 1\n");
    let ran = project.run(["-C", "services/intent", "show", "data-source"]);
    assert!(!ran.out.contains("feeds"), "{}", ran.out);
}

#[test]
fn a_named_question_is_held_against_the_providers_own_form_and_sets() {
    let project = workspace();
    project.change(
        "services/intent/formwork.toml",
        "format = 1\n",
        "format = 1\nsets = [\"taxonomy-extras@1\"]\n",
    );
    let named = "questions = [\"data-sorce\", \"consumers\", \"privacy\", \"zzzzzzzzzz\"]\n";
    name_questions(&project, "services/replies", "services/intent", named);
    let unknown = found(&project, ".", "unknown-question");
    assert_eq!(unknown.len(), 2, "{unknown:#?}");
    assert!(unknown[0].ends_with("`services/intent` has no question `data-sorce`"), "{unknown:#?}");
    project
        .run(["check", "services/replies"])
        .exits(1)
        .says("did you mean `data-source`?")
        .says("`formwork --component services/intent list` shows its questions");
    // The command that is named works from where one stands.
    project
        .run(["-C", "services/replies", "--component", "services/intent", "list"])
        .ok()
        .says("data-source");
}

#[test]
fn the_level_of_a_consumer_is_held_against_its_providers_with_the_defaults_taken_in() {
    let project = workspace();
    let levels = [
        ("critical", "critical", 1),
        ("non-critical", "autonomous", 1),
        ("critical", "experimentation", 0),
        ("experimentation", "critical", 0),
        ("cascading", "critical", 0),
        ("autonomous", "non-critical", 0),
    ];
    for (own, theirs, warnings) in levels {
        level(&project, "services/replies", own);
        level(&project, "services/intent", theirs);
        assert_eq!(found(&project, ".", "cascading-level").len(), warnings, "{own} takes in {theirs}");
    }
    level(&project, "services/replies", "critical");
    let without = project.read("services/intent/formwork.toml").replace("maturity = \"non-critical\"\n", "");
    project.write("services/intent/formwork.toml", without);
    assert_eq!(found(&project, ".", "cascading-level"), [""; 0], "nothing is known of its level");
    project.change(
        "formwork.toml",
        "[workspace.defaults]\n",
        "[workspace.defaults]\nmaturity = \"critical\"\n",
    );
    let warnings = found(&project, ".", "cascading-level");
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(
        warnings[0].starts_with("services/replies/formwork.toml:5:12 at level critical it takes in"),
        "{warnings:#?}"
    );
}

#[test]
fn one_that_is_named_twice_is_said_and_one_consumer_with_what_either_entry_says() {
    let project = workspace();
    let names = |project: &Project| {
        let ran = project.run(["-C", "edge/camera", "status", "--json"]).ok();
        component(&ran, "edge/camera")["consumers"].clone()
    };
    consume(&project, "services/replies", "edge/camera", "questions = [\"data-format\"]\n");
    consume(&project, "services/replies", "edge/camera", "questions = [\"privacy\"]\n");
    let found = project.run(["check", "services/replies", "--format", "short"]).exits(1).out;
    assert_eq!(found.matches("error[invalid-value] `edge/camera` stands twice").count(), 1, "{found}");
    let all = names(&project);
    assert_eq!(all.as_array().unwrap().len(), 1);
    assert_eq!(all[0]["questions"], serde_json::json!(["data-format", "privacy"]));
    consume(&project, "services/replies", "edge/camera", "");
    consume(&project, "services/replies", "edge/camera", "questions = [\"labelers\"]\n");
    assert_eq!(names(&project)[0]["questions"], serde_json::json!([]));
}
