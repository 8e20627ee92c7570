//! How items stand: how many of the questions about one are answered, and what a file says of it.

use super::{Sheet, Source, of_item};
use crate::model::{Evidence, EvidenceFact, FrameworkItem, Item, Outside};
use crate::query::State;
use crate::source::{count, inflect};

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is said not to apply.
    NotApplicable,
    /// Every question asked about it is answered.
    Whole,
    /// Some questions about it are answered.
    Part,
    /// No answer informs it, but what a file says of it does.
    Entry,
    /// Questions that would inform it are open.
    Waiting,
    /// Nothing informs it, and no open question would.
    Nothing,
}

/// How many questions about an item are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Questions asked about it.
    pub asked: usize,
    /// Those with an answer, also an assumed one.
    pub answered: usize,
    /// Those that are said not to apply, which informs nobody of what the item asks for.
    pub denied: usize,
}

impl Tally {
    /// "2 of 8 questions about it are answered, 1 is said not to apply."
    pub(super) fn sentence(self, about: &str) -> String {
        let Self { asked, answered, denied } = self;
        let questions = count(asked, "question");
        let verb = inflect(answered, "is", "are");
        let said = format!("{answered} of {questions}{about} {verb} answered");
        match denied {
            0 => said,
            denied => format!("{said}, {denied} {} said not to apply", inflect(denied, "is", "are")),
        }
    }
}

impl Source<'_> {
    /// How many of the questions about an item are answered here.
    pub(super) fn answered(&self, item: &Item) -> Tally {
        let questions = if item.all { self.scope.questions.clone() } else { self.linked(item) };
        let with =
            |fits: &dyn Fn(State) -> bool| questions.iter().filter(|&&at| fits(self.state(at))).count();
        Tally {
            asked: questions.len(),
            answered: with(&State::is_answer),
            denied: with(&|state| state == State::NotApplicable),
        }
    }
}

impl Sheet<'_> {
    /// The same over all components to which it applies.
    pub(super) fn answered(&self, item: &Item) -> Tally {
        let concerned = self.sources.iter().filter(|source| !source.denies(&self.framework.id, item));
        concerned.map(|source| source.answered(item)).fold(Tally::default(), |all, one| Tally {
            asked: all.asked + one.asked,
            answered: all.answered + one.answered,
            denied: all.denied + one.denied,
        })
    }

    pub(super) fn standing(&self, item: &Item) -> Standing {
        let id = &self.framework.id;
        let own = of_item(self.own, id, item);
        let entries: Vec<_> = self.sources.iter().map(|source| source.entry(id, item)).collect();
        let denied = |entry: Option<&FrameworkItem>| entry.is_some_and(|entry| entry.not_applicable);
        if denied(own) || !entries.is_empty() && entries.iter().all(|entry| denied(*entry)) {
            return Standing::NotApplicable;
        }
        let says = |entry: &FrameworkItem, outside: &Outside| {
            let is_there = |evidence: &Evidence| is_there(outside, evidence);
            !entry.not_applicable && (entry.evidence.iter().any(is_there) || entry.note.is_some())
        };
        let mut sources = self.sources.iter().zip(&entries);
        let said = sources.any(|(source, entry)| entry.is_some_and(|one| says(one, source.outside())))
            || own.is_some_and(|own| says(own, self.outside));
        let Tally { asked, answered, denied } = self.answered(item);
        if answered > 0 {
            if answered == asked { Standing::Whole } else { Standing::Part }
        } else if said {
            Standing::Entry
        } else if asked > denied {
            Standing::Waiting
        } else {
            Standing::Nothing
        }
    }
}
/// Evidence that is not there informs nobody; addresses on the web are believed.
pub(super) fn is_there(outside: &Outside, evidence: &Evidence) -> bool {
    !matches!(outside.evidence(evidence), EvidenceFact::Missing | EvidenceFact::Outside)
}
