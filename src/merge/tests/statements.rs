//! Keys of a requirement, a waiver or a framework's item that say one thing.

use super::together::{block, torn};
use super::*;

const KEYS: &str = "id = \"r\"\ntext = \"at least 95\"\nverification = \"analysis\"\nmax-age = 30\n";
const MEASURED: &str = "measured = { file = \"a.json\", key = \"k\", at-least = 0.95 }\n";
const TESTED: &str = "tested = { junit = \"j.xml\", case = \"c\" }\n";

fn requirement() -> String {
    format!("[[q.requirement]]\n{KEYS}{MEASURED}{TESTED}")
}

#[test]
fn a_measurement_or_a_test_that_neither_side_wrote_does_not_come_out() {
    let base = requirement();
    for (ours, theirs) in [
        (("a.json", "b.json"), ("\"k\"", "\"z\"")),
        (("a.json", "b.json"), ("0.95", "0.5")),
        (("j.xml", "j2.xml"), ("\"c\"", "\"d\"")),
    ] {
        let text = torn(&base, &base.replace(ours.0, ours.1), &base.replace(theirs.0, theirs.1));
        assert_eq!(text.matches(ours.1).count(), 1, "{text}");
        assert_eq!(text.matches(theirs.1).count(), 1, "{text}");
    }
    // What stands apart from it merges beside it.
    let found = merged(&base, &base.replace("j.xml", "j2.xml"), &base.replace("a.json", "b.json"));
    assert_eq!(
        (found.conflicts, found.text),
        (0, base.replace("j.xml", "j2.xml").replace("a.json", "b.json"))
    );
}

#[test]
fn a_statement_in_words_and_its_bound_are_one_place_to_decide() {
    let base = requirement();
    let (said, bound) = (base.replace("least 95", "least 99"), base.replace("0.95", "0.5"));
    let text = torn(&base, &said, &bound);
    let wanted = block(
        &format!("text = \"at least 99\"\n{MEASURED}"),
        &format!("text = \"at least 95\"\n{}", MEASURED.replace("0.95", "0.5")),
    );
    assert!(text.contains(&wanted), "{text}");
    torn(&base, &base.replace("max-age", "fit-criterion = \"f\"\nmax-age"), &bound);
    // Where the report lies says nothing about the statement; nor does how old it may be.
    for (from, to) in [("a.json", "b.json"), ("30", "60")] {
        let found = merged(&base, &said, &base.replace(from, to));
        assert_eq!((found.conflicts, found.text), (0, said.replace(from, to)));
    }
}

#[test]
fn tables_below_a_requirement_and_dotted_keys_are_decided_the_same_way() {
    let tables = format!(
        "[[q.requirement]]\n{KEYS}\n[q.requirement.measured]\nfile = \"a.json\"\nkey = \"k\"\nat-least = 0.95\n\n[p]\nanswer = \"\"\n"
    );
    let dotted = format!(
        "[[q.requirement]]\n{KEYS}measured.file = \"a.json\"\nmeasured.key = \"k\"\nmeasured.at-least = 0.95\n"
    );
    for base in [tables, dotted] {
        for (ours, theirs) in [
            (("least 95", "least 99"), ("0.95", "0.5")),
            (("a.json", "b.json"), ("\"k\"", "\"z\"")),
            (("least 95", "least 99"), ("\"k\"", "\"z\"")),
        ] {
            let text = torn(&base, &base.replace(ours.0, ours.1), &base.replace(theirs.0, theirs.1));
            assert!(text.starts_with("[[q.requirement]]\nid = \"r\"\n"), "{text}");
            assert_eq!(text.matches("max-age").count(), 1, "{text}");
        }
        let found = merged(&base, &base.replace("30", "60"), &base.replace("0.95", "0.5"));
        assert_eq!(
            (found.conflicts, found.by_lines, found.text),
            (0, None, base.replace("30", "60").replace("0.95", "0.5"))
        );
    }
}

#[test]
fn how_it_is_verified_and_what_shows_it_go_together() {
    let base = requirement();
    let inspected = base.replace(MEASURED, "").replace("analysis", "inspection");
    let text = torn(&base, &inspected, &base.replace("analysis", "test"));
    for (side, measured) in [(true, false), (false, true)] {
        assert_eq!(decided(&text, side).contains("measured"), measured, "{text}");
    }
    torn(&base, &base.replace(TESTED, ""), &base.replace("analysis", "test"));
    // A measurement is added here and a test there: both hold.
    let unproven = format!("[[q.requirement]]\n{KEYS}");
    let found = merged(&unproven, &format!("{unproven}{MEASURED}"), &format!("{unproven}{TESTED}"));
    assert_eq!((found.conflicts, found.text.matches(" = { ").count()), (0, 2), "{}", found.text);
    let found = merged(&base, &base.replace("analysis", "test"), &base.replace("0.95", "0.5"));
    assert_eq!((found.conflicts, found.text), (0, base.replace("analysis", "test").replace("0.95", "0.5")));
}

#[test]
fn who_waives_why_and_until_when_is_one_statement() {
    let base =
        "form = \"f\"\n\n[[waiver]]\nrule = \"a\"\nreason = \"old\"\nby = \"@a\"\nuntil = 2026-01-01\n";
    for (ours, theirs) in
        [(("old", "new"), ("2026", "2029")), (("@a", "@b"), ("2026", "2029")), (("old", "new"), ("@a", "@b"))]
    {
        torn(base, &base.replace(ours.0, ours.1), &base.replace(theirs.0, theirs.1));
    }
}

#[test]
fn evidence_for_an_item_that_the_other_side_says_does_not_apply_is_decided() {
    let base = "[frameworks.f.\"8\"]\nevidence = [\"a\"]\nnote = \"n\"\n";
    let more = base.replace("\"a\"", "\"a\", \"b\"");
    let none = "status = \"not-applicable\"\nreason = \"x\"\n";
    torn(base, &more, &format!("{base}{none}"));
    torn(base, &more, &format!("[frameworks.f.\"8\"]\n{none}note = \"n\"\n"));
    let found = merged(base, &more, &base.replace("\"a\"", "\"a\", \"c\"").replace("\"n\"", "\"m\""));
    assert_eq!(
        (found.conflicts, found.text),
        (0, base.replace("\"a\"", "\"a\", \"b\", \"c\"").replace("\"n\"", "\"m\""))
    );
    // What a component consumes is a list, to which each side adds.
    let base = "[[consumes]]\ncomponent = \"a\"\nquestions = [\"p\"]\n";
    let more = |item: &str| base.replace("\"p\"", &format!("\"p\", \"{item}\""));
    let found = merged(base, &more("q"), &more("r"));
    assert_eq!((found.conflicts, found.text), (0, base.replace("\"p\"", "\"p\", \"q\", \"r\"")));
}
