//! Three versions of a file, each changed at random: nothing that a side wrote is lost.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use proptest::prelude::*;

use super::*;
use crate::merge::values::{Flat, Leaf, alike, flat};
use crate::model::{Edit, Requirement, Value};
use crate::properties::properties;
use crate::read;

const TABLES: [&str; 5] = ["end-users", "data-source", "facts", "privacy", "model-audit"];
const LISTS: [&str; 2] = ["by", "evidence"];
const TEXTS: [&str; 4] = ["answer", "note", "status", "reason"];
const WORDS: [&str; 7] =
    ["", "a", "b", "two\nlines", "two\nother lines\n\n# no comment", "'''\n[x]", "ü # \"q\""];

fn one(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(of).prop_map(str::to_owned)
}

/// What can happen to a file on a branch.
#[derive(Debug, Clone)]
enum Change {
    Edit(Edit),
    /// Every line that says the first says the second.
    Comment(String, String),
    /// A waiver at the end.
    Waiver(String, String),
    /// The array of a table over several lines, with a comment behind an item, or above them all.
    Remark {
        table: String,
        said: String,
        above: bool,
    },
    /// Requirements of an id have another one.
    Name(String, String),
    Crlf,
}

fn change() -> impl Strategy<Value = Change> {
    let table = || one(&TABLES).prop_map(|table| vec![table]);
    let item = || one(&["x", "y", "z", "'q'"]);
    prop_oneof![
        4 => (table(), one(&TEXTS), one(&WORDS)).prop_map(|(table, key, value)| Change::Edit(Edit::Set { table, key, value: Value::Text(value) })),
        1 => (table(), one(&TEXTS)).prop_map(|(table, key)| Change::Edit(Edit::Remove { table, key })),
        3 => (table(), one(&LISTS), item()).prop_map(|(table, key, item)| Change::Edit(Edit::Add { table, key, item })),
        2 => (table(), one(&LISTS), item()).prop_map(|(table, key, item)| Change::Edit(Edit::Take { table, key, item })),
        2 => (one(&TABLES), one(&["r1", "r2", "r3"]), one(&WORDS)).prop_map(|(question, id, text)| {
            Change::Edit(Edit::AddRequirement { question, requirement: Requirement { id, text, ..Requirement::default() } })
        }),
        2 => (one(&TABLES), one(&WORDS)).prop_map(|(id, text)| Change::Edit(Edit::InsertTable {
            comments: vec![format!("About {id}?")],
            keys: vec![("answer".to_owned(), Value::Text(text))],
            order: TABLES.iter().map(|&id| id.to_owned()).collect(),
            id,
        })),
        1 => one(&TABLES).prop_map(|id| Change::Edit(Edit::RemoveTable { id })),
        1 => (one(&TABLES), one(&["Who?", "What?\n# More"])).prop_map(|(id, said)| Change::Comment(format!("# About {id}?\n"), format!("# {said}\n"))),
        1 => (one(&["rule-a", "rule-b"]), one(&["p", "q"])).prop_map(|(rule, question)| Change::Waiver(rule, question)),
        3 => (one(&TABLES), one(&["# m", "# n"]), any::<bool>(), any::<u16>()).prop_map(|(table, said, above, number)| Change::Remark { table, said: format!("{said}{number}"), above }),
        1 => (one(&["r1", "r2"]), one(&["n1", "n2"])).prop_map(|(from, to)| Change::Name(from, to)),
        1 => Just(Change::Crlf),
    ]
}

fn apply(text: String, change: &Change) -> String {
    match change {
        // Two of one name cannot be told apart: `check` names them, and a merge goes by lines.
        Change::Edit(Edit::AddRequirement { question, requirement })
            if has(&text, &[question, "requirement"], &requirement.id) =>
        {
            text
        }
        Change::Waiver(rule, question) if has(&text, &["waiver"], &format!("{rule}\" \"{question}")) => text,
        Change::Edit(edit) => read::apply(&text, edit).unwrap_or(text),
        Change::Comment(from, to) => text.replace(from, to),
        Change::Waiver(rule, question) => {
            format!("{text}\n[[waiver]]\nrule = \"{rule}\"\nquestion = \"{question}\"\nreason = \"why\"\n")
        }
        Change::Remark { table, said, above } => remarked(&text, table, said, *above).unwrap_or(text),
        // No two of one question shall have the same.
        Change::Name(_, to) if text.contains(&format!("id = \"{to}\"")) => text,
        Change::Name(from, to) => text.replace(&format!("id = \"{from}\""), &format!("id = \"{to}\"")),
        Change::Crlf if text.contains('\r') => text,
        Change::Crlf => text.replace('\n', "\r\n"),
    }
}

fn remarked(text: &str, table: &str, said: &str, above: bool) -> Option<String> {
    let at = text.find(&format!("[{table}]"))?;
    let table = &text[at..][..text[at..].find("\n\n").unwrap_or(text.len() - at)];
    let open = at + table.find("by = [")? + "by = [".len();
    let rest = &text[open..];
    if rest.starts_with(']') {
        return None;
    }
    let remark = if above { format!("\n  {said}\n  ") } else { "\n  ".to_owned() };
    let end = rest.find([',', ']'])?;
    let (first, behind) = (rest[..end].trim(), &rest[end..]);
    if first.is_empty() || first.contains('#') {
        return None;
    }
    let said = if above { String::new() } else { format!(" {said}") };
    let behind = behind.strip_prefix(',').unwrap_or(behind);
    Some(format!("{}{remark}{first},{said}\n  {}", &text[..open], behind.trim_start()))
}

fn has(text: &str, array: &[&str], known_by: &str) -> bool {
    let all = values(text).unwrap_or_default();
    all.keys().any(|path| {
        path.iter().zip(array).all(|(a, b)| a == b)
            && path.get(array.len()).is_some_and(|step| step.starts_with(&format!("\"{known_by}\"")))
    })
}

fn made(start: &str, changes: &[Change]) -> String {
    changes.iter().fold(start.to_owned(), apply)
}

prop_compose! {
    fn texts()(base in prop::collection::vec(change(), 0..14), ours in prop::collection::vec(change(), 0..7), theirs in prop::collection::vec(change(), 0..7)) -> [String; 3] {
        let base = made("#:schema x.json\n\n# Title\n", &base);
        let (ours, theirs) = (made(&base, &ours), made(&base, &theirs));
        [base, ours, theirs]
    }
}

fn values(text: &str) -> Option<Flat> {
    parsed(text).map(|document| flat(&document.root, &alike(&[&document.root])))
}

/// Whether what a side changed stands in what was made of it.
fn holds(base: &Flat, side: &Flat, result: &Flat) -> Result<(), TestCaseError> {
    for (path, leaf) in side {
        let was = base.get(path);
        let is = result.get(path);
        match (leaf, was, is) {
            _ if was == Some(leaf) => {}
            (Leaf::Items(now), _, Some(Leaf::Items(there))) => {
                let none = Leaf::Items(std::collections::BTreeSet::new());
                let Some(Leaf::Items(was)) = Some(was.unwrap_or(&none)) else { continue };
                prop_assert!(now.difference(was).all(|item| there.contains(item)), "{path:?}");
            }
            _ => prop_assert_eq!(Some(leaf), is, "{:?}", path),
        }
    }
    Ok(())
}

/// Returns the text with every conflict decided for one side.
pub(super) fn decided(text: &str, for_ours: bool) -> String {
    let mut side = None;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match line.trim_end() {
            "<<<<<<< ours" => side = Some(true),
            "=======" if side.is_some() => side = Some(false),
            ">>>>>>> theirs" => side = None,
            _ if side.is_none_or(|ours| ours == for_ours) => out += line,
            _ => {}
        }
    }
    out
}

/// Merges any three texts; a panic, or more conflicts than there can be, breaks the property.
pub(crate) fn texts_are_merged(base: &str, ours: &str, theirs: &str) -> Result<(), TestCaseError> {
    let found = merge(base, ours, theirs, &Markers::default());
    let longest = [base, ours, theirs].map(|text| text.chars().count()).into_iter().max();
    prop_assert!(Some(found.conflicts) <= longest);
    Ok(())
}

/// Merges the three parts of a text between its first NUL bytes.
#[cfg(fuzzing)]
pub(crate) fn text_is_merged(text: &str) -> Result<(), TestCaseError> {
    let mut parts = text.splitn(3, '\0');
    let mut part = || parts.next().unwrap_or_default();
    texts_are_merged(part(), part(), part())
}

properties! {
    500;
    fn nothing_that_a_side_wrote_is_lost([base, ours, theirs] in texts()) {
        let found = merge(&base, &ours, &theirs, &Markers::default());
        prop_assert_eq!(found.by_lines, None, "{}", found.text);
        let (for_ours, for_theirs) = (decided(&found.text, true), decided(&found.text, false));
        let [b, o, t] = [&base, &ours, &theirs].map(|text| values(text).unwrap());
        let (mine, other) = (values(&for_ours), values(&for_theirs));
        prop_assert!(mine.is_some() && other.is_some(), "{}", found.text);
        holds(&b, &o, &mine.unwrap())?;
        holds(&b, &t, &other.unwrap())?;
        prop_assert_eq!(found.conflicts, found.text.matches("<<<<<<< ours").count());
        let (back, tables) = (merge(&base, &theirs, &ours, &Markers::default()), |text: &str| {
            let tables = text.lines().filter(|line| line.starts_with('[')).map(|line| line.trim_end().to_owned());
            tables.collect::<std::collections::BTreeSet<_>>()
        });
        prop_assert_eq!(tables(&found.text), tables(&back.text));
        prop_assert_eq!(found.conflicts, back.conflicts, "{}\n{}", found.text, back.text);
        for side in [true, false] {
            prop_assert_eq!(values(&decided(&found.text, side)), values(&decided(&back.text, !side)));
        }
        // Comments that either side wrote are there.
        let remark = |line: &str| Some(line[line.find("# ")?..].trim_end().to_owned()).filter(|said| said.starts_with("# More") || said[2..].starts_with(['m', 'n']));
        for said in ours.lines().chain(theirs.lines()).filter_map(remark).filter(|said| !base.contains(said)) {
            prop_assert!(found.text.contains(&said), "{}\n{}", said, found.text);
        }
        // So is every line that only one side wrote, but for lists, whose items are merged.
        let plain = |line: &&str| !line.contains(['[', ']']) && !line.contains("\",") && !line.contains("= \"\"");
        for line in ours.lines().chain(theirs.lines()).filter(plain).filter(|line| !base.contains(line.trim())) {
            prop_assert!(found.text.contains(line.trim()), "{:?}\n{}", line, found.text);
        }
        if !ours.contains('\r') && ours != base {
            prop_assert!(!found.text.contains('\r'));
        }
    }

    fn one_side_alone_is_taken_byte_for_byte([base, ours, _] in texts(), mark in any::<bool>()) {
        let base = if mark { format!("\u{feff}{base}") } else { base };
        let same = |a: &str, b: &str, c: &str| merge(a, b, c, &Markers::default());
        for found in [same(&base, &ours, &base), same(&base, &base, &ours), same(&base, &ours, &ours)] {
            prop_assert_eq!((found.text, found.conflicts), (ours.clone(), 0));
        }
        // Through all the parts as well, not only past them.
        for [o, t] in [[&ours, &base], [&base, &ours]] {
            let texts = [base.as_str(), o, t].map(|text| text.trim_start_matches('\u{feff}'));
            let [b, mine, other] = texts.map(|text| parsed(text).unwrap());
            let pieces = Versions::of(texts, [&b, &mine, &other]).by_keys(o);
            prop_assert!(pieces.is_some());
            let text = pieces.unwrap().marked(o, &Markers::default());
            prop_assert_eq!(values(text.trim_start_matches('\u{feff}')), values(&ours));
            if o == &ours {
                prop_assert_eq!(&text, &ours);
            }
        }
    }

    fn any_text_is_merged_without_a_panic(a in "[\\[\\]a=\"'#\n\r <>{},\u{feff}]{0,40}", b in "[\\[\\]a=\"'#\n\r <>{},.]{0,40}", c in "[\\[\\]a=\"'#\n\r <>{},.]{0,40}") {
        texts_are_merged(&a, &b, &c)?;
    }
}
