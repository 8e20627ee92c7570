//! Three-way merge of lines: of comments above a table, and of whole texts that cannot be read as TOML.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Markers;
use super::pieces::Pieces;

/// A stretch of lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Hunk<'t> {
    /// Decided.
    Lines(Vec<&'t str>),
    /// Both sides changed it, differently.
    Conflict(Vec<&'t str>, Vec<&'t str>),
}

/// Merges lines. What both sides changed between two lines that all three have in common is a conflict.
pub(super) fn merge<'t>(base: &[&'t str], ours: &[&'t str], theirs: &[&'t str]) -> Vec<Hunk<'t>> {
    let (in_ours, in_theirs) = (matches(base, ours), matches(base, theirs));
    let common = (0..base.len()).filter_map(|at| Some((at, in_ours[at]?, in_theirs[at]?)));
    let mut found = Vec::new();
    let (mut b, mut o, mut t) = (0, 0, 0);
    for (b_end, o_end, t_end) in common.chain([(base.len(), ours.len(), theirs.len())]) {
        let (was, mine, other) = (&base[b..b_end], &ours[o..o_end], &theirs[t..t_end]);
        if mine == other || other == was {
            decided(&mut found, mine);
        } else if mine == was {
            decided(&mut found, other);
        } else {
            found.push(Hunk::Conflict(mine.to_vec(), other.to_vec()));
        }
        if b_end < base.len() {
            decided(&mut found, &ours[o_end..=o_end]);
        }
        (b, o, t) = (b_end + 1, o_end + 1, t_end + 1);
    }
    found
}

fn decided<'t>(found: &mut Vec<Hunk<'t>>, lines: &[&'t str]) {
    match found.last_mut() {
        _ if lines.is_empty() => {}
        Some(Hunk::Lines(last)) => last.extend(lines),
        _ => found.push(Hunk::Lines(lines.to_vec())),
    }
}

/// For each line of the base, where it stands in the other.
fn matches(base: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Myers, base, other) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                if let Some(slot) = found.get_mut(old_index + step) {
                    *slot = Some(new_index + step);
                }
            }
        }
    }
    found
}

/// Merges comment lines. What both sides changed differently stands there twice, ours first: a comment has no
/// value that two could contradict each other about.
pub(super) fn comments(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| super::normal(text).into_owned());
    let [b, o, t] = [&base, &ours, &theirs].map(|text| text.lines().collect::<Vec<_>>());
    if o == t || b == t {
        return None; // ours as it is
    }
    let mut merged: Vec<&str> = Vec::new();
    for hunk in merge(&b, &o, &t) {
        match hunk {
            Hunk::Lines(lines) => merged.extend(lines),
            Hunk::Conflict(mine, other) => {
                let new = other.into_iter().filter(|line| !mine.contains(line)).collect::<Vec<_>>();
                merged.extend(mine);
                merged.extend(new);
            }
        }
    }
    Some(merged.iter().flat_map(|line| [line, "\n"]).collect())
}

/// Two texts as one place to decide: from the first line that differs to the last one.
pub(super) fn apart(ours: &str, theirs: &str, markers: &Markers) -> String {
    let [o, t] = [ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let before = o.iter().zip(&t).take_while(|(mine, other)| mine == other).count();
    let (o_rest, t_rest) = (&o[before..], &t[before..]);
    let after =
        o_rest.iter().rev().zip(t_rest.iter().rev()).take_while(|(mine, other)| mine == other).count();
    let mut pieces = Pieces::like(ours);
    pieces.raw(&o[..before].concat());
    pieces.raw_conflict(&o_rest[..o_rest.len() - after].concat(), &t_rest[..t_rest.len() - after].concat());
    pieces.raw(&o_rest[o_rest.len() - after..].concat());
    pieces.marked_raw(markers)
}

/// Merges whole texts by their lines, byte for byte.
pub(super) fn merge_text(base: &str, ours: &str, theirs: &str, markers: &Markers) -> (String, usize) {
    let [b, o, t] = [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let mut pieces = Pieces::like(ours);
    for hunk in merge(&b, &o, &t) {
        match hunk {
            Hunk::Lines(lines) => pieces.raw(&lines.concat()),
            Hunk::Conflict(mine, other) => pieces.raw_conflict(&mine.concat(), &other.concat()),
        }
    }
    (pieces.marked_raw(markers), pieces.conflicts())
}
