//! Does an answer say how much?

use crate::check::text::{has_phrase, same_letters, words};
use crate::model::Question;

/// Words that are numbers or rates.
const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "dozen",
    "dozens",
    "half",
    "quarter",
    "third",
    "double",
    "once",
    "twice",
    "thrice",
    "hourly",
    "daily",
    "nightly",
    "weekly",
    "biweekly",
    "fortnightly",
    "monthly",
    "bimonthly",
    "quarterly",
    "yearly",
    "annually",
    "annual",
    "biannually",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Units that make a rate after "every", "each", "per", "a" or "an".
const UNITS: &[&str] = &[
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "month",
    "quarter",
    "season",
    "year",
];

/// Whether a text has a number, a number word, or one of the question's examples that have none.
pub(super) fn is_measured(text: &str, question: &Question) -> bool {
    text.chars().any(char::is_numeric) || has_number_word(text) || has_wordless_example(text, question)
}

fn has_number_word(text: &str) -> bool {
    let mut before = "";
    words(text).any(|word| {
        let is = |known: &&str| word.eq_ignore_ascii_case(known);
        let rate = ["every", "each", "per", "a", "an"].iter().any(|one| before.eq_ignore_ascii_case(one));
        before = word;
        NUMBERS.iter().any(is) || (rate && UNITS.iter().any(is))
    })
}

fn has_wordless_example(text: &str, question: &Question) -> bool {
    let mut examples = question.examples.iter().filter(|example| !example.chars().any(char::is_numeric));
    examples.any(|example| same_letters(text, example) || has_phrase(text, example))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_as_digits_words_rates_and_examples() {
        let form = crate::catalog::form("mlops-requirements@3").unwrap();
        let measured = |id: &str, text: &str| is_measured(text, &form.questions[form.find(id).unwrap()]);
        for text in ["2 TB", "a dozen gigabytes", "Twice what we have", "½ of it"] {
            assert!(measured("data-volume", text), "{text}");
        }
        for text in ["daily", "every night", "once per release", "whenever, but on Mondays: monday"] {
            assert!(measured("retraining", text), "{text}");
        }
        assert!(measured("data-expiry", "The data never becomes irrelevant."));
        assert!(measured("compute-budget", "UNLIMITED, says the owner"));
        for text in ["all data that is used for training", "a lot", "as much as needed"] {
            assert!(!measured("data-volume", text), "{text}");
        }
        assert!(!measured("retraining", "often, whenever it suits"));
    }
}
