//! Which way lines take. Boxes stand in columns; between columns are gutters, below each row a channel. All
//! lines of one box share a way for as long as they can: down from the box, along the channel, down a gutter, and from there
//! to the side of each box that rests on it. So no line runs through a box, and lines that run on top of each other
//! have the same beginning.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Places;

/// A line's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Straight down to the box below.
    Down,
    /// Along a channel and a gutter.
    Around {
        /// Track in the channel below the row of the box it comes from.
        channel: usize,
        /// The gutter: that left of the column of the same number.
        gutter: usize,
        /// Track in that gutter.
        track: usize,
        /// Its place among those that end in this gutter and row, and how many there are.
        port: (usize, usize),
    },
}

/// All ways, and how much room they take.
#[derive(Debug)]
pub(super) struct Routes {
    /// One for each line.
    pub(super) ways: Vec<Way>,
    /// Tracks of each channel, one channel a row.
    pub(super) channels: Vec<usize>,
    /// Tracks of each gutter, one more than columns.
    pub(super) gutters: Vec<usize>,
}

/// The lines of one box that go down one gutter.
#[derive(Debug)]
struct Trunk {
    from: usize,
    gutter: usize,
    lines: Vec<usize>,
    track: usize,
}

/// Finds the ways of lines (from, to).
pub(super) fn route(places: &Places, edges: &[(usize, usize)]) -> Routes {
    let gutters = gutters(places, edges);
    let mut trunks: Vec<Trunk> = Vec::new();
    let mut index: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (line, gutter) in gutters.iter().enumerate() {
        let Some(gutter) = *gutter else { continue };
        let from = edges[line].0;
        let at = *index.entry((gutter, from)).or_insert_with(|| {
            trunks.push(Trunk { from, gutter, lines: Vec::new(), track: 0 });
            trunks.len() - 1
        });
        trunks[at].lines.push(line);
    }
    let many = (0..=places.columns.len()).map(|gutter| tracks(places, edges, &mut trunks, gutter)).collect();
    let (channel_of, channels) = channels(places, edges.len(), &trunks);
    let ports = ports(places, edges, &gutters);
    let mut ways = vec![Way::Down; edges.len()];
    for trunk in &trunks {
        for &line in &trunk.lines {
            let (channel, port) = (channel_of[&trunk.from], ports[line]);
            ways[line] = Way::Around { channel, gutter: trunk.gutter, track: trunk.track, port };
        }
    }
    Routes { ways, channels, gutters: many }
}

/// The gutter that each line goes down; none for those that go straight.
fn gutters(places: &Places, edges: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut load = vec![0_usize; places.columns.len() + 1];
    let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut chosen = vec![None; edges.len()];
    let is_free = |column: usize, rows: std::ops::Range<usize>| {
        !places.at.iter().any(|&(row, own)| own == column && rows.contains(&row))
    };
    // Those with one possible way first; the others join them where they can.
    for same_column in [false, true] {
        for (line, &(from, to)) in edges.iter().enumerate() {
            let ((row, column), (row_to, column_to)) = (places.at[from], places.at[to]);
            if (column == column_to) != same_column {
                continue;
            }
            let gutter = match column.cmp(&column_to) {
                std::cmp::Ordering::Less => column_to,
                std::cmp::Ordering::Greater => column_to + 1,
                std::cmp::Ordering::Equal if row < row_to && is_free(column, row + 1..row_to) => continue,
                std::cmp::Ordering::Equal => {
                    let key = |gutter: &usize| (!used.contains(&(from, *gutter)), load[*gutter]);
                    [column, column + 1].into_iter().min_by_key(key).unwrap_or(column)
                }
            };
            if used.insert((from, gutter)) {
                load[gutter] += 1;
            }
            chosen[line] = Some(gutter);
        }
    }
    chosen
}

/// From where to where a trunk runs: channels count odd, rows even.
fn span(places: &Places, edges: &[(usize, usize)], trunk: &Trunk) -> (usize, usize) {
    let start = places.at[trunk.from].0 * 2 + 1;
    let ends = trunk.lines.iter().map(|&line| places.at[edges[line].1].0 * 2);
    ends.fold((start, start), |(low, high), end| (low.min(end), high.max(end)))
}

/// Gives the trunks of a gutter their tracks: those that end on the left keep left, and the sooner one ends, the
/// nearer it is. Says how many tracks there are.
fn tracks(places: &Places, edges: &[(usize, usize)], trunks: &mut [Trunk], gutter: usize) -> usize {
    let mut own: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (at, trunk) in trunks.iter().enumerate().filter(|(_, trunk)| trunk.gutter == gutter) {
        let on_right = |line: &&usize| places.at[edges[**line].1].1 == gutter;
        let right = trunk.lines.iter().filter(on_right).count() * 2 > trunk.lines.len();
        let (low, high) = span(places, edges, trunk);
        own.push((right, high, low, at));
    }
    own.sort_unstable();
    let mut sides: [Vec<Vec<(usize, usize)>>; 2] = [Vec::new(), Vec::new()];
    for &(right, high, low, at) in &own {
        trunks[at].track = fit(&mut sides[usize::from(right)], (low, high));
    }
    let many = sides[0].len() + sides[1].len();
    for &(right, _, _, at) in &own {
        if right {
            trunks[at].track = many - 1 - trunks[at].track;
        }
    }
    many
}

/// The first track on which a span is free, taken.
fn fit(tracks: &mut Vec<Vec<(usize, usize)>>, (low, high): (usize, usize)) -> usize {
    let is_free = |track: &Vec<(usize, usize)>| track.iter().all(|one| high < one.0 || one.1 < low);
    let at = tracks.iter().position(is_free).unwrap_or(tracks.len());
    if at == tracks.len() {
        tracks.push(Vec::new());
    }
    tracks[at].push((low, high));
    at
}

/// The track of each box in the channel below it, and how many tracks each channel has.
fn channels(places: &Places, lines: usize, trunks: &[Trunk]) -> (BTreeMap<usize, usize>, Vec<usize>) {
    // Gutters count even, columns odd.
    let mut spans: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for trunk in trunks.iter().take(lines) {
        let (at, gutter) = (places.at[trunk.from].1 * 2 + 1, trunk.gutter * 2);
        let span = spans.entry(trunk.from).or_insert((at, at));
        *span = (span.0.min(gutter), span.1.max(gutter));
    }
    let mut rows: Vec<Vec<Vec<(usize, usize)>>> = vec![Vec::new(); places.rows];
    let mut order: Vec<(usize, usize)> =
        spans.iter().map(|(&from, &(low, high))| (high - low, from)).collect();
    order.sort_unstable();
    let found =
        order.into_iter().map(|(_, from)| (from, fit(&mut rows[places.at[from].0], spans[&from]))).collect();
    (found, rows.iter().map(Vec::len).collect())
}

/// For each line, its place among those that end in the same gutter and row, on either side of it, and how many
/// those are: no two end at the same height.
fn ports(places: &Places, edges: &[(usize, usize)], gutters: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut ends: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (line, gutter) in gutters.iter().enumerate() {
        if let Some(gutter) = gutter {
            ends.entry((*gutter, places.at[edges[line].1].0)).or_default().push(line);
        }
    }
    let mut ports = vec![(0, 1); edges.len()];
    for lines in ends.values_mut() {
        lines.sort_by_key(|&line| (places.at[edges[line].1].1, places.at[edges[line].0], line));
        for (at, &line) in lines.iter().enumerate() {
            ports[line] = (at, lines.len());
        }
    }
    ports
}
