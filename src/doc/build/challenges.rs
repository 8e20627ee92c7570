//! Challenges of the taxonomy as tables: verdict, the questions that ask about them, what is lacking.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use super::super::document::{Block, Inline, Line, Row, Table};
use super::scope::Scope;
use super::words::joined;
use crate::query::{Coverage, Gap, State, Verdict, View, by_set, further_activities};

/// Which questions may be linked to, and which were.
pub(super) struct Asks<'v> {
    view: &'v View<'v>,
    /// The questions that the document is about; `None` where that is all.
    only: Option<Vec<usize>>,
    linked: RefCell<BTreeSet<usize>>,
}

impl<'v> Asks<'v> {
    pub(super) fn new(scope: &Scope<'v>) -> Self {
        let only = scope.narrowed.as_ref().map(|_| scope.questions.clone());
        Self { view: scope.view, only, linked: RefCell::default() }
    }

    /// The component as it is now.
    pub(super) fn view(&self) -> &'v View<'v> {
        self.view
    }

    fn within(&self, at: usize) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&at))
    }

    /// Whether a challenge concerns what the document is about.
    pub(super) fn shows(&self, one: &Coverage) -> bool {
        self.only.is_none() || one.asked.iter().any(|&at| self.within(at))
    }

    /// A question was linked to.
    pub(super) fn note(&self, at: usize) {
        self.linked.borrow_mut().insert(at);
    }

    /// Every question that was linked to, in form order.
    pub(super) fn linked(&self) -> Vec<usize> {
        self.linked.borrow().iter().copied().collect()
    }
}

/// Challenges, a row each. `seen` is the component as it is now, or as it would be.
pub(super) fn table<'v>(
    asks: &Asks<'v>,
    seen: &View<'_>,
    caption: impl Into<Cow<'v, str>>,
    all: &[&Coverage],
) -> Block<'v> {
    let rows = all.iter().map(|one| Row::of([challenge(asks, one), verdict(one), asked(asks, seen, one)]));
    let head = vec!["Challenge".into(), "Verdict".into(), "What asks about it".into()];
    Block::Table(Table { widths: &[40, 22, 38], caption: caption.into(), head, rows: rows.collect() })
}

fn challenge<'v>(asks: &Asks<'v>, one: &Coverage) -> Line<'v> {
    let challenge = one.challenge;
    let mut text =
        vec![Inline::Code(challenge.id.as_str().into()), Inline::text(" "), Inline::text(&*challenge.text)];
    let further = further_activities(asks.view.component.form.taxonomy(), challenge);
    if !further.is_empty() {
        text.push(Inline::text(format!(" Also: {further}.")));
    }
    text
}

fn verdict<'v>(one: &Coverage) -> Line<'v> {
    vec![Inline::Verdict(one.verdict)]
}

/// The questions as links, and what is lacking.
fn asked<'v>(asks: &Asks<'v>, seen: &View<'_>, one: &Coverage) -> Line<'v> {
    let form = &*asks.view.component.form;
    let mut parts: Vec<Inline<'v>> = Vec::new();
    for &at in &one.asked {
        let id = form.questions[at].id.as_str();
        if asks.within(at) {
            asks.note(at);
            parts.push(Inline::Question { id, text: id.into() });
        } else {
            parts.push(Inline::Code(id.into()));
        }
    }
    let mut said = Line::new();
    for (part, &at) in parts.into_iter().zip(&one.asked) {
        if !said.is_empty() {
            said.push(Inline::text(", "));
        }
        said.push(part);
        match seen.states[at] {
            State::Answered if seen.is_again(at) => said.push(Inline::text(" (again)")),
            State::Answered => {}
            other => said.push(Inline::text(format!(" ({})", other.title()))),
        }
    }
    let mut lacking: Vec<Inline<'v>> = Vec::new();
    match one.gap {
        Some(Gap::NoQuestion) => lacking.push(Inline::text("No question asks about it.")),
        Some(Gap::NotApplicable) => lacking.push(Inline::text("What asks about it is said not to apply.")),
        Some(Gap::Reach) => lacking.push(Inline::text("What is asked reaches only a part of it.")),
        Some(Gap::Unanswered | Gap::Again) | None => {}
    }
    if one.verdict != Verdict::Covered {
        let extras = by_set(one).into_iter().map(|(set, all)| format!("{} of {set}", all.join(", ")));
        let extras: Vec<String> = extras.collect();
        if !extras.is_empty() {
            lacking.push(Inline::text(format!("Could be added: {}.", extras.join("; "))));
        }
        lacking.extend(one.challenge.instead.iter().map(|instead| Inline::text(instead.trim())));
    }
    if !said.is_empty() && !lacking.is_empty() {
        said.push(Inline::text("\n"));
    }
    said.extend(joined(lacking, " "));
    said
}
