//! Lines of a text: where they start and end, and how.

use super::File;
use crate::read::outline::{ItemKind, is_schema_line};
use crate::source::Span;

impl<'t> File<'t> {
    /// Start of the line that `at` is on; behind a byte-order mark.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.slice(&(0..at)).rfind('\n').map_or(0, |newline| newline + 1);
        start.max(self.first_byte())
    }

    /// Behind the ending of the line that `at` is on.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.slice(&(at..self.text.len())).find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// The lines that a span touches, endings included, as they are cut out of the text.
    pub(super) fn lines(&self, span: &Span) -> Span {
        self.whole_lines(self.line_start(span.start), self.line_end(span.end))
    }

    /// A span of whole lines as it is cut out of the text: at the end of a text without a final newline
    /// the one before goes along, so that it keeps having none.
    pub(super) fn whole_lines(&self, start: usize, end: usize) -> Span {
        if end < self.text.len() || self.text.ends_with('\n') {
            return start..end;
        }
        let kept = self.slice(&(0..start)).trim_end_matches(['\n', '\r']).len();
        kept.max(self.first_byte())..end
    }

    /// The blanks that the line of `at` starts with.
    pub(super) fn indent(&self, at: usize) -> &'t str {
        let line = self.slice(&(self.line_start(at)..self.text.len()));
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..blanks).unwrap_or_default()
    }

    /// The line ending for new lines at `at`: that of the line before, else the file's first.
    pub(super) fn eol(&self, at: usize) -> &'static str {
        let newline = self.slice(&(0..at)).rfind('\n').or_else(|| self.text.find('\n'));
        let crlf = newline.is_some_and(|newline| self.slice(&(0..newline)).ends_with('\r'));
        if crlf { "\r\n" } else { "\n" }
    }

    /// `\n` turned into the ending that fits at `at`.
    pub(super) fn endings(&self, at: usize, written: &str) -> String {
        match self.eol(at) {
            "\n" => written.to_owned(),
            eol => written.replace('\n', eol),
        }
    }

    /// The text with whole lines put in at a line's start or at the end of the text, in the endings of
    /// their neighbours.
    pub(super) fn with_lines(&self, at: usize, lines: &str) -> String {
        self.with_own_lines(at, &self.endings(at, lines))
    }

    /// The text with whole lines put in byte for byte. A text without a final newline keeps having none.
    pub(super) fn with_own_lines(&self, at: usize, lines: &str) -> String {
        let before = self.slice(&(self.first_byte()..at));
        if at == self.text.len() && !before.is_empty() && !before.ends_with('\n') {
            let lines =
                lines.strip_suffix('\n').map_or(lines, |rest| rest.strip_suffix('\r').unwrap_or(rest));
            return self.replaced(at..at, &format!("{}{lines}", self.eol(at)));
        }
        self.replaced(at..at, lines)
    }

    /// Whether the line before the line start `at` is blank, or there is none.
    pub(super) fn blank_before(&self, at: usize) -> bool {
        let before = self.slice(&(self.first_byte()..at));
        match before.strip_suffix('\n') {
            Some(rest) => rest.rsplit('\n').next().unwrap_or_default().trim().is_empty(),
            None => before.is_empty(),
        }
    }

    /// Whether the line before `at`, a line's start or the end of the text, is a comment on what follows it.
    pub(super) fn is_below_comment(&self, at: usize) -> bool {
        let end = self.slice(&(0..at)).trim_end_matches(' ').len();
        let above = self.line_start(if self.slice(&(0..end)).ends_with('\n') { end - 1 } else { end });
        above < at && self.is_comment_line(above) && !is_schema_line(self.slice(&(above..at)))
    }

    /// Start of the comment lines directly above the line of `at`; that line's own start without any. A
    /// schema directive is no comment on what follows it.
    pub(super) fn comments_above(&self, at: usize) -> usize {
        let mut start = self.line_start(at);
        while start > self.first_byte() {
            let above = self.line_start(start - 1);
            if !self.is_comment_line(above) || is_schema_line(self.slice(&(above..start))) {
                break;
            }
            start = above;
        }
        start
    }

    /// Behind the line of `at` and the comment lines that follow it closely. Comments that touch the
    /// next statement are that one's own.
    pub(super) fn comments_below(&self, at: usize) -> usize {
        let own = self.line_end(at);
        let mut end = own;
        while end < self.text.len() && self.is_comment_line(end) {
            end = self.line_end(end);
        }
        let next = self.slice(&(end..self.line_end(end)));
        if next.trim().is_empty() { end } else { own }
    }

    /// Whether a comment starts on the line that starts at `start`, and nothing before it; a `#` inside a
    /// multi-line string is none.
    fn is_comment_line(&self, start: usize) -> bool {
        let indented = start + self.indent(start).len();
        let at = self.items.partition_point(|item| item.span.start < indented);
        self.items.get(at).is_some_and(|item| item.kind == ItemKind::Comment && item.span.start == indented)
    }

    /// Behind the byte-order mark.
    fn first_byte(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }
}
