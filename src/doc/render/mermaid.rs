//! A graph as Mermaid, which GitHub, GitLab and editors draw.

use std::fmt::Write;

use super::super::document::{EdgeKind, Graph};
use crate::query::State;

/// Writes a graph: a subgraph for each group, what is open with a dashed border. Implied lines are left out.
pub fn mermaid(graph: &Graph<'_>) -> String {
    let mut out = String::from("flowchart TB\n");
    for (group, title) in graph.groups.iter().enumerate() {
        let own = || graph.nodes.iter().enumerate().filter(move |(_, node)| node.group == group);
        if own().next().is_none() {
            continue;
        }
        let _ = writeln!(out, "    subgraph s{group}[\"{}\"]", harmless(title));
        for (at, node) in own() {
            let class = match node.state {
                _ if node.marked => ":::asked",
                Some(state) if is_open(state) => ":::open",
                Some(state) if state.is_held() => ":::held",
                _ => "",
            };
            let _ = writeln!(out, "        n{at}[\"{}\"]{class}", harmless(&node.label));
        }
        out.push_str("    end\n");
    }
    for edge in &graph.edges {
        let arrow = match edge.kind {
            EdgeKind::Plain => "-->",
            EdgeKind::Further => "-.->",
            EdgeKind::Implied => continue,
        };
        let _ = writeln!(out, "    n{} {arrow} n{}", edge.from, edge.to);
    }
    for (class, style) in [
        ("open", "stroke:#c9771a,stroke-width:2px,stroke-dasharray:4 3"),
        ("held", "stroke:#7a5fc0,stroke-width:2px,stroke-dasharray:1 3"),
        ("asked", "stroke-width:3px,font-weight:bold"),
    ] {
        if out.contains(&format!(":::{class}\n")) {
            let _ = writeln!(out, "    classDef {class} {style}");
        }
    }
    out
}

/// What the borders mean, where they differ.
pub(super) fn legend(graph: &Graph<'_>) -> Option<&'static str> {
    let any = |is: fn(State) -> bool| graph.nodes.iter().filter_map(|node| node.state).any(is);
    match (any(is_open), any(State::is_held)) {
        (true, true) => Some(" A dashed border: open. A dotted one: settled for a while."),
        (true, false) => Some(" A dashed border: open."),
        (false, true) => Some(" A dotted border: settled for a while."),
        (false, false) => None,
    }
}

fn is_open(state: State) -> bool {
    !state.is_settled()
}

/// What other people wrote, without the signs that mean something to Mermaid or could end the block around it.
fn harmless(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || " -_./@+…".contains(*c)).collect()
}
