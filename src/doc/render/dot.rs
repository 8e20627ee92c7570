//! A graph as DOT, the language of Graphviz.

use std::fmt::Write;

use super::super::document::{EdgeKind, Graph};
use crate::source::inert_line;

/// Writes a graph: a cluster for each group, what is open with a dashed border. Implied lines are left out.
pub fn dot(graph: &Graph<'_>) -> String {
    let mut out = format!("digraph \"{}\" {{\n", quoted(&graph.title));
    out.push_str("  node [shape=box, style=rounded, fontname=\"monospace\", fontsize=11];\n");
    for (group, title) in graph.groups.iter().enumerate() {
        let own = || graph.nodes.iter().enumerate().filter(move |(_, node)| node.group == group);
        if own().next().is_none() {
            continue;
        }
        let _ = writeln!(out, "  subgraph cluster_{group} {{\n    label=\"{}\";", quoted(title));
        for (at, node) in own() {
            let (label, about) = (quoted(&node.label), quoted(&node.about));
            let _ = write!(out, "    n{at} [label=\"{label}\", tooltip=\"{about}\"");
            let is_open = node.state.is_some_and(|state| !state.is_settled());
            out.push_str(match (node.marked, is_open) {
                (true, _) => ", penwidth=3",
                (false, true) => ", style=\"rounded,dashed\"",
                (false, false) => "",
            });
            out.push_str("];\n");
        }
        out.push_str("  }\n");
    }
    for edge in &graph.edges {
        let style = match edge.kind {
            EdgeKind::Plain => "",
            EdgeKind::Further => " [style=dashed]",
            EdgeKind::Implied => continue,
        };
        let _ = writeln!(out, "  n{} -> n{}{style};", edge.from, edge.to);
    }
    out.push_str("}\n");
    out
}

fn quoted(text: &str) -> String {
    inert_line(text).replace('\\', "\\\\").replace('"', "\\\"")
}
