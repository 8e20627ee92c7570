//! Places and ways as SVG. Everything is in pixels of the drawing, which is shown at its own size.

use std::fmt::Write;

use super::super::super::super::document::{Edge, EdgeKind, Link};
use super::place::{Places, place};
use super::route::{Routes, Way, route};
use super::{Drawing, Subject, label, text};

/// Width of a character of a label, in tenths.
const CHARACTER: usize = 66;
const LINE: usize = 13;
/// Left of a label: the state's mark.
const INSET: usize = 17;
const TITLE: usize = 30;
/// Width of a character of a group's title, in tenths: more than most are, because fonts differ.
const TITLE_CHARACTER: usize = 88;
/// From one track to the next.
const STEP: usize = 5;
/// Between a box and the first track, with room for an arrow's tip.
const CLEAR: usize = 12;
/// A gutter without tracks at either side of the drawing.
const EDGE: usize = 7;
/// How far the ground of a group reaches beyond its boxes.
const GROUND: usize = 6;
const TURN: usize = 4;

/// What lies where.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) places: Places,
    routes: Routes,
    pub(super) lines: Vec<Vec<String>>,
    pub(super) size: (usize, usize),
    /// The left side of each column, and of what would be the next.
    columns: Vec<usize>,
    /// How far the ground of each group reaches: its last box, or its title where that is longer.
    rights: Vec<usize>,
    /// The left side of each gutter.
    gutters: Vec<usize>,
    /// The top of each row.
    rows: Vec<usize>,
    /// Width and height of the whole.
    whole: (usize, usize),
}

impl Layout {
    pub(super) fn of(subject: &Subject) -> Self {
        let count = subject.nodes.len();
        let edges: Vec<(usize, usize)> = ends(&subject.edges, count).collect();
        let groups: Vec<usize> = subject.nodes.iter().map(|node| node.group).collect();
        let places = place(&groups, &edges);
        let routes = route(&places, &edges);
        let width = label::width(subject.nodes.iter().map(|node| &*node.label));
        let lines: Vec<_> = subject.nodes.iter().map(|node| label::lines(&node.label, width)).collect();
        let tallest = lines.iter().map(Vec::len).max().unwrap_or(1).max(2);
        let size = (width * CHARACTER / 10 + INSET + 7, tallest * LINE + 8);
        let (mut columns, mut gutters, mut x) = (Vec::new(), Vec::new(), 0);
        let mut rights = vec![0; subject.groups.len()];
        let mut left = 0;
        for (gutter, &tracks) in routes.gutters.iter().enumerate() {
            gutters.push(x);
            let outer = gutter == 0 || gutter + 1 == routes.gutters.len();
            x += match tracks {
                0 if outer => EDGE,
                0 => GROUND * 2 + 8,
                many => CLEAR * 2 + (many - 1) * STEP,
            };
            columns.push(x);
            let group = places.columns.get(gutter).copied();
            if gutter == 0 || group != places.columns.get(gutter - 1).copied() {
                left = x;
            }
            x += size.0;
            if group != places.columns.get(gutter + 1).copied()
                && let Some((group, title)) = group.and_then(|at| Some((at, subject.groups.get(at)?)))
            {
                x = x.max(left + title.chars().count() * TITLE_CHARACTER / 10);
                rights[group] = x;
            }
        }
        let (mut rows, mut y) = (Vec::new(), TITLE);
        for &tracks in &routes.channels {
            rows.push(y);
            y += size.1 + 12 + tracks * STEP;
        }
        let width = columns.last().copied().unwrap_or(0);
        Self { places, routes, lines, size, columns, rights, gutters, rows, whole: (width, y) }
    }

    /// The upper left corner of a box.
    pub(super) fn corner(&self, node: usize) -> (usize, usize) {
        let (row, column) = self.places.at[node];
        (self.columns[column], self.rows[row])
    }

    /// The corners of a line, from the box it comes from to the one that it ends at. `line` counts the lines that lie between
    /// two boxes.
    pub(super) fn points(&self, line: usize, (from, to): (usize, usize)) -> Vec<(usize, usize)> {
        let ((x, y), (x_to, y_to)) = (self.corner(from), self.corner(to));
        let start = (x + self.size.0 / 2, y + self.size.1);
        match self.routes.ways[line] {
            Way::Down => vec![start, (x_to + self.size.0 / 2, y_to)],
            Way::Around { channel, gutter, track, port: (port, of) } => {
                let across = start.1 + 8 + channel * STEP;
                let alone = self.routes.gutters[gutter] == 0;
                let down = self.gutters[gutter] + if alone { 0 } else { CLEAR + track * STEP };
                let end = y_to + self.size.1 * (port + 1) / (of + 1);
                let is_left = self.places.at[to].1 == gutter;
                let side = if is_left { x_to } else { x_to + self.size.0 };
                vec![start, (start.0, across), (down, across), (down, end), (side, end)]
            }
        }
    }
}

/// The two ends of each line that lies between two boxes.
fn ends(edges: &[Edge], count: usize) -> impl Iterator<Item = (usize, usize)> {
    drawn(edges, count).map(|edge| (edge.from, edge.to))
}

fn drawn(edges: &[Edge], count: usize) -> impl Iterator<Item = &Edge> {
    edges.iter().filter(move |edge| edge.from != edge.to && edge.from < count && edge.to < count)
}

/// Draws a subject.
pub(super) fn draw(subject: Subject) -> Drawing {
    let layout = Layout::of(&subject);
    let mut head = String::new();
    let (width, height) = layout.whole;
    head.push_str("<div class=\"graph\">\n<div class=\"pan\">");
    let _ = write!(head, "<svg viewBox=\"-.5 -.5 {width} {height}\" width=\"{width}\" height=\"{height}\"");
    head.push_str(" role=\"group\" aria-label=\"");
    text::push(&mut head, &subject.title);
    head.push_str("\">\n");
    grounds(&mut head, &subject, &layout);
    let count = subject.nodes.len();
    let mut own: Vec<String> = vec![String::new(); count];
    let (mut plain, mut implied) = (String::new(), String::new());
    for (line, edge) in drawn(&subject.edges, count).enumerate() {
        let out = if edge.kind == EdgeKind::Implied { &mut implied } else { &mut plain };
        let _ = write!(out, "<path id=\"{}.{line}\" d=\"", subject.id);
        way(out, &layout.points(line, (edge.from, edge.to)));
        out.push_str(if edge.kind == EdgeKind::Further { "\" class=\"far\"/>" } else { "\"/>" });
        for end in [edge.from, edge.to] {
            let _ = write!(own[end], "<use href=\"#{}.{line}\"/>", subject.id);
        }
    }
    if !implied.is_empty() {
        head.push_str("<defs>");
        head.push_str(&implied);
        head.push_str("</defs>\n");
    }
    head.push_str("<g class=\"lines\">");
    head.push_str(&plain);
    head.push_str("</g>\n");
    let boxes = own.iter().enumerate().map(|(node, own)| drawn_box(&subject, &layout, node, own)).collect();
    Drawing { subject, head, boxes }
}

/// The ground of each group, with its title.
fn grounds(out: &mut String, subject: &Subject, layout: &Layout) {
    for (group, title) in subject.groups.iter().enumerate() {
        let mut own = (0..layout.places.columns.len()).filter(|&at| layout.places.columns[at] == group);
        let Some(first) = own.next() else { continue };
        let (left, right) = (layout.columns[first], layout.rights[group]);
        let _ = write!(
            out,
            "<rect class=\"ground\" x=\"{}\" y=\"0\" width=\"{}\" height=\"{}\" rx=\"6\"/><text class=\"title\" x=\"{left}\" y=\"19\">",
            left.saturating_sub(GROUND),
            right - left + GROUND * 2,
            layout.whole.1
        );
        text::push(out, title);
        out.push_str("</text>\n");
    }
}

fn drawn_box(subject: &Subject, layout: &Layout, node: usize, lines: &str) -> [String; 4] {
    let one = &subject.nodes[node];
    let ((x, y), (width, height)) = (layout.corner(node), layout.size);
    let mut second = format!("\">{lines}<a");
    if let Link::File(to) = &one.link {
        second.push_str(" href=\"");
        text::push_address(&mut second, to);
        second.push('"');
    }
    second.push_str("><title>");
    text::push_with(&mut second, &one.about, " ");
    let third = format!(
        "</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\"/><text class=\"mark\" x=\"{}\" y=\"{}\">",
        x + 5,
        y + height / 2 + 4
    );
    let mut fourth = "</text>".to_owned();
    let label = &layout.lines[node];
    let top = y + (height - label.len() * LINE) / 2 + 10;
    for (at, line) in label.iter().enumerate() {
        let _ = write!(fourth, "<text x=\"{}\" y=\"{}\">", x + INSET, top + at * LINE);
        text::push_with(&mut fourth, line, " ");
        fourth.push_str("</text>");
    }
    fourth.push_str("</a></g>\n");
    ["<g class=\"node".to_owned(), second, third, fourth]
}

/// A path along corners, which are rounded, with a tip at its end.
fn way(out: &mut String, points: &[(usize, usize)]) {
    let Some(&(x, y)) = points.first() else { return };
    let _ = write!(out, "M{x} {y}");
    let mut pen = (x, y);
    for at in 1..points.len() {
        let (before, here) = (points[at - 1], points[at]);
        let Some(&after) = points.get(at + 1) else {
            straight(out, pen, here);
            tip(out, before, here);
            break;
        };
        let turn = (length(before, here) / 2).min(length(here, after) / 2).min(TURN);
        let (start, end) = (toward(here, before, turn), toward(here, after, turn));
        straight(out, pen, start);
        if turn > 0 {
            let _ = write!(out, "Q{} {} {} {}", here.0, here.1, end.0, end.1);
        }
        pen = end;
    }
}

/// Across or down, in as few letters as it takes.
fn straight(out: &mut String, from: (usize, usize), to: (usize, usize)) {
    if from.1 != to.1 {
        let _ = write!(out, "V{}", to.1);
    } else if from.0 != to.0 {
        let _ = write!(out, "H{}", to.0);
    }
}

fn tip(out: &mut String, before: (usize, usize), here: (usize, usize)) {
    out.push_str(if before.0 < here.0 {
        "m-5-3l5 3l-5 3"
    } else if before.0 > here.0 {
        "m5-3l-5 3l5 3"
    } else if before.1 < here.1 {
        "m-3-5l3 5l3-5"
    } else {
        "m-3 5l3-5l3 5"
    });
}

fn length(a: (usize, usize), b: (usize, usize)) -> usize {
    a.0.abs_diff(b.0) + a.1.abs_diff(b.1)
}

/// So far from one point on the way to another, straight across or down.
fn toward(from: (usize, usize), to: (usize, usize), by: usize) -> (usize, usize) {
    let step = |from: usize, to: usize| match from.cmp(&to) {
        std::cmp::Ordering::Less => from + by,
        std::cmp::Ordering::Greater => from - by,
        std::cmp::Ordering::Equal => from,
    };
    (step(from.0, to.0), step(from.1, to.1))
}
