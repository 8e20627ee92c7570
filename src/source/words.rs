//! English around a number and around a list, so that no message spells it out again.

use std::fmt::Display;

/// The number and the noun: "1 question", "3 questions". For nouns whose plural ends in a plain "s".
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    format!("{number} {}", plural(number, noun))
}

/// The noun without its number: "question" for 1, "questions" for all others.
pub fn plural<N: PartialEq + From<u8>>(number: N, noun: &str) -> String {
    format!("{noun}{}", inflect(number, "", "s"))
}

/// The first word for 1, the second for all other numbers: "is" or "are", "it" or "them".
pub fn inflect<N: PartialEq + From<u8>>(number: N, one: &'static str, several: &'static str) -> &'static str {
    if number == N::from(1) { one } else { several }
}

/// Words as a sentence lists them: "a", "a and b", "a, b and c".
pub fn list_and<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    list(words, " and ")
}

/// Words as a sentence leaves a choice among them: "a", "a or b", "a, b or c".
pub fn list_or<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    list(words, " or ")
}

/// Text with a capital as its first letter.
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>, before_last: &str) -> String {
    let mut words = words.into_iter().peekable();
    let mut list = String::new();
    while let Some(word) = words.next() {
        let is_last = words.peek().is_none();
        list.push_str(match (list.is_empty(), is_last) {
            (true, _) => "",
            (false, true) => before_last,
            (false, false) => ", ",
        });
        list.push_str(word.as_ref());
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_every_other_number_plural() {
        assert_eq!(count(0, "question"), "0 questions");
        assert_eq!(count(1_u64, "required question"), "1 required question");
        assert_eq!(count(2_usize, "sign-off"), "2 sign-offs");
        assert_eq!((plural(1, "day").as_str(), inflect(1, "is", "are")), ("day", "is"));
        assert_eq!((plural(9, "day").as_str(), inflect(0, "is", "are")), ("days", "are"));
    }

    #[test]
    fn the_last_of_a_list_comes_after_a_word() {
        assert_eq!(list_and([""; 0]), "");
        assert_eq!(list_and(["a"]), "a");
        assert_eq!(list_and(["a", "b"]), "a and b");
        assert_eq!(list_or(["a", "b", "c"]), "a, b or c");
    }
}
