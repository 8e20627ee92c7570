//! Tables of arrays that have another name on one side.

use super::together::{block, torn};
use super::*;

const BASE: &str = "[q]\nanswer = \"x\"\n\n[[q.requirement]]\nid = \"r\"\ntext = \"It shall be fast.\"\n";

#[test]
fn a_requirement_with_another_name_here_that_goes_there_is_decided_by_a_person() {
    let (renamed, gone) = (BASE.replace("\"r\"", "\"r2\""), "[q]\nanswer = \"x\"\n");
    let table = "[[q.requirement]]\nid = \"r2\"\ntext = \"It shall be fast.\"\n";
    assert_eq!(torn(BASE, &renamed, gone), format!("{gone}\n{}", block(table, "")));
    // The other side left it, or did the same.
    assert_eq!(merged(BASE, &renamed, &format!("# top\n\n{BASE}")).text, format!("# top\n\n{renamed}"));
    let noted = renamed.replace("\"x\"", "\"y\"");
    assert_eq!((merged(BASE, &renamed, &noted).conflicts, merged(BASE, &renamed, &noted).text), (0, noted));
}

#[test]
fn two_new_names_and_a_new_name_beside_a_change_are_one_place_each() {
    let name = |name: &str| BASE.replace("\"r\"", &format!("\"{name}\""));
    let text = torn(BASE, &name("a"), &name("b"));
    assert!(text.contains("id = \"a\"") && text.contains("id = \"b\""), "{text}");
    let slower = BASE.replace("fast", "slow");
    let text = torn(BASE, &name("a"), &slower);
    let table = |text: &str| text[BASE.find("[[").unwrap()..].to_owned();
    assert_eq!(text, format!("[q]\nanswer = \"x\"\n\n{}", block(&table(&name("a")), &table(&slower))));
    // Reworded on the way.
    torn(BASE, &name("a").replace("fast.", "quick."), &name("b"));
    // Others stay where they are, and one that is new is no other name.
    let other = "\n[[q.requirement]]\nid = \"s\"\ntext = \"Something else.\"\n";
    let found = merged(BASE, &format!("[q]\nanswer = \"x\"\n{other}"), "[q]\nanswer = \"x\"\n");
    assert_eq!((found.conflicts, found.text), (0, format!("[q]\nanswer = \"x\"\n{other}")));
    let (with, text) = (
        format!("{BASE}{other}"),
        torn(
            &format!("{BASE}{other}"),
            &format!("{}{other}", name("a")),
            &format!("[q]\nanswer = \"x\"\n{other}"),
        ),
    );
    assert!(with.ends_with(other) && text.ends_with(other), "{text}");
}

#[test]
fn a_waiver_for_another_question_and_a_consumed_component_without_its_name_too() {
    let waiver = |question: &str| {
        format!(
            "form = \"f\"\n\n[[waiver]]\nrule = \"a\"\nquestion = \"{question}\"\nreason = \"why\"\nby = \"@a\"\nuntil = 2027-01-01\n"
        )
    };
    let moved = |text: &str| text.starts_with("form = \"f\"\n\n<<<<<<<");
    assert!(moved(&torn(&waiver("p"), &waiver("q"), "form = \"f\"\n")));
    assert!(moved(&torn(&waiver("p"), &waiver("q"), &waiver("r"))));
    assert!(moved(&torn(&waiver("p"), &waiver("q"), &waiver("p").replace("2027", "2028"))));
    let base = "form = \"f\"\n\n[[consumes]]\ncomponent = \"a\"\nquestions = [\"p\"]\n";
    let text = torn(base, &base.replace("component = \"a\"\n", ""), "form = \"f\"\n");
    assert_eq!(text, format!("form = \"f\"\n\n{}", block("[[consumes]]\nquestions = [\"p\"]\n", "")));
    let nothing_else = |name: &str| format!("form = \"f\"\n\n[[consumes]]\ncomponent = \"{name}\"\n");
    torn(&nothing_else("a"), &nothing_else("b"), &nothing_else("c"));
}

#[test]
fn a_question_that_goes_with_a_requirement_that_got_another_name_is_one_decision() {
    let rest = "[p]\nanswer = \"y\"\n\n";
    let (base, ours) = (format!("{rest}{BASE}"), format!("{rest}{}", BASE.replace("\"r\"", "\"a\"")));
    torn(&base, &ours, rest);
}
