//! From one version of the form to a newer one: nothing is lost, nobody's comment is touched, and a stopped
//! upgrade is finished by the next one.

use crate::support::{Project, Ran, difference};

const STAGES: [&str; 4] = ["scoping", "data", "modeling", "deployment"];

/// A component on the first version of the form with every question answered by hand, in many ways.
fn answered() -> Project {
    let project = Project::empty();
    project.run(["init", "--form", "mlops-requirements@1", "--name", "Watch", "--maturity", "critical"]).ok();
    for stage in STAGES {
        let file = format!("formwork/{stage}.toml");
        let mut text = String::new();
        for line in project.read(&file).lines() {
            match line {
                "answer = \"\"" => {
                    text += "answer = '''\nSeveral lines,\n\n  - of \"text\" \\ with ''quotes''\n  - in stage STAGE\n'''   # as told\nby = [ 'data-scientist' , \"@mia\", ]\non = 2026-05-04\nevidence = [\n  \"docs/a.md#b\", # the first\n]\nsource = 'workshop'\nnote = '''n\no'''\n";
                }
                other => text += &format!("{other}\n"),
            }
        }
        let text = text.replace("STAGE", stage);
        // Requirements, and what people wrote above and below the tables.
        let text = text.replace(
            "[business-problems-and-ai]\n",
            "# Mia: ask the board again.\n[business-problems-and-ai]\n",
        );
        let text = text.replacen(
            "\n# What are the metric",
            "\n[[business-problems-and-ai.requirement]]\nid = \"r-1\"\ntext = \"The system shall watch.\" # T\n\n# What are the metric",
            1,
        );
        let text = text.replace("[data-format]\n", "# Which formats, in our words?\n[data-format]\n");
        project.write(&file, if stage == "data" { text.replace('\n', "\r\n") } else { text });
    }
    project
}

/// The lines of the answers of a stage's file: all but comments of the form and blank lines.
fn tables(text: &str) -> Vec<String> {
    let blocks = text.split("\n\n").filter(|block| block.contains("answer = "));
    blocks
        .map(|block| block.lines().skip_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n"))
        .collect()
}

#[test]
fn a_whole_component_goes_from_the_first_version_to_the_third_and_loses_nothing() {
    let project = answered();
    let before: Vec<String> = STAGES.map(|stage| project.read(&format!("formwork/{stage}.toml"))).to_vec();
    project
        .run(["upgrade"])
        .ok()
        .talks("mlops-requirements@1 → mlops-requirements@3")
        .talks("new questions (15)");
    let after: Vec<String> = ["scoping", "data", "modeling", "deployment", "retired"]
        .map(|stage| project.read(&format!("formwork/{stage}.toml")))
        .to_vec();
    let all = after.concat();
    let mut looked_at = 0;
    for text in &before {
        for table in tables(&text.replace("\r\n", "\n")) {
            let found = all.contains(&table) || all.contains(&table.replace('\n', "\r\n"));
            assert!(found, "{table}\nis lost");
            looked_at += 1;
        }
        for line in
            text.lines().filter(|line| line.starts_with("# Mia") || line.starts_with("# Which formats"))
        {
            assert!(all.contains(line), "{line}");
        }
    }
    assert!(looked_at >= 23, "{looked_at}");
    let retired = &after[4];
    assert!(retired.contains("# Mia: ask the board again.\n[business-problems-and-ai]\n"), "{retired}");
    assert!(retired.contains(
        "[[business-problems-and-ai.requirement]]\nid = \"r-1\"\ntext = \"The system shall watch.\" # T\n"
    ));
    // Each file keeps its own line endings.
    assert_eq!(after[1].matches('\n').count(), after[1].matches("\r\n").count());
    assert!(!after[0].contains('\r'));
    // In the files that lost no table nothing but comments of the form and new tables changed.
    for stage in [1, 2, 3] {
        for line in difference(&before[stage], &after[stage]) {
            let own = ["-# Ask: ", "-# Examples: ", "-# What is the data labeling standard?"];
            assert!(line.starts_with('+') || own.iter().any(|own| line.starts_with(own)), "{line}");
        }
    }
    assert!(project.read("formwork.toml").contains("form = \"mlops-requirements@3\"\n"));
    let listed = project.run(["list", "--json"]).ok().json();
    let states: Vec<&str> =
        listed["questions"].as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect();
    let count = |state| states.iter().filter(|one| **one == state).count();
    assert_eq!((count("answered"), count("draft"), count("open")), (22, 2, 13));
    let show = project.run(["show", "ml-feasibility", "--json"]).ok().json();
    let draft = &show["questions"][0];
    assert!(
        draft["answer"].as_str().unwrap().starts_with("Several lines,\n\n  - of \"text\" \\ with"),
        "{draft}"
    );
    // What the schemas offer to editors is the new form.
    assert!(project.read("formwork/schema/answers.json").contains("\"ml-feasibility\""));
    let findings = project.run(["check", "--format", "short"]).exits(1).out;
    for rule in
        ["unknown-question", "misplaced-question", "duplicate-question", "unknown-file", "outdated-form"]
    {
        assert!(!findings.contains(rule), "{findings}");
    }
}

#[test]
fn a_dry_run_writes_nothing_and_shows_what_happens_to_each_question_and_the_diff() {
    let project = answered();
    let before = project.snapshot();
    let ran = project.run(["upgrade", "--dry-run"]).ok();
    assert_eq!(project.snapshot(), before);
    let row = |id: &str| ran.out.lines().find(|line| line.split(' ').next() == Some(id)).unwrap().to_owned();
    assert!(row("business-problems-and-ai").contains("deleted, split"));
    assert!(row("business-problems-and-ai").contains("moves to retired.toml as [business-problems-and-ai]"));
    assert!(row("business-problems").contains("gets the answer to `business-problems-and-ai` as a draft"));
    assert!(row("labeling-guidelines").contains("reworded, roles changed"));
    let cells: Vec<String> = row("labelers")
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(cells, ["labelers", "added", "gets a table", "ID6.2, ID10"]);
    assert!(row("unchanged:").contains("4 questions"));
    let ran = ran
        .says("+++ b/formwork/retired.toml")
        .says("-form = \"mlops-requirements@1\"\n+form = \"mlops-requirements@3\"");
    ran.talks("formwork/schema/answers.json");
}

#[test]
fn one_version_after_the_other_comes_to_what_one_step_comes_to() {
    let (steps, leap) = (answered(), answered());
    steps.run(["upgrade", "--to", "mlops-requirements@2"]).ok();
    steps.run(["upgrade", "--to", "mlops-requirements"]).ok();
    leap.run(["upgrade"]).ok();
    for stage in ["scoping", "data", "modeling", "deployment", "retired"] {
        let file = format!("formwork/{stage}.toml");
        assert_eq!(steps.read(&file), leap.read(&file));
    }
}

#[test]
fn twice_is_once_and_a_stopped_upgrade_is_finished_by_the_next_one() {
    let whole = answered();
    let files: Vec<String> = ["retired", "scoping", "data", "modeling", "deployment"]
        .map(|stage| format!("formwork/{stage}.toml"))
        .to_vec();
    whole.run(["upgrade"]).ok();
    let done = whole.snapshot();
    whole.run(["upgrade"]).ok().talks("mlops-requirements@3: up to date");
    assert_eq!(whole.snapshot(), done);
    let names = |project: &Project| -> Vec<(String, Vec<u8>)> {
        let all = project.snapshot().into_iter();
        all.map(|(path, bytes)| (path.strip_prefix(project.root()).unwrap().display().to_string(), bytes))
            .collect()
    };
    for written in 1..=files.len() {
        let project = answered();
        for file in &files[..written] {
            project.write(file, whole.read(file));
        }
        // On its way it can still be looked at.
        project.run(["status"]).ok();
        project.run(["upgrade"]).ok();
        assert_eq!(names(&project), names(&whole), "stopped after {written} files");
    }
}

#[test]
fn an_upgrade_that_is_killed_leaves_whole_files_and_can_be_run_again() {
    let whole = answered();
    whole.run(["upgrade"]).ok();
    for delay in 0..15 {
        let project = answered();
        let null = std::process::Stdio::null;
        let mut child = project.command().arg("upgrade").stdout(null()).stderr(null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay * 20));
        let _ = child.kill();
        child.wait().unwrap();
        project.run(["upgrade"]).ok();
        for stage in ["scoping", "data", "modeling", "deployment", "retired"] {
            let file = format!("formwork/{stage}.toml");
            assert_eq!(project.read(&file), whole.read(&file), "killed after {delay}");
        }
    }
}

#[test]
fn going_down_or_to_another_form_is_refused_with_the_reason() {
    let project = Project::fresh();
    let before = project.snapshot();
    let refused = |to: &str| -> Ran { project.run(["upgrade", "--to", to]).exits(2) };
    refused("mlops-requirements@2")
        .talks("mlops-requirements@2 is older than mlops-requirements@3")
        .talks("git brings back");
    refused("mlops-requirements@4").talks("no form `mlops-requirements@4`").talks("did you mean");
    refused("thesis-extras").talks("no form `thesis-extras`");
    refused("\u{1b}[31m").talks("<U+001B>");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn without_a_newer_version_it_adds_the_tables_that_are_missing() {
    let project = Project::fresh();
    project.run(["upgrade"]).ok().talks("up to date");
    project.change("formwork.toml", "name = ", "sets = [\"thesis-extras@1\"]\nname = ");
    project.run(["upgrade", "--dry-run"]).ok().says("missing  gets a table").says("unchanged: 37 questions");
    let before = project.read("formwork/modeling.toml");
    project.run(["upgrade"]).ok().talks("tables that were missing (21)");
    assert!(
        difference(&before, &project.read("formwork/modeling.toml")).iter().all(|line| line.starts_with('+'))
    );
    project.run(["upgrade"]).ok().talks("up to date");
    std::fs::remove_file(project.path("formwork/data.toml")).unwrap();
    project.run(["upgrade"]).ok().talks("wrote formwork/data.toml");
    project.run(["check", "--format", "short"]).exits(1).says("unanswered-question");
}

#[test]
fn a_missing_format_is_written_and_an_unknown_one_refused() {
    let project = Project::fresh();
    project.change("formwork.toml", "format = 1\n", "");
    project.run(["answer", "privacy", "x"]).exits(2);
    project.run(["upgrade"]).ok();
    assert!(project.read("formwork.toml").contains("\nformat = 1\n"));
    project.run(["answer", "privacy", "x"]).ok();
    project.change("formwork.toml", "format = 1", "format = 2");
    let before = project.snapshot();
    project.run(["upgrade"]).exits(2).talks("install a newer formwork");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn what_cannot_be_read_stops_it_before_anything_is_written() {
    let project = answered();
    project.change("formwork/modeling.toml", "[model-baseline]", "[model-baseline");
    let before = project.snapshot();
    project.run(["upgrade"]).exits(2).talks("formwork/modeling.toml");
    assert_eq!(project.snapshot(), before);
    let project = answered();
    project.write("formwork/retired.toml", "[x\n");
    project.run(["upgrade"]).exits(2).talks("formwork/retired.toml");
}

#[test]
fn what_formwork_toml_says_of_a_question_that_is_gone_is_told() {
    let project = answered();
    let text = project.read("formwork.toml")
        + "\n[questions.business-problems-and-ai]\nrequired = false\nreason = \"r\"\n\n[[waiver]]\nrule = \"draft-answer\"\nquestion = \"business-problems-and-ai\"\nreason = \"r\"\nby = \"@mia\"\nuntil = 2027-01-01\n";
    project.write("formwork.toml", text);
    let ran = project.run(["upgrade"]).ok();
    ran.talks("gone: [questions.business-problems-and-ai]\n")
        .talks("gone: a [[waiver]] for business-problems-and-ai\n");
}

#[test]
fn catalog_diff_tells_what_changed_and_who_asked_for_it() {
    let project = Project::empty();
    let diff = |args: &[&str]| project.run(["catalog", "diff"].into_iter().chain(args.iter().copied()));
    let ran = diff(&["mlops-requirements@1", "mlops-requirements@2"]).ok();
    let ran = ran.says("deleted, split  ID4").says("lives on in business-problems, ml-feasibility");
    ran.says("12 added, 1 deleted, 1 split, 18 roles changed, 4 unchanged")
        .says("ask: +product owner, -business stakeholder");
    let ran = diff(&["mlops-requirements@2", "mlops-requirements"]).ok();
    ran.says("What [-is-]{+are+} the data labeling [-standard?-]{+guidelines?+}")
        .says("Table 5.3 does not record the new wording")
        .says("not recorded");
    let json = diff(&["mlops-requirements@1", "mlops-requirements@3", "--json"]).ok().json();
    assert_eq!(json["schema"], "formwork/catalog-diff/1");
    assert_eq!(json["counts"]["added"], 15);
    assert_eq!(json["unchanged"].as_array().unwrap().len(), 4);
    let gone = &json["questions"][0];
    assert_eq!(
        (gone["changes"].to_string(), gone["new"].is_null()),
        ("[\"deleted\",\"split\"]".to_owned(), true)
    );
    diff(&["thesis-extras@1", "taxonomy-extras@1"]).ok().says("21 deleted");
    diff(&["thesis-extras@1", "mlops-requirements@1"]).exits(2).talks("own kind");
    diff(&["thesis-extra@1", "x"]).exits(2).talks("did you mean `thesis-extras@1`?");
}
