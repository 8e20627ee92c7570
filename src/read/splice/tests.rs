//! Worked examples, one layout each, of keys here and of whole tables in `blocks`; `properties` holds every edit
//! against generated files.

mod blocks;
mod requirements;

use super::*;
use crate::model::{Requirement, Value};

fn path(path: &[&str]) -> Vec<String> {
    path.iter().map(|part| (*part).to_owned()).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn set(before: &str, table: &[&str], key: &str, value: Value) -> String {
    apply(before, &Edit::Set { table: path(table), key: key.into(), value }).unwrap()
}

fn remove(before: &str, table: &[&str], key: &str) -> String {
    apply(before, &Edit::Remove { table: path(table), key: key.into() }).unwrap()
}

fn add(before: &str, table: &[&str], key: &str, item: &str) -> String {
    apply(before, &Edit::Add { table: path(table), key: key.into(), item: item.into() }).unwrap()
}

fn take(before: &str, table: &[&str], key: &str, item: &str) -> String {
    apply(before, &Edit::Take { table: path(table), key: key.into(), item: item.into() }).unwrap()
}

fn require(before: &str, question: &str) -> String {
    let requirement = Requirement { id: "r".into(), text: "T".into(), ..Requirement::default() };
    apply(before, &Edit::AddRequirement { question: question.into(), requirement }).unwrap()
}

fn why(before: &str, edit: &Edit) -> String {
    apply(before, edit).unwrap_err().to_string()
}

#[test]
fn a_value_is_replaced_where_it_stands_and_its_comment_stays() {
    assert_eq!(
        set("[q] # c\n answer  =  'x' # d\n", &["q"], "answer", text("y")),
        "[q] # c\n answer  =  \"y\" # d\n"
    );
    assert_eq!(set("q.\"a b\" = 1\n", &["q"], "a b", Value::Bool(true)), "q.\"a b\" = true\n");
    assert_eq!(set("q = {a = 1,b = 2}", &["q"], "b", text("x\ny")), "q = {a = 1,b = \"x\\ny\"}");
    assert_eq!(
        set("[q]\r\na = ''\r\nb = 1", &["q"], "a", text("x\ny")),
        "[q]\r\na = '''\r\nx\r\ny\r\n'''\r\nb = 1"
    );
}

#[test]
fn an_equal_value_is_left_as_it_is_written() {
    for before in ["[q]\na = \"\"\"\nx\"\"\"\n", "q.a = 'x' # c", "\u{feff}q = { 'a' = \"\\u0078\\n\" }\r\n"]
    {
        assert_eq!(set(before, &["q"], "a", text("x\n")), before);
    }
    let before = "[q]\nby = [ 'a',\n # c\n 'b', ]\n";
    assert_eq!(set(before, &["q"], "by", Value::List(path(&["a", "b"]))), before);
}

#[test]
fn a_new_key_goes_behind_the_last_value_without_a_header_of_its_own() {
    assert_eq!(
        set("[q]\na = 1 # c\n# remark\n\n[[q.r]]\nk = 1\n[p]\n", &["q"], "b", text("x")),
        "[q]\na = 1 # c\nb = \"x\"\n# remark\n\n[[q.r]]\nk = 1\n[p]\n"
    );
    assert_eq!(set("[q]\n  s.t = 1\n[p]", &["q"], "b", text("x")), "[q]\n  s.t = 1\n  b = \"x\"\n[p]");
    assert_eq!(set("[q] # c", &["q"], "b", text("x")), "[q] # c\nb = \"x\"");
    assert_eq!(
        set("[q]\r\na = '''\r\n[p]\r\n'''", &["q"], "b", text("x")),
        "[q]\r\na = '''\r\n[p]\r\n'''\r\nb = \"x\""
    );
    assert_eq!(
        set("q.a = 1\nz = 2\n\"q\".b = 3\ny = 4\n", &["q"], "c", text("x")),
        "q.a = 1\nz = 2\n\"q\".b = 3\nq.c = \"x\"\ny = 4\n"
    );
    assert_eq!(set("q = {}", &["q"], "a", text("x")), "q = { a = \"x\" }");
    assert_eq!(set("q = { b.c = 1 }", &["q", "b"], "d", text("x")), "q = { b.c = 1, b.d = \"x\" }");
    assert_eq!(
        set("x = 1\n\n[q.s]\nk = 1\n", &["q"], "a", text("y")),
        "x = 1\n\n[q]\na = \"y\"\n\n[q.s]\nk = 1\n"
    );
}

#[test]
fn a_key_of_no_table_goes_above_the_first_header_and_its_comments() {
    assert_eq!(
        set("#:schema s\n# Data\n[q]\n", &[], "maturity", text("critical")),
        "#:schema s\nmaturity = \"critical\"\n\n# Data\n[q]\n"
    );
    assert_eq!(set("a = 1\n\n# c\n[q]\n", &[], "b", text("x")), "a = 1\nb = \"x\"\n\n# c\n[q]\n");
    assert_eq!(set("\u{feff}", &[], "b", text("x")), "\u{feff}b = \"x\"\n");
    assert_eq!(set("# only words", &[], "b", text("x")), "# only words\nb = \"x\"");
}

#[test]
fn new_lines_end_as_their_neighbours_do() {
    assert_eq!(set("[q]\na = 1\r\n[p]\n", &["q"], "b", text("x")), "[q]\na = 1\r\nb = \"x\"\r\n[p]\n");
    assert_eq!(
        set("[q]\na = 1\n[p]\r\n", &["q"], "b", text("x\ny")),
        "[q]\na = 1\nb = '''\nx\ny\n'''\n[p]\r\n"
    );
}

#[test]
fn a_removed_key_takes_its_line_and_nothing_else() {
    assert_eq!(remove("[q]\n# a\na = 1 # c\nb = '''\nx\n''' # d\n", &["q"], "b"), "[q]\n# a\na = 1 # c\n");
    assert_eq!(remove("[q]\r\na = 1\r\nb = 2", &["q"], "b"), "[q]\r\na = 1");
    assert_eq!(remove("q = { a = 1, b.c = 2 }\n", &["q"], "a"), "q = { b.c = 2 }\n");
    assert_eq!(remove("q = { a = 1, b.c = 2 }\n", &["q", "b"], "c"), "q = { a = 1 }\n");
    assert_eq!(remove("q = { a = 1 }\n", &["q"], "a"), "q = { }\n");
    assert_eq!(remove("[q]\n", &["q"], "a"), "[q]\n");
    assert_eq!(remove("\u{feff}a = 1\n", &[], "a"), "\u{feff}");
}

#[test]
fn an_item_joins_an_array_in_the_array_s_own_style() {
    assert_eq!(add("[q]\nby = ['a' , 'b',] # c\n", &["q"], "by", "c"), "[q]\nby = ['a' , 'b', \"c\",] # c\n");
    assert_eq!(add("q.by = []", &["q"], "by", "c"), "q.by = [\"c\"]");
    assert_eq!(add("by = [ # c\n]\n", &[], "by", "c"), "by = [\"c\" # c\n]\n");
    assert_eq!(
        add("by = [\r\n\t'a', # c\r\n\t'b' # d\r\n]\r\n", &[], "by", "c"),
        "by = [\r\n\t'a', # c\r\n\t'b', # d\r\n\t\"c\"\r\n]\r\n"
    );
    assert_eq!(add("by = [\n  'a', # c\n]\n", &[], "by", "c"), "by = [\n  'a', # c\n  \"c\",\n]\n");
    assert_eq!(
        add("by = [\n  'a' # c\n , 'b'\n]\n", &[], "by", "c"),
        "by = [\n  'a' # c\n , 'b', \"c\"\n]\n"
    );
    assert_eq!(add("[q]\nx = 1\n", &["q"], "by", "c"), "[q]\nx = 1\nby = [\"c\"]\n");
    assert_eq!(add("by = ['c', '''\nd''']\n", &[], "by", "d"), "by = ['c', '''\nd''']\n");
}

#[test]
fn an_item_leaves_an_array_with_its_comma_and_its_line() {
    assert_eq!(take("by = ['a', 'b', 'c']", &[], "by", "a"), "by = ['b', 'c']");
    assert_eq!(take("by = ['a', 'b', 'c']", &[], "by", "c"), "by = ['a', 'b']");
    assert_eq!(take("by = ['a', 'b',]", &[], "by", "b"), "by = ['a',]");
    assert_eq!(take("by = ['a']", &[], "by", "a"), "by = []");
    assert_eq!(take("by = ['a', 'b', 'a']", &[], "by", "a"), "by = ['b']");
    assert_eq!(take("by = [\r\n 'a', # c\r\n 'b' # d\r\n]", &[], "by", "a"), "by = [\r\n 'b' # d\r\n]");
    assert_eq!(take("by = [\n 'a', # c\n 'b' # d\n]", &[], "by", "b"), "by = [\n 'a', # c\n]");
    assert_eq!(take("by = ['a', # c\n 'b']", &[], "by", "b"), "by = ['a' # c\n ]");
    assert_eq!(take("by = [ 1 ,\n  'a'\n  , ]", &[], "by", "a"), "by = [ 1 ,\n\n   ]");
}

#[test]
fn a_requirement_follows_the_question_s_last_one_in_its_layout() {
    let block = "[[q.requirement]]\nid = \"r\"\ntext = \"T\"\n";
    assert_eq!(require("[q]\nanswer = 'x'\n\n[p]\n", "q"), format!("[q]\nanswer = 'x'\n\n{block}\n[p]\n"));
    assert_eq!(require(&format!("[q]\n\n{block}"), "q"), format!("[q]\n\n{block}\n{block}"));
    assert_eq!(
        require("q = { answer = 'x' }\n", "q"),
        "q = { answer = 'x', requirement = [{ id = \"r\", text = \"T\" }] }\n"
    );
    assert_eq!(
        require("q.answer = 'x'\n[p]\n", "q"),
        "q.answer = 'x'\nq.requirement = [{ id = \"r\", text = \"T\" }]\n[p]\n"
    );
    assert_eq!(
        require("[q]\nrequirement = []\n", "q"),
        "[q]\nrequirement = [{ id = \"r\", text = \"T\" }]\n"
    );
    assert_eq!(require("[p]\n", "q"), format!("[p]\n\n{block}"));
}

#[test]
fn what_a_layout_does_not_allow_is_refused_with_the_reason() {
    let set = |table: &[&str], key: &str| Edit::Set { table: path(table), key: key.into(), value: text("x") };
    assert!(why("[[a]]\nk = 1\n[[a]]\n", &set(&["a"], "k")).contains("`a` is written in a way"));
    assert!(why("a = 1\n", &set(&["a"], "k")).contains("it is a value"));
    assert!(why("[a.b]\n", &set(&["a"], "b")).contains("it is a table"));
    assert!(
        why("a = { b.c = 1 }\n", &Edit::Remove { table: path(&["a"]), key: "b".into() })
            .contains("it is a table")
    );
    for edit in [
        Edit::Add { table: path(&["q"]), key: "by".into(), item: "b".into() },
        Edit::Take { table: path(&["q"]), key: "by".into(), item: "a".into() },
    ] {
        assert!(why("[q]\nby = 'a'\n", &edit).contains("it is no list"));
    }
    assert_eq!(apply("a = [", &set(&[], "k")), Err(SpliceError::Unreadable));
    let hostile = why("\"\\u001b[1m\" = 1\n", &set(&["\u{1b}[1m"], "k"));
    assert!(!hostile.contains('\u{1b}'), "{hostile}");
}

#[test]
fn a_newer_inline_table_keeps_its_comments() {
    assert_eq!(set("q = { # c\n}\n", &["q"], "a", text("x")), "q = { a = \"x\" # c\n}\n");
    assert_eq!(remove("q = { a = 1, # c\n b = 2 }\n", &["q"], "b"), "q = { a = 1 # c\n  }\n");
}

#[test]
fn a_requirement_with_its_measurement_goes_into_every_layout() {
    let measured = crate::model::Measured {
        span: 0..0,
        file: crate::source::Spanned::new("r \"x\".json".into(), 0..0),
        key: "a.\"b.c\"".into(),
        bound: crate::model::Bound::AtLeast(crate::model::Number::new(0.95).unwrap()),
        unit: None,
    };
    let requirement = Requirement {
        id: "r".into(),
        text: "one\ntwo".into(),
        measured: Some(Box::new(measured)),
        max_age: Some(crate::source::Spanned::new(30, 0..0)),
        ..Requirement::default()
    };
    for before in [
        "[q]\nanswer = \"\"\n",
        "q.answer = \"\"\n",
        "q = { answer = \"\" }\n",
        "[q]\nrequirement = [{ id = \"a\" }]\n",
    ] {
        let edit = Edit::AddRequirement { question: "q".into(), requirement: requirement.clone() };
        let after = apply(before, &edit).unwrap();
        let table: toml::Table = after.parse().unwrap();
        let last = table["q"]["requirement"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["measured"]["key"].as_str(), Some("a.\"b.c\""), "{after}");
        assert_eq!(last["measured"]["at-least"].as_float(), Some(0.95), "{after}");
        assert_eq!(last["text"].as_str().map(str::trim_end), Some("one\ntwo"), "{after}");
        assert_eq!(last["max-age"].as_integer(), Some(30), "{after}");
    }
}
