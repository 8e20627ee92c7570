//! A workspace's index: all components and how far they are.

use super::super::document::{Block, Document, Inline, Layout, Row, Table, line};
use super::words::count;

/// A component in a workspace's index.
#[derive(Debug, Clone, Default)]
pub struct IndexEntry {
    /// Its path in the workspace.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its document, relative to the index, `/` between the parts; empty where there is none.
    pub href: String,
    /// Its form: `mlops-requirements@3`.
    pub form: String,
    /// Its maturity level.
    pub maturity: Option<String>,
    /// Required questions.
    pub required: usize,
    /// Required questions that are settled.
    pub done: usize,
}

/// A workspace's index with the state of all its components, in the order given.
pub fn index<'a>(title: &'a str, entries: &'a [IndexEntry]) -> Document<'a> {
    let complete = entries.iter().filter(|entry| entry.done == entry.required).count();
    let lead = vec![
        Inline::Strong(format!("{complete} of {}", count(entries.len(), "component", "components")).into()),
        Inline::text(if complete == 1 {
            " has every required question settled."
        } else {
            " have every required question settled."
        }),
    ];
    let table = Table {
        caption: "Components and how far they are".into(),
        head: ["Component", "Settled", "Level", "Form"].map(Into::into).to_vec(),
        rows: entries.iter().map(row).collect(),
    };
    Document {
        kind: "Index",
        title: title.into(),
        subtitle: line(count(entries.len(), "component", "components")),
        facets: None,
        blocks: vec![Block::Lead(lead), Block::Table(table)],
        footer: line("Written by formwork from the components' files, so change those and render again."),
        layout: Layout::Text,
    }
}

fn row(entry: &IndexEntry) -> Row<'_> {
    let mut name = if entry.href.is_empty() {
        vec![Inline::text(&*entry.name)]
    } else {
        vec![Inline::File { text: entry.name.as_str().into(), to: entry.href.as_str().into() }]
    };
    if entry.id != entry.name {
        name.push(Inline::text(" "));
        name.push(Inline::Code(entry.id.as_str().into()));
    }
    let settled = vec![Inline::Progress { done: entry.done, of: entry.required }];
    Row::of([name, settled, line(entry.maturity.as_deref().unwrap_or("none")), line(&*entry.form)])
}
