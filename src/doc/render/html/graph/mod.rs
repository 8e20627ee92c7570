//! What rests on what, as a drawing: [`place`] says where boxes stand, [`route`] which way lines take, [`label`] breaks
//! labels, [`draw`] turns that into SVG. The drawing depends on the form alone, so it is made once and kept; of a
//! component only the states of its questions are written in.

mod draw;
mod label;
mod place;
mod route;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use super::super::super::document::{Edge, Graph, Inline, Link, Node};
use super::body::Body;
use super::text;
use crate::query::State;

/// What a drawing is of: all of a graph but its states.
#[derive(Debug, PartialEq, Eq)]
struct Subject {
    id: String,
    title: String,
    groups: Vec<String>,
    nodes: Vec<Node<'static>>,
    edges: Vec<Edge>,
}

/// A drawing with room for what differs from component to component.
#[derive(Debug)]
struct Drawing {
    subject: Subject,
    /// Up to the boxes.
    head: String,
    /// A box in four parts; between them its state as a class, in words, and as a mark.
    boxes: Vec<[String; 4]>,
}

/// Writes a graph.
pub(super) fn push(body: &mut Body, graph: &Graph<'_>) {
    let drawing = KNOWN.drawing(graph);
    body.out.push_str(&drawing.head);
    for (node, [first, second, third, fourth]) in graph.nodes.iter().zip(&drawing.boxes) {
        body.out.push_str(first);
        if node.marked {
            body.out.push_str(" marked");
        }
        if let Some(state) = node.state {
            body.out.push(' ');
            body.out.push_str(state.class());
        }
        body.out.push_str(second);
        if let Some(state) = node.state {
            body.out.push_str(" (");
            body.out.push_str(state.title());
            body.out.push(')');
        }
        body.out.push_str(third);
        body.out.push_str(node.state.map_or("", State::mark));
        body.out.push_str(fourth);
    }
    body.out.push_str("</svg></div>\n<p>");
    body.line(&graph.caption);
    body.out.push_str(HINT);
    legend(body, graph);
    body.out.push_str("</p>\n</div>\n");
}

/// Shown where one can point without touching.
const HINT: &str = " <span class=\"hint\">Point at a box to see all of its arrows.</span>";

/// The states that occur, as they look.
fn legend(body: &mut Body, graph: &Graph<'_>) {
    let mut before = "<br>";
    for state in State::ALL.iter().filter(|state| graph.nodes.iter().any(|node| node.state == Some(**state)))
    {
        body.out.push_str(before);
        body.line(&vec![Inline::State(*state)]);
        before = " ";
    }
}

/// So many drawings are kept: those of the forms that the components of a workspace use.
const KEPT: usize = 16;

/// Drawings that were made, the latest at the end.
#[derive(Debug)]
struct Known(Mutex<Vec<Arc<Drawing>>>);

static KNOWN: Known = Known::none();

impl Known {
    const fn none() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The drawing of a graph, made or known.
    fn drawing(&self, graph: &Graph<'_>) -> Arc<Drawing> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().iter().find(|one| one.subject.is_of(graph)) {
            return Arc::clone(found);
        }
        let made = Arc::new(draw::draw(Subject::of(graph)));
        let mut known = known();
        if known.len() >= KEPT {
            known.remove(0);
        }
        known.push(Arc::clone(&made));
        made
    }
}

impl Subject {
    fn of(graph: &Graph<'_>) -> Self {
        let owned = |node: &Node<'_>| Node {
            label: node.label.to_string().into(),
            about: node.about.to_string().into(),
            link: match &node.link {
                Link::None => Link::None,
                Link::Question(id) => Link::File(format!("#{id}").into()),
                Link::File(to) => Link::File(to.to_string().into()),
            },
            group: node.group,
            state: None,
            marked: false,
        };
        Self {
            id: graph.id.to_owned(),
            title: graph.title.to_string(),
            groups: graph.groups.iter().map(ToString::to_string).collect(),
            nodes: graph.nodes.iter().map(owned).collect(),
            edges: graph.edges.clone(),
        }
    }

    fn is_of(&self, graph: &Graph<'_>) -> bool {
        let leads = |own: &Link<'_>, link: &Link<'_>| match (own, link) {
            (Link::None, Link::None) => true,
            (Link::File(own), Link::Question(id)) => own.strip_prefix('#') == Some(*id),
            (Link::File(own), Link::File(to)) => own == to,
            _ => false,
        };
        let same = |(own, node): (&Node<'_>, &Node<'_>)| {
            own.label == node.label
                && own.about == node.about
                && own.group == node.group
                && leads(&own.link, &node.link)
        };
        self.id == graph.id
            && self.title == graph.title
            && self.edges == graph.edges
            && self.groups == graph.groups
            && self.nodes.len() == graph.nodes.len()
            && self.nodes.iter().zip(&graph.nodes).all(same)
    }
}
