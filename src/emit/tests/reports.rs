//! What CI systems read: SARIF within its limits, JUnit, GitLab's code quality, a step summary.

use super::{finding, location, open, run, written};
use crate::diag::{Finding, RuleId, Severity};
use crate::gate::{Asked, Run, Since};

fn asked(stage: &str, question: &str, required: bool) -> Asked {
    Asked { component: ".".into(), stage: stage.into(), question: question.into(), required }
}

/// The run of the other tests with its questions.
fn with_questions() -> Run {
    let mut run = run();
    run.asked = vec![
        asked("scoping", "business-problems", true),
        asked("scoping", "end-users", true),
        asked("scoping", "resources", true),
        asked("data", "data-source", true),
        asked("data", "data-volume", false),
        asked("data", "privacy", false),
    ];
    run
}

#[test]
fn junit_is_a_case_per_required_question_and_another_parser_reads_it() {
    let text = written("junit", &with_questions());
    let read = junit_parser::from_reader(text.as_bytes()).unwrap();
    assert_eq!((read.tests, read.failures), (6, 4), "{text}");
    let suites: Vec<(&str, u64, u64)> =
        read.suites.iter().map(|suite| (suite.name.as_str(), suite.tests, suite.failures)).collect();
    assert_eq!(suites, [("formwork.scoping", 3, 2), ("formwork.data", 2, 2), ("formwork.files", 1, 0)]);
    let names: Vec<&str> =
        read.suites.iter().flat_map(|suite| &suite.cases).map(|case| case.original_name.as_str()).collect();
    assert_eq!(
        names,
        [
            "business-problems",
            "end-users",
            "resources",
            "data-source",
            "data-volume",
            "unstated-fact formwork.toml"
        ],
        "a question that is not required is there where something was found about it"
    );
    let failed = &read.suites[1].cases[1];
    let junit_parser::TestStatus::Failure(failure) = &failed.status else { panic!("{failed:?}") };
    assert_eq!(
        (failure.failure_type.as_str(), failed.classname.as_deref()),
        ("placeholder-answer", Some("formwork.data"))
    );
    assert!(failure.text.contains("formwork/data.toml:9:10: error[placeholder-answer]"), "{}", failure.text);
    let weighs_less = &read.suites[2].cases[0];
    assert!(matches!(weighs_less.status, junit_parser::TestStatus::Success));
    assert!(weighs_less.system_out.as_ref().unwrap().contains("warning[unstated-fact]"));
}

#[test]
fn junit_fails_on_what_the_run_fails_on() {
    let mut run = with_questions();
    run.fail_on = Some(Severity::Warning);
    let read = junit_parser::from_reader(written("junit", &run).as_bytes()).unwrap();
    assert_eq!(read.failures, 5);
}

/// The same run where two of the open questions were open before.
fn since() -> Run {
    let mut run = with_questions();
    run.findings.retain(|one| one.question.as_deref() == Some("data-source"));
    let findings = vec![open("end-users", "scoping", 30), open("resources", "scoping", 0)];
    run.since = Some(Since { revision: "main@{1}<".into(), findings, is_ahead: false });
    run
}

#[test]
fn junit_skips_a_question_that_fails_only_by_what_was_there_before() {
    let text = written("junit", &since());
    let read = junit_parser::from_reader(text.as_bytes()).unwrap();
    assert_eq!((read.tests, read.failures, read.suites[0].skipped), (4, 1, 2), "{text}");
    let skipped = &read.suites[0].cases[1];
    assert!(matches!(skipped.status, junit_parser::TestStatus::Skipped(_)), "{skipped:?}");
    assert!(text.contains("<skipped message=\"was there before main@{1}&lt;\"/>"), "{text}");
    let mut run = since();
    run.findings.push(open("end-users", "scoping", 30));
    let read = junit_parser::from_reader(written("junit", &run).as_bytes()).unwrap();
    assert_eq!((read.failures, read.suites[0].skipped), (2, 1), "what is new fails beside what is old");
}

#[test]
fn reports_hold_what_is_new_and_markdown_counts_what_was_there() {
    let markdown = written("markdown", &since());
    assert!(
        markdown.starts_with("### formwork: new findings stand in the way\n\n1 error new since main"),
        "{markdown}"
    );
    assert!(
        markdown.contains("2 findings were there at main@<!-- -->{1}&lt; already: 2 unanswered-question"),
        "{markdown}"
    );
    for format in ["gitlab", "sarif", "github"] {
        let text = written(format, &since());
        assert!(
            text.contains("data-source")
                && !text.contains("end-users` is not")
                && !text.contains("end-users: "),
            "{format}: {text}"
        );
    }
}

#[test]
fn junit_leaves_out_what_xml_has_no_way_to_write() {
    let odd = "a\u{1}b\u{fffe}<&>\"'\u{1b}]]>\r\u{85}\0🐘&amp;<![CDATA[";
    let mut run = with_questions();
    run.findings.push(Finding {
        question: Some(odd.into()),
        component: odd.into(),
        location: location(odd, 1, 1, odd, 1),
        ..finding(RuleId::InvalidValue, Severity::Error, odd)
    });
    run.asked.push(Asked { component: odd.into(), stage: odd.into(), question: odd.into(), required: true });
    let text = written("junit", &run);
    assert!(text.chars().all(|c| c == '\n' || (!c.is_control() && c != '\u{fffe}')), "{text:?}");
    let read = junit_parser::from_reader(text.as_bytes()).unwrap();
    assert_eq!((read.suites.len(), read.failures, read.errors), (4, 5, 0));
    let mut cases = read.suites.iter().flat_map(|suite| &suite.cases);
    let case = cases.find(|case| case.original_name.starts_with('a')).unwrap();
    let junit_parser::TestStatus::Failure(failure) = &case.status else { panic!("{case:?}") };
    assert!(failure.text.contains('🐘'), "{failure:?}"); // this parser drops references between tags
    for said in [&failure.message, &case.original_name] {
        assert!(
            said.contains("<&>\"'") && said.contains("]]>") && said.contains("🐘&amp;<![CDATA["),
            "{said:?}"
        );
    }
}

#[test]
fn gitlab_has_the_fields_that_its_documentation_requires_and_every_fingerprint_once() {
    let mut run = run();
    run.findings.push(run.findings[0].clone());
    run.findings.push(finding(RuleId::OutdatedForm, Severity::Note, "there is a newer version"));
    let value: serde_json::Value = serde_json::from_str(&written("gitlab", &run)).unwrap();
    let issues = value.as_array().unwrap();
    assert_eq!(issues.len(), run.findings.len());
    let mut prints = std::collections::HashSet::new();
    for issue in issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string(), "{issue}");
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap())
        );
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
        assert!(prints.insert(issue["fingerprint"].as_str().unwrap().to_owned()));
    }
    let (whole, last) = (&issues[issues.len() - 1]["location"]["path"], &issues[0]["location"]["path"]);
    assert_eq!(
        (whole, last),
        (&"formwork.toml".into(), &"formwork.toml".into()),
        "no folder stands for a file"
    );
    assert_eq!((&issues[1]["severity"], &issues[0]["severity"]), (&"major".into(), &"minor".into()));
}

#[test]
fn markdown_is_a_verdict_a_table_and_the_rest_folded() {
    assert_eq!(
        written("markdown", &run()),
        "\
### formwork: requirements are not complete

4 errors, 1 warning in 1 component: 31 of 34 required questions are settled, 1 finding waived

| Open question | Ask | Stage | Dependents |
|---|---|---|--:|
| `end-users` What about end-users? | product owner, data scientist | scoping | 30 |
| `data-source` What about data-source? | product owner, data scientist | data | 27 |
| `resources` What about resources? | product owner, data scientist | scoping | 0 |

<details>
<summary>2 other findings</summary>

- **error** `placeholder-answer` `-` stands in place of an answer (`formwork/data.toml:9:10`)<br>answer it
- **warning** `unstated-fact` `harm` is not stated (`formwork.toml:3:12`)<br>state it

</details>

To make it green:

- `formwork fact harm <yes|no>`
- `formwork answer end-users`
"
        .replace("- `formwork fact harm <yes|no>`\n- `formwork answer end-users`\n", &green())
    );
    let green = Run { components: 1, questions: 37, required: 34, ..Run::default() };
    assert_eq!(
        written("markdown", &green),
        "### formwork: nothing stands in the way\n\nNothing to object to: 34 of 34 required questions are settled.\n"
    );
}

#[test]
fn what_no_command_mends_is_named_beside_the_commands_and_a_complete_form_is_not_called_incomplete() {
    let unmet = || finding(RuleId::UnmetRequirement, Severity::Error, "`recall` is not met");
    let review = Finding {
        command: Some("formwork review a".into()),
        ..finding(RuleId::MissingSignOff, Severity::Error, "a")
    };
    let all = vec![review, unmet(), unmet(), finding(RuleId::FailedTest, Severity::Error, "t")];
    let mut run = Run { findings: all, components: 1, required: 37, failed: true, ..Run::default() };
    let tail = "To make it green:\n  formwork review a\n  and by hand, as said at each: 2 unmet-requirement, 1 failed-test\n";
    let human = written("text", &run);
    assert!(human.ends_with(tail), "{human}");
    let markdown = written("markdown", &run);
    assert!(markdown.starts_with("### formwork: something stands in the way\n"), "{markdown}");
    assert!(
        markdown.ends_with(
            "\n- `formwork review a`\n- and by hand, as said at each: 2 unmet-requirement, 1 failed-test\n"
        ),
        "{markdown}"
    );
    // Warnings that do not fail stand in nobody's way, and where no command helps each finding says what does.
    run.findings.retain(|finding| finding.rule == RuleId::UnmetRequirement);
    assert!(!written("text", &run).contains("green"));
    run.open = 1;
    assert!(written("markdown", &run).starts_with("### formwork: requirements are not complete\n"));
}

/// The commands as the format for people lists them.
fn green() -> String {
    let human = written("text", &run());
    let (_, commands) = human.split_once("To make it green:\n").unwrap();
    let lines: Vec<String> =
        commands.lines().map(|line| format!("- `{}`", line.trim().replace('|', "\\|"))).collect();
    lines.join("\n") + "\n"
}

#[test]
fn nothing_in_a_markdown_report_acts() {
    let text = "![x](https://evil.example/p.png) <img src=x> **b** @mia | `c` </details>";
    let mut hostile = open("x", "scoping", 1);
    if let Some(open) = &mut hostile.open {
        open.text = text.into();
        open.ask = vec![text.into()];
    }
    let other = Finding { help: Some(text.into()), ..finding(RuleId::UnknownKey, Severity::Error, text) };
    let run = Run { findings: vec![hostile, other], components: 1, failed: true, ..Run::default() };
    let markdown = written("markdown", &run);
    for acting in ["![", "<img", "**b**", "@mia", "https://", "</details>\n\n</details>"] {
        assert!(!markdown.contains(acting), "{acting} in\n{markdown}");
    }
    assert_eq!(markdown.matches("</details>").count(), 1);
    let row = markdown.lines().find(|line| line.starts_with("| `x`")).unwrap();
    assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
}

#[test]
fn sarif_passes_the_published_schema() {
    let schema = include_str!("../../../tests/fixtures/sarif/sarif-schema-2.1.0.json");
    // As published, the pattern of languages, which we do not write, is no valid regular expression.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("https://schema.example/sarif.json", schema).unwrap();
    let sarif = compiler.compile("https://schema.example/sarif.json", &mut schemas).unwrap();
    let mut away = run();
    away.findings.push(finding(RuleId::OutdatedForm, Severity::Note, "there is a newer version"));
    for run in [run(), away, Run::default()] {
        let log: serde_json::Value = serde_json::from_str(&written("sarif", &run)).unwrap();
        schemas.validate(&log, sarif).unwrap_or_else(|error| panic!("{error:#}"));
    }
}
