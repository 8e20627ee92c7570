//! A workspace's index: all components and how far they are.

use std::collections::{BTreeSet, HashMap};

use super::super::document::{
    Block, Document, Edge, EdgeKind, Graph, Inline, Layout, Line, Link, Node, Row, Section, Table, line,
};
use crate::model::MaturityLevel;
use crate::source::{address, count, inflect};

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
    /// The ids of the components whose output it takes in.
    pub consumes: Vec<String>,
    /// Required questions.
    pub required: usize,
    /// Required questions that are settled.
    pub done: usize,
}

/// A workspace's index with the state of all its components, in the order given.
pub fn index<'a>(title: &'a str, entries: &'a [IndexEntry]) -> Document<'a> {
    let complete = entries.iter().filter(|entry| entry.done == entry.required).count();
    let lead = vec![
        Inline::Strong(format!("{complete} of {}", count(entries.len(), "component")).into()),
        Inline::text(format!(" {} every required question settled.", inflect(complete, "has", "have"))),
    ];
    let table = Table {
        widths: &[38, 22, 18, 22],
        caption: "Components and how far they are".into(),
        head: ["Component", "Settled", "Level", "Form"].map(Into::into).to_vec(),
        rows: entries.iter().map(row).collect(),
    };
    let mut blocks = vec![Block::Lead(lead), Block::Table(table)];
    blocks.extend(feeding(entries));
    Document {
        kind: "Index",
        title: title.into(),
        subtitle: line(count(entries.len(), "component")),
        facets: None,
        blocks,
        footer: line("Written by formwork from the components' files, so change those and render again."),
        layout: Layout::Text,
    }
}

fn row(entry: &IndexEntry) -> Row<'_> {
    let name = name(entry);
    let settled = vec![Inline::Progress { done: entry.done, of: entry.required }];
    Row::of([name, settled, line(entry.maturity.as_deref().unwrap_or("none")), line(&*entry.form)])
}

/// A component's name, as a link where there is a document, and its id where that says more.
fn name(entry: &IndexEntry) -> Line<'_> {
    let mut line = if entry.href.is_empty() {
        vec![Inline::text(&*entry.name)]
    } else {
        vec![Inline::File { text: entry.name.as_str().into(), to: address(&entry.href).into() }]
    };
    if entry.id != entry.name {
        line.extend([Inline::text(" "), Inline::Code(entry.id.as_str().into())]);
    }
    line
}

/// A drawing with more lines says nothing that the table does not say better.
const DRAWN: usize = 100;

/// Who feeds whom; nothing where nobody takes in anything. What no component of the workspace puts out is left
/// out: `check` says so.
fn feeding(entries: &[IndexEntry]) -> Option<Block<'_>> {
    let at: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), at)).collect();
    let mut feeds: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (to, entry) in entries.iter().enumerate() {
        let from = entry.consumes.iter().filter_map(|id| at.get(id.as_str()).copied());
        feeds.extend(from.filter(|from| *from != to).map(|from| (from, to)));
    }
    if feeds.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if feeds.len() <= DRAWN {
        blocks.push(Block::Graph(drawing(entries, &feeds)));
    }
    let mut rows: Vec<(usize, Line<'_>)> = Vec::new();
    for &(from, to) in &feeds {
        match rows.last_mut() {
            Some((last, line)) if *last == from => {
                line.push(Inline::text(", "));
                line.extend(name(&entries[to]));
            }
            _ => rows.push((from, name(&entries[to]))),
        }
    }
    let rows = rows.into_iter().map(|(from, fed)| {
        let level = entries[from].maturity.as_deref().unwrap_or("none");
        Row::of([name(&entries[from]), line(level), fed])
    });
    blocks.push(Block::Table(Table {
        widths: &[30, 18, 52],
        caption: "Components and those that take in their output".into(),
        head: ["Component", "Level", "Feeds"].map(Into::into).to_vec(),
        rows: rows.collect(),
    }));
    Some(Block::Section(Section {
        id: "part.feeds".into(),
        title: "Who feeds whom".into(),
        count: None,
        blocks,
    }))
}

/// The components that feed others or are fed, by level.
fn drawing<'e>(entries: &'e [IndexEntry], feeds: &BTreeSet<(usize, usize)>) -> Graph<'e> {
    let taking_part: BTreeSet<usize> = feeds.iter().flat_map(|&(from, to)| [from, to]).collect();
    let place: HashMap<usize, usize> = taking_part.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let level = |at: usize| entries[at].maturity.as_deref().unwrap_or("no level");
    let known = MaturityLevel::WORDS.iter().copied().chain(["no level"]);
    let groups: Vec<&str> = known.filter(|word| taking_part.iter().any(|&at| level(at) == *word)).collect();
    let node = |at: usize| {
        let entry = &entries[at];
        let link = if entry.href.is_empty() { Link::None } else { Link::File(address(&entry.href).into()) };
        Node {
            label: entry.id.as_str().into(),
            about: entry.name.as_str().into(),
            link,
            group: groups.iter().position(|word| *word == level(at)).unwrap_or(0),
            state: None,
            marked: false,
        }
    };
    let edge = |(from, to): &(usize, usize)| {
        Some(Edge { from: *place.get(from)?, to: *place.get(to)?, kind: EdgeKind::Plain })
    };
    Graph {
        id: "w",
        title: "Components by level, and who takes in whose output".into(),
        caption: line("An arrow leads from a component to one that takes in its output."),
        nodes: taking_part.iter().map(|&at| node(at)).collect(),
        edges: feeds.iter().filter_map(edge).collect(),
        groups: groups.into_iter().map(Into::into).collect(),
    }
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
