//! Table by table.

use std::collections::{BTreeMap, BTreeSet};

use super::alike;
use super::part::{Doc, Entry, Key, Part, Section};
use super::pieces::{Pieces, Side};
use super::together::Torn;
use super::{entry, lines, same};

/// What one thing is on the three sides.
pub(super) struct Three<'d, P> {
    pub(super) base: Option<&'d P>,
    pub(super) ours: Option<&'d P>,
    pub(super) theirs: Option<&'d P>,
}

/// The things of both sides in our order. What only they have goes behind the one that it follows there, and
/// behind what we put in at the same place.
pub(super) fn weave<'d, P: Part>(base: &'d [P], ours: &'d [P], theirs: &'d [P]) -> Vec<Three<'d, P>> {
    let by_key = |all: &'d [P]| all.iter().map(|part| (part.key(), part)).collect::<BTreeMap<&Key, &P>>();
    let (in_base, in_ours, in_theirs) = (by_key(base), by_key(ours), by_key(theirs));
    let mut order: Vec<&Key> = ours.iter().map(Part::key).collect();
    let mut before: Option<&Key> = None;
    for key in theirs.iter().map(Part::key) {
        if !in_ours.contains_key(key) {
            let behind = before.and_then(|before| order.iter().position(|one| *one == before));
            let mut at = behind.map_or(0, |at| at + 1);
            let only_ours = |next: &&Key| !in_base.contains_key(*next) && !in_theirs.contains_key(*next);
            while order.get(at).is_some_and(only_ours) {
                at += 1;
            }
            order.insert(at, key);
        }
        before = Some(key);
    }
    let of = |all: &BTreeMap<&Key, &'d P>, key: &Key| all.get(key).copied();
    let three =
        |key: &Key| Three { base: of(&in_base, key), ours: of(&in_ours, key), theirs: of(&in_theirs, key) };
    order.into_iter().map(three).collect()
}

/// Merges the sections of three texts.
pub(super) fn merge(base: &Doc<'_>, ours: &Doc<'_>, theirs: &Doc<'_>, torn: &Torn, out: &mut Pieces) {
    let we_dropped = dropped(base, ours, theirs);
    let they_dropped = dropped(base, theirs, ours);
    let mut mixed = alike::Mixed::of([base, ours, theirs], torn);
    let mut apart = false;
    for three in weave(&base.sections, &ours.sections, &theirs.sections) {
        let Some(any) = three.ours.or(three.theirs) else { continue };
        let name = any.path().and_then(<[String]>::first);
        let whole = name.filter(|name| we_dropped.contains(*name) || they_dropped.contains(*name));
        if apart && any.gap.is_empty() {
            out.blank();
        }
        apart = three.ours.is_none();
        if whole.is_none() && mixed.has(any) {
            mixed.conflict(any, out);
            continue;
        }
        match (three.base, three.ours, three.theirs) {
            (base, Some(ours), Some(theirs)) => both(base, ours, theirs, torn, out),
            (base, Some(ours), None) => {
                one(Side::Ours, base, ours, whole, out);
            }
            (base, None, Some(theirs)) => {
                one(Side::Theirs, base, theirs, whole, out);
            }
            (_, None, None) => {}
        }
    }
    out.ours(ours.tail);
}

/// The tables that one side deleted with all that is below them, while the other side put something in or
/// changed it: that is one thing to decide.
fn dropped<'b>(base: &'b Doc<'_>, gone: &Doc<'_>, kept: &Doc<'_>) -> BTreeSet<&'b String> {
    let of = |section: &Section<'_>, name: &str| {
        section.path().and_then(<[String]>::first).is_some_and(|first| first == name)
    };
    let tables = base.sections.iter().filter_map(|section| match section.path() {
        Some([name]) if !section.of_array => Some(name),
        _ => None,
    });
    let all_gone = |name: &&String| !gone.sections.iter().any(|section| of(section, name));
    let changed = |name: &&String| {
        kept.sections.iter().filter(|section| of(section, name)).any(|section| {
            let was = base.sections.iter().find(|was| was.key == section.key);
            was.is_none_or(|was| !same(&was.lines(), &section.lines()))
        })
    };
    tables.filter(all_gone).filter(changed).collect()
}

/// A section that one side has and the other has not.
fn one(
    side: Side,
    base: Option<&Section<'_>>,
    section: &Section<'_>,
    whole: Option<&String>,
    out: &mut Pieces,
) {
    let untouched = base.is_some_and(|base| same(&base.lines(), &section.lines()));
    let free = section.path().is_none();
    if whole.is_none() && (untouched || (free && base.is_some())) {
        return;
    }
    let decided = whole.is_none() && base.is_none();
    let lines = section.lines();
    match side {
        Side::Ours => out.ours(section.gap),
        Side::Theirs => out.theirs(section.gap),
    }
    if section.gap.is_empty() && !lines.is_empty() && side == Side::Theirs {
        out.blank();
    }
    let about = if let Some(name) = whole {
        vec![vec![name.clone()]]
    } else {
        // Its own keys: what has a header below it is decided by itself.
        let path = section.path().unwrap_or_default();
        section.body.iter().flat_map(|entry| entry::about(path, entry)).collect()
    };
    match side {
        Side::Ours if decided => out.ours(&lines),
        Side::Theirs if decided => out.theirs(&lines),
        Side::Ours => out.conflict(&lines, "", about),
        Side::Theirs => out.conflict("", &lines, about),
    }
}

fn both(base: Option<&Section<'_>>, ours: &Section<'_>, theirs: &Section<'_>, torn: &Torn, out: &mut Pieces) {
    out.ours(ours.gap);
    let rest = Rest::merge(base.map(|base| base.rest), ours.rest, theirs.rest);
    lead(base.map_or("", |base| base.lead), ours.lead, theirs.lead, out);
    rest.comment(out);
    // A section without a header has neither.
    if !ours.head.is_empty() {
        out.ours(&rest.behind(ours.head));
    }
    let none: &[Entry<'_>] = &[];
    let path = ours.path().unwrap_or_default();
    let woven = weave(base.map_or(none, |base| &base.body), &ours.body, &theirs.body);
    for three in &woven {
        let Some(place) = table(three, path, torn) else {
            entry::merge(three, path, out);
            continue;
        };
        let keys: Vec<_> = woven.iter().filter(|one| table(one, path, torn) == Some(place)).collect();
        // A key that moves behind a table below this one would become that one's.
        let below = keys.iter().find(|one| one.ours.or(one.theirs).is_some_and(|any| any.value.is_none()));
        if below.or(keys.first()).is_some_and(|first| std::ptr::eq(*first, three)) {
            entry::together(&keys, path, out);
        }
    }
}

/// The table that a key is decided in together with others, where it is.
fn table<'t>(three: &Three<'_, Entry<'_>>, path: &[String], torn: &'t Torn) -> Option<&'t Vec<String>> {
    let entry = three.ours.or(three.theirs)?;
    let about = entry::about(path, entry).pop()?;
    torn.keys.range(about.clone()..).next().filter(|(key, _)| key.starts_with(&about)).map(|(_, table)| table)
}

/// The comment lines above something.
pub(super) fn lead(base: &str, ours: &str, theirs: &str, out: &mut Pieces) {
    match lines::comments(base, ours, theirs) {
        None => out.ours(ours),
        Some(merged) => out.theirs(&merged),
    }
}

/// What stands behind a statement on its line.
pub(super) struct Rest<'t> {
    kept: &'t str,
    /// Theirs, where both sides wrote one.
    other: Option<&'t str>,
}

impl<'t> Rest<'t> {
    pub(super) fn merge(base: Option<&'t str>, ours: &'t str, theirs: &'t str) -> Self {
        let said = |rest: &'t str| rest.trim();
        let base = base.map_or("", said);
        if said(theirs) == said(ours) || said(theirs) == base {
            Self { kept: ours, other: None }
        } else if said(ours) == base {
            Self { kept: theirs.trim_end_matches(['\n', '\r']), other: None }
        } else {
            Self { kept: ours, other: Some(said(theirs)).filter(|theirs| !theirs.is_empty()) }
        }
    }

    /// Theirs on a line of its own, where both sides wrote one: neither is lost.
    pub(super) fn comment(&self, out: &mut Pieces) {
        if let Some(other) = self.other {
            out.theirs(other);
        }
    }

    /// The statement with what stands behind it.
    pub(super) fn behind(&self, statement: &str) -> String {
        format!("{statement}{}", self.kept)
    }
}
