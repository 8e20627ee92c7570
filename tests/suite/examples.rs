//! The examples are complete components: checked and rendered here, their documents committed beside them.

use std::process::Command;

use crate::support::{Ran, TODAY};

fn run(args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().env("FORMWORK_TODAY", TODAY).args(args);
    Ran::of(command.output().unwrap())
}

#[test]
fn the_documents_beside_the_examples_are_what_render_gives() {
    for example in ["elephant-enclosure", "elephant-enclosure-complete"] {
        for name in ["requirements.html", "requirements.md"] {
            let folder = format!("examples/{example}");
            let output = format!("{folder}/{name}");
            if std::env::var_os("FORMWORK_UPDATE").is_some() {
                run(&["render", &folder, "--output", &output]).ok();
            }
            run(&["render", &folder, "--output", &output, "--check"]).ok();
        }
    }
    for name in ["verification.html", "verification.md"] {
        let output = format!("examples/verification/{name}");
        let render = ["render", "examples/verification", "--document", "verification", "--output", &output];
        if std::env::var_os("FORMWORK_UPDATE").is_some() {
            run(&render).ok();
        }
        run(&[&render[..], &["--check"]].concat()).ok();
    }
}

#[test]
fn the_workshop_as_recorded_is_red_for_its_six_blanks_and_for_same() {
    let ran = run(&["check", "examples/elephant-enclosure", "--json"]).exits(1);
    let json = ran.json();
    let of = |rule: &str| -> Vec<String> {
        let all = json["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == rule);
        all.map(|one| one["question"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(
        of("unanswered-question"),
        [
            "resources",
            "prediction-location",
            "input-metrics",
            "output-metrics",
            "retraining",
            "performance-requirements"
        ]
    );
    assert_eq!(of("placeholder-answer"), ["experiment-tracking"]);
}

#[test]
fn the_finished_component_is_green_without_a_warning() {
    run(&["check", "examples/elephant-enclosure-complete", "--fail-on", "note"]).ok();
    run(&["status", "examples/elephant-enclosure-complete"]).ok().says("37/37");
}

#[test]
fn the_workshops_answers_stand_as_the_thesis_recorded_them() {
    let form = formwork::catalog::form("mlops-requirements@3").unwrap();
    let recorded = include_str!("../fixtures/thesis/workshop.tsv");
    let ran = run(&["-C", "examples/elephant-enclosure", "list", "--json"]).ok().json();
    let listed = ran["questions"].as_array().unwrap();
    assert_eq!(recorded.lines().count(), 37);
    for (line, question) in recorded.lines().zip(listed) {
        let (text, answer) = line.split_once('\t').unwrap();
        assert_eq!(question["text"], text);
        assert_eq!(question["answer"].as_str().unwrap_or_default(), answer, "{}", question["id"]);
    }
    assert_eq!(listed.len(), form.questions.len());
}

#[test]
fn the_taxonomys_cases_say_what_the_paper_says_and_are_open_for_the_rest() {
    let ran = run(&["check", "examples/taxonomy-cases", "--json"]).exits(1).json();
    for finding in ran["findings"].as_array().unwrap() {
        let rule = finding["rule"].as_str().unwrap();
        assert!(["unanswered-question", "unstated-fact"].contains(&rule), "{finding}");
    }
    let listed = run(&["-C", "examples/taxonomy-cases", "list", "--json"]).ok().json();
    let mut components: Vec<&str> = Vec::new();
    for question in listed["questions"].as_array().unwrap() {
        let component = question["component"].as_str().unwrap();
        if !components.contains(&component) {
            components.push(component);
        }
        if question["answer"].is_string() {
            let source = question["source"].as_str().unwrap_or_default();
            assert!(source.starts_with("Lwakatare et al. 2019, section"), "{question}");
        }
    }
    assert_eq!(components.len(), 8);
}

#[test]
fn the_levels_of_the_taxonomys_cases_are_the_papers() {
    let status = run(&["status", "examples/taxonomy-cases", "--json"]).ok().json();
    let level = |id: &str| {
        let all = status["components"].as_array().unwrap();
        let one = all.iter().find(|one| one["component"] == id).unwrap_or_else(|| panic!("{id}"));
        one["maturity"].as_str().unwrap_or_default().to_owned()
    };
    for (id, at) in [
        ("pulp-quality", "experimentation"),
        ("music-tagging", "non-critical"),
        ("network-operations", "non-critical"),
        ("driving-perception", "critical"),
        ("annotation-reliability", "critical"),
        ("experimentation-platform", "critical"),
        ("out-of-office-extraction", "cascading"),
        ("intent-detector", "cascading"),
    ] {
        assert_eq!(level(id), at, "{id}");
    }
}

#[test]
fn what_the_tools_wrote_says_which_requirements_are_met() {
    let listed = run(&["-C", "examples/verification", "requirement", "list", "--json"]).ok().json();
    let verdicts: Vec<(&str, &str)> = listed["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("two-labels", "to-verify"),
            ("blurred-faces", "met"),
            ("recall-floor", "not-met"),
            ("few-false-alarms", "met"),
            ("fast-alerts", "met"),
            ("no-slow-alert", "failed"),
        ]
    );
    let found = run(&["check", "examples/verification", "--json"]).exits(1).json();
    let rules: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["unmet-requirement", "failed-test"]);
}
