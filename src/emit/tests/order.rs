//! What people read first, and what is left out for them.

use super::{finding, location, open, run};
use crate::diag::{Finding, RuleId, Severity};
use crate::emit::{Run, format};
use crate::term::Paint;

fn human(run: &Run, width: Option<u16>) -> String {
    (format("text").unwrap().write)(run, Paint::default(), width)
}

fn roles() -> impl Iterator<Item = Finding> {
    ["legal team", "data engineer", "domain expert"].into_iter().map(|role| Finding {
        location: location("formwork.toml", 5, 1, "product-owner = [\"@mia\"]", 13),
        ..finding(RuleId::UnstaffedRole, Severity::Note, &format!("nobody plays the {role}"))
    })
}

fn mixed() -> Run {
    let mut run = run();
    let warning = finding(RuleId::UnstatedFact, Severity::Warning, "`harm` is not stated");
    run.findings = roles().chain([warning, open("end-users", "scoping", 3)]).collect();
    run.findings.push(finding(RuleId::DraftAnswer, Severity::Error, "a draft"));
    run
}

#[test]
fn errors_stand_before_warnings_and_those_before_notes() {
    for width in [None, Some(80)] {
        let text = human(&mixed(), width);
        let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word}\n{text}"));
        let all = [
            "error[draft-answer]",
            "error[unanswered-question]",
            "warning[",
            "note[unstaffed-role]",
            "2 errors",
        ];
        assert!(all.windows(2).all(|two| at(two[0]) < at(two[1])), "{text}");
    }
}

#[test]
fn a_terminal_shows_the_first_of_many_notes_and_says_where_the_others_are() {
    let text = human(&mixed(), Some(80));
    let block = "note[unstaffed-role]: 3 findings at formwork.toml:5:1\n  nobody plays the legal team\n  \
                 and 2 more: formwork check --format short\n\n";
    assert!(text.contains(block), "{text}");
    let log = human(&mixed(), None);
    assert!(log.contains("  nobody plays the domain expert\n") && !log.contains("more:"), "{log}");
}

#[test]
fn quiet_leaves_notes_out_where_they_do_not_fail_the_gate_and_counts_them() {
    let quiet = Run { quiet: true, ..mixed() };
    let text = human(&quiet, None);
    assert!(!text.contains("note[") && text.contains("warning[") && text.contains("3 notes"), "{text}");
    let strict = Run { fail_on: Some(Severity::Note), ..quiet };
    assert!(human(&strict, None).contains("note["));
    let short = (format("short").unwrap().write)(&strict, Paint::default(), None);
    assert_eq!(short.matches("note[").count(), 3);
}
