use std::borrow::Cow;

/// Makes foreign text harmless to show: control characters (terminal escapes among them) and
/// characters that reorder or hide text (bidi controls, zero-width ones) become visible `<U+XXXX>`.
/// Line feeds and tabs stay.
pub fn inert(text: &str) -> Cow<'_, str> {
    // Almost every text is ASCII without control bytes; one pass over the bytes answers that.
    if all_plain(text.as_bytes()) || !text.chars().any(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_deceptive(character) {
            shown.push_str(&format!("<U+{:04X}>", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Whether all bytes are printable ASCII, line feeds or tabs. Block by block and without a way out of
/// a block, so that the compiler can look at many bytes at once.
fn all_plain(bytes: &[u8]) -> bool {
    let odd = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte >= 0x7f;
    bytes.chunks(64).all(|block| !block.iter().fold(false, |found, &byte| found | odd(byte)))
}

/// [`inert`], and on one line: line feeds and tabs become blanks.
pub fn inert_line(text: &str) -> String {
    inert(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for a path, whose blanks count: where that does not show them, it stands in quotes.
pub fn inert_path(path: &str) -> String {
    let line = inert_line(path);
    if line == path || path.split_whitespace().collect::<Vec<_>>().join(" ") == path {
        line
    } else {
        format!("\"{}\"", inert(path).replace('\n', "\\n").replace('\t', "\\t"))
    }
}

fn is_deceptive(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{feff}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_bidi_controls_become_visible_and_words_stay() {
        assert_eq!(inert("a\u{1b}[31mb"), "a<U+001B>[31mb");
        assert_eq!(inert("x\u{202e}y"), "x<U+202E>y");
        assert_eq!(inert("Käfig →\n\tzwei"), "Käfig →\n\tzwei");
        assert_eq!(inert_line("a\n::error b"), "a ::error b");
    }

    #[test]
    fn the_blanks_of_a_path_are_seen() {
        assert_eq!(inert_path("a/my report.json"), "a/my report.json");
        assert_eq!(inert_path("a.json "), "\"a.json \"");
        assert_eq!(inert_path("a  b.json"), "\"a  b.json\"");
        assert_eq!(inert_path("a\nb"), "\"a\\nb\"");
        assert_eq!(inert_path("a\u{1b}[1mb"), inert_line("a\u{1b}[1mb"));
    }
}
