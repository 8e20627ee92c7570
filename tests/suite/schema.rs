//! The schemas fit the files that the tool itself reads and writes.

use crate::support::{Project, Schema};

fn valid(project: &Project, schema: &str, file: &str) -> Result<(), String> {
    let schema: serde_json::Value = serde_json::from_str(&project.read(schema)).unwrap();
    let table: toml::Table = project.read(file).parse().unwrap();
    let value = plain(toml::Value::Table(table));
    Schema::new(schema).objection(&value).map_or(Ok(()), Err)
}

/// TOML as editors hand it to a JSON Schema: dates are strings.
fn plain(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

#[test]
fn init_writes_schemas_that_fit_its_own_files_and_the_examples() {
    for project in [
        Project::fresh(),
        Project::example("elephant-enclosure"),
        Project::example("elephant-enclosure-complete"),
    ] {
        valid(&project, "formwork/schema/component.json", "formwork.toml").unwrap();
        for stage in ["scoping", "data", "modeling", "deployment"] {
            valid(&project, "formwork/schema/answers.json", &format!("formwork/{stage}.toml")).unwrap();
        }
        assert_eq!(project.run(["schema"]).ok().out, project.read("formwork/schema/component.json"));
        assert_eq!(project.run(["schema", "answers"]).ok().out, project.read("formwork/schema/answers.json"));
    }
}

#[test]
fn what_check_objects_to_the_schema_objects_to() {
    for (from, to) in [
        ("answer = \"\"", "anser = \"\""),
        ("answer = \"\"", "answer = 5"),
        ("answer = \"\"", "status = \"dratf\""),
        ("answer = \"\"", "by = \"mia\""),
        ("[data-source]", "[data-sorce]"),
    ] {
        let project = Project::fresh();
        project.change("formwork/data.toml", from, to);
        assert!(valid(&project, "formwork/schema/answers.json", "formwork/data.toml").is_err(), "{to}");
        project.run(["check"]).exits(1);
    }
    let project = Project::fresh();
    project.change("formwork.toml", "maturity = \"experimentation\"", "maturity = \"experiment\"");
    assert!(valid(&project, "formwork/schema/component.json", "formwork.toml").is_err());
}

#[test]
fn every_key_of_the_design_is_accepted() {
    let project = Project::fresh();
    project.write("formwork/data.toml", project.read("formwork/data.toml").replacen("answer = \"\"", "answer = \"cameras\"\nchoice = [\"a\"]\nstatus = \"assumed\"\nreason = \"r\"\nuntil = 2027-01-01\nby = [\"data-engineer\", \"@jonas\"]\non = 2026-01-01\nevidence = [\"https://wiki.example/cameras\"]\nsource = \"s\"\nnote = \"n\"\n\n[[data-source.requirement]]\nid = \"ingest-rate\"\ntext = \"The system shall take in one image a second.\"\nfit-criterion = \"no gap\"\nverification = \"test\"", 1));
    project.write("formwork.toml", "#:schema formwork/schema/component.json\n\nformat = 1\nrequired-version = \">=0.1\"\nname = \"Watch\"\nfolder = \"formwork\"\nform = \"mlops-requirements@3\"\nsets = [\"thesis-extras@1\"]\nmaturity = \"critical\"\n\n[facts]\nstreaming = true\nsupervised = true\npaid-compute = true\npersonal-data = false\nhigh-risk = false\nharm = false\n\n[roles]\nproduct-owner = [\"@mia\"]\n\n[questions.model-audit]\nrequired = false\nreason = \"covered by the yearly audit\"\n\n[rules]\nunmeasurable-answer = \"error\"\n\n[[waiver]]\nrule = \"missing-evidence\"\nquestion = \"privacy\"\nreason = \"in the archive\"\nby = \"@mia\"\nuntil = 2027-02-01\n\n[[consumes]]\ncomponent = \"services/intent-detector\"\n");
    valid(&project, "formwork/schema/component.json", "formwork.toml").unwrap();
    valid(&project, "formwork/schema/answers.json", "formwork/data.toml").unwrap();
    let out = project.run(["check", "--format", "short"]).exits(1).out;
    let others: Vec<_> = out
        .lines()
        .filter(|line| {
            line.contains(": ")
                && line.contains(".toml:")
                && !line.contains("[unanswered-question]")
                && !line.contains("[unused-waiver]")
                && !line.contains("[unstaffed-role]")
        })
        .collect();
    // Every key is accepted; only this question offers nothing to choose from.
    let [choice] = others[..] else { panic!("{others:?}") };
    assert!(choice.contains("error[invalid-value] `data-source` offers no choices"), "{choice}");
}

#[test]
fn what_a_requirement_says_of_its_reports_fits_the_schema() {
    let project = Project::fresh();
    let measured = |id: &'static str, bound: &[&'static str]| {
        let add = [
            "requirement",
            "add",
            "privacy",
            id,
            "x",
            "--tested",
            "a.xml:t",
            "--max-age",
            "3",
            "--unit",
            "ms",
        ];
        project.run(add.into_iter().chain(["--measured", "a.json:k"]).chain(bound.iter().copied())).ok();
    };
    measured("a", &["--at-least", "0.5"]);
    measured("b", &["--at-most", "-3"]);
    measured("c", &["--equals", "true"]);
    measured("d", &["--equals", "x"]);
    measured("e", &["--between", "1", "2.5"]);
    valid(&project, "formwork/schema/answers.json", "formwork/data.toml").unwrap();
    project.change("formwork/data.toml", "at-least = 0.5", "at-least = \"0.5\"");
    assert!(valid(&project, "formwork/schema/answers.json", "formwork/data.toml").is_err());
}

#[test]
fn the_schema_of_reviews_fits_the_stamps_that_are_made_and_no_others() {
    let project = Project::example("elephant-enclosure-complete");
    for (id, role) in
        [("privacy", "legal-team"), ("data-source", "data-engineer"), ("data-source", "product-owner")]
    {
        project.run(["review", id, "--as", role, "--by", "@mia", "--yes", "--note", "seen"]).ok();
    }
    project.change("formwork/scoping.toml", "answer = ", "note = \"n\"\nanswer = ");
    let schema = project.run(["schema", "reviews"]).ok().out;
    project.write("reviews.json", schema);
    let fits = || valid(&project, "reviews.json", "formwork/reviews.toml");
    fits().unwrap();
    let stamps = project.read("formwork/reviews.toml");
    assert!(stamps.contains("depends-on") && stamps.contains("note = \"seen\""), "{stamps}");
    for (from, to) in [
        ("hash = \"1:", "hsh = \"1:"),
        ("hash = ", "stands-for = \"1:5f3a9c1e2b7d\"\nhash = "),
        ("on = 2026-11-21", "on = \"yesterday\""),
        ("note = \"seen\"", "note = 5"),
        ("maturity = \"", "maturity = \"very-"),
        ("[privacy.", "[privcy."),
        ("[privacy.legal-team]", "[privacy]"),
    ] {
        assert!(stamps.contains(from), "{from}");
        project.write("formwork/reviews.toml", stamps.replace(from, to));
        assert!(fits().is_err(), "{to}");
        project.run(["check", "--format", "short"]).exits(1).says("formwork/reviews.toml:");
    }
}

#[test]
fn the_schema_of_a_policy_fits_the_policies_of_the_cases() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let policies = std::fs::read_dir(cases).unwrap().flat_map(|case| {
        let case = case.unwrap().path();
        ["bad", "good"].map(|which| case.join(which).join("policy.toml"))
    });
    let project = Project::empty();
    project.write("policy.json", project.run(["schema", "policy"]).ok().out);
    let mut seen = 0;
    for policy in policies.filter(|policy| policy.exists()) {
        project.write("policy.toml", std::fs::read(&policy).unwrap());
        valid(&project, "policy.json", "policy.toml")
            .unwrap_or_else(|error| panic!("{}: {error}", policy.display()));
        seen += 1;
    }
    assert!(seen >= 2);
}

#[test]
fn the_schema_of_an_output_is_the_published_one_and_only_an_output_has_a_name() {
    let project = Project::empty();
    let published = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/rule.json");
    let schema = project.run(["schema", "output", "rule"]).ok().out;
    assert_eq!(schema, std::fs::read_to_string(published).unwrap());
    project.run(["schema", "output"]).exits(2).talks("<NAME>");
    project
        .run(["schema", "set", "rule"])
        .exits(2)
        .talks("only an output has a name")
        .talks("schema output rule");
}
