//! `check` as CI runs it: reports beside the output, policies, and where there is nothing to check.

use crate::support::{Project, Schema};

#[test]
fn several_reports_are_written_beside_the_output_and_agree_with_it() {
    let project = Project::example("elephant-enclosure");
    let plain = project.run(["check", "--format", "short"]).exits(1).out;
    let reports = [
        "sarif=out/a/s.sarif",
        "junit=out/j.xml",
        "markdown=out/m.md",
        "gitlab=out/g.json",
        "json=out/f.json",
        "short=out/s.txt",
    ];
    let mut args = vec!["check", "--format", "short"];
    args.extend(reports.iter().flat_map(|report| ["--report", report]));
    assert_eq!(project.run(args).exits(1).out, plain);
    assert_eq!(project.read("out/s.txt"), plain);
    let json = |path: &str| -> serde_json::Value { serde_json::from_str(&project.read(path)).unwrap() };
    let all = plain.lines().count();
    assert_eq!(json("out/f.json")["findings"].as_array().unwrap().len(), all);
    assert_eq!(json("out/g.json").as_array().unwrap().len(), all);
    assert_eq!(json("out/a/s.sarif")["runs"][0]["results"].as_array().unwrap().len(), all);
    let junit = junit_parser::from_reader(project.read("out/j.xml").as_bytes()).unwrap();
    assert_eq!((junit.tests, junit.failures), (37, 7));
    assert!(project.read("out/m.md").contains("31 of 37 required questions"));
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_others_alone_and_still_shows_the_findings() {
    let project = Project::example("elephant-enclosure").file("out/keep.txt", "");
    for (report, why) in [
        ("sarif=out", "is a folder"),
        ("sarif", "a report is a format and a file"),
        ("serif=x", "did you mean `sarif`?"),
        ("sarif=", "a report is a format and a file"),
    ] {
        project.run(["check", "--report", report]).exits(2).talks(why);
    }
    project.run(["check", "--report", "sarif=x", "--report", "json=x"]).exits(2).talks("two reports go to x");
    let args = ["check", "--report", "short=a.txt", "--report", "json=out/keep.txt/x.json"];
    project.run(args).exits(2).says("unanswered-question");
    assert!(!project.path("a.txt").exists());
}

#[test]
fn exit_zero_lets_everything_pass_but_what_could_not_be_done() {
    let project = Project::example("elephant-enclosure");
    project.run(["check", "--exit-zero"]).ok().says("7 errors");
    project.run(["check", "--exit-zero", "nowhere"]).exits(2);
}

#[test]
fn if_present_is_content_where_there_is_no_project_and_only_there() {
    let project = Project::empty();
    let ran = project.run(["check", "--if-present"]).ok().talks("nothing to check");
    assert_eq!((ran.out.as_str(), ran.err.lines().count()), ("", 1));
    project.write("formwork.toml", "format = \n");
    project.run(["check", "--if-present"]).exits(1).says("invalid-toml");
    project.run(["check", "--if-present", "nowhere"]).exits(2);
}

const POLICY: &str = "format = 1\nunwaivable = [\"missing-evidence\"]\nleast-maturity = \"critical\"\n\
                      sets = [\"thesis-extras@1\"]\nlongest-waiver = 90\n[rules]\nunmeasurable-answer = \"error\"\n";

#[test]
fn a_policy_is_a_floor_that_the_component_cannot_lower() {
    let project = Project::example("elephant-enclosure-complete")
        .file("../policy.toml", "")
        .file("ours/policy.toml", POLICY);
    project
        .run(["check", "--policy", "ours/policy.toml"])
        .exits(1)
        .says("ours/policy.toml asks for the set `thesis-extras@1`");
    project.change("ours/policy.toml", "sets = [\"thesis-extras@1\"]\n", "");
    project.run(["check", "--policy", "ours/policy.toml"]).ok();
    // Turned off by the component, it weighs what the policy says.
    let settings = project.read("formwork.toml");
    project.write(
        "formwork.toml",
        settings.replace("[rules]\n", "") + "\n[rules]\nunmeasurable-answer = \"off\"\n",
    );
    project.change(
        "formwork/data.toml",
        "[data-volume]\nanswer = ",
        "[data-volume]\nanswer = \"a lot\"\nnote = ",
    );
    project.run(["check"]).ok();
    project.run(["check", "--policy", "ours/policy.toml"]).exits(1).says("error[unmeasurable-answer]");
    let json = project.run(["status", "--json", "--policy", "ours/policy.toml"]).ok().json();
    assert_eq!(json["components"][0]["verdict"], "fail", "status and check say the same");
}

#[test]
fn the_policy_of_the_readme_can_be_used_and_fits_its_schema() {
    let readme = include_str!("../../README.md");
    let block = readme.split("```toml\n").find(|block| block.contains("longest-waiver")).unwrap();
    let text = block.split("```").next().unwrap();
    let project = Project::example("elephant-enclosure-complete").file("policy.toml", text);
    project.run(["check", "--policy", "policy.toml"]).exits(1).says("asks for the set");
    let schema = project.run(["schema", "policy"]).ok().json();
    let table: toml::Table = text.parse().unwrap();
    let value = serde_json::to_value(table).unwrap();
    assert_eq!(Schema::new(schema).objection(&value), None);
}

#[test]
fn a_policy_comes_from_the_environment_too_and_forbids_waivers() {
    let project =
        Project::example("elephant-enclosure-complete").file("policy.toml", POLICY.replace("sets", "#"));
    project.change("formwork/data.toml", "evidence = [\"docs/", "evidence = [\"gone/");
    let json = project.run(["check", "--json"]).ok().json();
    let question = json["findings"][0]["question"].as_str().unwrap().to_owned();
    let settings = project.read("formwork.toml");
    let waiver = format!(
        "\n[[waiver]]\nrule = \"missing-evidence\"\nquestion = \"{question}\"\nreason = \"r\"\nby = \"@mia\"\nuntil = 2027-01-01\n"
    );
    project.write("formwork.toml", settings + &waiver);
    project.run(["check"]).ok().says(" settled, 1 finding waived");
    let project = project.env("FORMWORK_POLICY", "policy.toml");
    let out = project.run(["check", "--format", "short"]).exits(1).out;
    assert!(out.contains("error[policy-violation] the waiver of `missing-evidence`"), "{out}");
    assert!(out.contains("warning[missing-evidence]") && !out.contains("unused-waiver"), "{out}");
}

#[test]
fn a_policy_that_cannot_be_read_holds_nobody_so_nothing_is_checked() {
    let project = Project::example("elephant-enclosure-complete");
    for (text, why) in [
        ("format = 1\n[rules]\nmissing-evidence = \"off\"\n", "one of error, warning, note"),
        ("format = 1\nunwaivable = [\"missing-evidense\"]\n", "did you mean `missing-evidence`?"),
        ("format = 1\nleast-maturity = \"hgih\"\n", "least-maturity"),
        ("format = \n", "invalid-toml"),
        ("", "unsupported-format"),
    ] {
        project.write("policy.toml", text);
        let ran = project.run(["check", "--policy", "policy.toml"]).exits(2).talks("policy.toml").talks(why);
        assert_eq!(ran.out, "");
    }
    let gone = project
        .run(["check", "--policy", "gone.toml"])
        .exits(2)
        .talks("error: there is no policy at gone.toml\n");
    assert!(!gone.err.contains(":1:1"), "no place in a file that is not there: {}", gone.err);
}

#[test]
fn a_report_takes_the_place_of_nothing_but_a_report() {
    let project = Project::example("elephant-enclosure");
    for format in ["text", "short", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let report = format!("{format}=out/report");
        project.write("out/report", "");
        project.run(["check", "--report", &report]).exits(1);
        // A run may find less than the one before.
        project.run(["check", "--report", &report, "--stage", "data"]).exits(0);
        project.run(["check", "--report", &report]).exits(1);
        project.write("out/report", "{ \"recall\": 0.97 }\n");
        project
            .run(["check", "--report", &report])
            .exits(2)
            .talks("out/report: it is there and holds something else");
        assert_eq!(project.read("out/report"), "{ \"recall\": 0.97 }\n");
    }
    for file in [".gitattributes", ".gitlab-ci.yml", ".github/workflows/x.json", "ci.yaml", "a.toml"] {
        let report = format!("json={file}");
        project.run(["check", "--report", &report]).exits(2).talks("it is no place for a report");
        assert!(!project.path(file).exists());
    }
}

#[test]
fn the_gate_does_not_write_what_it_is_to_judge() {
    let project = Project::example("elephant-enclosure-complete");
    let add = ["requirement", "add", "output-metrics", "own", "The gate shall pass."];
    project.run(add.into_iter().chain(["--tested", "out/j.xml:privacy"])).ok();
    let ran = project.run(["check", "--report", "junit=out/j.xml"]).exits(2);
    assert!(ran.err.contains("out/j.xml: it is what a requirement is verified by"), "{}", ran.err);
    assert!(!project.path("out/j.xml").exists());
}
