//! As a graph: what is direct with plain lines, what lies further with dashed ones.

use std::borrow::Cow;

use crate::doc::document::{Edge, EdgeKind, Graph, Link, Node};
use crate::query::{Impact, View};
use crate::source::inert_line;

/// The questions asked about, and all that they can reach.
pub(super) fn picture<'v>(view: &View<'v>, impact: &Impact<'_>) -> Graph<'v> {
    let component = view.component;
    let form = &component.form;
    let known = component.graph();
    let mut shown: Vec<usize> =
        impact.reach.iter().map(|one| one.question).chain(impact.asked.clone()).collect();
    shown.sort_unstable();
    let kind = |on: usize| if impact.asked.contains(&on) { EdgeKind::Plain } else { EdgeKind::Further };
    let mut nodes: Vec<Node<'v>> = shown
        .iter()
        .map(|&at| {
            let question = &form.questions[at];
            Node {
                label: question.id.as_str().into(),
                about: question.text.as_str().into(),
                link: Link::None,
                group: question.stage,
                state: Some(view.states[at]),
                marked: impact.asked.contains(&at),
            }
        })
        .collect();
    let mut edges = Vec::new();
    for (to, &at) in shown.iter().enumerate() {
        for dependency in &known.depends_on[at] {
            if let Ok(from) = shown.binary_search(&dependency.on) {
                edges.push(Edge { from, to, kind: kind(dependency.on) });
            }
        }
    }
    let mut groups: Vec<Cow<'v, str>> = form.stages.iter().map(|stage| stage.title.as_str().into()).collect();
    if !impact.consumers.is_empty() {
        groups.push("Takes in the output".into());
    }
    for one in &impact.consumers {
        let consumer = &view.outside.consumers[one.consumer];
        let depends = |at: usize| {
            let named = consumer.questions.iter().any(|id| form.find(id) == Some(at));
            named || consumer.questions.is_empty() && impact.asked.contains(&at)
        };
        let to = nodes.len();
        let on = shown.iter().enumerate().filter(|(_, at)| depends(**at));
        edges.extend(on.map(|(from, &at)| Edge { from, to, kind: kind(at) }));
        nodes.push(Node {
            label: inert_line(consumer.id.as_str()).into(),
            about: inert_line(&consumer.name).into(),
            link: Link::None,
            group: groups.len() - 1,
            state: None,
            marked: false,
        });
    }
    Graph {
        id: "impact",
        title: inert_line(&component.name).into(),
        caption: Vec::new(),
        groups,
        nodes,
        edges,
    }
}
