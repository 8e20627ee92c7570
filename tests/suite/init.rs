use crate::support::Project;

#[test]
fn a_fresh_component_has_a_table_for_every_question_and_ends_with_where_to_begin() {
    let project = Project::empty();
    let ran = project.run(["init", "--name", "Watch", "--maturity", "critical"]).ok();
    let ran = ran.says("37 questions of mlops-requirements@3, 37 of them required at level critical");
    ran.says("Begin with business-problems")
        .says("\n  formwork answer business-problems")
        .says("36 other questions rest on it")
        .says("data scientist 23");
    let all: String = ["scoping", "data", "modeling", "deployment"]
        .map(|stage| project.read(&format!("formwork/{stage}.toml")))
        .concat();
    assert_eq!(all.matches("\nanswer = \"\"\n").count(), 37);
    assert!(
        project.read("formwork.toml").starts_with("#:schema formwork/schema/component.json\n\nformat = 1\n")
    );
    assert!(all.contains("# Where does the data come from?\n# Ask: business stakeholder, product owner, data scientist, data engineer\n# Examples: Owned data, crowdsourced, purchase data, purchase labels\n[data-source]\nanswer = \"\"\n"));
}

#[test]
fn where_a_target_exists_nothing_is_written_and_it_is_named() {
    let project = Project::empty().file("formwork/data.toml", "mine");
    let before = project.snapshot();
    project.run(["init"]).exits(2).talks("formwork/data.toml exists already; nothing was written");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn it_works_in_a_folder_that_is_still_to_be_made_and_beside_foreign_files() {
    let project = Project::empty().file("formwork/README.md", "ours");
    project.run(["init", "services/new watch"]).ok().says("new watch in services/new watch");
    project.run(["init"]).ok().says("37 questions");
    assert_eq!(project.read("formwork/README.md"), "ours");
    assert!(project.read("services/new watch/formwork.toml").contains("name = \"new watch\""));
}

#[test]
fn every_form_can_be_started_and_a_wrong_one_names_the_nearest() {
    for (form, questions) in
        [("mlops-requirements@1", 23), ("mlops-requirements@2", 34), ("mlops-requirements", 37)]
    {
        let project = Project::empty();
        project
            .run(["init", "--form", form, "--maturity", "critical"])
            .ok()
            .says(&format!("{questions} questions"));
        assert_eq!(project.run(["check", "--json"]).exits(1).json()["summary"]["questions"], questions);
    }
    let project = Project::empty();
    project
        .run(["init", "--form", "mlops-requirement@3"])
        .exits(2)
        .talks("did you mean `mlops-requirements@3`?");
    project.run(["init", "--maturity", "crtical"]).exits(2).talks("did you mean `critical`?");
    project.run(["init", "--set", "sets/none.toml"]).exits(2).talks("there is no set at");
    assert_eq!(project.snapshot().len(), 0);
}

#[test]
fn in_a_workspace_its_defaults_are_left_to_it_and_the_commands_name_the_folder() {
    let project = Project::empty().file(
        "formwork.toml",
        "format = 1\n[workspace]\nmembers = [\"services/*\"]\n[workspace.defaults]\nform = \"mlops-requirements@2\"\nmaturity = \"critical\"\n",
    );
    let ran = project
        .run(["init", "services/a b"])
        .ok()
        .says("34 questions of mlops-requirements@2, 34 of them required at level critical");
    ran.says("formwork -C 'services/a b' answer business-problems");
    let settings = project.read("services/a b/formwork.toml");
    assert!(!settings.contains("form =") && !settings.contains("maturity ="), "{settings}");
    project.run(["init", "services/c", "--maturity", "non-critical"]).ok();
    assert!(project.read("services/c/formwork.toml").contains("maturity = \"non-critical\"\n"));
}

#[test]
fn a_dry_run_prints_the_files_and_writes_none() {
    let project = Project::empty();
    project.run(["init", "--dry-run"]).ok().says("+++ b/formwork/data.toml").says("+[data-source]");
    assert_eq!(project.snapshot().len(), 0);
}

#[test]
fn a_name_cannot_leave_its_string() {
    let project = Project::empty();
    let name = "a\"\nharm = true\u{1b}[31m";
    project.run(["init", "--name", name]).ok();
    let status = project.run(["status", "--json"]).ok().json();
    // A name is one line wherever it is shown.
    assert_eq!(status["components"][0]["name"], name.replace('\n', " "));
    assert!(!project.run(["status"]).ok().out.contains('\u{1b}'));
}

#[test]
fn bare_formwork_is_a_start_text_outside_and_the_status_inside() {
    Project::empty().run([]).ok().says("formwork init");
    Project::fresh().run([]).ok().says("Next: business-problems");
}
