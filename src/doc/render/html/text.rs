//! Plain text as HTML.

use std::borrow::Cow;

use pulldown_cmark_escape::escape_href;

use super::super::super::document::Inline;
use crate::source::inert;

/// Writes plain text; line feeds are line breaks. Also good within a quoted attribute.
pub(super) fn push(out: &mut String, text: &str) {
    push_with(out, text, "<br>");
}

/// The bytes that cannot be copied unseen.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let plain = byte == 9 || (byte >= 32 && byte < 127);
        special[byte] = !plain;
        byte += 1;
    }
    let mut signs: &[u8] = b"&<>\":[";
    while let [first, rest @ ..] = signs {
        special[*first as usize] = true;
        signs = rest;
    }
    special
};

/// Writes plain text with `feed` for line feeds. No build log takes a line of it for a command of its own
/// (`::error …`, `##[error] …`). In one pass, because most of a document goes through here.
pub(super) fn push_with(out: &mut String, text: &str, feed: &str) {
    let start = out.len();
    let bytes = text.as_bytes();
    let before = |at: usize, back: usize| at.checked_sub(back).and_then(|at| bytes.get(at));
    let mut written = 0;
    let mut is_inert = false;
    let mut from = 0;
    let next = |from: usize| bytes[from..].iter().position(|&byte| SPECIAL[usize::from(byte)]);
    while let Some(ahead) = next(from) {
        let at = from + ahead;
        from = at + 1;
        let with = match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\n' => feed,
            b':' if bytes.get(at + 1) == Some(&b':') || before(at, 1) == Some(&b':') => "&#58;",
            b'[' if before(at, 1) == Some(&b'#') && before(at, 2) == Some(&b'#') => "&#91;",
            0..=8 | 11..=31 | 127.. if !is_inert => match inert(text) {
                Cow::Borrowed(_) => {
                    is_inert = true;
                    continue;
                }
                Cow::Owned(shown) => {
                    out.truncate(start);
                    return push_with(out, &shown, feed);
                }
            },
            _ => continue,
        };
        out.push_str(text.get(written..at).unwrap_or_default());
        out.push_str(with);
        written = at + 1;
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// Whether a build log could take a line of it for a command of its own.
pub(super) fn looks_like_command(text: &str) -> bool {
    text.contains("::") || text.contains("##[")
}

/// Writes an address within a quoted attribute.
pub(super) fn push_address(out: &mut String, address: &str) {
    // Writing to a string cannot fail.
    let _ = escape_href(&mut *out, address);
}

/// A column is at least as wide as its words, so that none breaks inside and no comma begins a line. One that is longer
/// than this may break anywhere: a path, an address, a name that somebody made up.
const LONG: usize = 24;

/// Whether a table's column has no room for a word of it.
pub(super) fn has_long_word(inline: &Inline<'_>) -> bool {
    let (Inline::Text(word)
    | Inline::Strong(word)
    | Inline::Code(word)
    | Inline::Question { text: word, .. }
    | Inline::File { text: word, .. }) = inline
    else {
        return matches!(inline, Inline::Web(_));
    };
    word.split([' ', '-', '\n']).any(|word| word.chars().nth(LONG).is_some())
}

#[cfg(test)]
mod tests {
    use super::push;

    fn html(text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn text_shows_itself_and_does_nothing() {
        assert_eq!(html("a < b & \"c\" > d\ne"), "a &lt; b &amp; &quot;c&quot; &gt; d<br>e");
        assert_eq!(html("10:30 × Käfig #[x]"), "10:30 × Käfig #[x]");
        assert_eq!(html("::error::x ##[y] :::"), "&#58;&#58;error&#58;&#58;x ##&#91;y] &#58;&#58;&#58;");
        assert_eq!(html("<\u{1b}é\u{202e}"), "&lt;&lt;U+001B&gt;é&lt;U+202E&gt;");
    }
}
