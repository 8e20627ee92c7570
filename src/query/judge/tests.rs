use super::*;
use crate::source::Spanned;

fn measured(bound: Bound) -> Measured {
    let file = Spanned::new("r.json".to_owned(), 0..0);
    Measured { span: 0..0, file, key: "k".into(), bound, unit: None }
}

fn judged(bound: Bound, found: Datum) -> Judged {
    judge_measured(&measured(bound), &Reading::Says(found))
}

fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

fn said(bound: Bound, value: f64) -> (Judgement, String) {
    let judged = judged(bound, Datum::Number(number(value)));
    (judged.verdict, judged.said)
}

#[test]
fn a_bound_itself_is_within_and_what_is_off_is_said() {
    let at_least = || Bound::AtLeast(number(0.95));
    assert_eq!(said(at_least(), 0.95).0, Judgement::Met);
    assert_eq!(
        said(at_least(), 0.91),
        (Judgement::NotMet, "measured 0.91, at least 0.95 is required: 0.04 short".into())
    );
    assert_eq!(
        said(Bound::AtMost(number(200.0)), 212.5).1,
        "measured 212.5, at most 200 is allowed: 12.5 too much"
    );
    let between = || Bound::Between(number(0.4), number(0.6));
    assert_eq!(said(between(), 0.6).0, Judgement::Met);
    assert_eq!(said(between(), 0.3).1, "measured 0.3, 0.4 to 0.6 is required: 0.1 short");
    assert_eq!(said(Bound::Equals(Datum::Number(number(0.3))), 0.1 + 0.2).0, Judgement::Met);
}

#[test]
fn a_text_is_equal_or_shows_nothing() {
    let text = |text: &str| Datum::Text(text.into());
    assert_eq!(judged(Bound::Equals(text("true")), text("true")).verdict, Judgement::Met);
    assert_eq!(judged(Bound::Equals(text("a")), text("b")).verdict, Judgement::NotMet);
    let judged = judged(Bound::AtLeast(number(1.0)), text("a\u{1b}b"));
    assert_eq!(judged.verdict, Judgement::NotShown);
    assert_eq!(judged.said, "`r.json` has `a<U+001B>b` at `k`, which is no number");
}

#[test]
fn what_looks_like_a_number_is_one_where_a_number_is_asked_for() {
    let cell = |text: &str| Datum::Cell(text.into());
    let text = |text: &str| Datum::Text(text.into());
    let is = judged;
    for (wanted, found, verdict) in [
        (text("1.10"), cell("1.10"), Judgement::Met),
        (text("1.10"), cell("1.1"), Judgement::NotMet),
        (text("007"), cell("7"), Judgement::NotMet),
        (text("true"), cell("True"), Judgement::Met),
        (text("yes"), cell("Yes"), Judgement::NotMet),
        (Datum::Number(number(7.0)), cell("007"), Judgement::Met),
        (Datum::Number(number(7.0)), cell("7 %"), Judgement::NotMet),
    ] {
        assert_eq!(is(Bound::Equals(wanted.clone()), found.clone()).verdict, verdict, "{wanted:?} {found:?}");
    }
    let said = |wanted: Datum, found: Datum| is(Bound::Equals(wanted), found).said;
    assert_eq!(
        said(Datum::Number(number(0.97)), text("0.97")),
        "measured `0.97`, 0.97 is required: a text, not a number"
    );
    assert_eq!(
        said(text("1.0"), Datum::Number(number(1.0))),
        "measured 1, `1.0` is required: a number, not a text"
    );
    assert_eq!(is(Bound::AtLeast(number(0.5)), cell("0.5")).verdict, Judgement::Met);
    assert_eq!(is(Bound::AtLeast(number(0.5)), cell("97%")).verdict, Judgement::NotShown);
    assert_eq!(is(Bound::AtLeast(number(0.5)), text("0.97")).verdict, Judgement::NotShown);
    assert_eq!(is(Bound::AtMost(number(0.0)), Datum::Number(number(-0.0))).verdict, Judgement::Met);
}

#[test]
fn of_two_the_worse_counts() {
    let junit = Spanned::new("j.xml".to_owned(), 0..0);
    let mut outside = Outside::default();
    let value = Reading::Says(Datum::Number(number(0.6)));
    outside.values.entry("r.json".into()).or_default().insert("k".into(), value);
    let not_run = Outcome::NotRun { not_run: 1, of: 1, message: String::new() };
    outside.tests.entry("j.xml".into()).or_default().insert("t".into(), Reading::Says(not_run));
    let mut requirement = Requirement {
        measured: Some(Box::new(measured(Bound::AtLeast(number(0.5))))),
        tested: Some(Box::new(Tested { span: 0..0, junit, case: "t".into() })),
        ..Requirement::default()
    };
    assert_eq!(judge(&outside, 0, &requirement).verdict, Judgement::NotShown);
    requirement.measured = Some(Box::new(measured(Bound::AtLeast(number(0.7)))));
    assert_eq!(judge(&outside, 0, &requirement).verdict, Judgement::NotMet);
    assert_eq!(judge(&outside, 0, &Requirement::default()).verdict, Judgement::ToVerify);
}
