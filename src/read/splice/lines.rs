//! Lines of a text: where they start and end, and how.

use super::Text;
use crate::read::outline::ItemKind;

impl Text<'_> {
    /// Start of the line that `at` is on; behind a byte-order mark.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if start == 0 && self.text.starts_with('\u{feff}') { 3.min(at.max(3)) } else { start }
    }

    /// Behind the ending of the line that `at` is on.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// The blanks that the line of `at` starts with.
    pub(super) fn indent(&self, at: usize) -> &str {
        let start = self.line_start(at);
        let line = &self.text[start..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// The line ending for new lines at `at`: that of the line before, else the file's first.
    pub(super) fn eol(&self, at: usize) -> &'static str {
        let before = &self.text[..at];
        let newline = before.rfind('\n').or_else(|| self.text.find('\n'));
        match newline {
            Some(newline) if newline > 0 && self.text.as_bytes()[newline - 1] == b'\r' => "\r\n",
            _ => "\n",
        }
    }

    /// `\n` turned into the ending that fits at `at`.
    pub(super) fn endings(&self, at: usize, written: &str) -> String {
        match self.eol(at) {
            "\n" => written.to_owned(),
            eol => written.replace('\n', eol),
        }
    }

    /// The text with whole lines put in at a line's start or at the end of the text. A text without a
    /// final newline keeps having none.
    pub(super) fn with_lines(&self, at: usize, lines: &str) -> String {
        let written = self.endings(at, lines);
        let eol = self.eol(at);
        let before = self.text[..at].trim_start_matches('\u{feff}');
        if at == self.text.len() && !before.is_empty() && !before.ends_with('\n') {
            let written = written.strip_suffix(eol).unwrap_or(&written);
            return self.replaced(at..at, &format!("{eol}{written}"));
        }
        self.replaced(at..at, &written)
    }

    /// Whether the line before the line start `at` is blank, or there is none.
    pub(super) fn blank_before(&self, at: usize) -> bool {
        let before = self.text[..at].trim_start_matches('\u{feff}');
        let Some(rest) = before.strip_suffix('\n') else {
            return before.is_empty();
        };
        rest.rsplit('\n').next().unwrap_or_default().trim().is_empty()
    }

    /// Start of the comment lines directly above the line of `at`; that line's own start without any.
    pub(super) fn comments_above(&self, at: usize) -> usize {
        let mut start = self.line_start(at);
        while start > 0 && !self.text[..start].trim_start_matches('\u{feff}').is_empty() {
            let above = self.line_start(start - 1);
            let line = self.text[above..start].trim();
            let own = self.is_comment_line(above) && line.starts_with('#') && !line.starts_with("#:schema");
            if !own {
                break;
            }
            start = above;
        }
        start
    }

    /// Whether a statement-level comment starts on the line that starts at `start`; a `#` inside a
    /// multi-line string is none.
    fn is_comment_line(&self, start: usize) -> bool {
        let indented = start + self.indent(start).len();
        self.items.iter().any(|item| item.kind == ItemKind::Comment && item.span.start == indented)
    }
}
