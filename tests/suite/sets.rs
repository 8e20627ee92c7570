//! Extra questions: bundled sets, a team's own, and choices.

use crate::support::Project;

/// What one does after `catalog new` with its template and the README: take off marks, write five questions, one
/// with a choice and one under a condition.
fn fill_in(template: &str) -> String {
    let mut text = String::new();
    let wanted = [
        "[[question]]",
        "id = \"lamp-",
        "stage =",
        "text = ",
        "roles =",
        "choices =",
        "choose =",
        "applies-when =",
        "[[role]]",
        "id = \"zoo-keeper\"",
        "title = \"Zoo keeper\"",
        "about = \"Looks after",
    ];
    for line in template.lines() {
        let bare = line.strip_prefix("# ").filter(|bare| wanted.iter().any(|start| bare.starts_with(start)));
        text += bare.unwrap_or(line);
        text.push('\n');
        if line.contains("[[stage]]") || line.starts_with("# A stage of your own") {
            break;
        }
    }
    for (id, stage) in [("feeding-times", "scoping"), ("visitor-hours", "data")] {
        text += &format!(
            "\n[[question]]\nid = \"{id}\"\nstage = \"{stage}\"\ntext = \"Which {id} are there?\"\nroles = [\"zoo-keeper\"]\n"
        );
    }
    text
}

#[test]
fn from_the_template_to_five_questions_of_our_own_with_a_choice_and_a_condition() {
    let project = Project::fresh();
    let said = project.run(["catalog", "new", "sets/ours.toml"]).ok();
    assert!(said.out.contains("catalog check sets/ours.toml"), "{}", said.out);
    let template = project.read("sets/ours.toml");
    assert!(template.contains("id = \"ours\"\n"), "{template}");
    project.run(["catalog", "check", "sets/ours.toml"]).ok();
    project.write("sets/ours.toml", fill_in(&template));
    let said = project.run(["catalog", "check", "sets/ours.toml"]).ok();
    assert!(said.out.contains("5 questions"), "{}{}", said.out, said.err);
    let shown = project.run(["catalog", "show", "sets/ours.toml"]).ok().out;
    assert!(shown.contains("Choose one of: none, infrared, visible"), "{shown}");
    assert!(shown.contains("Applies when lamp-type is infrared or visible and streaming is yes"), "{shown}");

    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    project.run(["upgrade"]).ok();
    let data = project.read("formwork/data.toml");
    let table = "# Which lamps may be used at night?\n# Ask: domain expert\n# Choose one of: none, infrared, visible\n[lamp-type]\nchoice = []\nanswer = \"\"\n";
    assert!(data.contains(table), "{data}");
    assert!(project.run(["upgrade"]).ok().err.contains("up to date"));
    project.run(["maturity", "set", "non-critical"]).ok();
    let listed = project.run(["list", "--required", "--format", "ids"]).ok().out;
    for id in ["night-light", "lamp-type", "feeding-times", "visitor-hours"] {
        assert!(listed.lines().any(|line| line == id), "{id}: {listed}");
    }
    assert!(!listed.contains("lamp-power"), "it waits for the choice: {listed}");
    let why = project.run(["list", "--search", "lamp-power", "--why"]).ok().out;
    assert!(why.contains("waits for `lamp-type`"), "{why}");

    project.run(["answer", "lamp-type", "--choose", "infrared", "--by", "zoo-keeper"]).ok();
    let diff = project.read("formwork/data.toml");
    assert!(diff.contains("choice = [\"infrared\"]"), "{diff}");
    let listed = project.run(["list", "--required", "--open", "--format", "ids"]).ok().out;
    assert!(listed.contains("lamp-power") && !listed.contains("lamp-type"), "{listed}");
    project.run(["answer", "lamp-type", "--choose", "none"]).ok();
    let why = project.run(["list", "--search", "lamp-power", "--why"]).ok().out;
    assert!(why.contains("applies only where `lamp-type` is infrared or visible"), "{why}");
    let document = project.run(["render"]).ok().out;
    assert!(
        document.contains("Chosen: none") && document.contains("How are the lamps supplied"),
        "{document}"
    );
}

#[test]
fn init_writes_the_tables_of_the_sets_it_is_given() {
    let project = Project::empty();
    project.run(["init", "--set", "thesis-extras@1", "--set", "taxonomy-extras@1"]).ok();
    let settings = project.read("formwork.toml");
    assert!(settings.contains("sets = [\"thesis-extras@1\", \"taxonomy-extras@1\"]"), "{settings}");
    let data = project.read("formwork/data.toml");
    assert!(data.contains("[data-leakage]"), "{data}");
    let deployment = project.read("formwork/deployment.toml");
    assert!(
        deployment.contains("# Choose one of: immediate, delayed, irregular, never\n[true-labels]\nchoice = []\nanswer = \"\"\n"),
        "{deployment}"
    );
    let modeling = project.read("formwork/modeling.toml");
    assert!(modeling.contains("[input-serving]\nchoice = []\n"), "{modeling}");
    let refused = project.run(["check", "--format", "short"]).exits(1).out;
    assert!(!refused.contains("invalid") && !refused.contains("unknown"), "{refused}");
    let refused = Project::empty().run(["init", "--set", "thesis-extra@1"]).exits(2);
    assert!(refused.err.contains("did you mean `thesis-extras@1`?"), "{}", refused.err);
}

#[test]
fn a_set_takes_a_question_out_with_a_reason_and_its_answer_stays() {
    let project = Project::fresh().file(
        "sets/ours.toml",
        "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n\n[[retire]]\nquestion = \"compute-budget\"\nreason = \"the platform pays\"\n\n\
         [[change]]\nquestion = \"data-source\"\nroles = [\"data-engineer\"]\nexamples = [\"cameras\"]\n",
    );
    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    project.run(["maturity", "set", "critical"]).ok();
    let listed = project.run(["list", "--required", "--format", "ids"]).ok().out;
    assert!(!listed.contains("compute-budget"), "{listed}");
    let shown = project.run(["show", "compute-budget"]).ok().out;
    assert!(shown.contains("sets/ours.toml takes it out: the platform pays"), "{shown}");
    let shown = project.run(["show", "data-source"]).ok().out;
    assert!(shown.contains("cameras") && !shown.contains("business stakeholder"), "{shown}");
}

#[test]
fn a_path_that_leaves_the_repository_is_refused_and_one_that_leads_nowhere_is_said() {
    for (path, rule) in [
        ("../ours.toml", "outside-repository"),
        ("/etc/passwd.toml", "outside-repository"),
        ("sets/none.toml", "invalid-value"),
        ("thesis-extra@1", "invalid-value"),
    ] {
        let project = Project::fresh();
        project.change("formwork.toml", "maturity = ", &format!("sets = [\"{path}\"]\nmaturity = "));
        let found = project.run(["check", "--format", "short"]).exits(1).out;
        assert!(found.contains(&format!("formwork.toml:6:9: error[{rule}]")), "{path}: {found}");
    }
}

#[test]
fn a_sheet_carries_boxes_and_brings_the_marks_back() {
    let project = Project::empty();
    project.run(["init", "--set", "thesis-extras@1"]).ok();
    let sheet = project.run(["export", "--role", "data-scientist", "--stage", "deployment"]).ok().out;
    assert!(
        sheet.contains(
            "**Choose one of:** put an x between the brackets.\n\n- [ ] immediate\n- [ ] delayed\n"
        ),
        "{sheet}"
    );
    project.write("sheet.md", sheet.replacen("- [ ] delayed", "- [X] delayed", 1));
    project.run(["import", "sheet.md"]).ok();
    assert!(project.read("formwork/deployment.toml").contains("[true-labels]\nchoice = [\"delayed\"]\n"));
    project.run(["import", "sheet.md"]).ok();
    let again = project.run(["export", "--stage", "deployment"]).ok().out;
    assert!(again.contains("- [x] delayed\n"), "{again}");
    // Two marks where one is meant: nothing is chosen, and it is said.
    project.write("sheet.md", again.replacen("- [ ] never", "- [x] never", 1));
    let marked = "- [x] never\n\n<!-- answer -->\n";
    project.change("sheet.md", marked, &format!("{marked}\nsometime next week\n"));
    let refused = project.run(["import", "sheet.md", "--status", "draft"]).exits(2);
    assert!(refused.err.contains("takes one choice"), "{}", refused.err);
    assert!(
        !project.read("formwork/deployment.toml").contains("sometime next week"),
        "nothing is written for it"
    );
    assert!(project.read("formwork/deployment.toml").contains("choice = [\"delayed\"]"));
}

#[test]
fn one_choice_stands_once_also_where_several_may_be_taken() {
    let set = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n\n[[question]]\nid = \"lamps\"\nstage = \"data\"\ntext = \"Which lamps?\"\nroles = [\"domain-expert\"]\nchoices = [\"aa\", \"bb\"]\nchoose = \"several\"\n";
    let project = Project::fresh().file("sets/ours.toml", set);
    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    project.run(["upgrade"]).ok();
    project.change(
        "formwork/data.toml",
        "[lamps]\nchoice = []",
        "[lamps]\nchoice = [\"aa\", \"bb\", \"aa\"]",
    );
    let found = project.run(["check", "--format", "short"]).exits(1).out;
    assert!(found.contains("error[invalid-value] the choice `aa` stands twice"), "{found}");
    project.change("formwork/data.toml", "\"bb\", \"aa\"]", "\"bb\"]");
    let found = project.run(["check", "--format", "short"]).exits(1).out;
    assert!(!found.contains("invalid-value"), "{found}");
}

#[test]
fn a_mark_beside_a_misspelt_choice_writes_nothing_for_that_question() {
    let project = Project::empty();
    project.run(["init", "--set", "thesis-extras@1"]).ok();
    let sheet = project.run(["export", "--stage", "deployment"]).ok().out;
    project.write("sheet.md", sheet.replacen("- [ ] delayed", "- [x] delaied", 1));
    let marked = "- [ ] never\n\n<!-- answer -->\n";
    project.change("sheet.md", marked, &format!("{marked}\nsometime next week\n"));
    let before = project.read("formwork/deployment.toml");
    project.run(["import", "sheet.md"]).exits(2).talks(
        "there is no choice `delaied`, only immediate, delayed, irregular, never; nothing was written",
    );
    assert_eq!(project.read("formwork/deployment.toml"), before);
    // Without a mark it is a remark.
    project.write("sheet.md", sheet.replacen("- [ ] delayed", "- [ ] delaied", 1));
    project.run(["import", "sheet.md"]).ok().talks("it stands above the place for the answer");
}

#[test]
fn a_workspace_shares_a_set_by_its_path_from_the_root() {
    let set = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n\n[[question]]\nid = \"night-light\"\nstage = \"data\"\ntext = \"How dark is it?\"\nroles = [\"domain-expert\"]\n";
    let project = Project::empty()
        .file(
            "formwork.toml",
            "format = 1\n\n[workspace]\nmembers = [\"services/*\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@3\"\nsets = [\"sets/ours.toml\"]\n\n[workspace.defaults.questions.night-light]\nrequired = true\nreason = \"cameras\"\n",
        )
        .file("sets/ours.toml", set);
    project.run(["init", "services/a"]).ok();
    assert!(project.read("services/a/formwork/data.toml").contains("[night-light]"));
    for args in [&["check", "--format", "short"][..], &["-C", "services/a", "check", "--format", "short"]] {
        let found = project.run(args.iter().copied()).exits(1).out;
        assert!(!found.contains("invalid") && !found.contains("unknown"), "{found}");
        assert!(found.contains("`night-light` is not answered"), "{found}");
    }
    // What is wrong in a shared file is said where it stands.
    project.write("sets/ours.toml", set.replace("domain-expert", "domain-expart"));
    let found = project.run(["check", "--format", "short"]).exits(1).out;
    assert!(
        found.contains("sets/ours.toml:10:10: error[invalid-set] there is no role `domain-expart`"),
        "{found}"
    );
}

#[test]
fn a_choice_that_changed_meanwhile_is_shown_with_the_sheets() {
    let project = Project::empty();
    project.run(["init", "--set", "thesis-extras@1"]).ok();
    project.run(["answer", "true-labels", "By 5:00", "--choose", "delayed"]).ok();
    let sheet = project.run(["export", "--stage", "deployment"]).ok().out;
    project.run(["answer", "true-labels", "--choose", "immediate"]).ok();
    let swapped =
        sheet.replacen("- [x] delayed", "- [ ] delayed", 1).replacen("- [ ] never", "- [x] never", 1);
    project.write("sheet.md", swapped);
    let refused = project.run(["import", "sheet.md"]).exits(2);
    for word in ["chosen: immediate", "chosen: never"] {
        assert!(refused.err.contains(word), "{}", refused.err);
    }
}

#[test]
fn an_upgrade_at_the_root_adds_what_a_members_own_form_lacks() {
    let project = Project::empty();
    project.run(["init", "services/a"]).ok();
    project.write(
        "formwork.toml",
        "format = 1\n[workspace]\nmembers = [\"services/*\"]\n[workspace.defaults]\nform = \"mlops-requirements@3\"\nsets = [\"framework-extras@1\"]\n",
    );
    project.run(["upgrade"]).ok();
    assert!(project.read("services/a/formwork/deployment.toml").contains("[security]"));
}

/// An own set in a fresh critical component.
pub fn with_set(set: &str) -> Project {
    let head = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n";
    let project = Project::empty().file("ours.toml", format!("{head}{set}"));
    project.run(["init", "--set", "ours.toml", "--maturity", "critical"]).ok();
    project
}

/// A question of the set, always required.
pub fn asked(id: &str, more: &str) -> String {
    format!(
        "\n[[question]]\nid = \"{id}\"\nstage = \"data\"\ntext = \"Which {id}?\"\nroles = [\"domain-expert\"]\n{more}\n"
    )
}

#[test]
fn what_a_set_says_is_harmless_wherever_it_is_shown() {
    let project =
        with_set("\n[[stage]]\nid = \"night\"\ntitle = \"\"\"Night\n[bell]\nanswer = 'x'\n#\"\"\"\n");
    assert!(project.read("formwork/night.toml").contains("# Night [bell] answer = 'x' #\n"));
    let escape = asked("bell", "examples = [\"a\\u001b[31m\", \"b\"]");
    let head = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n";
    project.write("ours.toml", format!("{head}{escape}"));
    let found = project.run(["catalog", "check", "ours.toml"]).exits(1).out;
    assert!(found.contains("controls a terminal") && !found.contains('\u{1b}'), "{found}");
    assert!(!project.run(["catalog", "show", "ours.toml", "--format", "markdown"]).out.contains('\u{1b}'));
}

#[test]
fn a_level_that_says_when_needs_a_fact() {
    let required = "[question.required]\nexperimentation = \"when\"\nnon-critical = \"when\"\ncritical = \"when\"\ncascading = \"when\"\nautonomous = \"when\"\nbecause = \"x\"";
    let head = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n";
    let project = Project::empty().file("ours.toml", format!("{head}{}", asked("lamp", required)));
    project.run(["catalog", "check", "ours.toml"]).exits(1).says("`when` names no fact");
}
