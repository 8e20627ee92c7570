use jiff::civil::date;

use super::*;
use crate::model::Loaded;
use crate::sample::{self, Rest};

/// A component with these tables alone.
pub(super) fn component(head: &str, own: &[(&str, &str)]) -> Loaded {
    sample::component(head, own, Rest::Missing)
}

pub(super) fn compare(before: &Loaded, after: &Loaded) -> Changes {
    let view = |component| View::new(component, Some(date(2026, 11, 21)));
    changes(Some(&view(before)), Some(&view(after)), &weighs)
}

#[expect(clippy::unnecessary_wraps, reason = "it stands for the rules' own severities")]
fn weighs(_: &str) -> Option<Severity> {
    Some(Severity::Warning)
}

pub(super) const HEAD: &str = "maturity = 'experimentation'\n";

#[test]
fn comments_order_line_endings_and_formatting_are_no_change() {
    let before =
        component(HEAD, &[("data-source", "answer = 'Four cameras'"), ("privacy", "answer = 'none'")]);
    let after = component(
        HEAD,
        &[("privacy", "answer = \"none\" # sure"), ("data-source", "answer = '''\r\nFour cameras  \r\n'''")],
    );
    assert!(compare(&before, &after).is_empty());
}

#[test]
fn each_kind_of_change_has_its_name_and_the_fields_that_moved() {
    let before = component(
        HEAD,
        &[
            ("data-source", "answer = 'Four'"),
            ("privacy", "answer = 'none'"),
            ("metadata", "answer = 'time'\nnote = 'a'"),
        ],
    );
    let after = component(
        HEAD,
        &[
            ("data-source", "answer = 'Five'\nby = ['data-engineer']"),
            ("business-problems", "answer = 'Elephants'"),
            ("metadata", "answer = 'time'\nnote = 'b'"),
        ],
    );
    let found = compare(&before, &after);
    let short: Vec<_> = found
        .questions
        .iter()
        .map(|one| {
            (
                one.id.as_str(),
                one.kind.word(),
                one.fields.iter().map(|field| field.key.name()).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            ("business-problems", "answered", vec!["answer"]),
            ("data-source", "changed", vec!["answer", "by"]),
            ("metadata", "details", vec!["note"]),
            ("privacy", "reopened", vec!["answer"]),
        ]
    );
    assert_eq!(found.newly_open, ["privacy"]);
    // Answered, resting on it, and not changed itself in its meaning.
    let source = found.questions.iter().find(|one| one.id == "data-source").unwrap();
    assert!(source.resting.is_empty(), "{:?}", source.resting);
}

#[test]
fn what_is_newly_required_follows_level_and_facts() {
    let before = component(HEAD, &[]);
    let after = component("maturity = 'non-critical'\n[facts]\nharm = false\n", &[]);
    let found = compare(&before, &after);
    assert!(found.newly_required.contains(&"user-interface".to_owned()));
    assert_eq!(found.newly_open, found.newly_required);
    let keys: Vec<_> = found.policy.iter().map(|one| (one.key.as_str(), one.loosens)).collect();
    assert_eq!(keys, [("maturity", false), ("facts.harm", false)]);
    assert!(compare(&after, &before).policy.iter().any(|one| one.key == "maturity" && one.loosens));
}

#[test]
fn a_rule_turned_down_and_a_waiver_added_loosen() {
    let before = component(HEAD, &[]);
    let after = component(
        &format!(
            "{HEAD}[rules]\nmissing-evidence = 'off'\nunmeasurable-answer = 'error'\n[[waiver]]\nrule = 'unknown-key'\nreason = 'r'\nby = '@mia'\nuntil = 2027-01-01\n"
        ),
        &[],
    );
    let keys: Vec<_> =
        compare(&before, &after).policy.into_iter().map(|one| (one.key, one.loosens)).collect();
    assert_eq!(
        keys,
        [
            ("rules.missing-evidence".to_owned(), true),
            ("rules.unmeasurable-answer".to_owned(), false),
            ("waiver unknown-key".to_owned(), true)
        ]
    );
    // Back again: the waiver goes and the evidence is asked for, but a rule no longer blocks.
    let back = compare(&after, &before).policy;
    let loosens: Vec<_> = back.iter().filter(|one| one.loosens).map(|one| one.key.as_str()).collect();
    assert_eq!(loosens, ["rules.unmeasurable-answer"]);
}

#[test]
fn requirements_come_go_and_change_by_their_id() {
    let one = |text: &str| {
        format!("answer = 'a'\n[[performance-requirements.requirement]]\nid = 'p95'\ntext = '{text}'\n")
    };
    let before = component(HEAD, &[("performance-requirements", &one("fast"))]);
    let after = component(HEAD, &[("performance-requirements", &one("faster"))]);
    let found = compare(&before, &after);
    assert_eq!(found.questions[0].kind, Kind::Changed);
    assert_eq!(found.questions[0].requirements[0].after.as_ref().unwrap().text, "faster");
    let found = compare(&before, &component(HEAD, &[("performance-requirements", "answer = 'a'")]));
    assert!(found.questions[0].requirements[0].after.is_none());
}

#[test]
fn a_requirement_that_only_moved_is_no_change() {
    let one = |before: &str| {
        format!(
            "answer = 'a'\n{before}[[performance-requirements.requirement]]\nid = 'p95'\ntext = 't'\nmax-age = 9\n\
             measured = {{ file = 'a.json', key = 'k', at-most = 1 }}\ntested = {{ junit = 'a.xml', case = 'c' }}\n"
        )
    };
    let before = component(HEAD, &[("performance-requirements", &one(""))]);
    let after = component(HEAD, &[("performance-requirements", &one("# lower\n"))]);
    assert!(compare(&before, &after).is_empty());
}

#[test]
fn a_component_that_came_or_went_is_compared_with_nothing() {
    let whole = component(HEAD, &[("data-source", "answer = 'Four'")]);
    let view = View::new(&whole, None);
    let kind = |found: Changes| found.questions.iter().map(|one| one.kind).collect::<Vec<_>>();
    assert_eq!(kind(changes(None, Some(&view), &weighs)), [Kind::Added]);
    assert_eq!(kind(changes(Some(&view), None, &weighs)), [Kind::Removed]);
    assert!(changes(None, None, &weighs).is_empty());
}

#[test]
fn a_requirement_that_asks_for_less_loosens_and_one_that_moved_or_asks_for_more_does_not() {
    let one = |bound: &str, more: &str| {
        let measured = format!("measured = {{ file = 'r.json', key = 'k', {bound} }}\n{more}");
        let table =
            format!("{}id = 'r'\ntext = 't'\n{measured}", "[[performance-requirements.requirement]]\n");
        component(HEAD, &[("performance-requirements", &format!("answer = 'a'\n{table}"))])
    };
    let loosened = |before: &Loaded, after: &Loaded| -> Vec<(String, String, String)> {
        let found = compare(before, after).policy.into_iter();
        found.filter(|one| one.loosens).map(|one| (one.key, one.before, one.after)).collect()
    };
    let told = |before: &str, after: &str| {
        vec![("requirement r".to_owned(), format!("bound: {before}"), format!("bound: {after}"))]
    };
    let high = one("at-least = 0.9", "");
    assert_eq!(loosened(&high, &one("at-least = 0.4", "")), told("at least 0.9", "at least 0.4"));
    assert_eq!(loosened(&high, &one("at-least = 0.95", "")), []);
    assert_eq!(loosened(&one("at-most = 5", ""), &one("at-most = 6", "")), told("at most 5", "at most 6"));
    assert_eq!(loosened(&one("at-least = 0.9", "max-age = 3\n"), &high)[0].1, "max-age: 3 days");
    let gone = component(HEAD, &[("performance-requirements", "answer = 'a'")]);
    assert_eq!(loosened(&high, &gone), [("requirement r".to_owned(), "t".to_owned(), String::new())]);
    // Another key or test is something else that is looked at.
    let other = component(
        HEAD,
        &[(
            "performance-requirements",
            "answer = 'a'\n[[performance-requirements.requirement]]\nid = 'r'\ntext = 't'\nmeasured = { file = 'r.json', key = 'other', at-least = 0.9 }\n",
        )],
    );
    assert_eq!(loosened(&high, &other)[0].2, "measured: other in r.json");
    let tested =
        |case: &str| one("at-least = 0.9", &format!("tested = {{ junit = 'j.xml', case = '{case}' }}\n"));
    assert_eq!(loosened(&tested("a::b"), &tested("a::c"))[0].1, "tested: a::b in j.xml");
    let mut read = one("at-least = 0.9", "");
    let found = read.answers.iter_mut().flatten().flat_map(|answer| &mut answer.requirements).next().unwrap();
    found.place = 3..4;
    let reading = crate::model::Reading::Outside;
    read.outside.values.entry("r.json".to_owned()).or_default().insert("k".to_owned(), reading);
    assert_eq!(compare(&high, &read), Changes::default());
}
