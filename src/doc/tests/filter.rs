//! The filter of foreign Markdown alone, on many more texts than whole documents could be made of.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::corpus::PIECES;
use super::harmless::{check_html, check_markdown};
use crate::doc::render::{push_html_answer, push_markdown_answer, push_markdown_cell};

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(PIECES).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,12}",
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_an_answer_says_it_is_inert(text in text(), level in 2..6_usize) {
        let mut html = String::from("<style></style>");
        push_html_answer(&mut html, &text, level);
        check_html(&html, &format!("{text:?}"));
        let mut markdown = String::new();
        push_markdown_answer(&mut markdown, &text);
        check_markdown(&markdown, &format!("{text:?}"));
        prop_assert!(markdown.lines().all(|line| line.starts_with('>')), "{:?} leaves the quotation", text);
        let mut cell = String::from("| a | b |\n|---|---|\n| ");
        push_markdown_cell(&mut cell, &text);
        cell += " | end |\n";
        check_markdown(&cell, &format!("{text:?} in a cell"));
        prop_assert_eq!(cell.lines().count(), 3, "{:?} leaves its row", text);
    }
}
