//! Drawings as Mermaid, which GitHub, GitLab and editors draw.

use std::fmt::Write;

use super::super::super::document::{Flow, Graph, Inline};
use super::super::mermaid::{legend, mermaid};
use super::Page;
use super::escape::Place;

impl Page {
    /// The list below says the same in words.
    pub(super) fn flow(&mut self, flow: &Flow<'_>) {
        self.out.push_str("```mermaid\nflowchart LR\n");
        for (at, title) in flow.stages.iter().enumerate() {
            let title: String = title.chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect();
            let _ = writeln!(self.out, "    s{at}[\"{title}\"]");
        }
        for (at, (from, to, _)) in flow.feeds.iter().enumerate() {
            let arrow = if from < to { "-->" } else { "-.->" };
            let _ = writeln!(self.out, "    s{from} {arrow}|{}| s{to}", at + 1);
        }
        self.out.push_str("```\n\n");
        for (at, (from, to, what)) in flow.feeds.iter().enumerate() {
            let _ = write!(self.out, "{}. ", at + 1);
            let name = |stage: &usize| flow.stages.get(*stage).copied().unwrap_or_default();
            self.text(name(from), Place::Line);
            self.out.push_str(" → ");
            self.text(name(to), Place::Line);
            self.out.push_str(": ");
            self.text(what, Place::Line);
            self.out.push('\n');
        }
    }

    /// The caption below says how to read it.
    pub(super) fn graph(&mut self, graph: &Graph<'_>) {
        self.out.push_str("```mermaid\n");
        self.out.push_str(&mermaid(graph));
        self.out.push_str("```\n\n");
        let mut caption = graph.caption.clone();
        caption.extend(legend(graph).map(Inline::text));
        self.paragraph(&caption);
    }
}
