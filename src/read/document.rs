use toml::de::DeTable;

use super::portable;
use crate::diag::{Problem, RuleId};

/// A parsed file. Made only of text that is TOML as a whole: a file with a syntax error or with
/// conflict markers yields its problems and nothing else.
#[derive(Debug)]
pub struct Document<'i> {
    /// The top table, keys in the file's order.
    pub root: DeTable<'i>,
}

/// More syntax errors than this are echoes of the first ones.
const SYNTAX_ERRORS: usize = 8;

impl<'i> Document<'i> {
    /// Parses `text`. `Err` holds what makes the file unreadable; newer syntax than TOML 1.0 is put
    /// into `problems`.
    pub fn parse(text: &'i str, problems: &mut Vec<Problem>) -> Result<Self, Vec<Problem>> {
        let markers = conflict_markers(text);
        if !markers.is_empty() {
            return Err(markers);
        }
        let (root, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            let mut found: Vec<Problem> = Vec::new();
            let mut last_line = None;
            for error in errors {
                let span = error.span().unwrap_or(0..0);
                let line = text.as_bytes().iter().take(span.start).filter(|&&byte| byte == b'\n').count();
                // A second error on a line is an echo of the first.
                if last_line.replace(line) == Some(line) {
                    continue;
                }
                let written = text.lines().nth(line).unwrap_or_default();
                let message = crate::source::inert_line(error.message());
                found.push(
                    Problem::new(RuleId::InvalidToml, span, message)
                        .help(syntax_help(error.message(), written)),
                );
                if found.len() == SYNTAX_ERRORS {
                    break;
                }
            }
            return Err(found);
        }
        let root = root.into_inner();
        portable::newer_syntax(text, &root, problems);
        Ok(Self { root })
    }
}

/// The next step for a syntax error on a line. The parser says what it met; this says what people mean.
fn syntax_help(message: &str, line: &str) -> &'static str {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    if message.contains("duplicate key") {
        "a key or table may stand once; keep one of the two"
    } else if value.starts_with(['“', '”', '„', '‘', '’', '«', '»']) {
        "a text stands between straight quotes: answer = \"…\""
    } else if value.starts_with(|first: char| first.is_ascii_digit()) && value.contains(['.', '/', '-']) {
        "a date is written without quotes, year first: 2027-02-01"
    } else if line.trim_start().starts_with('[') && !line.contains(']') {
        "the name of a table stands between brackets: [data-source]"
    } else if value.starts_with('"') && value.matches('"').count() % 2 == 1 {
        "the text has no closing quote; one of several lines stands between ''' and '''"
    } else if value.starts_with(|first: char| first.is_alphabetic()) {
        "a text stands between quotes: answer = \"…\""
    } else {
        "texts stand between quotes, lists between brackets; a text of several lines between ''' and '''"
    }
}

/// Lines that a stopped merge left behind, wherever they stand. A lone `=======` is a heading in
/// Markdown and is not one.
fn conflict_markers(text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let stands = |marker: &[u8]| memchr::memmem::find(text.as_bytes(), marker).is_some();
    if !stands(b"<<<<<<<") && !stands(b">>>>>>>") {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end().trim_start_matches('\u{feff}');
        for marker in ["<<<<<<<", ">>>>>>>"] {
            // git can be told to write longer ones.
            let rest = bare.strip_prefix(marker).map(|rest| rest.trim_start_matches('<'));
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
                found.push(
                    Problem::new(
                        RuleId::ConflictMarker,
                        start..start + line.trim_end().len(),
                        "a merge stopped here and was not finished",
                    )
                    .help("decide between the two sides, delete the marker lines, and check again"),
                );
            }
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<&'static str> {
        Document::parse(text, &mut Vec::new()).err().into_iter().flatten().map(|p| p.rule.as_str()).collect()
    }

    #[test]
    fn several_syntax_errors_are_found_in_one_run() {
        assert!(rules("a = \nb = 'x\nc = 1\n").len() > 1);
    }

    #[test]
    fn conflict_markers_are_found_inside_a_string_and_headings_are_not() {
        let text = "[a]\nanswer = '''\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n'''\n";
        assert_eq!(rules(text), ["conflict-marker", "conflict-marker"]);
        assert!(rules("a = '''\nTitle\n=======\n'''\n").is_empty());
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        let text = format!("a = {}", "[".repeat(100_000));
        assert!(!rules(&text).is_empty());
    }
}
