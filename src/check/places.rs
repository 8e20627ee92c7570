//! Spans → lines and columns, one pass over a file for all its findings: a file with very many
//! mistakes must not be read from its start for each.

use crate::diag::Location;
use crate::source::{Place, SourceFile, Span};

/// Walks forward through one file.
#[derive(Debug)]
pub(super) struct Places<'f> {
    file: &'f SourceFile,
    /// Up to here lines are counted.
    counted: usize,
    line: usize,
}

impl<'f> Places<'f> {
    pub(super) fn new(file: &'f SourceFile) -> Self {
        Self { file, counted: 0, line: 1 }
    }

    /// The place of a span; spans come in the order of their starts. An empty span at the start means
    /// the file as a whole.
    pub(super) fn of(&mut self, span: &Span) -> Location {
        if *span == (0..0) || self.file.text.is_empty() {
            return Location::whole(&*self.file.path);
        }
        let bytes = self.file.text.as_bytes();
        let to = span.start.min(bytes.len()).max(self.counted);
        let passed = bytes.get(self.counted..to).unwrap_or_default();
        self.line += passed.split(|&byte| byte == b'\n').count() - 1;
        self.counted = to;
        Location::at(self.file, span, Place { line: self.line, column: self.file.column(span.start) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_the_file() {
        let file = SourceFile::new("a.toml", "\u{feff}a = 1\r\n\nkäse = 'x'\nb = 2");
        let mut places = Places::new(&file);
        for start in [3, 5, 10, 16, 20, 24, 99] {
            let span = start..start + 1;
            assert_eq!(places.of(&span), Location::of(&file, &span), "{start}");
        }
    }
}
