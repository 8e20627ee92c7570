//! Whole tables: put in, taken out, moved, renamed, with their comments.

use super::super::properties::table_block;
use super::*;

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
