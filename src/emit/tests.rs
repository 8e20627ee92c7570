use super::*;
use crate::diag::{Finding, Location, OpenQuestion, RuleId, Severity};

mod hostile;
mod limits;
mod order;
mod reports;

#[expect(clippy::unnecessary_wraps, reason = "as the field takes it")]
fn location(file: &str, line: usize, column: usize, excerpt: &str, width: usize) -> Option<Location> {
    Some(Location { file: file.into(), line, column, excerpt: excerpt.into(), width })
}

fn finding(rule: RuleId, severity: Severity, message: &str) -> Finding {
    Finding {
        rule,
        severity,
        message: message.into(),
        help: None,
        component: ".".into(),
        question: None,
        location: None,
        open: None,
        command: None,
        together: None,
    }
}

fn open(id: &str, stage: &str, dependents: usize) -> Finding {
    Finding {
        help: Some(format!("Without {id} it goes wrong.")),
        question: Some(id.into()),
        location: location(&format!("formwork/{stage}.toml"), 4, 2, &format!("[{id}]"), id.len()),
        open: Some(OpenQuestion {
            stage: stage.into(),
            text: format!("What about {id}?"),
            ask: vec!["product owner".into(), "data scientist".into()],
            dependents,
            consequence: format!("Without {id} it goes wrong."),
        }),
        command: Some(format!("formwork answer {id}")),
        ..finding(RuleId::UnansweredQuestion, Severity::Error, &format!("`{id}` is not answered"))
    }
}

/// A run with one finding of each sort.
fn run() -> Run {
    Run {
        findings: vec![
            Finding {
                location: location("formwork.toml", 3, 12, "maturity = \"critical\"", 10),
                help: Some("state it".into()),
                command: Some("formwork fact harm <yes|no>".into()),
                ..finding(RuleId::UnstatedFact, Severity::Warning, "`harm` is not stated")
            },
            open("end-users", "scoping", 30),
            open("resources", "scoping", 0),
            open("data-source", "data", 27),
            Finding {
                question: Some("data-volume".into()),
                location: location("formwork/data.toml", 9, 10, "answer = \"vielß\"", 7),
                help: Some("answer it".into()),
                command: Some("formwork answer data-volume".into()),
                ..finding(RuleId::PlaceholderAnswer, Severity::Error, "`-` stands in place of an answer")
            },
        ],
        components: 1,
        questions: 37,
        required: 34,
        open: 3,
        waived: 1,
        fail_on: None,
        failed: true,
        asked: Vec::new(),
        ..Run::default()
    }
}

fn written(id: &str, run: &Run) -> String {
    (format(id).unwrap().write)(run, Paint::default(), Some(80))
}

#[test]
fn the_formats_are_those_of_the_command_line() {
    let ids: Vec<_> = formats().iter().map(|format| format.id).collect();
    assert_eq!(ids, ["text", "short", "json", "sarif", "github", "gitlab", "junit", "markdown"]);
    assert!(format("xml").is_none());
}

#[test]
fn human_shows_lines_with_carets_one_table_of_open_questions_and_what_to_do() {
    assert_eq!(
        written("text", &run()),
        "\
error[placeholder-answer]: `-` stands in place of an answer
 --> formwork/data.toml:9:10
  |
9 | answer = \"vielß\"
  |          ^^^^^^^
  |
  = help: answer it

error[unanswered-question]: 3 required questions have no answer
  id           ask                            stage    dependents
  end-users    product owner, data scientist  scoping          30
  data-source  product owner, data scientist  data             27
  resources    product owner, data scientist  scoping           0
  What goes wrong without an answer:
    end-users: Without end-users it goes wrong.
    data-source: Without data-source it goes wrong.
    resources: Without resources it goes wrong.

warning[unstated-fact]: `harm` is not stated
 --> formwork.toml:3:12
  |
3 | maturity = \"critical\"
  |            ^^^^^^^^^^
  |
  = help: state it

4 errors, 1 warning in 1 component: 31 of 34 required questions are settled, 1 finding waived

To make it green:
  formwork answer end-users
  formwork answer resources
  formwork answer data-source
  formwork answer data-volume
"
    );
}

#[test]
fn when_all_is_well_a_line_says_so() {
    let mut well = Run { components: 1, questions: 37, required: 37, ..Run::default() };
    assert_eq!(written("text", &well), "Nothing to object to: 37 of 37 required questions are settled.\n");
    well.waived = 2;
    assert_eq!(
        written("text", &well),
        "Nothing to object to: 37 of 37 required questions are settled, 2 findings waived.\n"
    );
}

#[test]
fn more_than_three_open_questions_of_a_component_are_one_command() {
    let mut many = run();
    many.findings.push(open("privacy", "data", 13));
    for (at, one) in ["a", "b", "c", "d", "e"].into_iter().enumerate() {
        let other = Finding { component: "services/x".into(), ..open(one, "data", at) };
        many.findings
            .push(Finding { command: Some(format!("formwork -C services/x answer {one}")), ..other });
    }
    let way = green::to_green(&many).unwrap();
    assert_eq!(
        way.commands,
        [
            "formwork answer --open --required",
            "formwork answer data-volume",
            "formwork -C services/x answer --open --required"
        ]
    );
    assert_eq!(way.besides, [""; 0]);
}

#[test]
fn several_components_have_a_heading_each() {
    let mut run = run();
    run.components = 2;
    run.findings.truncate(2);
    run.findings[1].component = "services/x".into();
    let text = written("text", &run);
    assert!(
        text.starts_with("Component .\n\nwarning") && text.contains("\nComponent services/x\n\nerror"),
        "{text}"
    );
}

#[test]
fn findings_of_one_rule_at_one_place_share_it() {
    let mut run = run();
    run.findings.truncate(1);
    run.findings.push(Finding { message: "`high-risk` is not stated".into(), ..run.findings[0].clone() });
    assert!(
        written("text", &run).starts_with(
            "warning[unstated-fact]: 2 findings at formwork.toml:3:12\n  `harm` is not stated: formwork fact harm <yes|no>\n"
        )
    );
}

#[test]
fn short_is_a_line_a_finding() {
    assert_eq!(
        written("short", &run()),
        "\
formwork.toml:3:12: warning[unstated-fact] `harm` is not stated
formwork/scoping.toml:4:2: error[unanswered-question] `end-users` is not answered
formwork/scoping.toml:4:2: error[unanswered-question] `resources` is not answered
formwork/data.toml:4:2: error[unanswered-question] `data-source` is not answered
formwork/data.toml:9:10: error[placeholder-answer] `-` stands in place of an answer
"
    );
}

#[test]
fn json_has_every_key_of_every_finding_and_the_counts() {
    let text = written("json", &run());
    assert!(text.ends_with("}\n"));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["schema"], "formwork/check/1");
    assert_eq!(
        value["findings"][0],
        serde_json::json!({
            "rule": "unstated-fact", "severity": "warning", "message": "`harm` is not stated", "help": "state it",
            "component": ".", "question": null, "file": "formwork.toml", "line": 3, "column": 12
        })
    );
    assert_eq!(
        value["summary"],
        serde_json::json!({
            "components": 1, "questions": 37, "required": 34, "done": 31, "open": 3, "waived": 1,
            "errors": 4, "warnings": 1, "notes": 0, "failed": true
        })
    );
}

#[test]
fn github_has_one_annotation_for_the_open_questions_of_a_file_and_one_for_each_other_finding() {
    let mut run = run();
    run.findings.push(finding(RuleId::OutdatedForm, Severity::Note, "there is a newer version"));
    assert_eq!(
        written("github", &run),
        "\
::warning file=formwork.toml,line=3,col=12,endColumn=22,title=unstated-fact::`harm` is not stated%0Astate it
::error file=formwork/scoping.toml,line=4,col=2,endColumn=11,title=unanswered-question%3A 2 open questions::end-users: What about end-users? (ask product owner, data scientist; dependents: 30)%0Aresources: What about resources? (ask product owner, data scientist; dependents: 0)%0ATo answer: formwork answer --open --required
::error file=formwork/data.toml,line=4,col=2,endColumn=13,title=unanswered-question%3A 1 open question::data-source: What about data-source? (ask product owner, data scientist; dependents: 27)%0ATo answer: formwork answer data-source
::error file=formwork/data.toml,line=9,col=10,endColumn=17,title=placeholder-answer::`-` stands in place of an answer%0Aanswer it
::notice title=outdated-form::there is a newer version
"
    );
}

#[test]
fn sarif_names_the_rule_and_the_place_of_each_finding() {
    let log: serde_json::Value = serde_json::from_str(&written("sarif", &run())).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let read = &log["runs"][0];
    let rules = read["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), crate::check::rules().len());
    let results = read["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    for (result, finding) in results.iter().zip(run().findings) {
        assert_eq!(result["ruleId"], finding.rule.as_str());
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], finding.rule.as_str());
        let place = &result["locations"][0]["physicalLocation"];
        let at = finding.location.unwrap();
        assert_eq!(place["artifactLocation"]["uri"], at.file);
        assert_eq!(place["region"]["startLine"], at.line);
        assert_eq!(place["region"]["startColumn"], at.column);
    }
}

#[test]
fn fingerprints_stay_when_lines_move_and_differ_between_findings() {
    let prints = |run: &Run| -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(&written("sarif", run)).unwrap();
        let results = value["runs"][0]["results"].as_array().unwrap().clone();
        results
            .iter()
            .map(|one| one["partialFingerprints"]["formwork/v1"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut moved = run();
    for finding in &mut moved.findings {
        finding.location.as_mut().unwrap().line += 40;
        finding.message += " (other words)";
    }
    assert_eq!(prints(&run()), prints(&moved));
    let mut twice = run();
    twice.findings.push(twice.findings[0].clone());
    let all = prints(&twice);
    assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 6);
}

#[test]
fn a_path_in_sarif_is_a_relative_reference() {
    let mut run = run();
    run.findings[0].location.as_mut().unwrap().file = "räder und mehr/a:b%/x.toml".into();
    assert!(written("sarif", &run).contains("\"r%C3%A4der%20und%20mehr/a%3Ab%25/x.toml\""));
}

#[test]
fn colour_changes_no_word() {
    let text = (format("text").unwrap().write)(&run(), Paint { color: true }, Some(80));
    assert_ne!(text, written("text", &run()));
    assert_eq!(anstream::adapter::strip_str(&text).to_string(), written("text", &run()));
}
