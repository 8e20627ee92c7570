//! Documents as GitHub-flavoured Markdown that diffs well: one paragraph or point a line, as written.

use std::fmt::Write;

mod answer;
mod drawing;
mod escape;
mod formal;
mod heading;

pub(in crate::doc) use answer::{push_answer, push_cell};
use escape::{Place, push_text};

use super::super::document::{Block, Card, Cell, Document, Inline, Line, Row, Section, Table};
use crate::doc::foreign;

/// Writes a document.
pub(super) fn render(document: &Document<'_>) -> String {
    let mut page = Page { out: String::with_capacity(32 * 1024), list: None };
    page.out.push_str("# ");
    page.text(&document.title, Place::Line);
    page.out.push_str("\n\n**");
    page.out.push_str(document.kind);
    page.out.push_str("**");
    if !document.subtitle.is_empty() {
        page.out.push_str(" · ");
        page.line(&document.subtitle, Place::Line);
    }
    page.out.push('\n');
    page.blocks(&document.blocks, 2);
    page.out.push_str("\n---\n\n");
    page.paragraph(&document.footer);
    page.out
}

struct Page {
    out: String,
    /// The mark of the list that has just ended. An empty line does not end a list, another mark does.
    list: Option<char>,
}

impl Page {
    /// Every block is preceded by an empty line and ends its own.
    fn blocks(&mut self, blocks: &[Block<'_>], level: usize) {
        for block in blocks {
            self.out.push('\n');
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block<'_>, level: usize) {
        let before = self.list.take();
        match block {
            Block::Section(section) => self.section(section, level),
            Block::Paragraph(line) | Block::Lead(line) => self.paragraph(line),
            Block::Callout { title, lines } => {
                self.out.push_str("**");
                self.text(title, Place::Line);
                self.out.push_str("**\n");
                for line in lines {
                    self.out.push('\n');
                    self.paragraph(line);
                }
            }
            Block::Answer(text) => push_answer(&mut self.out, text),
            Block::List(items) => {
                self.list(before, items, |page, item| {
                    page.line(item, Place::Line);
                    page.out.push('\n');
                });
            }
            Block::Pairs(pairs) => {
                self.list(before, pairs, |page, (name, line)| {
                    page.out.push_str("**");
                    page.text(name, Place::Line);
                    page.out.push_str(":** ");
                    page.line(line, Place::Line);
                    page.out.push('\n');
                });
            }
            Block::Table(table) => self.table(table),
            Block::Flow(flow) => self.flow(flow),
            Block::Graph(graph) => self.graph(graph),
            Block::Card(card) => self.card(card, level),
            Block::Requirements(requirements) => self.requirements(requirements),
            Block::Room(label) => {
                self.out.push_str("**");
                self.text(label, Place::Line);
                self.out.push_str(":**\n");
            }
        }
    }

    /// Writes points with another mark than the list before, where nothing stands between the two.
    fn list<T>(&mut self, before: Option<char>, items: &[T], write: impl Fn(&mut Self, &T)) {
        let mark = if before == Some('-') { '*' } else { '-' };
        for item in items {
            self.out.push(mark);
            self.out.push(' ');
            write(self, item);
        }
        self.list = if items.is_empty() { before } else { Some(mark) };
    }

    fn section(&mut self, section: &Section<'_>, level: usize) {
        self.heading(level, &section.title, &section.id);
        self.blocks(&section.blocks, level + 1);
    }

    fn heading(&mut self, level: usize, title: &str, id: &str) {
        self.out.extend(std::iter::repeat_n('#', level.min(6)));
        self.out.push(' ');
        self.text(title, Place::Line);
        self.out.push_str(" <a id=\"");
        self.out.push_str(id);
        self.out.push_str("\"></a>\n");
    }

    fn card(&mut self, card: &Card<'_>, level: usize) {
        self.heading(level, card.text, card.id);
        self.out.push('\n');
        self.code(card.id, Place::Line);
        if let Some(tags) = &card.tags {
            self.out.push_str(" · **");
            self.out.push_str(tags.state.title());
            self.out.push_str("**");
        }
        for line in &card.meta {
            self.out.push_str(" · ");
            self.line(line, Place::Line);
        }
        self.out.push('\n');
        self.blocks(&card.blocks, level + 1);
    }

    fn paragraph(&mut self, line: &Line<'_>) {
        let start = self.out.len();
        self.line(line, Place::Line);
        escape::guard_start(&mut self.out, start);
        self.out.push('\n');
    }

    fn line(&mut self, line: &[Inline<'_>], place: Place) {
        for inline in line {
            self.inline(inline, place);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>, place: Place) {
        match inline {
            Inline::Text(text) => self.text(text, place),
            Inline::Strong(text) => self.strong(text, place),
            Inline::Code(text) => self.code(text, place),
            Inline::Date(date) => {
                let _ = write!(self.out, "{date}");
            }
            Inline::Web(address) if address.starts_with("http") && foreign::is_safe(address) => {
                self.link(address, address, place);
            }
            Inline::Web(address) => self.code(address, place),
            Inline::File { text, to } => self.link(text, to, place),
            Inline::Question { id, text } => {
                self.out.push('[');
                self.text(text, place);
                self.out.push_str("](#");
                self.out.push_str(id);
                self.out.push(')');
            }
            Inline::State(state) => self.out.push_str(state.title()),
            Inline::Verdict(verdict) => self.out.push_str(verdict.title()),
            Inline::Judged(verdict) => {
                self.out.push_str("**");
                self.out.push_str(verdict.title());
                self.out.push_str("**");
            }
            Inline::Progress { done, of } => {
                let Some(full) = (done * 10).checked_div(*of) else {
                    self.out.push_str("nothing required");
                    return;
                };
                self.out.extend((0..10).map(|at| if at < full { '█' } else { '░' }));
                let _ = write!(self.out, " {done} of {of}");
            }
        }
    }

    /// Blanks at its ends stand outside of the marks, which would mark nothing beside a blank; and so does a colon
    /// or the like at its beginning, where a word stands right before it.
    fn strong(&mut self, text: &str, place: Place) {
        let after_word = self.out.ends_with(|last: char| last.is_alphanumeric());
        let is_loose = |one: char| one.is_whitespace() || after_word && one.is_ascii_punctuation();
        let inner = text.trim_end().trim_start_matches(is_loose);
        let (before, after) = text.split_once(inner).unwrap_or_default();
        self.text(before, place);
        if !inner.is_empty() {
            self.out.push_str("**");
            self.text(inner, place);
            self.out.push_str("**");
        }
        self.text(after, place);
    }

    fn link(&mut self, text: &str, to: &str, place: Place) {
        self.out.push('[');
        self.text(text, place);
        self.out.push_str("](<");
        escape::push_address(&mut self.out, to);
        self.out.push_str(">)");
    }

    fn text(&mut self, text: &str, place: Place) {
        push_text(&mut self.out, text, place);
    }

    fn code(&mut self, text: &str, place: Place) {
        escape::push_code(&mut self.out, text, place);
    }

    fn table(&mut self, table: &Table<'_>) {
        for title in &table.head {
            self.out.push_str("| ");
            self.text(title, Place::Cell);
            self.out.push(' ');
        }
        self.out.push_str("|\n");
        self.out.extend(std::iter::repeat_n("|---", table.head.len()));
        self.out.push_str("|\n");
        for row in &table.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                self.out.push_str("| ");
                if let (0, Some((id, _))) = (at, &row.question) {
                    self.out.push_str("<a id=\"");
                    self.out.push_str(id);
                    self.out.push_str("\"></a>");
                }
                match cell {
                    Cell::Line(line) => self.cell(line, row),
                    Cell::Answer { before, text } => {
                        self.cell(before, row);
                        push_cell(&mut self.out, text);
                    }
                }
                self.out.push(' ');
            }
            self.out.push_str("|\n");
        }
    }

    /// A link to the row that it stands in would lead nowhere.
    fn cell(&mut self, line: &[Inline<'_>], row: &Row<'_>) {
        let own = row.question.map(|(id, _)| id);
        for inline in line {
            match inline {
                Inline::Question { id, text } if own == Some(*id) => self.text(text, Place::Cell),
                other => self.inline(other, Place::Cell),
            }
        }
    }
}
