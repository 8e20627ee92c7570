//! Two keys in which two sides contradict each other, and tables that nothing tells apart.

use super::*;

/// One conflict, by keys, the same values to choose from whichever side merges.
#[track_caller]
pub(super) fn torn(base: &str, ours: &str, theirs: &str) -> String {
    let found = merged(base, ours, theirs);
    assert_eq!((found.conflicts, found.by_lines), (1, None), "{}", found.text);
    let back = merged(base, theirs, ours);
    assert_eq!((back.conflicts, back.by_lines), (1, None), "{}", back.text);
    for side in [true, false] {
        assert_eq!(values_of(&decided(&found.text, side)), values_of(&decided(&back.text, !side)));
    }
    found.text
}

pub(super) fn block(ours: &str, theirs: &str) -> String {
    format!("<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n")
}

#[test]
fn an_answer_and_a_status_that_speaks_against_it_are_one_place_to_decide() {
    let open = "# How much?\n[data-volume]\nanswer = \"\"\n";
    let none = "status = \"not-applicable\"\nreason = \"no data\"\n";
    let text = torn(open, &open.replace("\"\"", "\"2 TB\""), &format!("{open}{none}by = [\"@lea\"]\n"));
    let wanted = block("answer = \"2 TB\"\n", &format!("answer = \"\"\n{none}by = [\"@lea\"]\n"));
    assert_eq!(text, format!("# How much?\n[data-volume]\n{wanted}"));

    let with = |keys: &str| format!("[q]\nanswer = \"a\"\n{keys}");
    for (base, ours, theirs) in [
        ("status = \"draft\"\n", "", "status = \"draft\"\nchoice = [\"x\"]\n"),
        ("", "choice = [\"x\"]\n", "status = \"unknown\"\nuntil = 2027-01-01\n"),
        ("status = \"assumed\"\nuntil = 2027-01-01\n", "status = \"assumed\"\nuntil = 2028-01-01\n", ""),
        (
            "status = \"deferred\"\nreason = \"r\"\n",
            "status = \"deferred\"\nreason = \"s\"\n",
            "status = \"not-applicable\"\nreason = \"r\"\n",
        ),
    ] {
        let text = torn(&with(base), &with(ours), &with(theirs));
        assert!(text.starts_with("[q]\n"), "{text}");
    }
    let reworded = "[q]\nanswer = \"b\"\nstatus = \"assumed\"\nuntil = 2027-01-01\n";
    let base = with("status = \"assumed\"\nuntil = 2027-01-01\n");
    torn(&base, reworded, &base.replace("2027", "2028"));
}

#[test]
fn a_reason_here_and_a_date_there_are_both_taken() {
    let base = "[q]\nstatus = \"deferred\"\nreason = \"r\"\n";
    let found = merged(base, &base.replace("\"r\"", "\"later\""), &format!("{base}until = 2027-01-01\n"));
    assert_eq!((found.conflicts, found.by_lines), (0, None));
    assert_eq!(found.text, "[q]\nstatus = \"deferred\"\nreason = \"later\"\nuntil = 2027-01-01\n");
    let same = merged(base, "[q]\nanswer = \"x\"\n", "[q]\nanswer = \"x\"\nnote = \"n\"\n");
    assert_eq!((same.conflicts, same.text.as_str()), (0, "[q]\nanswer = \"x\"\nnote = \"n\"\n"));
}

#[test]
fn whose_words_an_answer_is_stands_beside_it_where_a_person_decides() {
    let base = "[q]\nanswer = \"a\"\nevidence = [\"e\"]\nby = [\"@mia\"]\non = 2026-01-01\nnote = \"n\"\n";
    let ours =
        base.replace("\"a\"", "\"o\"").replace("@mia\"", "@mia\", \"@tim\"").replace("\"e\"", "\"e\", \"o\"");
    let theirs = base.replace("\"a\"", "\"t\"").replace("@mia", "@lea").replace("01-01", "02-02");
    let wanted = block(
        "answer = \"o\"\nby = [\"@mia\", \"@tim\"]\non = 2026-01-01\n",
        "answer = \"t\"\nby = [\"@lea\"]\non = 2026-02-02\n",
    );
    assert_eq!(torn(base, &ours, &theirs), format!("[q]\n{wanted}evidence = [\"e\", \"o\"]\nnote = \"n\"\n"));
}

#[test]
fn a_measured_value_has_one_bound_after_a_merge_too() {
    let of = |bound: &str| {
        format!("[[q.requirement]]\nid = \"r\"\nmeasured = {{ file = \"r.json\", key = \"k\"{bound} }}\n")
    };
    torn(&of(""), &of(", equals = 1"), &of(", at-most = 2"));
    torn(&of(", at-least = 1"), &of(", at-least = 1, unit = \"s\""), &of(", at-least = 2"));
    let new = |bound: &str| format!("[[q.requirement]]\nid = \"r\"\n{bound}");
    let text = torn(&new(""), &new("measured.equals = 1\n"), &new("measured.at-most = 2\n"));
    assert_eq!(text, new(&block("measured.equals = 1\n", "measured.at-most = 2\n")));
    // Another report here and another bound there: neither side saw the one hold for the other.
    torn(&of(", at-least = 1"), &of(", at-least = 1").replace("r.json", "out/r.json"), &of(", at-least = 2"));
}

#[test]
fn a_policy_and_the_reason_for_it_are_one_thing() {
    let base = "[questions.privacy]\nrequired = false\nreason = \"r\"\n";
    torn(base, &base.replace("false", "true"), &base.replace("\"r\"", "\"s\""));
}

#[test]
fn two_stamps_of_one_role_are_never_mixed_and_of_two_roles_both_come_in() {
    let stamp = |role: &str, by: &str, on: &str, hash: &str| {
        format!(
            "[privacy.{role}]\nby = \"{by}\"\non = {on}\nform = \"f@1\"\nhash = \"1:{hash}\"\ndepends-on = {{ data = \"1:{hash}\" }}\n"
        )
    };
    let (ours, theirs) = (stamp("legal", "Mia", "2026-01-01", "a"), stamp("legal", "Lea", "2026-01-02", "a"));
    assert_eq!(torn("", &ours, &theirs), block(&ours, &theirs));
    let base = stamp("legal", "Mia", "2025-01-01", "b");
    let theirs = stamp("legal", "Mia", "2025-01-01", "c");
    assert_eq!(torn(&base, &ours, &theirs), block(&ours, &theirs));
    assert_eq!(torn(&base, &ours, ""), block(&ours, ""));
    // What it rests on may have a table of its own, on one side alone, with others behind it.
    let (apart, other) = (
        ours.replace("depends-on = { data", "\n[privacy.legal.depends-on]\ndata").replace(" }", ""),
        stamp("owner", "Tim", "2026-01-01", "a"),
    );
    let without = theirs
        .lines()
        .filter(|line| !line.starts_with("depends"))
        .map(|line| line.to_owned() + "\n")
        .fold(String::new(), |all, line| all + &line);
    let text = torn(&other, &format!("{apart}\n{other}"), &format!("{without}\n{other}"));
    assert_eq!(text, format!("{}\n{other}", block(&apart, &without)));
    let found = merged("", &ours, &stamp("owner", "Lea", "2026-01-02", "b"));
    assert_eq!((found.conflicts, found.text.matches("hash").count()), (0, 2), "{}", found.text);
}

#[test]
fn waivers_that_nothing_tells_apart_do_not_take_from_each_other() {
    let waiver = |reason: &str, until: &str| {
        format!("\n[[waiver]]\nrule = \"a\"\nreason = \"{reason}\"\nuntil = {until}\n")
    };
    let of = |all: &[(&str, &str)]| {
        all.iter().fold("format = 1\n".to_owned(), |text, (reason, until)| text + &waiver(reason, until))
    };
    let base = of(&[("one", "2027-01-01"), ("two", "2027-01-01")]);
    // One goes here, the other is changed there.
    let (gone, later) = (of(&[("two", "2027-01-01")]), of(&[("one", "2027-01-01"), ("two", "2028-01-01")]));
    for (ours, theirs) in [(&gone, &later), (&later, &gone)] {
        let found = merged(&base, ours, theirs);
        assert_eq!((found.conflicts, found.by_lines, found.text), (0, None, of(&[("two", "2028-01-01")])));
    }
    // The same one goes here and is changed there, or is changed on both sides.
    let first = of(&[("one", "2028-01-01"), ("two", "2027-01-01")]);
    let text = torn(&base, &gone, &first);
    assert!(text.contains(&block("", waiver("one", "2028-01-01").trim_start())), "{text}");
    let text = torn(&base, &of(&[("uno", "2027-01-01"), ("two", "2027-01-01")]), &first);
    assert!(text.contains("uno") && text.contains("2028"), "{text}");
    // New ones on both sides.
    let (more, other) =
        (base.clone() + &waiver("three", "2027-01-01"), base.clone() + &waiver("four", "2027-01-01"));
    let found = merged(&base, &more, &other);
    assert_eq!((found.conflicts, found.text.matches("[[waiver]]").count()), (0, 4), "{}", found.text);
}

#[test]
fn requirements_without_an_id_do_not_take_from_each_other() {
    let of = |texts: &[&str]| {
        texts.iter().fold("[q]\nanswer = \"a\"\n".to_owned(), |all, text| {
            format!("{all}\n[[q.requirement]]\ntext = \"{text}\"\n")
        })
    };
    let base = of(&["one", "two"]);
    let found = merged(&base, &of(&["two"]), &of(&["one", "two!"]));
    assert_eq!((found.conflicts, found.text), (0, of(&["two!"])));
    let text = torn(&base, &of(&["one!", "two"]), &of(&["one?", "two"]));
    assert!(text.contains("one!") && text.contains("one?") && text.matches("\"two\"").count() == 1, "{text}");
}

#[test]
fn lines_that_fit_together_and_make_no_file_are_a_conflict_too() {
    let base = "[a]\nx = 1\n\n[q]\nanswer = \"\"\n";
    let (ours, theirs) = (base.replace("[a]\nx = 1", "a = { x = 1 }"), format!("{base}\n[a.b]\nc = 2\n"));
    let found = merged(base, &ours, &theirs);
    assert_eq!((found.conflicts, found.by_lines), (1, Some(ByLines::Layout)));
    assert_eq!(decided(&found.text, true), ours);
    assert_eq!(decided(&found.text, false), theirs);
}
