use crate::support::{Project, Ran};

#[test]
fn the_first_red_gate_of_a_fresh_component_fits_on_a_screen_and_ends_with_what_to_do() {
    let project = Project::empty();
    project.run(["init", "--maturity", "critical"]).ok();
    let ran =
        project.run(["check"]).exits(1).says("To make it green:").says("formwork answer --open --required");
    assert!(ran.out.lines().count() <= 60, "{} lines\n{}", ran.out.lines().count(), ran.out);
    for level in ["experimentation", "non-critical", "critical", "cascading", "autonomous"] {
        let project = Project::empty().env("COLUMNS", "80");
        project.run(["init", "--maturity", level]).ok();
        let out = project.run(["check"]).exits(1).says("To make it green:").out;
        assert!(
            out.lines().count() < 24 && out.lines().all(|line| line.chars().count() <= 80),
            "{level}\n{out}"
        );
        let list = out.lines().find_map(|line| Some(line.split_once(" more: formwork ")?.1));
        let listed = project.run(list.unwrap().split(' ')).ok().out;
        assert!(listed.contains("business-problems") && listed.contains("model-baseline"), "{listed}");
    }
}

#[test]
fn a_complete_component_is_green() {
    let project = Project::example("elephant-enclosure-complete");
    project.run(["check"]).ok().says("37 of 37");
    project.run(["check", "--fail-on", "warning"]).ok();
    project.run(["status"]).ok().says("gate green");
}

#[test]
fn fail_on_decides_the_exit_code() {
    let project = Project::example("elephant-enclosure-complete");
    project.change("formwork/data.toml", "evidence = [\"docs/", "evidence = [\"gone/");
    project.run(["check"]).ok().says("missing-evidence");
    project.run(["check", "--fail-on", "warning"]).exits(1);
}

#[test]
fn json_carries_what_design_promises() {
    let json = Project::example("elephant-enclosure").run(["check", "--json"]).exits(1).json();
    assert_eq!(json["schema"], "formwork/check/1");
    let findings = json["findings"].as_array().unwrap();
    let open: Vec<_> = findings.iter().filter(|one| one["rule"] == "unanswered-question").collect();
    assert_eq!(open.len(), 6);
    assert_eq!(
        (&open[0]["file"], &open[0]["question"]),
        (&"formwork/scoping.toml".into(), &"resources".into())
    );
    for key in ["rule", "severity", "message", "help", "component", "question", "file", "line", "column"] {
        assert!(open[0].get(key).is_some(), "{key}");
    }
    assert!(
        findings
            .iter()
            .any(|one| one["rule"] == "placeholder-answer" && one["question"] == "experiment-tracking")
    );
}

#[test]
fn ten_mistakes_need_one_run() {
    let project = Project::fresh();
    project.change(
        "formwork/data.toml",
        "[data-source]\nanswer = \"\"",
        "[data-source]\nanser = \"\"\nstatus = \"dratf\"\nby = \"mia\"\non = \"today\"",
    );
    project.change("formwork/scoping.toml", "[resources]", "[resorces]");
    project.change(
        "formwork.toml",
        "maturity = \"experimentation\"",
        "maturty = \"experimentation\"\nnonsense = 1",
    );
    let out = project.run(["check", "--format", "short"]).exits(1).out;
    for part in [
        "formwork.toml:6:1: error[unknown-key]",
        "formwork.toml:7:1: error[unknown-key]",
        "formwork/scoping.toml:26:2: error[unknown-question]",
        "formwork/data.toml:9:1: error[unknown-key]",
        "formwork/data.toml:10:10: error[invalid-value]",
        "formwork/data.toml:11:6: error[invalid-value]",
        "formwork/data.toml:12:6: error[invalid-value]",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
}

#[test]
fn a_value_that_cannot_be_taken_is_one_finding_and_nothing_says_that_it_is_missing() {
    let project = Project::fresh();
    project.run(["maturity", "set", "critical"]).ok();
    project.change(
        "formwork/data.toml",
        "[privacy]\nanswer = \"\"",
        "[privacy]\nstatus = \"deferred\"\nreason = \"r\"\nuntil = \"2027-03-01\"",
    );
    project.change("formwork/data.toml", "[metadata]\nanswer = \"\"", "[metadata]\nanswer = 5");
    let settings = project.read("formwork.toml");
    project.write("formwork.toml", settings + "harm = \"no\"\n");
    let json = project.run(["check", "--json"]).exits(1).json();
    let of = |key: &str, word: &str| {
        json["findings"].as_array().unwrap().iter().filter(|one| one[key] == word).count()
    };
    assert_eq!((of("question", "privacy"), of("question", "metadata")), (1, 1));
    assert_eq!((of("rule", "unstated-fact"), of("rule", "missing-until")), (2, 0));
    project.run(["check"]).exits(1).says("without quotes: harm = false");
}

#[test]
fn syntax_errors_say_what_to_write() {
    for (value, help) in [
        ("answer = “Hallo”", "straight quotes"),
        ("until = 01.03.2027", "year first: 2027-02-01"),
        ("answer = \"no end", "closing quote"),
        ("answer = none", "between quotes"),
    ] {
        let project = Project::fresh();
        project.change("formwork/data.toml", "answer = \"\"", value);
        let ran = project.run(["check"]).exits(1).says(help).says(value);
        assert_eq!(ran.out.matches("error[invalid-toml]").count(), 1, "{}", ran.out);
    }
}

#[test]
fn files_are_named_from_where_the_command_runs() {
    let project = Project::empty();
    project.run(["init", "services/churn"]).ok();
    for args in [
        ["-C", "services/churn", "check", "--format", "github"],
        ["check", "services/churn", "--format", "github", "-q"],
    ] {
        project.run(args).exits(1).says("::error file=services/churn/formwork/");
    }
}

#[test]
fn filters_act_after_waivers() {
    let project = Project::example("elephant-enclosure");
    let count = |args: &[&str]| {
        let args = ["check", "--json"].iter().chain(args).copied();
        let json = project.run(args).json();
        json["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "unanswered-question").count()
    };
    assert_eq!(count(&["--stage", "scoping"]), 1);
    assert_eq!(count(&["--role", "mlops"]), 4);
    assert_eq!(count(&["--stage", "data"]), 0);
}

#[test]
fn every_rule_can_be_explained() {
    let project = Project::empty();
    let out = project.run(["explain"]).ok().out;
    assert!(out.lines().count() >= 27, "{out}");
    for line in out.lines() {
        let rule = line.split_whitespace().next().unwrap();
        project.run(["explain", rule]).ok().says(rule);
    }
    project.run(["explain", "unanswered"]).exits(2).talks("did you mean `unanswered-question`?");
}

/// Code scanning, annotations and code quality look for files from the top of the repository, wherever a job runs.
#[test]
fn reports_for_machines_name_files_from_the_top_of_the_repository() {
    let project = Project::empty();
    project.run(["init", "services/a b", "--name", "Watch"]).ok();
    let paths = |folder: &str, args: &[&str]| -> Vec<String> {
        let run = |format: &str| {
            let mut command = project.command();
            command.current_dir(project.path(folder)).args(args).args(["check", "--format", format]);
            Ran::of(command.output().unwrap()).exits(1)
        };
        let issues = run("gitlab").json();
        let log = run("sarif").json();
        let result = &log["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let github = run("github").out;
        vec![
            issues[0]["location"]["path"].as_str().unwrap().to_owned(),
            issues[0]["fingerprint"].as_str().unwrap().to_owned(),
            place.as_str().unwrap().to_owned(),
            result["partialFingerprints"]["formwork/v1"].as_str().unwrap().to_owned(),
            github.split(',').next().unwrap().to_owned(),
        ]
    };
    let top = paths(".", &["-C", "services/a b"]);
    assert_eq!(top[0], "services/a b/formwork/scoping.toml");
    assert_eq!(top[2], "services/a%20b/formwork/scoping.toml");
    assert_eq!(top[4], "::error file=services/a b/formwork/scoping.toml");
    assert_eq!(paths("services/a b", &[]), top);
    assert_eq!(paths("services/a b/formwork", &[]), top);
    assert_eq!(paths("services", &["-C", "a b"]), top);
    // People open what they read from where they are; a report beside it is for a machine all the same.
    let mut command = project.command();
    command.current_dir(project.path("services")).args(["-C", "a b", "check", "--format", "short"]);
    let ran = Ran::of(command.args(["--report", "gitlab=q.json"]).output().unwrap()).exits(1);
    assert!(ran.out.starts_with("a b/formwork/scoping.toml:"), "{}", ran.out);
    let report = project.read("services/a b/q.json");
    assert!(report.contains("\"services/a b/formwork/scoping.toml\""), "{report}");
}

#[test]
fn an_edit_elsewhere_in_a_file_moves_no_fingerprint() {
    let project = Project::fresh();
    project.run(["answer", "privacy", "TBD"]).ok();
    project.run(["answer", "data-ownership", "TBD"]).ok();
    let prints = |project: &Project| -> Vec<[String; 2]> {
        let log = project.run(["check", "--format", "sarif"]).exits(1).json();
        let issues = project.run(["check", "--format", "gitlab"]).exits(1).json();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let both = results.iter().zip(issues.as_array().unwrap());
        both.map(|(one, other)| {
            [text(&one["partialFingerprints"]["formwork/v1"]), text(&other["fingerprint"])]
        })
        .collect()
    };
    let before = prints(&project);
    let data = project.read("formwork/data.toml");
    project.write("formwork/data.toml", format!("# one\n# two\n\n{data}"));
    assert_eq!(prints(&project), before, "lines above");
    // What is settled goes, what it changes elsewhere in words and numbers moves nothing.
    project.run(["answer", "data-source", "Four cameras in the enclosure, one image a second."]).ok();
    let after = prints(&project);
    assert_eq!(after.len(), before.len() - 1);
    assert!(after.iter().all(|print| before.contains(print)), "{after:?}\n{before:?}");
    let distinct: std::collections::HashSet<_> = after.iter().collect();
    assert_eq!(distinct.len(), after.len());
}
