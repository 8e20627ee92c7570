//! What may be let through, by waivers and severities, and what may not.

use super::*;

#[test]
fn a_waiver_lets_one_finding_through_until_its_day() {
    let waived = |until: &str| {
        let head = format!(
            "[[waiver]]\nrule = 'placeholder-answer'\nquestion = 'privacy'\n{WAIVER}until = {until}\n"
        );
        check(component(&head, &[("privacy", "answer = 'TBD'"), ("metadata", "answer = 'TBD'")]), &all())
    };
    let in_time = waived("2026-12-30");
    assert_eq!(short(&in_time.findings), [("placeholder-answer", Severity::Error, Some("metadata"))]);
    assert_eq!(in_time.waived, 1);
    let past = waived("2026-11-20");
    let rules: Vec<_> = past.findings.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["expired-waiver", "placeholder-answer", "placeholder-answer"]);
    assert_eq!(past.waived, 0);
}

#[test]
fn a_waiver_without_a_question_covers_only_findings_that_name_none() {
    let head = format!("[[waiver]]\nrule = 'placeholder-answer'\n{WAIVER}until = 2027-02-01\n");
    let checked = check(component(&head, &[("privacy", "answer = 'TBD'")]), &all());
    assert_eq!(
        short(&checked.findings),
        [("unused-waiver", Severity::Note, None), ("placeholder-answer", Severity::Error, Some("privacy"))]
    );
    let head =
        format!("maturity = 'critical'\n[[waiver]]\nrule = 'unstated-fact'\n{WAIVER}until = 2027-02-01\n");
    let checked = check(component(&head, &[]), &all());
    assert_eq!((checked.findings.len(), checked.waived), (0, 3));
}

#[test]
fn an_open_question_cannot_be_waived() {
    let head = format!(
        "[[waiver]]\nrule = 'unanswered-question'\nquestion = 'privacy'\n{WAIVER}until = 2027-02-01\n"
    );
    let checked = check(component(&head, &[("privacy", "")]), &all());
    assert_eq!(
        short(&checked.findings),
        [("invalid-value", Severity::Error, None), ("unanswered-question", Severity::Error, Some("privacy"))]
    );
}

/// A component one of whose stages has no file.
fn without_data(head: &str) -> Loaded {
    let mut loaded = component(head, &[]);
    let component = &mut loaded.component;
    let stage = component.form.stage("data").unwrap();
    component.stages[stage] = StageState::Unusable;
    for (question, answer) in component.form.questions.iter().zip(&mut component.answers) {
        if question.stage == stage {
            *answer = None;
        }
    }
    let problem = Problem::new(RuleId::MissingFile, 0..0, "the stage file data.toml is missing");
    component.problems.push(FileProblem { file: FileId::of_stage(stage), problem });
    loaded
}

#[test]
fn the_questions_of_a_missing_file_are_open_unless_the_file_s_own_finding_is_an_error() {
    let red = check(without_data(""), &all());
    assert_eq!(short(&red.findings), [("missing-file", Severity::Error, None)]);
    assert!(red.open > 10);
    let waiver = format!("[[waiver]]\nrule = 'missing-file'\n{WAIVER}until = 2027-02-01\n");
    let set = |word: &str| format!("[rules]\nmissing-file = '{word}'\n");
    for head in [waiver.clone(), set("off"), set("note"), set("warning")] {
        let checked = check(without_data(&head), &all());
        let open = checked.findings.iter().filter(|one| one.rule == RuleId::UnansweredQuestion).count();
        assert_eq!(open, red.open, "{head}");
    }
    // One that is past lets nothing through.
    let past = check(without_data(&waiver.replace("2027", "2025")), &all());
    assert_eq!(past.findings.iter().filter(|one| one.rule == RuleId::UnansweredQuestion).count(), 0);
    assert!(past.findings.iter().any(|one| one.rule == RuleId::MissingFile));
}

#[test]
fn waivers_that_leave_something_out_let_nothing_through_not_even_each_other() {
    let own = [("privacy", "answer = 'TBD'")];
    let waivers = [
        "rule = 'placeholder-answer'\nquestion = 'privacy'\nreason = 'r'\nby = '@mia'\n",
        "rule = 'placeholder-answer'\nquestion = 'privacy'\nuntil = 2027-02-01\nby = '@mia'\n",
        "rule = 'missing-until'\nquestion = 'privacy'\nreason = 'r'\nby = '@mia'\nuntil = 2027-02-01\n",
        "rule = 'missing-reason'\nquestion = 'privacy'\nreason = 'r'\nby = '@mia'\nuntil = 2027-02-01\n",
        "rule = 'missing-until'\nreason = 'r'\nby = '@mia'\n",
    ];
    let head: String = waivers.iter().flat_map(|waiver| ["[[waiver]]\n", waiver]).collect();
    let checked = check(component(&head, &own), &all());
    let of = |rule: &str| checked.findings.iter().filter(|one| one.rule.as_str() == rule).count();
    assert_eq!(checked.waived, 0, "{:?}", short(&checked.findings));
    assert_eq!((of("placeholder-answer"), of("missing-until"), of("missing-reason")), (1, 2, 1));
    // Nor does turning the rules off bring them into force.
    let checked = check(
        component(&format!("[rules]\nmissing-until = 'off'\nmissing-reason = 'off'\n{head}"), &own),
        &all(),
    );
    assert!(checked.findings.iter().any(|one| one.rule == RuleId::PlaceholderAnswer));
    // About an answer they are waived as before.
    let head =
        format!("[[waiver]]\nrule = 'missing-until'\nquestion = 'privacy'\n{WAIVER}until = 2027-02-01\n");
    let checked = check(component(&head, &[("privacy", "status = 'unknown'")]), &all());
    assert_eq!((short(&checked.findings), checked.waived), (vec![], 1));
}

#[test]
fn a_policy_without_a_reason_cannot_be_waived() {
    let head = format!(
        "[questions.privacy]\nrequired = false\n[[waiver]]\nrule = 'missing-reason'\nquestion = 'privacy'\n{WAIVER}until = 2027-02-01\n"
    );
    let checked = check(component(&head, &[]), &all());
    assert!(short(&checked.findings).contains(&("missing-reason", Severity::Error, Some("privacy"))));
    assert_eq!(checked.waived, 0);
}

#[test]
fn a_choice_settles_no_question_that_offers_none() {
    let checked = check(component("", &[("privacy", "choice = ['a', 'b']")]), &all());
    assert_eq!(
        short(&checked.findings),
        [
            ("unanswered-question", Severity::Error, Some("privacy")),
            ("invalid-value", Severity::Error, Some("privacy"))
        ]
    );
    assert!(checked.findings[1].message.contains("offers no choices"));
    assert_eq!(checked.findings[1].location.as_ref().unwrap().column, 11);
}
