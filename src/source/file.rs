use super::Span;

/// A file's text as it was read, with the path under which people know it.
#[derive(Debug, Clone, Default)]
pub struct SourceFile {
    /// Path relative to where the command ran, with `/`.
    pub path: String,
    /// The text, byte for byte, the byte-order mark included.
    pub text: String,
}

/// A place that a person can find: lines and columns count from 1, columns in characters, the
/// byte-order mark not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// A file under `path`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The place of a byte offset. Offsets past the end or inside a character count as the nearest one before.
    pub fn place(&self, offset: usize) -> Place {
        let before = &self.text[..self.floor(offset)];
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        Place { line, column: self.column(offset) }
    }

    /// The column of a byte offset, without looking at the lines above it.
    pub fn column(&self, offset: usize) -> usize {
        let before = &self.text[..self.floor(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1
    }

    /// The line on which `offset` lies, without its ending and without a byte-order mark.
    pub fn line_at(&self, offset: usize) -> &str {
        let offset = self.floor(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        self.text[start..end].trim_end_matches('\r').trim_start_matches('\u{feff}')
    }

    /// The text under a span, empty where the span does not fit.
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let file = SourceFile::new("a.toml", "\u{feff}é = 1\r\nb = 2\r\n");
        assert_eq!(file.place(3), Place { line: 1, column: 1 });
        assert_eq!(file.place(5), Place { line: 1, column: 2 });
        assert_eq!(file.place(file.text.find('b').unwrap()), Place { line: 2, column: 1 });
        assert_eq!(file.line_at(4), "é = 1");
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let file = SourceFile::new("a.toml", "ab");
        assert_eq!(file.place(99), Place { line: 1, column: 3 });
    }
}
