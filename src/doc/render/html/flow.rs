//! The stages and what flows between them, drawn as a column: it fits a telephone and needs no scrolling.

use std::fmt::Write;

use super::super::super::document::Flow;
use super::text;

const BOX_WIDTH: usize = 118;
const BOX_HEIGHT: usize = 44;
/// From the top of a box to the top of the next.
const STEP: usize = 96;
/// From one lane beside the boxes to the next.
const LANE: usize = 30;
const MARGIN: usize = 4;

/// Writes the drawing, and in words what its numbers stand for.
pub(super) fn push(out: &mut String, flow: &Flow<'_>) {
    let lanes = lanes(flow);
    let right = MARGIN + BOX_WIDTH;
    let width = right + LANE * (lanes.len() + 1);
    let height = MARGIN * 2 + STEP * flow.stages.len().saturating_sub(1) + BOX_HEIGHT;
    let _ = write!(
        out,
        "<div class=\"flow\">\n<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"flow.title flow.about\">\n\
         <title id=\"flow.title\">How the stages feed each other</title>\n<desc id=\"flow.about\">"
    );
    for (from, to, _) in &flow.feeds {
        text::push(out, name(flow, *from));
        out.push_str(" to ");
        text::push(out, name(flow, *to));
        out.push_str(". ");
    }
    out.push_str("</desc>\n");
    for (at, (from, to, _)) in flow.feeds.iter().enumerate() {
        match lanes.iter().position(|&lane| lane == at) {
            None => down(out, *from, at + 1),
            Some(lane) => beside(out, flow, &lanes, lane, (*from, *to, at + 1)),
        }
    }
    for (at, title) in flow.stages.iter().enumerate() {
        let y = top(at);
        let _ = write!(
            out,
            "<rect class=\"stage\" x=\"{MARGIN}\" y=\"{y}\" width=\"{BOX_WIDTH}\" height=\"{BOX_HEIGHT}\" rx=\"6\"/>\
             <text x=\"{}\" y=\"{}\">",
            MARGIN + BOX_WIDTH / 2,
            y + BOX_HEIGHT / 2 + 5
        );
        text::push(out, title);
        out.push_str("</text>\n");
    }
    out.push_str("</svg>\n<ol>\n");
    for (from, to, what) in &flow.feeds {
        out.push_str("<li><strong>");
        text::push(out, name(flow, *from));
        out.push_str(" to ");
        text::push(out, name(flow, *to));
        out.push_str(":</strong> ");
        text::push(out, what);
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</div>\n");
}

fn name<'a>(flow: &Flow<'a>, stage: usize) -> &'a str {
    flow.stages.get(stage).copied().unwrap_or_default()
}

fn top(stage: usize) -> usize {
    MARGIN + stage * STEP
}

/// The feeds that need a lane of their own beside the boxes, short ones first, so that lines do not cross.
fn lanes(flow: &Flow<'_>) -> Vec<usize> {
    let mut lanes: Vec<usize> = (0..flow.feeds.len())
        .filter(|&at| flow.feeds.get(at).is_some_and(|(from, to, _)| from + 1 != *to))
        .collect();
    lanes.sort_by_key(|&at| flow.feeds.get(at).map_or(0, |(from, to, _)| from.abs_diff(*to)));
    lanes
}

/// An arrow to the next stage.
fn down(out: &mut String, from: usize, number: usize) {
    let x = MARGIN + BOX_WIDTH / 2;
    let (start, end) = (top(from) + BOX_HEIGHT, top(from + 1));
    let _ =
        write!(out, "<path d=\"M{x} {start}V{}\"/><path class=\"tip\" d=\"M{x} {end}l-5 -9h10z\"/>", end - 8);
    badge(out, x, usize::midpoint(start, end) - 3, number);
}

/// An arrow along a lane.
fn beside(
    out: &mut String,
    flow: &Flow<'_>,
    lanes: &[usize],
    lane: usize,
    (from, to, number): (usize, usize, usize),
) {
    let right = MARGIN + BOX_WIDTH;
    let x = right + LANE * (lane + 1);
    let (start, end) = (port(flow, lanes, from, lane), port(flow, lanes, to, lane));
    let (turn, back, sweep) =
        if start > end { (start - 8, end + 8, 0) } else { (start + 8, end.saturating_sub(8), 1) };
    let _ = write!(
        out,
        "<path class=\"back\" d=\"M{right} {start}H{}A8 8 0 0 {sweep} {x} {turn}V{back}A8 8 0 0 {sweep} {} {end}H{}\"/>\
         <path class=\"tip\" d=\"M{right} {end}l9 -5v10z\"/>",
        x - 8,
        x - 8,
        right + 8
    );
    badge(out, x, usize::midpoint(start, end), number);
}

/// Where a lane's line meets a box: lines that go up leave above those that go down, and the outer ones lie
/// between the inner ones.
fn port(flow: &Flow<'_>, lanes: &[usize], stage: usize, lane: usize) -> usize {
    let mut ports: Vec<(bool, usize)> = Vec::new();
    for (at, &feed) in lanes.iter().enumerate() {
        let Some((from, to, _)) = flow.feeds.get(feed) else { continue };
        if *from == stage || *to == stage {
            let other = if *from == stage { *to } else { *from };
            ports.push((other > stage, at));
        }
    }
    ports.sort_by_key(|&(goes_down, at)| (goes_down, if goes_down { usize::MAX - at } else { at }));
    let place = ports.iter().position(|&(_, at)| at == lane).unwrap_or(0);
    top(stage) + BOX_HEIGHT * (place + 1) / (ports.len() + 1)
}

fn badge(out: &mut String, x: usize, y: usize, number: usize) {
    let _ = writeln!(
        out,
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"10\"/><text class=\"n\" x=\"{x}\" y=\"{}\">{number}</text>",
        y + 4
    );
}
