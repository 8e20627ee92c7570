//! `toml` reads TOML 1.1; the readers of other tools mostly read 1.0. What they would refuse is found
//! here from the spans of the values, without reading the file a second time.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Problem, RuleId};
use crate::source::Span;

/// Adds a problem for each use of syntax that TOML 1.0 does not have.
pub(crate) fn newer_syntax(text: &str, root: &DeTable<'_>, problems: &mut Vec<Problem>) {
    let signs = Signs::of(text.as_bytes());
    if signs.escape || signs.brace || signs.time {
        Walk { text, signs, problems }.table(root);
    }
}

/// What every newer form needs; most files have none of them, and what is not there is not looked for.
#[derive(Clone, Copy)]
struct Signs {
    escape: bool,
    brace: bool,
    time: bool,
}

impl Signs {
    fn of(text: &[u8]) -> Self {
        let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
        Self {
            escape: memchr::memchr(b'\\', text).is_some(),
            brace: memchr::memchr(b'{', text).is_some(),
            time: memchr::memchr_iter(b':', text).any(|at| digit(at.checked_sub(1)) && digit(Some(at + 1))),
        }
    }
}

struct Walk<'w> {
    text: &'w str,
    signs: Signs,
    problems: &'w mut Vec<Problem>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            if self.signs.escape {
                escapes(self.text, key.span(), self.problems);
            }
            self.value(value);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        let text = self.text;
        match value.get_ref() {
            DeValue::String(_) if self.signs.escape => escapes(text, value.span(), self.problems),
            DeValue::Datetime(at) if at.time.is_some() => {
                let written = text.get(value.span()).unwrap_or_default();
                if written.bytes().filter(|&b| b == b':').count() < 2 + offset_colons(written) {
                    self.problems.push(newer(value.span(), "a time without seconds"));
                }
            }
            DeValue::Array(items) => items.iter().for_each(|item| self.value(item)),
            DeValue::Table(table) => {
                let written = text.get(value.span()).unwrap_or_default();
                if self.signs.brace && written.starts_with('{') && written.ends_with('}') {
                    inline_table(text, table, value.span(), self.problems);
                }
                self.table(table);
            }
            _ => {}
        }
    }
}

fn offset_colons(written: &str) -> usize {
    let time = written.split(['T', 't', ' ']).nth(1).unwrap_or(written);
    usize::from(time.contains(['+', '-']))
}

fn escapes(text: &str, span: Span, problems: &mut Vec<Problem>) {
    let written = text.get(span.clone()).unwrap_or_default();
    if !written.starts_with('"') || !written.contains('\\') {
        return;
    }
    let mut bytes = written.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some(b'e' | b'x')) {
            problems.push(newer(span, "the escapes `\\e` and `\\x`"));
            return;
        }
    }
}

fn inline_table(text: &str, table: &DeTable<'_>, span: Span, problems: &mut Vec<Problem>) {
    // What is left of the braces once keys' and values' own bytes are taken out: in TOML 1.0 blanks,
    // dots, `=` and `,` between two pairs; a newline or a comma before `}` is newer.
    let mut holes = Vec::new();
    leaves(table, &mut holes);
    holes.retain(|hole| hole.start >= span.start && hole.end <= span.end);
    holes.sort_by_key(|hole| hole.start);
    let mut at = span.start;
    let mut rest = String::new();
    for hole in holes {
        rest.push_str(text.get(at..hole.start).unwrap_or_default());
        at = at.max(hole.end);
    }
    let tail = text.get(at..span.end).unwrap_or_default();
    rest.push_str(tail);
    if rest.contains('\n') {
        problems.push(newer(span, "an inline table over several lines"));
    } else if tail.contains(',') {
        problems.push(newer(span, "a comma at the end of an inline table"));
    }
}

fn leaves(table: &DeTable<'_>, holes: &mut Vec<Span>) {
    for (key, value) in table {
        holes.push(key.span());
        match value.get_ref() {
            DeValue::Table(inner) if value.span() == key.span() => leaves(inner, holes), // dotted
            _ => holes.push(value.span()),
        }
    }
}

fn newer(span: Span, what: &str) -> Problem {
    Problem::new(RuleId::NewerToml, span, format!("{what}: newer than TOML 1.0, other tools cannot read it"))
        .help("write it in the way of TOML 1.0, so that editors and scripts can read the file too")
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    fn found(text: &str) -> usize {
        let mut problems = Vec::new();
        Document::parse(text, &mut problems).unwrap();
        problems.len()
    }

    #[test]
    fn toml_1_0_is_quiet() {
        let text = "a = { b.c = 1, d = '''\nx,\n''', e = [\n1,\n] }\nf = \"\\\\e \\u0041\"\ng = 1979-05-27T07:32:00-08:00\nh = 07:32:00\ni = 2026-01-01\n[t]\nx = {}\n";
        assert_eq!(found(text), 0);
    }

    #[test]
    fn each_newer_form_is_found() {
        assert_eq!(found("a = { b = 1,\n c = 2 }"), 1);
        assert_eq!(found("a = { b = 1, }"), 1);
        assert_eq!(found("a = \"\\e\""), 1);
        assert_eq!(found("a = \"\\x41\""), 1);
        assert_eq!(found("a = 07:32"), 1);
        assert_eq!(found("a = 1979-05-27T07:32-08:00"), 1);
    }
}
