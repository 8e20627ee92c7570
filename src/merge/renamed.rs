//! Tables of an array to which a side gave another name: `id = "fast"` is `id = "quick"` now, and the table says much
//! the same. To the rest of a merge that is one table gone and a new one. Where the other side did something else with
//! the table that was there, what became of it is for a person to decide.

use std::collections::BTreeSet;

use super::part::{Doc, Entry, Key, Section};
use super::same;
use super::values::known_by;

/// What a table became on each side: its path there, where it is there at all.
pub(super) type Parted<'d> = [Option<&'d [String]>; 2];

/// A table that a side lost, and the one that it has in its place.
type Renamed<'d> = (&'d [String], &'d [String]);

/// What a table says: each word with its key.
type Words<'d> = BTreeSet<(String, &'d str)>;

/// The tables that one side gave another name while the other one changed, lost or named them otherwise.
pub(super) fn parted<'d>([base, ours, theirs]: [&'d Doc<'d>; 3]) -> Vec<Parted<'d>> {
    let (mine, other) = (renamed(base, ours), renamed(base, theirs));
    let find =
        |all: &[Renamed<'d>], was: &[String]| all.iter().find(|(own, _)| *own == was).map(|(_, now)| *now);
    let both: BTreeSet<&[String]> = mine.iter().chain(&other).map(|(was, _)| *was).collect();
    let parted = both.into_iter().filter_map(|was| {
        let place = match (find(&mine, was), find(&other, was)) {
            (Some(now), Some(then)) if now == then => return None,
            (Some(_), None) if as_it_was(base, theirs, was) => return None,
            (None, Some(_)) if as_it_was(base, ours, was) => return None,
            (now @ Some(_), None) => [now, section(theirs, was).and_then(Section::path)],
            (None, then @ Some(_)) => [section(ours, was).and_then(Section::path), then],
            names => [names.0, names.1],
        };
        // One that is new on both sides is merged as such.
        let has =
            |doc: &Doc<'_>, path: Option<&[String]>| path.is_some_and(|path| section(doc, path).is_some());
        let shared = has(theirs, place[0]) || has(ours, place[1]);
        (!shared).then_some(place)
    });
    parted.collect()
}

/// Whether a side has a table and did nothing to it.
fn as_it_was(base: &Doc<'_>, side: &Doc<'_>, was: &[String]) -> bool {
    let tables = section(base, was).zip(section(side, was));
    tables.is_some_and(|(before, there)| same(&before.lines(), &there.lines()))
}

fn section<'d, 't>(doc: &'d Doc<'t>, path: &[String]) -> Option<&'d Section<'t>> {
    doc.sections.iter().find(|section| section.path() == Some(path))
}

/// The tables that a side has under another name, each with its path before and now.
fn renamed<'d>(base: &'d Doc<'d>, side: &'d Doc<'d>) -> Vec<Renamed<'d>> {
    let lost = only(base, side);
    if lost.is_empty() {
        return Vec::new();
    }
    let mut new = only(side, base);
    let mut found = Vec::new();
    for (was, said) in lost {
        let array = was.split_last().map(|(_, array)| array);
        let near =
            new.iter().enumerate().filter(|(_, (now, _))| now.split_last().map(|(_, array)| array) == array);
        let best = near.map(|(at, (_, now))| (at, common(&said, now))).max_by(|a, b| {
            // Of two that are as near the first one.
            a.1.cmp(&b.1).then(b.0.cmp(&a.0))
        });
        if let Some((at, _)) = best.filter(|(_, common)| *common >= HALF) {
            found.push((was, new.remove(at).0));
        }
    }
    found
}

/// The tables of arrays, each known by its own name, that only the first of the two has; with what they say.
fn only<'d>(of: &'d Doc<'d>, other: &Doc<'_>) -> Vec<(&'d [String], Words<'d>)> {
    let there: BTreeSet<&[String]> = other.sections.iter().filter_map(Section::path).collect();
    let own = of.sections.iter().filter(|section| section.of_array && section.alike.is_none());
    let own = own.filter_map(|section| Some((section.path()?, section)));
    own.filter(|(path, _)| !there.contains(path))
        .map(|(path, section)| (path, words(path, section)))
        .collect()
}

/// The words under the keys of a table, but for those that it is known by.
fn words<'d>(path: &[String], section: &'d Section<'_>) -> Words<'d> {
    let array = path.iter().rev().nth(1).map_or("", String::as_str);
    let names = |entry: &Entry<'_>| matches!(entry.under.as_slice(), [key] if known_by(array).contains(&key.as_str()));
    let own = section.body.iter().filter(|entry| matches!(entry.key, Key::Path(_)) && !names(entry));
    own.flat_map(|entry| {
        let text = entry.value.as_ref().map_or(entry.text, |(_, value)| value);
        text.split_whitespace().map(|word| (entry.under.join("."), word))
    })
    .collect()
}

const HALF: usize = 500;

/// How much two tables have in common, in thousandths.
fn common(a: &Words<'_>, b: &Words<'_>) -> usize {
    match a.len() + b.len() {
        0 => 2 * HALF,
        all => 4 * HALF * a.intersection(b).count() / all,
    }
}
