//! Removing a requirement leaves everything else as it was, byte for byte, whatever is around it.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::oracle::one_insertion;
use super::{SpliceError, apply};
use crate::model::{Edit, Requirement};
use crate::properties::properties;
use crate::read::grammar::{TABLE_NAMES, file};
use crate::read::quote;

pub(super) fn without(text: &str, id: &str) -> Result<String, SpliceError> {
    apply(text, &Edit::RemoveRequirement { question: "q".into(), id: id.into() })
}

/// A requirement as its comments above, its comments below, and whether a table of its own follows.
pub(super) type Shape = (usize, usize, bool);

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

/// Removes requirement number `which`: its own lines go, and no others.
pub(super) fn only_its_own_lines_go(
    shapes: &[Shape],
    which: usize,
    ends: bool,
    windows: bool,
) -> Result<(), TestCaseError> {
    let (mut text, mut wanted) = ("# Q\n[q]\nanswer = \"x\"\n# of the answer\n".to_owned(), Vec::new());
    wanted.extend(text.lines().map(str::to_owned));
    for (at, shape) in shapes.iter().enumerate() {
        let (all, own) = shaped(at, *shape);
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
    Ok(())
}

properties! {
    256;
    fn only_the_comments_right_above_a_requirement_go_with_it(
        shapes in proptest::collection::vec((0_usize..3, 0_usize..3, any::<bool>()), 1..5),
        which in any::<Index>(), ends in any::<bool>(), windows in any::<bool>(),
    ) {
        only_its_own_lines_go(&shapes, which.index(shapes.len()), ends, windows)?;
    }

    fn a_requirement_that_was_added_can_be_removed(
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
