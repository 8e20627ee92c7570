//! Every rule's case as the formats write it: `tests/cases/RULE/expected/{short,human,github}.txt`, and the results of
//! `sarif.json`. What is written for machines is also read by what they read it with.
//! `FORMWORK_UPDATE=1` rewrites them; look at the difference before committing.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use formwork::check;
use formwork::emit;
use formwork::gate::Run;
use formwork::term::Paint;
use serde_json::Value;

use crate::case::{Case, names, root, updating};
use crate::support::Schema;

const KEPT: [&str; 4] = ["github.txt", "human.txt", "sarif.json", "short.txt"];

fn written(format: &str, run: &Run) -> String {
    (emit::format(format).unwrap().write)(run, Paint::default(), None)
}

fn json(format: &str, run: &Run) -> Value {
    serde_json::from_str(&written(format, run)).unwrap()
}

/// The results alone: the rules have pages of their own, and their numbers change when one is added.
fn results(run: &Run) -> String {
    let mut log = json("sarif", run);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        let at = result.as_object_mut().unwrap().shift_remove("ruleIndex").unwrap().as_u64().unwrap();
        assert_eq!(rules[usize::try_from(at).unwrap()]["id"], result["ruleId"]);
    }
    format!("{:#}\n", log["runs"][0]["results"])
}

fn snapshot(name: &str, run: &Run) -> String {
    match name {
        "sarif.json" => results(run),
        _ => written(name.trim_end_matches(".txt"), run),
    }
}

#[test]
fn every_rule_has_a_case_folder_with_all_of_its_snapshots_and_every_case_folder_a_rule() {
    let rules: BTreeSet<String> = check::rules().iter().map(|rule| rule.id.to_string()).collect();
    assert_eq!(names(&root().join("tests/cases")), rules);
    for rule in rules {
        for (_, expected) in Case::bad(&rule) {
            assert_eq!(
                names(&expected),
                KEPT.map(str::to_owned).into(),
                "{rule}: FORMWORK_UPDATE=1 writes them"
            );
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "on demand the expected output is written anew")]
fn each_rule_finds_what_is_bad_and_leaves_what_is_good() {
    let mut wrong = Vec::new();
    for rule in check::rules() {
        let good = Case::gate(rule.id.as_str(), "good");
        if good.findings.iter().any(|finding| finding.rule == rule.id) {
            wrong.push(format!("{}: good has a finding of the rule:\n{}", rule.id, written("short", &good)));
        }
        for (which, folder) in Case::bad(rule.id.as_str()) {
            let bad = Case::gate(rule.id.as_str(), &which);
            if !bad.findings.iter().any(|finding| finding.rule == rule.id) {
                wrong.push(format!(
                    "{}: {which} has no finding of the rule:\n{}",
                    rule.id,
                    written("short", &bad)
                ));
            }
            for name in KEPT {
                let found = snapshot(name, &bad);
                let file = folder.join(name);
                if updating() {
                    fs::create_dir_all(&folder).unwrap();
                    fs::write(&file, &found).unwrap();
                }
                let expected = fs::read_to_string(&file).unwrap_or_default();
                if expected != found {
                    wrong.push(format!("{}/{which}/{name}: expected\n{expected}found\n{found}", rule.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sarif_of_every_case_passes_the_schema_and_what_code_scanning_asks_for() {
    let schema = Schema::sarif();
    for rule in check::rules() {
        let log = json("sarif", &Case::gate(rule.id.as_str(), "bad"));
        assert_eq!(schema.objection(&log), None, "{}", rule.id);
        let mut prints = HashSet::new();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(!uri.is_empty() && !uri.starts_with('/') && !uri.contains([':', ' ', '\\']), "{result}");
            for key in ["startLine", "startColumn", "endColumn"] {
                assert!(place["region"][key].as_u64().unwrap() >= 1, "{result}");
            }
            assert!(!result["message"]["text"].as_str().unwrap().is_empty(), "{result}");
            let print = result["partialFingerprints"]["formwork/v1"].as_str().unwrap();
            assert!(prints.insert(print.to_owned()), "{}: {print} twice", rule.id);
        }
    }
}

#[test]
fn the_junit_and_the_gitlab_file_of_every_case_are_read() {
    for rule in check::rules() {
        let run = Case::gate(rule.id.as_str(), "bad");
        let text = written("junit", &run);
        let read = junit_parser::from_reader(text.as_bytes()).unwrap();
        assert!(read.suites.iter().flat_map(|suite| &suite.cases).count() >= 1, "{}", rule.id);
        let failing = run.findings.iter().any(|one| one.severity == formwork::diag::Severity::Error);
        assert_eq!((read.failures > 0, read.errors), (failing, 0), "{}", rule.id);
        let issues = json("gitlab", &run);
        let mut prints = HashSet::new();
        for issue in issues.as_array().unwrap() {
            assert!(issue["description"].as_str().is_some_and(|text| !text.is_empty()), "{issue}");
            assert!(check::rule_named(issue["check_name"].as_str().unwrap()).is_some(), "{issue}");
            let words = ["info", "minor", "major", "critical", "blocker"];
            assert!(words.contains(&issue["severity"].as_str().unwrap()), "{issue}");
            assert!(issue["location"]["path"].as_str().unwrap().contains(".toml"), "{issue}");
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{issue}");
            assert!(prints.insert(issue["fingerprint"].as_str().unwrap().to_owned()), "{issue}");
        }
        assert_eq!(prints.len(), run.findings.len());
    }
}
