//! Taking a requirement out leaves everything else as it was, byte for byte.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::{SpliceError, apply};
use super::oracle::one_insertion;
use crate::model::{Edit, Requirement};
use crate::read::grammar::{TABLE_NAMES, file};
use crate::read::quote;

fn without(text: &str, id: &str) -> Result<String, SpliceError> {
    apply(text, &Edit::RemoveRequirement { question: "q".into(), id: id.into() })
}

const TEXT: &str = "# Q\n[q]\nanswer = \"x\" # of mia\n\n# agreed with ops\n[[q.requirement]]\nid = \"a\"\ntext = \"A\"\n\n\
    [q.requirement.measured]\nfile = \"a.json\"\nkey = \"k\"\nat-least = 1\n\n[[q.requirement]]\nid = 'b'\ntext = '''\n[[q.requirement]]\n'''\n\n\
    [[q.requirement]]\nid = \"c\"\ntext = \"C\"\n# R\n[r]\nanswer = \"\"\n";

#[test]
fn a_requirement_goes_with_its_comments_and_the_tables_in_it() {
    let gone = |from: &str, to: &str| {
        let (start, end) = (TEXT.find(from).unwrap(), TEXT.find(to).unwrap());
        format!("{}{}", &TEXT[..start], &TEXT[end..])
    };
    assert_eq!(without(TEXT, "a").unwrap(), gone("# agreed", "[[q.requirement]]\nid = 'b'"));
    assert_eq!(
        without(TEXT, "b").unwrap(),
        gone("[[q.requirement]]\nid = 'b'", "[[q.requirement]]\nid = \"c\"")
    );
    let last = without(TEXT, "c").unwrap();
    assert!(last.ends_with("'''\n\n# R\n[r]\nanswer = \"\"\n"), "{last}");
    assert_eq!(without(TEXT, "d").unwrap(), TEXT);
    let all = ["a", "b", "c"].iter().fold(TEXT.to_owned(), |text, id| without(&text, id).unwrap());
    assert_eq!(all, "# Q\n[q]\nanswer = \"x\" # of mia\n\n# R\n[r]\nanswer = \"\"\n");
    let windows = TEXT.replace('\n', "\r\n");
    assert_eq!(without(&windows, "b").unwrap(), without(TEXT, "b").unwrap().replace('\n', "\r\n"));
}

#[test]
fn one_within_its_answers_line_is_left_to_an_editor() {
    for text in
        ["[q]\nrequirement = [{ id = \"a\" }, { id = \"b\" }]\n", "q = { requirement = [{ id = \"a\" }] }\n"]
    {
        assert!(matches!(without(text, "a"), Err(SpliceError::Layout { .. })), "{text}");
    }
}

/// A requirement as its comments above, its comments below, and whether a table of its own follows.
type Shape = (usize, usize, bool);

/// The lines of requirement `at` with everything around it, and those of them that are its own.
fn shaped(at: usize, (above, below, deep): Shape) -> (Vec<String>, Vec<String>) {
    let mut own: Vec<String> = (0..above).map(|n| format!("# above {at} {n}")).collect();
    own.extend([
        "[[q.requirement]]".into(),
        format!("id = \"r{at}\""),
        "# within".into(),
        "text = \"x\"".into(),
    ]);
    if deep {
        own.extend(["", "# of its table", "[q.requirement.tested]", "junit = \"j.xml\""].map(str::to_owned));
    }
    let all = own.iter().cloned().chain((0..below).map(|n| format!("# below {at} {n}"))).collect();
    (all, own)
}

proptest::proptest! {
    #[test]
    fn only_the_comments_right_above_it_go_with_it(
        shapes in proptest::collection::vec((0_usize..3, 0_usize..3, any::<bool>()), 1..5),
        which: proptest::sample::Index, ends: bool, windows: bool
    ) {
        let which = which.index(shapes.len());
        let (mut text, mut wanted) = ("# Q\n[q]\nanswer = \"x\"\n# of the answer\n".to_owned(), Vec::new());
        wanted.extend(text.lines().map(str::to_owned));
        for (at, shape) in shapes.into_iter().enumerate() {
            let (all, own) = shaped(at, shape);
            text += &format!("\n{}\n", all.join("\n"));
            wanted.extend(all.into_iter().skip(if at == which { own.len() } else { 0 }));
        }
        if !ends {
            text.pop();
        }
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let left = without(&text, &format!("r{which}")).unwrap();
        wanted.retain(|line| !line.is_empty());
        let lines: Vec<&str> = left.lines().filter(|line| !line.trim().is_empty()).collect();
        prop_assert_eq!(lines, wanted);
        prop_assert!(one_insertion(&left, &text), "{left}");
        prop_assert!(!left.contains("\n\n\n"), "{left}");
    }

    #[test]
    fn one_that_was_put_in_goes_again_and_leaves_the_rest(
        (before, _) in file(), question in select(TABLE_NAMES), text in "(\\PC|\n|'|\\[){0,20}"
    ) {
        let requirement = Requirement { id: "zz".into(), text, ..Requirement::default() };
        let Ok(with) = apply(&before, &Edit::AddRequirement { question: question.to_owned(), requirement }) else {
            return Ok(());
        };
        match apply(&with, &Edit::RemoveRequirement { question: question.to_owned(), id: "zz".into() }) {
            Ok(without) => {
                prop_assert!(one_insertion(&without, &with), "{without}");
                // Blank lines around it may go with it, and with them the last line's end.
                let lines = |text: &str| -> Vec<String> {
                    let lines = text.trim_start_matches('\u{feff}').lines();
                    lines.filter(|line| !line.trim().is_empty()).map(|line| line.trim_end_matches('\r').to_owned()).collect()
                };
                prop_assert_eq!(lines(&without), lines(&before));
            }
            // It went into the answer's line, as the others are.
            Err(SpliceError::Layout { .. }) => {
                prop_assert!(!with.contains(&format!("[[{}.requirement]]", quote::key(question))), "{with}");
            }
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        }
    }
}
