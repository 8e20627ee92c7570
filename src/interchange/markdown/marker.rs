//! The lines that give a sheet its shape, and how a line of an answer is kept from being one.

use std::borrow::Cow;

use crate::model::is_slug;

/// The line before an answer.
pub(super) const ANSWER: &str = "<!-- answer -->";

/// The line behind the last answer: what stands below it belongs to no question.
pub(super) const END: &str = "<!-- formwork: end of the questions -->";

/// The line that starts a section.
pub(super) fn section(id: &str, hash: &str) -> String {
    format!("<!-- formwork: {id} {hash} -->")
}

/// What a section's first line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Start<'t> {
    /// A question's id and the hash of the answer that was sent.
    Section { id: &'t str, hash: &'t str },
    /// The end of the last section, and what somebody wrote behind it on its line.
    End { rest: &'t str },
    /// Meant as one; the id if it is one, and why it cannot be used.
    Broken { id: Option<&'t str>, why: &'static str },
}

/// Editors and mail programs put no-break spaces where blanks were.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\u{a0}'];

/// Whether a line starts a section, and which. It does from its first column on or not at all.
pub(super) fn start(line: &str) -> Option<Start<'_>> {
    let rest = after_prefix(line)?;
    if let Some(rest) = end(rest) {
        return Some(Start::End { rest });
    }
    let inner = rest.trim_end_matches(BLANKS).strip_suffix("-->");
    let mut words = inner.unwrap_or(rest).split(BLANKS).filter(|word| !word.is_empty());
    let id = words.next().filter(|id| is_slug(id));
    let broken = |why| Some(Start::Broken { id, why });
    if inner.is_none() {
        return broken("its first line does not end in `-->`");
    }
    let Some(named) = id else {
        return broken("its first line names no question");
    };
    match (words.next(), words.next()) {
        (Some(hash), None) if is_hash(hash) => Some(Start::Section { id: named, hash }),
        (None, _) => broken("the mark behind its id is missing, so nobody can tell what was sent out"),
        _ => broken("the mark behind its id is damaged, so nobody can tell what was sent out"),
    }
}

/// What stands behind "end of the questions", without the mark that closes the line.
fn end(rest: &str) -> Option<&str> {
    let words = ["end", "of", "the", "questions"];
    let behind =
        words.iter().try_fold(rest, |rest, word| rest.trim_start_matches(BLANKS).strip_prefix(word))?;
    let behind = behind.trim_matches(BLANKS);
    Some(behind.strip_prefix("-->").unwrap_or(behind).trim_matches(BLANKS))
}

/// Whether an answer begins behind this line.
pub(super) fn is_answer(line: &str) -> bool {
    let inner = line.strip_prefix("<!--").and_then(|rest| rest.trim_end_matches(BLANKS).strip_suffix("-->"));
    inner.is_some_and(|inner| inner.trim_matches(BLANKS) == "answer")
}

/// Scheme 1: `1:` and 12 hex digits.
fn is_hash(word: &str) -> bool {
    word.strip_prefix("1:")
        .is_some_and(|hex| hex.len() == 12 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

fn after_prefix(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("<!--")?.trim_start_matches(BLANKS).strip_prefix("formwork")?;
    rest.trim_start_matches(BLANKS).strip_prefix(':')
}

/// Whether a line, taken behind any number of backslashes, would start a section.
fn looks_like_start(line: &str) -> bool {
    after_prefix(line.trim_start_matches('\\')).is_some()
}

/// An answer in which no line starts a section.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    by_line(text, |line, out| {
        if looks_like_start(line) {
            out.push('\\');
        }
        out.push_str(line);
    })
}

/// The answer that was [escaped](escape).
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    by_line(text, |line, out| {
        let meant = line.strip_prefix('\\').filter(|meant| looks_like_start(meant));
        out.push_str(meant.unwrap_or(line));
    })
}

/// A lone carriage return is a line's end to some editors, so it counts as one here.
fn by_line(text: &str, mut each: impl FnMut(&str, &mut String)) -> Cow<'_, str> {
    if !text.contains("formwork") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive(['\n', '\r']) {
        each(line, &mut out);
    }
    Cow::Owned(out)
}
