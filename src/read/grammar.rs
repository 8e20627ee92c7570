//! Generated TOML 1.0 for property tests: every layout, line ending, spacing and comment that a person
//! could come up with. A statement that would make the file invalid is left out.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use toml::de::DeTable;

/// Names of top tables, as they are written.
const TABLES: &[&str] = &["a", "b", "c-d", "\"q r\"", "'é'", "1"];
/// Their names.
pub(crate) const TABLE_NAMES: &[&str] = &["a", "b", "c-d", "q r", "é", "1"];
/// Keys, as they are written.
const KEYS: &[&str] =
    &["k", "by", "answer", "\"\"", "\"x.y\"", "\"\\u00e4\\\"\"", "'\\'", "requirement", "-"];
/// Their names.
pub(crate) const KEY_NAMES: &[&str] = &["k", "by", "answer", "", "x.y", "ä\"", "\\", "requirement", "-"];

const COMMENTS: &[&str] =
    &["# words", "#", "#:schema x.json", "# [a]", "# k = 'x' \"\"\"", "#\ttäb", "# , ] }"];

const SCALARS: &[&str] = &[
    "1",
    "0xff",
    "1_000.5e3",
    "inf",
    "true",
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00-08:00",
    "1979-05-27 07:32:00.5Z",
    "\"\"",
    "''",
    "\"mia\"",
    "'@mia'",
    "\"a # [b] = , } \\\" \\\\ \\u00e9\"",
    "'# \\e \\x41 {\"'",
    "'''x'''",
    "'''\n[a]\n# no comment\nk = 1\n\n'''",
    "'''''two''quotes'''''",
    "\"\"\"\nfirst \\\n    joined \\\\ \\\"\"\" \n'''\n\"\"\"",
    "\"\"\"\\\\e \\\\x, {\n}\"\"\"",
];

fn name() -> impl Strategy<Value = String> {
    select(TABLES).prop_map(str::to_owned)
}

fn key() -> impl Strategy<Value = String> {
    let one = prop_oneof![4 => select(KEYS), 1 => select(TABLES)];
    let dot = select(&[".", " . ", "\t."][..]);
    prop_oneof![
        4 => one.clone().prop_map(str::to_owned),
        3 => (name(), dot.clone(), one.clone()).prop_map(|(a, dot, b)| format!("{a}{dot}{b}")),
        1 => (name(), dot, one.clone(), one).prop_map(|(a, dot, b, c)| format!("{a}.{b}{dot}{c}")),
    ]
}

fn spaces() -> impl Strategy<Value = &'static str> {
    prop_oneof![5 => Just(" "), 1 => Just(""), 1 => Just("\t "), 1 => Just("   ")]
}

/// What may stand between the elements of an array.
fn gap() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => spaces().prop_map(str::to_owned),
        2 => Just("\n  ".to_owned()),
        1 => select(COMMENTS).prop_map(|comment| format!(" {comment}\n  ")),
        1 => Just("\n\n".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let scalar = select(SCALARS).prop_map(str::to_owned);
    scalar.prop_recursive(3, 12, 4, |inner| {
        let pair = (key(), spaces(), inner.clone())
            .prop_map(|(key, space, value)| format!("{key}{space}={space}{value}"));
        let table = (vec(pair, 0..4), spaces(), spaces())
            .prop_map(|(pairs, a, b)| format!("{{{a}{}{a}}}", pairs.join(&format!("{b},{a}"))));
        let lines = vec((inner.clone(), select(COMMENTS)), 1..4).prop_map(|elements| {
            let lines: Vec<_> =
                elements.iter().map(|(value, comment)| format!("\n  {value}, {comment}")).collect();
            format!("[{}\n]", lines.concat())
        });
        let array =
            (vec((inner, gap(), gap()), 0..4), gap(), any::<bool>()).prop_map(|(elements, open, comma)| {
                let count = elements.len();
                let written = elements.into_iter().enumerate().map(|(at, (value, before, after))| {
                    let comma = if at + 1 < count || comma { "," } else { "" };
                    format!("{value}{before}{comma}{after}")
                });
                format!("[{open}{}]", written.collect::<String>())
            });
        prop_oneof![2 => table, 2 => array, 1 => lines]
    })
}

/// One statement or line.
fn chunk() -> impl Strategy<Value = String> {
    let comment = prop_oneof![3 => Just(""), 1 => select(COMMENTS)];
    let indent = prop_oneof![5 => Just(""), 1 => Just("  "), 1 => Just("\t")];
    let header =
        (indent.clone(), name(), key(), 0..6, spaces()).prop_map(|(indent, name, key, kind, s)| match kind {
            0..=2 => format!("{indent}[{name}]"),
            3 => format!("{indent}[{s}{name}{s}.{s}{key}{s}]"),
            4 => format!("{indent}[[{name}.{key}]]"),
            _ => format!("{indent}[[{s}{name}{s}]]"),
        });
    let pair = (indent, key(), spaces(), spaces(), value())
        .prop_map(|(indent, key, a, b, value)| format!("{indent}{key}{a}={b}{value}"));
    let statement = prop_oneof![2 => header, 4 => pair];
    prop_oneof![
        8 => (statement, spaces(), comment).prop_map(|(text, space, comment)| format!("{text}{space}{comment}")),
        2 => select(COMMENTS).prop_map(str::to_owned),
        1 => select(COMMENTS).prop_map(|comment| format!("  {comment}")),
        2 => select(&["", "", "  ", "\t"][..]).prop_map(str::to_owned),
    ]
}

/// How a file's lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endings {
    Lf,
    Crlf,
    Mixed,
}

/// A file that is TOML 1.0, and how its lines end.
pub(crate) fn file() -> impl Strategy<Value = (String, Endings)> {
    let endings = select(&[Endings::Lf, Endings::Crlf, Endings::Mixed][..]);
    (vec(chunk(), 0..14), endings, vec(any::<bool>(), 1..5), any::<bool>(), any::<bool>()).prop_map(
        |(chunks, endings, pattern, bom, cut)| {
            let mut text = String::new();
            for chunk in chunks {
                let longer = format!("{text}{chunk}\n");
                if DeTable::parse(&longer).is_ok() {
                    text = longer;
                }
            }
            if cut {
                text.truncate(text.trim_end_matches('\n').len());
            }
            let mut ending = pattern.iter().cycle();
            let lines = text.split_inclusive('\n').map(|line| {
                let crlf = match endings {
                    Endings::Lf => false,
                    Endings::Crlf => true,
                    Endings::Mixed => *ending.next().unwrap(),
                };
                if crlf { line.replace('\n', "\r\n") } else { line.to_owned() }
            });
            let text: String = lines.collect();
            (if bom { format!("\u{feff}{text}") } else { text }, endings)
        },
    )
}
