use super::inert_line;

/// A path or an id as one word of a command line, as a person would type it: quoted for a POSIX shell where it
/// needs that, and never taken for an option.
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '@' | '+' | ',');
    let word = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
    if !word.is_empty() && word.chars().all(plain) {
        return word;
    }
    format!("'{}'", inert_line(&word).replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_odd_characters_stays_one_word() {
        assert_eq!(shell_word("services/räder_2"), "services/räder_2");
        assert_eq!(shell_word("a; touch b"), "'a; touch b'");
        assert_eq!(shell_word("$(x)`y`"), "'$(x)`y`'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
        assert_eq!(shell_word("-x"), "./-x");
        assert_eq!(shell_word(""), "''");
    }
}
