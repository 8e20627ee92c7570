use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use super::inert;

/// Writes a value as indented JSON with a newline at the end.
///
/// Control characters and characters that reorder or hide text are written as `\u` escapes: a terminal shows them
/// harmlessly, and a reader of the JSON gets the data as it is.
pub fn json(value: &impl Serialize) -> String {
    let mut written = serde_json::to_string_pretty(value).unwrap_or_default();
    written.push('\n');
    if matches!(inert(&written), Cow::Borrowed(_)) {
        return written;
    }
    let mut escaped = String::with_capacity(written.len() + 64);
    let mut units = [0_u16; 2];
    let mut bytes = [0_u8; 4];
    for character in written.chars() {
        if matches!(inert(character.encode_utf8(&mut bytes)), Cow::Borrowed(_)) {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut units) {
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn deceptive_characters_are_escaped_and_read_back_as_they_were() {
        let value = ["plain", "a\u{202e}b", "\u{1b}[2J", "\u{e0041}", "é"];
        let written = json(&value);
        assert!(written.chars().all(|character| character == '\n' || !character.is_control()), "{written}");
        assert!(!written.contains(['\u{202e}', '\u{e0041}']), "{written}");
        assert!(written.contains("\\u202e") && written.contains('é'), "{written}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), value);
    }
}
