//! Reading any text: never a panic, and no finding about valid TOML 1.0.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::outline::outline;
use super::{Document, grammar};
use crate::properties::properties;

const PIECES: &[&str] = &[
    "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\r\n", "\r", "\"", "'", "\"\"\"", "\'\'\'", "#",
    "\\", "a", "b", " ", "1", "07:32", "-", "\u{feff}", "\0", "a = ", "[a]\n", "\\u00", "\\x4",
];

/// Reads any text, and what is valid as an edit sees it; a panic breaks the property.
pub(crate) fn text_is_read(text: &str) {
    if Document::parse(text, &mut Vec::new()).is_ok() {
        outline(text);
    }
}

properties! {
    300;
    fn generated_toml_1_0_is_accepted((text, _) in grammar::file()) {
        let mut problems = Vec::new();
        prop_assert!(Document::parse(&text, &mut problems).is_ok());
        prop_assert_eq!(problems, []);
    }

    fn no_text_makes_reading_panic(
        pieces in vec(prop_oneof![select(PIECES).prop_map(str::to_owned), any::<char>().prop_map(String::from), "\\PC{0,8}"], 0..24),
    ) {
        let text = pieces.concat();
        text_is_read(&text);
    }

    fn a_file_that_was_cut_or_overwritten_makes_no_panic(
        (text, _) in grammar::file(), at in any::<Index>(), piece in select(PIECES), over in 0..6usize,
    ) {
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len() + 1);
        let text: String = chars[..at].iter().copied().chain(piece.chars()).chain(chars[at..].iter().skip(over).copied()).collect();
        text_is_read(&text);
    }
}
