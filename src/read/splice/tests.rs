//! Worked examples, one layout each; `properties` holds every edit against generated files.

mod oracle;
mod properties;
mod requirements;

use super::*;
use crate::model::{Requirement, Value};

fn path(path: &[&str]) -> Vec<String> {
    path.iter().map(|part| (*part).to_owned()).collect()
}

/// What taking a table out takes out; `None` where there is no such table, or the text is not TOML.
fn table_block(text: &str, id: &str) -> Option<String> {
    let file = File::read(text).ok()?;
    Some(tables::remove(&file, id).1).filter(|block| !block.is_empty())
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

fn insert(before: &str, id: &str, order: &[&str]) -> String {
    let keys = vec![("answer".to_owned(), text(""))];
    apply(
        before,
        &Edit::InsertTable { id: id.into(), comments: path(&["Q?"]), keys, order: path(order).into() },
    )
    .unwrap()
}

fn remove_table(before: &str, id: &str) -> String {
    apply(before, &Edit::RemoveTable { id: id.into() }).unwrap()
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
fn a_table_that_is_missing_is_made_at_the_end() {
    assert_eq!(set("", &["facts"], "harm", Value::Bool(true)), "[facts]\nharm = true\n");
    assert_eq!(
        set("a = 1\r\n", &["facts"], "harm", Value::Bool(true)),
        "a = 1\r\n\r\n[facts]\r\nharm = true\r\n"
    );
    assert_eq!(
        set("a = 1", &["questions", "x y"], "required", Value::Bool(false)),
        "a = 1\n\n[questions.\"x y\"]\nrequired = false"
    );
    assert_eq!(
        set("questions = { a.b = 1 }\n", &["questions", "x"], "c", Value::Bool(true)),
        "questions = { a.b = 1, x.c = true }\n"
    );
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
fn a_table_goes_behind_the_one_before_it_in_order_with_its_comments() {
    let order = ["a", "b", "c"];
    assert_eq!(
        insert("# A\n[a]\nx = 1\n# end of a\n\n# C\n[c]\n", "b", &order),
        "# A\n[a]\nx = 1\n# end of a\n\n# Q?\n[b]\nanswer = \"\"\n\n# C\n[c]\n"
    );
    assert_eq!(insert("[a]\n# C\n[c]\n", "b", &order), "[a]\n\n# Q?\n[b]\nanswer = \"\"\n# C\n[c]\n");
    assert_eq!(
        insert("# Data\n\n# C\n[c]\n", "b", &order),
        "# Data\n\n# Q?\n[b]\nanswer = \"\"\n\n# C\n[c]\n"
    );
    assert_eq!(insert("[a]\r\nx = 1", "b", &order), "[a]\r\nx = 1\r\n\r\n# Q?\r\n[b]\r\nanswer = \"\"");
    assert_eq!(
        insert("a.x = 1\nc.y = 2\n[z]\n", "b", &order),
        "a.x = 1\nc.y = 2\n\n# Q?\n[b]\nanswer = \"\"\n[z]\n"
    );
    assert_eq!(
        insert("[[a.r]]\nk = 1\n\n[z]\n[a.s]\n", "b", &order),
        "[[a.r]]\nk = 1\n\n[z]\n[a.s]\n\n# Q?\n[b]\nanswer = \"\"\n"
    );
    assert_eq!(insert("[b.x]\n", "b", &order), "[b.x]\n");
    assert_eq!(insert("", "b", &order), "# Q?\n[b]\nanswer = \"\"\n");
}

#[test]
fn a_table_leaves_with_its_parts_and_the_comments_above_it() {
    assert_eq!(
        remove_table("# A\n[a]\n\n# B\n# b\n[b] # c\nx = '''\n[c]\n'''\n\n[[b.r]]\nk = 1\n\n# C\n[c]\n", "b"),
        "# A\n[a]\n\n# C\n[c]\n"
    );
    assert_eq!(remove_table("[a]\r\n\r\n[b]\r\nx = 1", "b"), "[a]");
    assert_eq!(remove_table("[b]\n[a]\n[b.c]\n[d]\n", "b"), "[a]\n[d]\n");
    assert_eq!(remove_table("b.x = 1\nz = 1\nb.y = 2\n", "b"), "z = 1\n");
    assert_eq!(remove_table("#:schema s\n[b]\n", "b"), "#:schema s\n");
    assert_eq!(remove_table("\u{feff}[b]\nx = 1\n\n[c]\n", "b"), "\u{feff}[c]\n");
}

#[test]
fn a_table_put_in_and_taken_out_again_leaves_no_trace() {
    for before in ["# A\n[a]\nx = 1\n\n# C\n[c]\n", "[a]\nx = 1\n", "[c]\r\nx = 1\r\n", "[a]\nx = 1"] {
        let there = insert(before, "b", &["a", "b", "c"]);
        assert_eq!(remove_table(&there, "b"), before, "{there}");
    }
}

#[test]
fn a_table_moves_to_another_file_as_it_is() {
    let from = "[a]\r\n\r\n# B\r\n[b]   # c\r\nx  =  'y'";
    let block = table_block(from, "b").unwrap();
    assert_eq!(block, "# B\r\n[b]   # c\r\nx  =  'y'");
    assert_eq!(table_block(from, "z"), None);
    assert_eq!(table_block("[", "z"), None);
    let put = |to: &str, block: &str| {
        apply(
            to,
            &Edit::PutTable { id: "b".into(), block: block.into(), order: path(&["a", "b", "c"]).into() },
        )
    };
    assert_eq!(put("[a]\n\n[c]\n", &block).unwrap(), "[a]\n\n# B\r\n[b]   # c\r\nx  =  'y'\n\n[c]\n");
    assert_eq!(put("[a]", &block).unwrap(), "[a]\n\n# B\r\n[b]   # c\r\nx  =  'y'");
    assert_eq!(put("[a]\n", "b.x = 1\n").unwrap(), "b.x = 1\n\n[a]\n");
    assert!(put("[a]\n", "[c]\n").is_err());
    assert!(put("[a]\n", "[b]\n[c]\n").is_err());
}

fn comments(before: &str, old: &[&str], new: &[&str]) -> String {
    apply(before, &Edit::Comments { id: "q".into(), old: path(old), new: path(new) }).unwrap()
}

#[test]
fn the_form_s_comments_become_the_new_form_s_and_people_s_stay() {
    let (old, new) = (["Q?", "Ask: a", "Examples: x"], ["Which Q?", "Ask: a, b", "Examples: x"]);
    assert_eq!(
        comments(
            "# Q?\n# Ask: a\n# Examples: x\n[p]\n\n# Q?\r\n# ours\r\n  # Ask: a  \r\n# Examples: x\r\n[q]\r\n",
            &old,
            &new
        ),
        "# Q?\n# Ask: a\n# Examples: x\n[p]\n\n# Which Q?\r\n# ours\r\n  # Ask: a, b  \r\n# Examples: x\r\n[q]\r\n"
    );
    // Somebody wrote the question in their own words, or took the comment out.
    for kept in ["# Q, in short?\n[q]\n", "[q]\n", "# Q?\n\n[q]\n", "[p]\n", "[p]\n# Q?\nx = 1\n[q]\n"] {
        assert_eq!(comments(kept, &old, &new), kept);
    }
    assert_eq!(
        comments("\u{feff}# Q?\nq.answer = 'x'\n", &old, &new),
        "\u{feff}# Which Q?\nq.answer = 'x'\n"
    );
    // Forms of another number of lines.
    assert_eq!(
        comments("# Q?\n# Ask: a\n# c\n[q]\n", &old[..2], &["Q?", "Ask: a", "Choose: y"]),
        "# Q?\n# Ask: a\n# Choose: y\n# c\n[q]\n"
    );
    assert_eq!(comments("# Q?\n# Ask: a\n# Examples: x\n[q]\n", &old, &["Q?"]), "# Q?\n[q]\n");
    // Lines that change places are no change.
    assert_eq!(comments("# a\n# b\n[q]\n", &["a", "b"], &["b", "a"]), "# a\n# b\n[q]\n");
}

#[test]
fn a_block_takes_another_name_in_every_layout() {
    let renamed = |block: &str| renamed_block(block, "b c", "d");
    for (block, wanted) in [
        (
            "# [b c]\n[\"b c\"] # b c\n'b c' = 1\n\n[[ 'b c' . r]]\nx = \"[b c]\"\n",
            "# [b c]\n[d] # b c\n'b c' = 1\n\n[[ d . r]]\nx = \"[b c]\"\n",
        ),
        ("\"b c\".x = 1\r\n'b c' .y = 2", "d.x = 1\r\nd .y = 2"),
        ("'b c' = { 'b c' = 1 }\n", "d = { 'b c' = 1 }\n"),
    ] {
        assert_eq!(renamed(block).as_deref(), Some(wanted));
    }
    assert_eq!(
        renamed_block("[b-2.x]\n[b]\n[b.x]\n", "b", "b-3").as_deref(),
        Some("[b-2.x]\n[b-3]\n[b-3.x]\n")
    );
    assert_eq!((renamed("[x]\n"), renamed("[")), (None, None));
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
fn many_tables_put_in_at_once_come_to_what_they_come_to_one_by_one() {
    let order: std::sync::Arc<[String]> = path(&["a", "b", "c", "d", "e", "f"]).into();
    for before in [
        "",
        "# Title\n",
        "# Title",
        "#:schema s\n\n# Title\n",
        "# C\n[c]\nx = 1\n# end\n\n# Z\n[z]\n",
        "[c]\r\nx = 1\r\n[e]\r\n",
        "[b]\n[d]\n\n[e.x]",
        "c.x = 1\n\n[z]\n",
        "\u{feff}[f]\nx = '''\n[a]\n'''\n",
        "[a]\n[b]\n[c]\n[d]\n[e]\n[f]\n",
    ] {
        for ids in [&["a", "b", "c", "d", "e", "f"][..], &["b", "d"], &["e", "f"], &["d", "a", "f"]] {
            let edits: Vec<Edit> = ids
                .iter()
                .map(|id| Edit::InsertTable {
                    id: (*id).to_owned(),
                    comments: path(&["Q?"]),
                    keys: vec![("answer".to_owned(), text(""))],
                    order: order.clone(),
                })
                .collect();
            let one_by_one = edits.iter().fold(before.to_owned(), |text, edit| apply(&text, edit).unwrap());
            assert_eq!(apply_all(before, &edits).unwrap(), one_by_one, "{before:?} {ids:?}");
        }
    }
    let new =
        |id: &str| Edit::InsertTable { id: id.into(), comments: vec![], keys: vec![], order: order.clone() };
    let edits = [new("a"), new("b")];
    assert_eq!(apply_all("[", &edits), Err(SpliceError::Unreadable));
    // Where nothing leads to their place, they stay in order, which one by one they do not.
    let there = apply_all("b.x = 1\n", &[new("a"), new("c")]).unwrap();
    assert_eq!(there, "b.x = 1\n\n[a]\n\n[c]\n");
    // What is there already stays, whatever it is.
    assert_eq!(apply_all("a = 1\n", &edits).unwrap(), "a = 1\n\n[b]\n");
}

#[test]
fn a_block_without_a_header_does_not_take_in_the_comment_above_its_place() {
    let put = |to: &str, block: &str| {
        apply(to, &Edit::PutTable { id: "b".into(), block: block.into(), order: [].into() }).unwrap()
    };
    for block in ["b.x = 1\n", "b = { x = 1 }\n", "# B\nb.x = 1\n"] {
        for to in ["# Title\n", "# Title", "# Title\n\n", "a.x = 1\n", "# A\n[a]\n", "#:schema s\n", ""] {
            let there = put(to, block);
            let own = table_block(&there, "b").unwrap();
            assert_eq!(own.trim_end(), block.trim_end(), "{to:?}");
            assert_eq!(table_blocks(&there)["b"], own);
        }
    }
    assert_eq!(put("# Title\r\n", "b.x = 1\n"), "# Title\r\n\r\nb.x = 1\n");
}

#[test]
fn a_requirement_with_its_measurement_goes_into_every_layout() {
    let measured = crate::model::Measured {
        span: 0..0,
        file: crate::source::Spanned::new("r \"x\".json".into(), 0..0),
        key: "a.\"b.c\"".into(),
        bound: crate::model::Bound::AtLeast(crate::model::Number::new(0.95).unwrap()),
        unit: None,
        found: crate::model::Reading::Unread,
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
