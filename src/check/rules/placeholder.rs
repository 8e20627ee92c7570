//! Is an answer a word in place of one?

use crate::check::text::{letters, same_letters};
use crate::model::Question;

/// Whole answers that say nothing, with only their letters and digits, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "abc",
    "answer",
    "asabove",
    "asdf",
    "asdfasdf",
    "blank",
    "comingsoon",
    "ditto",
    "dontknow",
    "dummytext",
    "dunno",
    "empty",
    "fillin",
    "fillme",
    "fillmein",
    "fixme",
    "foo",
    "foobar",
    "idem",
    "idk",
    "idontknow",
    "later",
    "missing",
    "na",
    "nil",
    "noanswer",
    "noanswers",
    "noansweryet",
    "noidea",
    "noneyet",
    "notapplicable",
    "notavailable",
    "notdecided",
    "notdecidedyet",
    "notdefined",
    "notdefinedyet",
    "notknown",
    "notknownyet",
    "notsure",
    "notyet",
    "notyetanswered",
    "notyetclear",
    "notyetdecided",
    "notyetdefined",
    "notyetknown",
    "null",
    "openquestion",
    "pending",
    "placeholder",
    "qwerty",
    "same",
    "sameasabove",
    "sameasbefore",
    "sameasthat",
    "seeabove",
    "seebelow",
    "seelater",
    "tba",
    "tbc",
    "tbd",
    "tbdlater",
    "tbdone",
    "test",
    "tobeadded",
    "tobeannounced",
    "tobeanswered",
    "tobeclarified",
    "tobecompleted",
    "tobeconfirmed",
    "tobecontinued",
    "tobedecided",
    "tobedefined",
    "tobedetermined",
    "tobediscussed",
    "tobedone",
    "tobefilled",
    "tobefilledin",
    "tobespecified",
    "todo",
    "tofollow",
    "undecided",
    "undefined",
    "unknown",
    "unsure",
    "wip",
    "workinprogress",
    "writeme",
    "xyz",
    "xxx",
];

/// How a filler text begins, however long it is.
const FILLER: &str = "loremipsum";

/// Longer than any of them.
const LONGEST: usize = 24;

/// Whether a text as a whole is a placeholder; the question's own examples never are.
pub(super) fn is_placeholder(text: &str, question: &Question) -> bool {
    says_nothing(text) && !question.examples.iter().any(|example| same_letters(example, text))
}

fn says_nothing(text: &str) -> bool {
    if is_long(text) {
        return false;
    }
    // Only ASCII letters stand in the list, so a byte for each is enough and nothing is allocated.
    let mut bytes = [0_u8; LONGEST];
    let mut length = 0;
    for letter in letters(text) {
        let (Some(slot), true) = (bytes.get_mut(length), letter.is_ascii()) else {
            return starts_as_filler(text);
        };
        *slot = u8::try_from(letter).unwrap_or_default();
        length += 1;
    }
    let word = bytes.get(..length).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default();
    if word.is_empty() {
        return text.chars().all(is_mark);
    }
    PLACEHOLDERS.contains(&word) || word.starts_with(FILLER) || word.bytes().all(|byte| byte == b'x')
}

/// Whether the bytes alone tell that a text is longer than any placeholder: almost every answer is.
fn is_long(text: &str) -> bool {
    let mut letters = text.bytes().take(LONGEST * 4).filter(u8::is_ascii_alphanumeric);
    let first = letters.next();
    let begins_as_filler = first.is_some_and(|first| first.eq_ignore_ascii_case(&FILLER.as_bytes()[0]));
    !begins_as_filler && letters.count() > LONGEST
}

fn starts_as_filler(text: &str) -> bool {
    let mut letters = letters(text);
    FILLER.chars().all(|wanted| letters.next() == Some(wanted))
}

/// Punctuation and blanks. Other signs may say something: a tick, a smiley, an infinity.
fn is_mark(character: char) -> bool {
    character.is_whitespace()
        || character.is_ascii_punctuation()
        || matches!(character, '\u{2010}'..='\u{2027}' | '\u{2212}' | '·' | '¿' | '？')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_place_of_an_answer_are_found_in_any_dress() {
        let texts = [
            "TBD",
            "tbd.",
            "**T.B.D.**",
            "- [ ] TODO",
            "???",
            "Same",
            "see above",
            "n/a",
            "N.A.",
            "None yet",
            "-",
            "–",
            "…",
            "...",
            "x",
            "XXXX",
            "asdf",
            "to be decided",
            "To be determined!",
            "Unknown",
            "later",
            "WIP",
            "`fixme`",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
            "<!-- todo -->",
            "_tba_",
        ];
        for text in texts {
            assert!(says_nothing(text), "{text}");
        }
    }

    #[test]
    fn texts_that_say_something_are_not() {
        let texts = [
            "None",
            "No",
            "Yes",
            "never",
            "Low risk",
            "TODO lists of the keepers",
            "same cameras as in the pilot",
            "unknown animals are logged",
            "✓",
            "∞",
            "未定の項目",
            "ähm",
            "5",
            "0",
            "R",
            "tests",
            "See docs/plan.md",
        ];
        for text in texts {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn every_word_of_the_list_fits_the_comparison() {
        for word in PLACEHOLDERS {
            assert!(word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }
}
