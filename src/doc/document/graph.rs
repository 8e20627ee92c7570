//! Boxes, and what rests on what.

use std::borrow::Cow;

use super::Line;
use crate::query::State;

/// What rests on what: boxes in groups, and lines from each to those that rest on it.
#[derive(Debug, Clone)]
pub struct Graph<'a> {
    /// Begins the ids of its parts, so one word, and no other graph's of the document.
    pub id: &'a str,
    /// What it shows, for those who cannot see it.
    pub title: Cow<'a, str>,
    /// How to read it.
    pub caption: Line<'a>,
    /// Titles of the groups, in order.
    pub groups: Vec<Cow<'a, str>>,
    /// The boxes.
    pub nodes: Vec<Node<'a>>,
    /// The lines.
    pub edges: Vec<Edge>,
}

/// A box of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'a> {
    /// What stands in it: an id, broken over lines after `-` and `/`.
    pub label: Cow<'a, str>,
    /// What it stands for, whole.
    pub about: Cow<'a, str>,
    /// Where it leads.
    pub link: Link<'a>,
    /// Its group, by index.
    pub group: usize,
    /// Its state, where it has one.
    pub state: Option<State>,
    /// Whether it is what the graph is about.
    pub marked: bool,
}

/// Where a box leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link<'a> {
    /// Nowhere.
    None,
    /// To a question in this document.
    Question(&'a str),
    /// To another file of the same output: a relative address as `source::address` writes it.
    File(Cow<'a, str>),
}

/// A line of a graph, between two of its boxes by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The one that is rested on.
    pub from: usize,
    /// The one that rests on it.
    pub to: usize,
    /// How it is drawn.
    pub kind: EdgeKind,
}

/// How a line of a graph is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// Plainly.
    Plain,
    /// Dashed: further away.
    Further,
    /// It follows from others: left out, or only on demand.
    Implied,
}
