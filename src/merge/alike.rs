//! Tables that are decided as a whole. Those of an array that are known by the same, as two waivers of one rule that
//! name no question: what they say tells them apart, and of one that neither side left as it was it cannot be told
//! what became of it. Those that are one statement, with the tables below them. And one that a side gave another name,
//! with what the other side made of it.

use std::collections::BTreeSet;

use super::part::{Doc, Section};
use super::pieces::Pieces;
use super::renamed;
use super::together::Torn;

/// A table by its path, with its lines.
type Whole = (Vec<String>, String);

/// Tables that are one place to decide.
struct Place {
    ours: Vec<Whole>,
    theirs: Vec<Whole>,
    done: bool,
}

/// All such places of a file.
pub(super) struct Mixed(Vec<Place>);

impl Mixed {
    pub(super) fn of(docs: [&Doc<'_>; 3], torn: &Torn) -> Self {
        let all = docs.into_iter().flat_map(|doc| &doc.sections);
        let names: BTreeSet<&Vec<String>> = all.filter_map(|section| section.alike.as_ref()).collect();
        let alike = names.into_iter().filter_map(|name| alike(docs, name));
        let whole = torn.whole.iter().map(|table| {
            let [_, ours, theirs] = docs
                .map(|doc| whole(doc, |section| section.path().is_some_and(|path| path.starts_with(table))));
            Place { ours, theirs, done: false }
        });
        let parted = renamed::parted(docs).into_iter().map(|[ours, theirs]| {
            let one = |doc, path: Option<&[String]>| {
                path.map_or(Vec::new(), |path| self::whole(doc, |section| section.path() == Some(path)))
            };
            Place { ours: one(docs[1], ours), theirs: one(docs[2], theirs), done: false }
        });
        Self(alike.chain(whole).chain(parted).collect())
    }

    fn place(&self, section: &Section<'_>) -> Option<usize> {
        let path = section.path()?;
        let own = |place: &Place| place.ours.iter().chain(&place.theirs).any(|(own, _)| own == path);
        self.0.iter().position(own)
    }

    /// Whether a table is part of such a place.
    pub(super) fn has(&self, section: &Section<'_>) -> bool {
        self.place(section).is_some()
    }

    /// The whole place, where its first table stands; nothing for the others.
    pub(super) fn conflict(&mut self, section: &Section<'_>, out: &mut Pieces) {
        let place = self.place(section).and_then(|at| self.0.get_mut(at));
        let Some(place) = place.filter(|place| !place.done) else { return };
        let lines = |side: &[Whole]| {
            let lines: Vec<&str> = side.iter().map(|(_, lines)| lines.as_str()).collect();
            lines.concat().trim_start_matches(['\r', '\n']).to_owned()
        };
        let about = place.ours.iter().chain(&place.theirs).map(|(path, _)| path.clone()).collect();
        out.blank();
        out.conflict(&lines(&place.ours), &lines(&place.theirs), about);
        place.done = true;
    }
}

fn whole(doc: &Doc<'_>, is: impl Fn(&Section<'_>) -> bool) -> Vec<Whole> {
    let own = doc.sections.iter().filter(|section| is(section));
    own.filter_map(|section| Some((section.path()?.to_vec(), [section.gap, &section.lines()].concat())))
        .collect()
}

fn alike(docs: [&Doc<'_>; 3], name: &Vec<String>) -> Option<Place> {
    let [base, mut ours, mut theirs] =
        docs.map(|doc| whole(doc, |section| section.alike.as_ref() == Some(name)));
    let has = |all: &[Whole], path: &Vec<String>| all.iter().any(|(one, _)| one == path);
    let gone = base.iter().any(|(path, _)| !has(&ours, path) && !has(&theirs, path));
    let both: BTreeSet<Vec<String>> =
        ours.iter().map(|(path, _)| path).filter(|path| has(&theirs, path)).cloned().collect();
    ours.retain(|(path, _)| !both.contains(path));
    theirs.retain(|(path, _)| !both.contains(path));
    (gone && !(ours.is_empty() && theirs.is_empty())).then_some(Place { ours, theirs, done: false })
}
