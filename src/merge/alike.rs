//! Tables of an array that are known by the same: two waivers of one rule that name no question. What they say tells
//! them apart; of one that neither side left as it was it cannot be told what became of it, and a person decides.

use std::collections::BTreeSet;

use super::part::{Doc, Section};
use super::pieces::Pieces;

/// Tables of one array and of one name that are one place to decide.
struct Place {
    name: Vec<String>,
    ours: Vec<(Vec<String>, String)>,
    theirs: Vec<(Vec<String>, String)>,
}

/// All such places of a file.
pub(super) struct Mixed {
    places: Vec<Place>,
    done: BTreeSet<Vec<String>>,
}

impl Mixed {
    pub(super) fn of([base, ours, theirs]: [&Doc<'_>; 3]) -> Self {
        let all = [base, ours, theirs].into_iter().flat_map(|doc| &doc.sections);
        let names: BTreeSet<&Vec<String>> = all.filter_map(|section| section.alike.as_ref()).collect();
        let place = |name: &Vec<String>| {
            let of = |doc: &Doc<'_>| -> Vec<(Vec<String>, String)> {
                let own = doc.sections.iter().filter(|section| section.alike.as_ref() == Some(name));
                own.filter_map(|section| {
                    Some((section.path()?.to_vec(), [section.gap, &section.lines()].concat()))
                })
                .collect()
            };
            let [base, mut ours, mut theirs] = [of(base), of(ours), of(theirs)];
            let has =
                |all: &[(Vec<String>, String)], path: &Vec<String>| all.iter().any(|(one, _)| one == path);
            let gone = base.iter().any(|(path, _)| !has(&ours, path) && !has(&theirs, path));
            let both: BTreeSet<Vec<String>> =
                ours.iter().map(|(path, _)| path).filter(|path| has(&theirs, path)).cloned().collect();
            ours.retain(|(path, _)| !both.contains(path));
            theirs.retain(|(path, _)| !both.contains(path));
            (gone && !(ours.is_empty() && theirs.is_empty())).then(|| Place {
                name: name.clone(),
                ours,
                theirs,
            })
        };
        Self { places: names.into_iter().filter_map(place).collect(), done: BTreeSet::new() }
    }

    fn place(&self, section: &Section<'_>) -> Option<&Place> {
        let (name, path) = (section.alike.as_ref()?, section.path()?);
        let place = self.places.iter().find(|place| place.name == *name)?;
        place.ours.iter().chain(&place.theirs).any(|(own, _)| own == path).then_some(place)
    }

    /// Whether a table is part of such a place.
    pub(super) fn has(&self, section: &Section<'_>) -> bool {
        self.place(section).is_some()
    }

    /// The whole place, where its first table stands; nothing for the others.
    pub(super) fn conflict(&mut self, section: &Section<'_>, out: &mut Pieces) {
        let Some(place) = self.place(section).filter(|place| !self.done.contains(&place.name)) else {
            return;
        };
        let lines = |side: &[(Vec<String>, String)]| {
            let lines: Vec<&str> = side.iter().map(|(_, lines)| lines.as_str()).collect();
            lines.concat().trim_start_matches(['\r', '\n']).to_owned()
        };
        let about = place.ours.iter().chain(&place.theirs).map(|(path, _)| path.clone()).collect();
        out.blank();
        out.conflict(&lines(&place.ours), &lines(&place.theirs), about);
        let name = place.name.clone();
        self.done.insert(name);
    }
}
