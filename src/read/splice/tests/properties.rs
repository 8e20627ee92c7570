//! Every edit on generated files: the values are what the edit made of them, and the rest of the bytes
//! are as they were. The values come from `oracle`.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use toml::Value as Toml;

use super::oracle::{at, one_insertion, parse, span, subsequence, within, without};
use super::{File, SpliceError, apply, tables};
use crate::model::{Edit, Requirement, Value};
use crate::properties::properties;
use crate::read::grammar::{Endings, KEY_NAMES, TABLE_NAMES, file};
use crate::read::outline::{ItemKind, outline};
use crate::read::quote;

/// Returns what removing a table removes; `None` where there is no such table, or the text is not TOML.
pub(super) fn table_block(text: &str, id: &str) -> Option<String> {
    let file = File::read(text).ok()?;
    Some(tables::remove(&file, id).1).filter(|block| !block.is_empty())
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(words).prop_map(str::to_owned)
}

fn table() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        1 => Just(Vec::new()),
        4 => word(TABLE_NAMES).prop_map(|name| vec![name]),
        2 => (word(TABLE_NAMES), word(KEY_NAMES)).prop_map(|(a, b)| vec![a, b]),
        1 => Just(vec!["new".to_owned()]),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        word(&[
            "mia",
            "@mia",
            "",
            "x",
            "four\ncameras\n",
            "'''\n\"\"\"",
            "a \"b\" \\ c",
            "\u{1b}[1m\nx",
            "\r\n\nq\\"
        ]),
        "(\\PC|\n|\t){0,20}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => text().prop_map(Value::Text),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Date(jiff::civil::date(2027, 2, 1))),
        1 => vec(text(), 0..3).prop_map(Value::List),
    ]
}

/// The files' own keys and the question's tables, found and missing.
fn key() -> impl Strategy<Value = String> {
    prop_oneof![6 => word(KEY_NAMES), 1 => word(TABLE_NAMES), 1 => Just("new".to_owned())]
}

/// What holds for every edit: byte-order mark, final newline, line endings, and doing it twice.
fn bystanders(before: &str, endings: Endings, edit: &Edit, after: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(before.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
    let bare = |text: &str| text.trim_start_matches('\u{feff}').is_empty();
    if !bare(before) && !bare(after) {
        prop_assert_eq!(before.ends_with('\n'), after.ends_with('\n'), "final newline");
    }
    let crlf = after.matches("\r\n").count();
    match endings {
        Endings::Lf => prop_assert_eq!(crlf, 0),
        Endings::Crlf if before.contains('\n') => prop_assert_eq!(crlf, after.matches('\n').count()),
        _ => {}
    }
    if !matches!(edit, Edit::AddRequirement { .. }) {
        let again = apply(after, edit);
        prop_assert_eq!(again.as_deref(), Ok(after), "twice is once");
    }
    Ok(())
}

fn path_of(table: &[String], key: &str) -> Vec<String> {
    table.iter().cloned().chain([key.to_owned()]).collect()
}

/// Comments that the generated files have, and others.
fn comments() -> impl Strategy<Value = Vec<String>> {
    vec(
        word(&["words", "", "[a]", ", ] }", "k = 'x' \"\"\"", "Ask: mia", "\u{1b}\n[q]", "Examples: é"]),
        0..4,
    )
}

properties! {
    300;

    fn setting_touches_a_value_or_puts_in_a_line((before, endings) in file(), table in table(), key in key(), value in value()) {
        let root = parse(&before);
        let path = path_of(&table, &key);
        let edit = Edit::Set { table: table.clone(), key: key.clone(), value: value.clone() };
        let refused = at(&root, &table).is_err() || (span(&before, &path).is_some() && matches!(
            at(&root, &table).unwrap().unwrap().get(&key), Some(Toml::Table(_) | Toml::Array(_))));
        let after = match apply(&before, &edit) {
            Ok(after) => after,
            Err(SpliceError::Layout { .. }) if refused => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        let now = parse(&after);
        let written = at(&now, &table).unwrap().unwrap().get(&key).unwrap();
        match (&value, written) {
            (Value::Text(text), Toml::String(now)) => {
                prop_assert_eq!(quote::normal(now), quote::normal(text));
            }
            (Value::Bool(yes), now) => prop_assert_eq!(now.as_bool(), Some(*yes)),
            (Value::Date(date), now) => prop_assert_eq!(now.to_string(), date.to_string()),
            (Value::List(items), Toml::Array(now)) => {
                prop_assert_eq!(now.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>(), items.iter().collect::<Vec<_>>());
            }
            _ => prop_assert!(false, "{written:?}"),
        }
        prop_assert_eq!(without(now, &path), without(root, &path));
        match span(&before, &path) {
            Some(span) => prop_assert!(within(&before, &after, &span), "{after}"),
            None => prop_assert!(one_insertion(&before, &after), "{after}"),
        }
        bystanders(&before, endings, &edit, &after)?;
    }

    fn removing_a_key_cuts_its_bytes_and_no_others((before, endings) in file(), table in table(), key in key()) {
        let root = parse(&before);
        let path = path_of(&table, &key);
        let edit = Edit::Remove { table: table.clone(), key: key.clone() };
        let refused = at(&root, &table).map_or(true, |t| matches!(
            t.and_then(|t| t.get(&key)), Some(Toml::Table(_) | Toml::Array(_))));
        let after = match apply(&before, &edit) {
            Ok(after) => after,
            Err(SpliceError::Layout { .. }) if refused => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        prop_assert_eq!(without(parse(&after), &path), without(root, &path));
        prop_assert!(span(&after, &path).is_none());
        prop_assert!(one_insertion(&after, &before), "{after}");
        bystanders(&before, endings, &edit, &after)?;
    }

    fn lists_grow_and_shrink_by_one_item((before, endings) in file(), table in table(), key in key(), item in text(), grow in any::<bool>()) {
        let root = parse(&before);
        let path = path_of(&table, &key);
        let edit = if grow {
            Edit::Add { table: table.clone(), key: key.clone(), item: item.clone() }
        } else {
            Edit::Take { table: table.clone(), key: key.clone(), item: item.clone() }
        };
        let there = at(&root, &table).ok().flatten().and_then(|t| t.get(&key));
        let refused = at(&root, &table).is_err()
            || there.is_some_and(|there| !there.is_array() || !before[span(&before, &path).unwrap()].starts_with('[')
                || before[span(&before, &path).unwrap()].starts_with("[["));
        let after = match apply(&before, &edit) {
            Ok(after) => after,
            Err(SpliceError::Layout { .. }) if refused => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        let same = |one: &Toml| one.as_str().is_some_and(|one| quote::normal(one) == quote::normal(&item));
        let mut wanted: Vec<Toml> = there.and_then(Toml::as_array).cloned().unwrap_or_default();
        if !grow {
            wanted.retain(|one| !same(one));
        } else if !wanted.iter().any(same) {
            wanted.push(Toml::String(item.clone()));
        }
        let now = parse(&after);
        let got = at(&now, &table).unwrap().and_then(|t| t.get(&key)).and_then(Toml::as_array).cloned();
        prop_assert_eq!(got.unwrap_or_default(), wanted);
        prop_assert_eq!(without(now, &path), without(root.clone(), &path));
        match span(&before, &path) {
            Some(span) => {
                prop_assert!(within(&before, &after, &span), "{after}");
                let (less, more) = if grow { (&before, &after) } else { (&after, &before) };
                prop_assert!(subsequence(less.bytes(), more.bytes()), "{after}");
            }
            None => prop_assert!(one_insertion(&before, &after), "{after}"),
        }
        bystanders(&before, endings, &edit, &after)?;
    }

    fn a_requirement_is_put_in_behind_the_others((before, endings) in file(), question in word(TABLE_NAMES), text in text()) {
        let root = parse(&before);
        let requirement = Requirement { id: "r".into(), text, verification: Some("test".into()), ..Requirement::default() };
        let table = vec![question.clone()];
        let edit = Edit::AddRequirement { question, requirement };
        let there = at(&root, &table).map(|t| t.and_then(|t| t.get("requirement")));
        // An array that holds anything but tables, or tables with headers of another shape, is no list of requirements.
        let refused = there.is_err() || there.unwrap().is_some_and(|there| !there.is_array());
        let after = match apply(&before, &edit) {
            Ok(after) => after,
            Err(SpliceError::Layout { .. }) if refused => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        let now = parse(&after);
        let list = now[&table[0]]["requirement"].as_array().unwrap();
        prop_assert_eq!(list.last().unwrap()["id"].as_str(), Some("r"));
        let old = there.unwrap().and_then(Toml::as_array).cloned().unwrap_or_default();
        prop_assert_eq!(&list[..list.len() - 1], &old[..]);
        let path = path_of(&table, "requirement");
        prop_assert_eq!(without(now.clone(), &path), without(root.clone(), &path));
        prop_assert!(subsequence(before.bytes(), after.bytes()), "{after}");
        bystanders(&before, endings, &edit, &after)?;
    }

    fn tables_come_and_go_by_whole_lines((before, endings) in file(), id in prop_oneof![word(TABLE_NAMES), Just("new".to_owned())]) {
        let root = parse(&before);
        let order: Vec<String> = ["a", "new", "b", "c-d", "q r", "é", "1"].map(str::to_owned).to_vec();
        let keys = vec![("answer".to_owned(), Value::Text("x\ny".to_owned()))];
        let comments = vec!["Where from?".to_owned(), "Ask: \u{1b}me".to_owned()];
        let edit = Edit::InsertTable { id: id.clone(), comments, keys, order: order.into() };
        let after = apply(&before, &edit).map_err(|error| TestCaseError::fail(error.to_string()))?;
        if root.contains_key(&id) {
            prop_assert_eq!(&after, &before);
        } else {
            prop_assert!(one_insertion(&before, &after), "{after}");
            prop_assert!(after.contains("# Where from?") && after.contains("# Ask: <U+001B>me"));
        }
        prop_assert_eq!(without(parse(&after), &path_of(&[], &id)), without(root.clone(), &path_of(&[], &id)));
        bystanders(&before, endings, &edit, &after)?;

        let edit = Edit::RemoveTable { id: id.clone() };
        let after = apply(&before, &edit).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut wanted = root;
        wanted.remove(&id);
        prop_assert_eq!(parse(&after), wanted);
        let lines = |text: &str| text.trim_start_matches('\u{feff}').split('\n').map(|l| l.trim_end_matches('\r').to_owned()).collect::<Vec<_>>();
        let left = lines(&after);
        let left = if after.trim_start_matches('\u{feff}').is_empty() { Vec::new() } else { left };
        prop_assert!(subsequence(left.iter(), lines(&before).iter()), "{after}");
        bystanders(&before, endings, &edit, &after)?;
    }

    fn a_table_moves_byte_for_byte((from, _) in file(), (to, _) in file(), id in word(TABLE_NAMES)) {
        let (source, target) = (parse(&from), parse(&to));
        let block = table_block(&from, &id);
        prop_assert_eq!(block.is_some(), source.contains_key(&id));
        let Some(block) = block.filter(|_| !target.contains_key(&id)) else { return Ok(()) };
        let order: Vec<String> = TABLE_NAMES.iter().map(|name| (*name).to_owned()).collect();
        let edit = Edit::PutTable { id: id.clone(), block: block.clone(), order: order.into() };
        let after = apply(&to, &edit).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(after.contains(block.trim_end_matches(['\r', '\n'])), "{after}");
        prop_assert!(one_insertion(&to, &after), "{after}");
        let mut wanted = target;
        wanted.insert(id.clone(), source[&id].clone());
        prop_assert_eq!(parse(&after), wanted);
        bystanders(&to, Endings::Mixed, &edit, &after)?;
    }

    fn new_comments_change_comment_lines_and_nothing_else((before, endings) in file(), id in word(TABLE_NAMES), old in comments(), new in comments()) {
        let edit = Edit::Comments { id, old: old.clone(), new: new.clone() };
        let after = apply(&before, &edit).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(parse(&after), parse(&before));
        let statements = |text: &str| -> Vec<String> {
            let items = outline(text).into_iter().filter(|item| item.kind != ItemKind::Comment);
            items.map(|item| text[item.span].to_owned()).collect()
        };
        prop_assert_eq!(statements(&after), statements(&before));
        // What people wrote stays, in its order.
        let own = |line: &str| old.iter().any(|own| quote::comment_line(own).trim_end() == line.trim());
        let lines = |text: &'_ str| text.trim_start_matches('\u{feff}').split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
        let theirs = lines(&before).into_iter().filter(|line| !own(line));
        prop_assert!(subsequence(theirs, lines(&after).into_iter()), "{after}");
        bystanders(&before, endings, &edit, &after)?;
    }
}
