//! Two wordings in one text for the terminal: `[-old-]` and `{+new+}`, as git's word diff writes them. With colors too,
//! because not everybody can tell two colors apart.

use crate::diff::Piece;
use crate::source::inert;
use crate::term::{Paint, Role};

/// Paints a comparison. What it holds is other people's text, so nothing in it acts.
pub fn word_diff(pieces: &[Piece], paint: Paint) -> String {
    let mut out = String::new();
    let mut rest = pieces.iter().peekable();
    while let Some(piece) = rest.next() {
        let (old, new) = match piece {
            Piece::Same(text) => {
                out += &inert(text);
                continue;
            }
            Piece::Gone(old) => match rest.next_if(|next| matches!(next, Piece::New(_))) {
                Some(Piece::New(new)) => (old.as_str(), new.as_str()),
                _ => (old.as_str(), ""),
            },
            Piece::New(new) => ("", new.as_str()),
        };
        for (text, role) in [(old, Role::Error), (new, Role::Good)] {
            out += &marked(text.trim_end_matches(' '), role, paint);
        }
        // Blanks that either side ends with stay outside of the marks.
        if old.ends_with(' ') || new.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Paints a whole text that was removed (`Role::Error`) or added (`Role::Good`), line by line, so that the marks
/// survive an indent.
fn marked(text: &str, role: Role, paint: Paint) -> String {
    let (open, close) = if role == Role::Error { ("[-", "-]") } else { ("{+", "+}") };
    let text = inert(text);
    let mark = |line: &str| match line.trim() {
        "" => line.to_owned(),
        _ => paint.paint(role, format!("{open}{line}{close}")),
    };
    text.split('\n').map(mark).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::words;

    #[test]
    fn removed_and_added_words_are_marked_in_their_place() {
        let shown = |before: &str, after: &str| word_diff(&words(before, after), Paint::default());
        assert_eq!(shown("Four cameras in all", "Five cameras in all"), "[-Four-]{+Five+} cameras in all");
        assert_eq!(shown("one two three", "one three"), "one [-two-] three");
        assert_eq!(shown("a", "a b"), "a{+ b+}");
        assert_eq!(shown("big red cat", "small blue cat"), "[-big red-]{+small blue+} cat");
        assert_eq!(shown("", "new"), "{+new+}");
        assert_eq!(shown("a\nb\n", "a\nc\n"), "a\n[-b-]{+c+}\n");
    }

    #[test]
    fn foreign_escapes_do_nothing() {
        assert!(!word_diff(&words("a", "\u{1b}[31mb"), Paint::default()).contains('\u{1b}'));
    }
}
