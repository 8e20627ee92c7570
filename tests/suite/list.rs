use crate::support::Project;

fn ids(project: &Project, args: &[&str]) -> Vec<String> {
    let args = ["list", "--format", "ids"].iter().chain(args).copied();
    project.run(args).ok().out.lines().map(str::to_owned).collect()
}

#[test]
fn filters_combine_and_words_match_without_case_and_by_prefix() {
    let project = Project::example("elephant-enclosure");
    assert_eq!(ids(&project, &[]).len(), 37);
    assert_eq!(ids(&project, &["--open"]).len(), 6);
    assert_eq!(
        ids(&project, &["--role", "Product Owner", "--stage", "DEP", "--open"]),
        ["prediction-location", "retraining", "performance-requirements"]
    );
    assert_eq!(ids(&project, &["--search", "snakes data"]), ["minimum-data"]);
    assert_eq!(ids(&project, &["--status", "open", "--stage", "scoping"]), ["resources"]);
    let stages = ids(&project, &["--stage", "scoping", "--stage", "modeling"]);
    assert_eq!(stages.len(), 16);
}

#[test]
fn a_wrong_word_names_the_nearest() {
    let project = Project::fresh();
    project.run(["list", "--role", "prodct-owner"]).exits(2).talks("did you mean `product-owner`?");
    project.run(["list", "--role", "data"]).exits(2).talks("it could be data-scientist, data-engineer");
    project.run(["list", "--stage", "opening"]).exits(2).talks("scoping, data, modeling, deployment");
    project.run(["list", "--status", "opne"]).exits(2).talks("did you mean `open`?");
}

#[test]
fn people_are_asked_what_their_roles_are_asked() {
    let project = Project::fresh();
    let settings = project.read("formwork.toml");
    project.write("formwork.toml", format!("{settings}\n[roles]\ndata-engineer = [\"@jonas\"]\n"));
    assert_eq!(ids(&project, &["--for", "@jonas"]), ids(&project, &["--role", "data-engineer"]));
    project
        .run(["list", "--for", "jonsa"])
        .exits(2)
        .talks("@jonsa plays no role")
        .talks("did you mean `@jonas`?");
}

#[test]
fn why_says_which_rule_decided() {
    let project = Project::fresh();
    project.run(["fact", "harm", "yes"]).ok();
    let settings = project.read("formwork.toml");
    project.write(
        "formwork.toml",
        format!("{settings}\n[questions.data-format]\nrequired = false\nreason = \"one format only\"\n"),
    );
    let out = project.run(["list", "--why"]).ok().out;
    for why in [
        "required: level experimentation asks for it",
        "required: `harm` is yes",
        "not required: this component says so: one format only",
        "not required: level experimentation does not ask for it",
        "required: level experimentation asks for it while `paid-compute` is yes",
    ] {
        assert!(out.contains(why), "{why}\n{out}");
    }
}

#[test]
fn json_carries_what_design_promises() {
    let project = Project::example("elephant-enclosure");
    let json = project.run(["list", "--json"]).ok().json();
    assert_eq!(json["schema"], "formwork/list/1");
    let question = &json["questions"][8];
    assert_eq!(question["id"], "data-source");
    assert_eq!(question["component"], ".");
    assert_eq!(question["answer"], "cameras from the zoo");
    for key in ["stage", "text", "roles", "examples", "status", "required", "why"] {
        assert!(!question[key].is_null(), "{key}");
    }
}

#[test]
fn csv_and_markdown_stay_one_row_a_question_and_start_no_formula() {
    let project = Project::fresh();
    project.run(["answer", "business-problems", "=HYPERLINK(\"x\")\n| b <script>"]).ok();
    let csv = project.run(["list", "--format", "csv"]).ok().out;
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")"), "{csv}");
    let markdown = project.run(["list", "--format", "markdown"]).ok().out;
    assert_eq!(markdown.lines().count(), 39);
    assert!(markdown.contains("\\| b &lt;script>"));
}

#[test]
fn show_gives_one_question_whole() {
    let project = Project::example("elephant-enclosure-complete");
    let ran = project.run(["show", "data-source"]).ok();
    ran.says("Where does the data come from?")
        .says("rests on")
        .says("business-problems")
        .says("said by")
        .says("Answer");
    let json = project.run(["show", "data-source", "--json"]).ok().json();
    assert!(json["questions"][0]["depends-on"][0]["because"].is_string());
    project.run(["show", "data-sorce"]).exits(2).talks("did you mean `data-source`?");
}

#[test]
fn the_catalog_shows_its_forms() {
    let project = Project::empty();
    project
        .run(["catalog", "list"])
        .ok()
        .says("mlops-requirements@1")
        .says("23 questions")
        .says("37 questions");
    let json = project.run(["catalog", "show", "mlops-requirements@1", "--json"]).ok().json();
    assert_eq!(json["questions"].as_array().unwrap().len(), 23);
    assert_eq!(json["questions"][1]["examples-text"], "ROI, customer wishes,");
    project.run(["catalog", "show", "mlops-requirements"]).ok().says("Where does the data come from?");
    project
        .run(["catalog", "show", "mlops-requirements", "--format", "markdown"])
        .ok()
        .says("Demand forecasting");
    project.run(["catalog", "show", "mlops"]).exits(2).talks("the catalog has no form");
}
