//! What the engine does around the rules.

use jiff::civil::date;

use super::*;
use crate::diag::{Finding, Problem, RuleId, Severity};
use crate::model::{Broken, ComponentId, FileId, FileProblem, Loaded, SourceFiles, StageState};
use crate::sample::{self, Rest};
use crate::source::SourceFile;

mod let_through;
mod registry;

const DAY: jiff::civil::Date = date(2026, 11, 21);

fn all() -> Options {
    Options::on(DAY)
}

/// A component whose settings are `head` and whose questions have their first example as answer,
/// but for those given by id and table.
fn component(head: &str, own: &[(&str, &str)]) -> Loaded {
    sample::component(head, own, Rest::Example)
}

fn check(component: Loaded, options: &Options) -> Checked {
    check_component(&Ok(component), options)
}

fn short(findings: &[Finding]) -> Vec<(&str, Severity, Option<&str>)> {
    findings.iter().map(|one| (one.rule.as_str(), one.severity, one.question.as_deref())).collect()
}

#[test]
fn a_component_with_nothing_wrong_has_no_finding() {
    let checked = check(component("", &[]), &all());
    assert_eq!(checked.findings, []);
    assert_eq!((checked.questions, checked.required, checked.open, checked.waived), (37, 37, 0, 0));
}

#[test]
fn each_state_of_a_required_question_has_its_one_finding() {
    let states = [
        ("", Some("unanswered-question")),
        ("answer = ' '", Some("unanswered-question")),
        ("status = 'assumed'\nuntil = 2027-01-01", Some("unanswered-question")),
        ("answer = 'a'\nstatus = 'draft'", Some("draft-answer")),
        ("answer = ''\nstatus = 'draft'", Some("draft-answer")),
        ("answer = 'ab'\nstatus = 'assumed'\nuntil = 2026-11-20", Some("expired-answer")),
        ("status = 'unknown'\nuntil = 2026-11-20", Some("expired-answer")),
        ("status = 'deferred'\nreason = 'r'\nuntil = 'non-critical'", Some("expired-answer")),
        ("answer = 'Four cameras'", None),
        ("answer = 'ab'\nstatus = 'assumed'\nuntil = 2027-01-01", None),
        ("status = 'unknown'\nuntil = 'critical'", None),
        ("status = 'deferred'\nreason = 'r'\nuntil = 2027-01-01", None),
        ("status = 'not-applicable'\nreason = 'r'", None),
    ];
    let head =
        "maturity = 'non-critical'\nfacts = { harm = false, high-risk = false, personal-data = false }\n";
    for (table, expected) in states {
        let checked = check(component(head, &[("data-source", table)]), &all());
        let found: Vec<_> = checked.findings.iter().map(|one| one.rule.as_str()).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{table}");
        assert_eq!(checked.open, usize::from(expected.is_some()), "{table}");
        // Not required, it has none.
        let optional = format!("{head}[questions.data-source]\nrequired = false\nreason = 'r'\n");
        assert_eq!(check(component(&optional, &[("data-source", table)]), &all()).findings, [], "{table}");
    }
}

#[test]
fn an_open_question_says_what_goes_wrong_whom_to_ask_and_what_rests_on_it() {
    let checked = check(component("", &[("business-problems", "answer = ''")]), &all());
    let [one] = &checked.findings[..] else { panic!("{:?}", checked.findings) };
    assert!(one.message.starts_with("`business-problems` is not answered (36 questions depend on it)"));
    assert!(one.help.as_ref().unwrap().starts_with("People choose something to predict"));
    assert_eq!(one.command.as_deref(), Some("formwork answer business-problems"));
    let open = one.open.as_ref().unwrap();
    assert_eq!((open.stage.as_str(), open.dependents), ("scoping", 36));
    assert_eq!(open.ask, ["business stakeholder"]);
}

#[test]
fn a_missing_table_counts_as_open_and_points_at_the_file() {
    let mut component = component("", &[]);
    let at = component.form.find("privacy").unwrap();
    component.answers[at] = None;
    let checked = check(component, &all());
    assert_eq!(short(&checked.findings), [("unanswered-question", Severity::Error, Some("privacy"))]);
    let place = checked.findings[0].location.as_ref().unwrap();
    assert_eq!((place.file.as_str(), place.line, place.column), ("formwork/data.toml", 1, 1));
}

#[test]
fn nothing_is_said_about_the_questions_of_an_unreadable_file() {
    let mut component = component("", &[("privacy", "answer = 'TBD'"), ("end-users", "answer = ''")]);
    let stage = component.form.stage("data").unwrap();
    component.stages[stage] = StageState::Unusable;
    assert_eq!(
        short(&check(component, &all()).findings),
        [("unanswered-question", Severity::Error, Some("end-users"))]
    );
}

#[test]
fn a_project_sets_severities_and_fixed_ones_stay() {
    let head = "[rules]\nunanswered-question = 'note'\nplaceholder-answer = 'off'\ninvalid-value = 'off'\n";
    let checked = check(component(head, &[("privacy", ""), ("metadata", "answer = 'TBD'")]), &all());
    assert_eq!(
        short(&checked.findings),
        [("invalid-value", Severity::Error, None), ("unanswered-question", Severity::Note, Some("privacy"))]
    );
}

const WAIVER: &str = "reason = 'r'\nby = '@mia'\n";

#[test]
fn filters_act_after_waivers_and_keep_what_names_no_question() {
    let head = format!(
        "titel = 1\n[[waiver]]\nrule = 'placeholder-answer'\nquestion = 'privacy'\n{WAIVER}until = 2027-02-01\n"
    );
    let own =
        [("privacy", "answer = 'TBD'"), ("metadata", ""), ("end-users", ""), ("retraining", "answr = 1")];
    let mut options = all();
    options.stages = vec!["scoping".into()];
    let checked = check(component(&head, &own), &options);
    assert_eq!(
        short(&checked.findings),
        [("unknown-key", Severity::Error, None), ("unanswered-question", Severity::Error, Some("end-users"))]
    );
    assert_eq!((checked.questions, checked.required, checked.open), (8, 8, 1));
    options.stages.clear();
    options.roles = vec!["data-engineer".into()];
    let checked = check(component(&head, &own), &options);
    assert_eq!(
        short(&checked.findings),
        [("unknown-key", Severity::Error, None), ("unanswered-question", Severity::Error, Some("metadata"))]
    );
}

#[test]
fn findings_come_in_the_order_of_files_and_lines() {
    let own =
        [("retraining", ""), ("privacy", ""), ("data-source", ""), ("end-users", ""), ("model-audit", "")];
    let checked = check(component("titel = 1\n", &own), &all());
    let places: Vec<_> = checked.findings.iter().map(|one| one.location.as_ref().unwrap()).collect();
    let files: Vec<_> = places.iter().map(|at| at.file.trim_start_matches("formwork/")).collect();
    assert_eq!(
        files,
        ["formwork.toml", "scoping.toml", "data.toml", "data.toml", "modeling.toml", "deployment.toml"]
    );
    assert!(places[2].line < places[3].line);
}

#[test]
fn a_broken_component_and_a_workspace_s_own_file_have_their_findings() {
    let file = SourceFile::new("formwork.toml", "format = 1\nfrom = 3\n");
    let problem = Problem::new(RuleId::UnknownKey, 11..15, "unknown key `from`");
    let broken = Broken {
        id: ComponentId::new("services/x"),
        files: SourceFiles::new(file.clone()),
        problems: vec![FileProblem { file: FileId::SETTINGS, problem: problem.clone() }],
    };
    let checked = check_component(&Err(broken), &all());
    assert_eq!((checked.component.as_str(), checked.findings.len()), ("services/x", 1));
    let root = check_root(&[(file, problem)]);
    assert_eq!(root[0].location, checked.findings[0].location);
    assert_eq!(root[0].location.as_ref().unwrap().line, 2);
    assert_eq!(root[0].component, ".");
}
