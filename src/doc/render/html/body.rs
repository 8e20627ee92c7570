//! Blocks and lines as HTML.

use std::fmt::Write;

use super::super::super::document::{Block, Card, Cell, Formal, Inline, Line, Row, Section, Table, Tags};
use super::answer::push_answer;
use super::{flow, graph, text};
use crate::doc::foreign::is_safe;
use crate::model::Keys;
use crate::query::{State, Verdict};

/// What has been written so far.
pub(super) struct Body {
    pub(super) out: String,
}

impl Body {
    pub(super) fn blocks(&mut self, blocks: &[Block<'_>], level: usize) {
        for block in blocks {
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block<'_>, level: usize) {
        match block {
            Block::Section(section) => self.section(section, level),
            Block::Paragraph(line) => self.wrapped("<p>", line, "</p>\n"),
            Block::Lead(line) => self.wrapped("<p class=\"lead\">", line, "</p>\n"),
            Block::Callout { title, lines } => {
                self.out.push_str("<div class=\"callout\">\n<p class=\"title\">");
                self.text(title);
                self.out.push_str("</p>\n");
                for line in lines {
                    self.wrapped("<p>", line, "</p>\n");
                }
                self.out.push_str("</div>\n");
            }
            Block::Answer(answer) => {
                self.out.push_str("<div class=\"answer\">");
                push_answer(&mut self.out, answer, level - 1);
                self.out.push_str("</div>\n");
            }
            Block::List(items) => {
                self.out.push_str("<ul>\n");
                for item in items {
                    self.wrapped("<li>", item, "</li>\n");
                }
                self.out.push_str("</ul>\n");
            }
            Block::Pairs(pairs) => {
                self.out.push_str("<dl>\n");
                for (name, line) in pairs {
                    self.pair(name, |body| body.line(line));
                }
                self.out.push_str("</dl>\n");
            }
            Block::Table(table) => self.table(table, level),
            Block::Flow(stages) => flow::push(&mut self.out, stages),
            Block::Graph(drawn) => graph::push(self, drawn),
            Block::Card(card) => self.card(card, level),
            Block::Requirements(requirements) => self.requirements(requirements),
            Block::Room(label) => {
                self.out.push_str("<div class=\"room\"><p>");
                self.text(label);
                self.out.push_str("</p><hr><hr><hr></div>\n");
            }
        }
    }

    fn section(&mut self, section: &Section<'_>, level: usize) {
        let level = level.min(6);
        self.out.push_str("<section aria-labelledby=\"");
        self.text(&section.id);
        let _ = write!(self.out, "\">\n<h{level} id=\"");
        self.text(&section.id);
        self.out.push_str("\">");
        self.text(&section.title);
        let _ = writeln!(self.out, "</h{level}>");
        self.blocks(&section.blocks, level + 1);
        self.out.push_str("</section>\n");
    }

    fn card(&mut self, card: &Card<'_>, level: usize) {
        let level = level.min(6);
        self.out.push_str(if card.quiet { "<article class=\"quiet\" id=\"" } else { "<article id=\"" });
        self.text(card.id);
        self.out.push('"');
        if let Some(tags) = &card.tags {
            self.tags(tags);
        }
        let _ = write!(self.out, ">\n<h{level}>");
        self.text(card.text);
        let _ = write!(self.out, "</h{level}>\n<p class=\"meta\">");
        if let Some(tags) = &card.tags {
            self.inline(&Inline::State(tags.state));
            self.out.push(' ');
        }
        for line in &card.meta {
            self.wrapped("<span>", line, "</span> ");
        }
        self.out.push_str("<a class=\"self\" href=\"#");
        self.text(card.id);
        self.out.push_str("\">");
        self.text(card.id);
        self.out.push_str("</a></p>\n");
        self.blocks(&card.blocks, level + 1);
        self.out.push_str("</article>\n");
    }

    fn tags(&mut self, tags: &Tags<'_>) {
        let _ = write!(
            self.out,
            " data-state=\"{}\" data-stage=\"{}\" data-roles=\"",
            tags.state.word(),
            tags.stage
        );
        for (at, role) in tags.roles.iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            let _ = write!(self.out, "{role}");
        }
        self.out.push('"');
    }

    fn table(&mut self, table: &Table<'_>, level: usize) {
        self.out.push_str("<table>\n<caption class=\"sr\">");
        self.text(&table.caption);
        self.out.push_str("</caption>\n");
        for width in table.widths {
            let _ = write!(self.out, "<col width=\"{width}%\">");
        }
        self.out.push_str("<thead><tr>");
        for title in &table.head {
            self.out.push_str("<th scope=\"col\">");
            self.text(title);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(row, &table.head, level);
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    fn row(&mut self, row: &Row<'_>, head: &[std::borrow::Cow<'_, str>], level: usize) {
        self.out.push_str("<tr");
        if let Some((id, tags)) = &row.question {
            self.out.push_str(" id=\"");
            self.text(id);
            self.out.push('"');
            self.tags(tags);
        }
        self.out.push('>');
        for (at, cell) in row.cells.iter().enumerate() {
            let (open, close) = if at == 0 { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
            self.out.push_str(open);
            if matches!(cell, Cell::Line(line) if line.iter().any(text::has_long_word)) {
                self.out.push_str(" class=\"long\"");
            }
            // On a narrow screen many columns stand below each other, each cell under its title.
            if let (Some(title), true) = (head.get(at), head.len() > 2) {
                self.out.push_str(" data-label=\"");
                self.text(title);
                self.out.push('"');
            }
            self.out.push('>');
            match cell {
                Cell::Line(line) => self.line(line),
                Cell::Answer { before, text: answer } => {
                    self.line(before);
                    self.out.push_str("<div class=\"answer\">");
                    push_answer(&mut self.out, answer, level - 1);
                    self.out.push_str("</div>");
                }
            }
            self.out.push_str(close);
        }
        self.out.push_str("</tr>\n");
    }

    fn requirements(&mut self, requirements: &[Formal<'_>]) {
        self.out.push_str("<div class=\"formal\">\n<p class=\"title\">Formal requirements</p>\n<ul>\n");
        for Formal { requirement: one, judged } in requirements {
            self.out.push_str("<li><p><code>");
            self.text(&one.id);
            self.out.push_str("</code> ");
            self.text(&one.text);
            self.out.push_str("</p>\n<dl>\n");
            for (key, text) in one.remarks() {
                self.pair(key.title().unwrap_or(key.name()), |body| body.text(text));
            }
            if let Some(judged) = judged {
                self.pair("Verdict", |body| {
                    body.inline(&Inline::Judged(judged.verdict));
                    body.text(&format!(": {}", judged.said.replace('`', "")));
                });
            }
            self.out.push_str("</dl></li>\n");
        }
        self.out.push_str("</ul>\n</div>\n");
    }

    fn pair(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.out.push_str("<div><dt>");
        self.text(name);
        self.out.push_str("</dt><dd>");
        write(self);
        self.out.push_str("</dd></div>\n");
    }

    fn wrapped(&mut self, open: &str, line: &Line<'_>, close: &str) {
        self.out.push_str(open);
        self.line(line);
        self.out.push_str(close);
    }

    pub(super) fn line(&mut self, line: &Line<'_>) {
        for inline in line {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong(text) => self.element("<strong>", text, "</strong>"),
            Inline::Code(text) => self.element("<code>", text, "</code>"),
            Inline::Date(date) => {
                let _ = write!(self.out, "<time>{date}</time>");
            }
            Inline::Web(address) if address.starts_with("http") && is_safe(address) => {
                self.out.push_str("<a href=\"");
                text::push_address(&mut self.out, address);
                self.element("\" rel=\"noopener noreferrer nofollow\">", address, "</a>");
            }
            Inline::Web(address) => self.element("<code>", address, "</code>"),
            Inline::File { text, to } => {
                self.out.push_str("<a href=\"");
                text::push_address(&mut self.out, to);
                self.element("\">", text, "</a>");
            }
            Inline::Question { id, text } => {
                self.element("<a href=\"#", id, "\">");
                self.element("", text, "</a>");
            }
            Inline::State(state) => {
                let _ = write!(self.out, "<span class=\"state {}\">{}</span>", state.class(), state.title());
            }
            Inline::Verdict(verdict) => {
                // As states look: what is done, what is on its way, what is open.
                let like = match verdict {
                    Verdict::Covered => State::Answered,
                    Verdict::Partly => State::Assumed,
                    Verdict::Uncovered => State::Open,
                };
                let _ = write!(self.out, "<span class=\"state {}\">{}</span>", like.class(), verdict.title());
            }
            Inline::Judged(verdict) => {
                let _ =
                    write!(self.out, "<span class=\"state {}\">{}</span>", verdict.word(), verdict.title());
            }
            Inline::Progress { done, of } => self.progress(*done, *of),
        }
    }

    /// A bar for the eye, with the numbers behind it for everybody.
    fn progress(&mut self, done: usize, of: usize) {
        let Some(width) = (done * 100).checked_div(of) else {
            self.out.push_str("<span class=\"of\">nothing required</span>");
            return;
        };
        let _ = write!(
            self.out,
            "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect class=\"all\" width=\"100\" height=\"6\"/><rect class=\"done\" width=\"{width}\" height=\"6\"/></svg> \
             <span class=\"of\">{done} of {of}</span>"
        );
    }

    fn element(&mut self, open: &str, text: &str, close: &str) {
        self.out.push_str(open);
        self.text(text);
        self.out.push_str(close);
    }

    fn text(&mut self, text: &str) {
        text::push(&mut self.out, text);
    }
}
