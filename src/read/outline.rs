//! A file as the list of its statements, each with its bytes: what an edit needs and a value tree does
//! not tell (is this table a header, dotted or inline; where does its line end).

use toml_parser::{ErrorSink, ParseError, Source, parser};

use crate::source::Span;

/// Whether a comment's line names the file's schema: it says something about the file, and nothing about what follows.
pub(crate) fn is_schema_line(line: &str) -> bool {
    line.trim_start().starts_with("#:schema")
}

/// A statement of a file.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    /// Bytes of the statement itself, without indentation and line ending.
    pub(crate) span: Span,
    /// The full path of the table or key.
    pub(crate) path: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// `[a.b]`
    Table,
    /// `[[a.b]]`
    TableOfArray,
    /// `a.b = value`
    Pair {
        /// Bytes of the value.
        value: Span,
        /// How many of the path's last segments stand in this line.
        own: usize,
        /// What an array or inline table holds, outermost level.
        inside: Vec<Member>,
    },
    /// `# …`
    Comment,
}

/// A pair of an inline table, or an element of an array (with an empty path).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) path: Vec<String>,
    /// From the key, or the element itself.
    pub(crate) span: Span,
    pub(crate) value: Span,
    /// The comma behind it, which may stand on a later line; only the last one can be without.
    pub(crate) comma: Option<Span>,
    pub(crate) inside: Vec<Member>,
}

impl Item {
    pub(crate) fn is_header(&self) -> bool {
        matches!(self.kind, ItemKind::Table | ItemKind::TableOfArray)
    }
}

/// The statements of a text that is TOML. The caller has parsed it before: that bounds how deep it nests.
pub(crate) fn outline(text: &str) -> Vec<Item> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events: Vec<parser::Event> = Vec::with_capacity(tokens.len());
    let mut ignore = Ignore;
    parser::parse_document(&tokens, &mut events, &mut ignore);
    let mut reader = Reader { source, events, at: 0 };
    reader.items()
}

/// Where the comments of a text that is TOML are, those within arrays too.
pub(crate) fn comments(text: &str) -> Vec<Span> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events: Vec<parser::Event> = Vec::with_capacity(tokens.len());
    parser::parse_document(&tokens, &mut events, &mut Ignore);
    let comments = events.into_iter().filter(|event| event.kind() == parser::EventKind::Comment);
    comments.map(|event| event.span().start()..event.span().end()).collect()
}

struct Ignore;

impl ErrorSink for Ignore {
    fn report_error(&mut self, _error: ParseError) {}
}

struct Reader<'i> {
    source: Source<'i>,
    events: Vec<parser::Event>,
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<parser::Event> {
        let event = self.events.get(self.at).copied();
        self.at += 1;
        event
    }

    fn items(&mut self) -> Vec<Item> {
        use parser::EventKind as K;
        let mut items = Vec::new();
        let mut header: Vec<String> = Vec::new();
        while let Some(event) = self.next() {
            let start = event.span().start();
            match event.kind() {
                K::Comment => items.push(Item {
                    kind: ItemKind::Comment,
                    span: start..event.span().end(),
                    path: header.clone(),
                }),
                K::StdTableOpen | K::ArrayTableOpen => {
                    let mut path = Vec::new();
                    let mut end = event.span().end();
                    while let Some(event) = self.next() {
                        end = event.span().end();
                        match event.kind() {
                            K::SimpleKey => path.push(self.key(event)),
                            K::StdTableClose | K::ArrayTableClose => break,
                            _ => {}
                        }
                    }
                    let array = event.kind() == K::ArrayTableOpen;
                    let kind = if array { ItemKind::TableOfArray } else { ItemKind::Table };
                    header.clone_from(&path);
                    items.push(Item { kind, span: start..end, path });
                }
                K::SimpleKey => {
                    let mut own = vec![self.key(event)];
                    self.key_until_value(&mut own);
                    let (value, inside) = self.value();
                    let mut path = header.clone();
                    let count = own.len();
                    path.append(&mut own);
                    let span = start..value.end;
                    items.push(Item { kind: ItemKind::Pair { value, own: count, inside }, span, path });
                }
                _ => {}
            }
        }
        items
    }

    fn key(&self, event: parser::Event) -> String {
        let mut name = String::new();
        if let Some(raw) = self.source.get(event) {
            let mut decoded = std::borrow::Cow::Borrowed("");
            raw.decode_key(&mut decoded, &mut Ignore);
            name.push_str(&decoded);
        }
        name
    }

    fn key_until_value(&mut self, path: &mut Vec<String>) {
        use parser::EventKind as K;
        while let Some(event) = self.next() {
            match event.kind() {
                K::SimpleKey => path.push(self.key(event)),
                K::KeyValSep => break,
                _ => {}
            }
        }
    }

    /// The next value's bytes and what it holds.
    fn value(&mut self) -> (Span, Vec<Member>) {
        use parser::EventKind as K;
        while let Some(event) = self.next() {
            let start = event.span().start();
            match event.kind() {
                K::Scalar => return (start..event.span().end(), Vec::new()),
                K::ArrayOpen | K::InlineTableOpen => {
                    let (end, inside) = self.members(event.kind() == K::InlineTableOpen);
                    return (start..end, inside);
                }
                _ => {}
            }
        }
        (0..0, Vec::new())
    }

    fn members(&mut self, table: bool) -> (usize, Vec<Member>) {
        use parser::EventKind as K;
        let mut found = Vec::new();
        let mut end = 0;
        while let Some(event) = self.next() {
            end = event.span().end();
            match event.kind() {
                K::ArrayClose | K::InlineTableClose => break,
                K::SimpleKey if table => {
                    let start = event.span().start();
                    let mut path = vec![self.key(event)];
                    self.key_until_value(&mut path);
                    let (value, inside) = self.value();
                    found.push(Member { path, span: start..value.end, value, comma: None, inside });
                }
                K::Scalar | K::ArrayOpen | K::InlineTableOpen => {
                    self.at -= 1;
                    let (value, inside) = self.value();
                    found.push(Member { path: Vec::new(), span: value.clone(), value, comma: None, inside });
                }
                K::ValueSep => {
                    if let Some(last) = found.last_mut() {
                        last.comma = Some(event.span().start()..end);
                    }
                }
                _ => {}
            }
        }
        (end, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_carry_their_paths_and_bytes() {
        let text = "\u{feff}# c\r\na.\"b c\" = 1 # t\r\n[x]\r\ny = { z = [1, 2], w.v = 'q' }\r\n[[x.r]]\r\nk = '''\r\n[not]\r\n'''\r\n";
        let items = outline(text);
        let shown: Vec<_> =
            items.iter().map(|item| (item.path.join("/"), &text[item.span.clone()])).collect();
        assert_eq!(
            shown,
            [
                (String::new(), "# c"),
                ("a/b c".into(), "a.\"b c\" = 1"),
                (String::new(), "# t"),
                ("x".into(), "[x]"),
                ("x/y".into(), "y = { z = [1, 2], w.v = 'q' }"),
                ("x/r".into(), "[[x.r]]"),
                ("x/r/k".into(), "k = '''\r\n[not]\r\n'''"),
            ]
        );
        let ItemKind::Pair { inside, .. } = &items[4].kind else { panic!() };
        assert_eq!(inside[1].path, ["w", "v"]);
        assert_eq!(inside[0].comma.clone().map(|comma| &text[comma]), Some(","));
        assert_eq!(inside[1].comma, None);
        assert_eq!(inside[0].inside.len(), 2);
    }
}
