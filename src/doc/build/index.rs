//! A workspace's index: all components and how far they are.

use super::super::document::{Block, Document, Inline, Layout, Row, Table, line};
use super::words::count;
use crate::source::address;

/// A component in a workspace's index.
#[derive(Debug, Clone, Default)]
pub struct IndexEntry {
    /// Its path in the workspace.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The path of its document, relative to the index, `/` between the parts; empty where there is none.
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
        vec![Inline::File { text: entry.name.as_str().into(), to: address(&entry.href).into() }]
    };
    if entry.id != entry.name {
        name.push(Inline::text(" "));
        name.push(Inline::Code(entry.id.as_str().into()));
    }
    let settled = vec![Inline::Progress { done: entry.done, of: entry.required }];
    Row::of([name, settled, line(entry.maturity.as_deref().unwrap_or("none")), line(&*entry.form)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::format;

    #[test]
    fn a_folder_s_name_is_only_ever_a_path_in_a_link() {
        let cases = [
            ("services/birds.html", "services/birds.html"),
            ("javascript:alert(1).html", "javascript%3Aalert%281%29.html"),
            ("a#b.html", "a%23b.html"),
            ("a?b.html", "a%3Fb.html"),
            ("x%20y.html", "x%2520y.html"),
            ("Käfig 2.html", "K%C3%A4fig%202.html"),
        ];
        for (path, address) in cases {
            let entry =
                IndexEntry { id: "x".into(), name: "n".into(), href: path.into(), ..IndexEntry::default() };
            let entries = [entry];
            let document = index("Zoo", &entries);
            let html = (format("html").unwrap().render)(&document);
            assert!(html.contains(&format!("<a href=\"{address}\">n</a>")), "{path}");
            let markdown = (format("markdown").unwrap().render)(&document);
            assert!(markdown.contains(&format!("[n](<{address}>)")), "{path}");
        }
    }
}
