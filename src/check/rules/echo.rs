//! Is an answer the list of examples?

use crate::check::text::{letters, same_letters};
use crate::model::Question;

/// No cell of examples is longer.
const LONGEST_BYTES: usize = 400;

/// Whether a text is the whole examples cell, or all single examples one after the other.
pub(super) fn is_echo(text: &str, question: &Question) -> bool {
    text.len() <= LONGEST_BYTES
        && question.examples.len() > 1
        && (same_letters(text, &question.examples_text)
            || letters(text).eq(question.examples.iter().flat_map(|example| letters(example))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_examples_are_an_echo_in_any_punctuation_and_single_ones_are_not() {
        let form = crate::catalog::form("mlops-requirements@3").unwrap();
        let question = |id: &str| &form.questions[form.find(id).unwrap()];
        assert!(is_echo(
            "- battery optimization\n- fraud detection\n- demand forecasting",
            question("business-problems")
        ));
        assert!(is_echo("Cloud or edge device", question("prediction-location")));
        assert!(is_echo("Cloud / edge device", question("prediction-location")));
        assert!(!is_echo("edge device", question("prediction-location")));
        assert!(!is_echo("~10TB", question("data-volume")));
        assert!(!is_echo("Data, time, people and luck", question("resources")));
    }
}
