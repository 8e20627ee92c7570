//! Which challenges the answers cover.

use formwork::query::{self, Gap, Verdict, View};
use formwork::store;
use jiff::civil::date;

use crate::maturity::component;

/// What its answers make of a challenge.
fn met(settings: &str, answers: &str, challenge: &str) -> (Verdict, Option<Gap>) {
    let project = component(settings, answers);
    let found = store::find_at(project.root(), project.root()).unwrap();
    let loaded = found.load(&found.members[0], store::Needs::REPORTS).unwrap();
    let view = View::new(&loaded, Some(date(2026, 11, 21)));
    let all = query::coverage(&view);
    let one = all.iter().find(|one| one.challenge.id == challenge).unwrap();
    (one.verdict, one.gap)
}

const SETS: &str = "sets = [\"thesis-extras@1\", \"taxonomy-extras@1\"]\n";

#[test]
fn a_challenge_that_the_form_reaches_is_covered_when_all_its_questions_are_answered() {
    let one = "[business-problems]\nanswer = \"x\"\n";
    let both = "[business-problems]\nanswer = \"x\"\n[ml-feasibility]\nanswer = \"y\"\n";
    assert_eq!(met("", "", "L1-2"), (Verdict::Uncovered, Some(Gap::Unanswered)));
    assert_eq!(met("", one, "L1-2"), (Verdict::Partly, Some(Gap::Unanswered)));
    assert_eq!(met("", both, "L1-2"), (Verdict::Covered, None));
    // A question of a set may say more about it, but is not needed for it.
    assert_eq!(met(SETS, both, "L1-2"), (Verdict::Covered, None));
}

#[test]
fn where_the_form_reaches_a_part_a_question_of_a_set_is_needed() {
    let own = "[minimum-data]\nanswer = \"1000 images\"\n[labelers]\nanswer = \"keepers\"\n";
    let extra = "[label-scarcity]\nanswer = \"1 % positives, resampled\"\n";
    assert_eq!(met("", own, "L2-1"), (Verdict::Partly, Some(Gap::Reach)));
    assert_eq!(met(SETS, own, "L2-1"), (Verdict::Partly, Some(Gap::Unanswered)));
    assert_eq!(met(SETS, extra, "L2-1"), (Verdict::Partly, Some(Gap::Unanswered)));
    assert_eq!(met(SETS, &format!("{own}{extra}"), "L2-1"), (Verdict::Covered, None));
    assert_eq!(met("", extra, "L2-2"), (Verdict::Uncovered, Some(Gap::NoQuestion)));
    assert_eq!(met(SETS, extra, "L2-2"), (Verdict::Covered, None));
}

#[test]
fn only_an_answer_that_holds_counts() {
    let answered = |keys: &str| format!("[domain-experts]\nanswer = \"two keepers\"\n{keys}");
    let met = |settings: &str, answers: &str| met(settings, answers, "L1-5");
    let open = (Verdict::Uncovered, Some(Gap::Unanswered));
    assert_eq!(met("", &answered("")), (Verdict::Covered, None));
    assert_eq!(met("", &answered("status = \"draft\"\n")), open);
    assert_eq!(met("", &answered("status = \"assumed\"\nuntil = 2026-11-21\n")), (Verdict::Covered, None));
    assert_eq!(met("", &answered("status = \"assumed\"\nuntil = 2026-11-20\n")), open);
    assert_eq!(met("", &answered("status = \"unknown\"\nuntil = 2027-01-01\n")), open);
    let again = (Verdict::Partly, Some(Gap::Again));
    assert_eq!(met("answer-again = [\"domain-experts\"]\n", &answered("")), again);
}

#[test]
fn what_does_not_apply_is_left_out_of_the_reckoning_and_covers_nothing() {
    let not = "[labelers]\nstatus = \"not-applicable\"\nreason = \"labels come with the data\"\n";
    let rest = "[labeling-guidelines]\nanswer = \"two labellers\"\n";
    assert_eq!(met("", &format!("{not}{rest}"), "L3-7"), (Verdict::Partly, Some(Gap::Reach)));
    let review = "[human-review]\nstatus = \"not-applicable\"\nreason = \"nobody looks\"\n";
    assert_eq!(met(SETS, review, "L2-9"), (Verdict::Uncovered, Some(Gap::NotApplicable)));
    // An older form without one of the questions does not reach all of it.
    let old = component("", "[ml-feasibility]\nanswer = \"x\"\n");
    old.change("formwork.toml", "requirements@3", "requirements@1");
    let json = old.run(["maturity", "--json"]).ok().json();
    let one = json["challenges"].as_array().unwrap().iter().find(|one| one["id"] == "L1-2").unwrap().clone();
    assert_ne!(one["verdict"], "covered", "{one}");
}
