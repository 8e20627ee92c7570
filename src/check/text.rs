//! Comparing texts without copies: most answers have nothing to object to, and looking at them has
//! to cost next to nothing.

use crate::source::inert_line;

/// Foreign words within a message are cut after this many characters.
const SHOWN_CHARS: usize = 60;

/// Foreign words as a message shows them: on one line, harmless, short.
pub(super) fn shown(text: &str) -> String {
    cut(text, SHOWN_CHARS)
}

fn cut(text: &str, characters: usize) -> String {
    // Blanks run together, so somewhat more is looked at than is shown; never the whole of a large file.
    let head = text.char_indices().nth(characters * 4).map_or(text, |(at, _)| &text[..at]);
    let line = inert_line(head);
    match line.char_indices().nth(characters) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// No message of ours is longer; one that is holds somebody's whole file.
const SENTENCE_CHARS: usize = 400;

/// A sentence that may hold foreign words, as a finding says it: on one line, harmless, not endless.
pub(super) fn sentence(text: &str) -> String {
    cut(text, SENTENCE_CHARS)
}

/// Letters and digits in lower case: what is left when spelling, punctuation and Markdown do not count.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two texts are the same to the letter, spelling, punctuation and Markdown aside.
pub(super) fn same_letters(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// Runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether the words of `phrase` stand in `text` in a row.
pub(super) fn has_phrase(text: &str, phrase: &str) -> bool {
    let mut rest = words(text);
    if words(phrase).next().is_none() {
        return false;
    }
    loop {
        let mut from_here = rest.clone();
        if words(phrase).all(|word| from_here.next().is_some_and(|found| same_letters(found, word))) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_words_in_a_row() {
        assert!(has_phrase("We hope **never** to need it", "Never"));
        assert!(has_phrase("after each new product-version release", "new product version release"));
        assert!(!has_phrase("nevertheless", "never"));
        assert!(!has_phrase("anything", "…"));
    }

    #[test]
    fn foreign_words_are_cut_and_harmless() {
        assert_eq!(shown("a\n\u{1b}[31mb"), "a <U+001B>[31mb");
        assert_eq!(shown(&"x".repeat(1000)).chars().count(), 61);
    }
}
