//! Plain text as Markdown that shows it to the letter, on one line.

use crate::source::{inert, inert_line};

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Within a line.
    Line,
    /// Within a cell of a table.
    Cell,
}

/// Writes plain text: nothing in it is Markdown or HTML, line feeds are `<br>`.
pub(super) fn push_text(out: &mut String, text: &str, place: Place) {
    let text = inert(text);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' if rest.peek().is_some_and(|next| *next == '#' || next.is_alphanumeric()) => {
                out.push_str("&amp;");
            }
            '|' if place == Place::Line => out.push('|'),
            '\\' | '`' | '*' | '[' | ']' | '~' | '|' => {
                out.push('\\');
                out.push(character);
            }
            // Within a word it stands for itself, so snake_case stays legible.
            '_' if before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric()) => {
                out.push('_');
            }
            '_' => out.push_str("\\_"),
            other => out.push(other),
        }
        before = character;
    }
}

/// Takes the meaning of a heading, list, quote, fence or workflow command from a line that begins at `start`.
pub(super) fn guard_start(out: &mut String, start: usize) {
    let line = out.get(start..).unwrap_or_default();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'-' | b'+' | b'>' | b'=' | b':' | b'|') if digits == 0 => 0,
        _ => return,
    };
    out.insert(start + at, '\\');
}

/// Writes an id, a path or a word of files.
pub(super) fn push_code(out: &mut String, text: &str, place: Place) {
    let text = inert_line(text);
    // A pipe within code cannot be escaped in every table; as text it can.
    if text.is_empty() || text.contains('`') || place == Place::Cell && text.contains('|') {
        push_text(out, &text, place);
        return;
    }
    out.push('`');
    out.push_str(&text);
    out.push('`');
}

/// Writes the address of a link between `<` and `>`.
pub(super) fn push_address(out: &mut String, address: &str) {
    for character in address.chars() {
        match character {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '`' => out.push_str("%60"),
            '&' => out.push_str("&amp;"),
            ' ' => out.push_str("%20"),
            other if inert(other.encode_utf8(&mut [0; 4])).len() != other.len_utf8() => {}
            other if other.is_whitespace() => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, place: Place) -> String {
        let mut out = String::new();
        push_text(&mut out, text, place);
        out
    }

    #[test]
    fn text_shows_itself() {
        assert_eq!(
            text("a*b [x](y) <b> snake_case _x_", Place::Line),
            "a\\*b \\[x\\](y) &lt;b> snake_case \\_x\\_"
        );
        assert_eq!(text("a|b\nc", Place::Cell), "a\\|b<br>c");
    }

    #[test]
    fn a_line_starts_no_block_and_no_command() {
        for line in ["# a", "- a", "+ a", "1. a", "12) a", "::error::x", "=== "] {
            let mut out = String::from("x\n");
            push_text(&mut out, line, Place::Line);
            guard_start(&mut out, 2);
            assert!(out.contains('\\'), "{out}");
        }
    }
}
