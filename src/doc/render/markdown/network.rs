//! Components and who feeds whom: a drawing in Mermaid, and the same in words.

use std::fmt::Write;

use super::super::super::document::Network;
use super::Page;
use super::escape::{self, Place};

/// Mermaid draws no more than 500 arrows; fewer are legible.
const DRAWN: usize = 100;
/// A longer label is cut.
const LABEL: usize = 40;

impl Page {
    pub(super) fn network(&mut self, network: &Network<'_>) {
        if network.edges.len() <= DRAWN {
            self.out.push_str("```mermaid\nflowchart LR\n");
            for (at, node) in network.nodes.iter().enumerate() {
                let (label, level) = (label(node.label, node.id), node.level.unwrap_or("no level"));
                let _ = writeln!(self.out, "    c{at}[\"{label}, {level}\"]");
            }
            for (from, to) in &network.edges {
                let _ = writeln!(self.out, "    c{from} --> c{to}");
            }
            self.out.push_str("```\n\n");
        }
        let fed: Vec<_> = network.fed().collect();
        self.list(None, &fed, |page, (node, fed)| {
            let start = page.out.len();
            page.line(&node.line(), Place::Line);
            escape::guard_start(&mut page.out, start);
            page.out.push_str(" feeds ");
            page.line(fed, Place::Line);
            page.out.push('\n');
        });
    }
}

/// What of a name means nothing to Mermaid; where nothing is left, of the id.
fn label(name: &str, id: &str) -> String {
    let plain = |text: &str| -> String {
        let harmless = |c: char| if c.is_alphanumeric() || c == '-' { c } else { ' ' };
        let words: String = text.chars().map(harmless).collect();
        let words: Vec<&str> = words.split_whitespace().collect();
        let label: String = words.join(" ").trim_start_matches(['-', ' ']).chars().take(LABEL).collect();
        label.trim_end().to_owned()
    };
    let label = plain(name);
    if label.is_empty() { plain(id) } else { label }
}
