//! The entries of the states.

use super::{State, Status, Tone};

/// Whether a question is done, as far as completeness goes and dates aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    No,
    /// Held: until a date or a maturity level.
    ForNow,
    Yes,
}

/// What a text is worth in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// None can stand beside it.
    None,
    /// One can stand beside it, and does not count yet.
    Beside,
    /// It counts as an answer, and so does a choice.
    Answer,
}

/// All that differs between states.
pub(super) struct Entry {
    pub(super) state: State,
    /// The status by which people write it.
    pub(super) status: Option<Status>,
    /// In files, filters and JSON.
    pub(super) word: &'static str,
    /// For people.
    pub(super) title: &'static str,
    pub(super) settled: Settled,
    pub(super) text: Text,
    pub(super) needs_reason: bool,
    pub(super) needs_until: bool,
    /// What documents say of it in a sentence, and how that goes on to what `until` says; empty where the text of the
    /// answer says it all.
    pub(super) sentence: [&'static str; 2],
    /// The sign before its title in documents.
    pub(super) mark: &'static str,
    /// Its class in HTML.
    pub(super) class: &'static str,
    pub(super) tone: Tone,
}

/// The states, in the order in which people read them, which is that of the variants.
pub(super) const STATES: &[Entry] = &[
    Entry {
        state: State::Open,
        status: None,
        word: "open",
        title: "open",
        settled: Settled::No,
        text: Text::None,
        needs_reason: false,
        needs_until: false,
        sentence: ["", ""],
        mark: "○",
        class: "open",
        tone: Tone::Open,
    },
    Entry {
        state: State::Draft,
        status: Some(Status::Draft),
        word: "draft",
        title: "draft",
        settled: Settled::No,
        text: Text::Beside,
        needs_reason: false,
        needs_until: false,
        sentence: ["A draft, which does not count yet", ""],
        mark: "◐",
        class: "draft",
        tone: Tone::Waiting,
    },
    Entry {
        state: State::Answered,
        status: None,
        word: "answered",
        title: "answered",
        settled: Settled::Yes,
        text: Text::Answer,
        needs_reason: false,
        needs_until: false,
        sentence: ["", ""],
        mark: "✓",
        class: "answered",
        tone: Tone::Good,
    },
    Entry {
        state: State::Assumed,
        status: Some(Status::Assumed),
        word: "assumed",
        title: "assumed",
        settled: Settled::ForNow,
        text: Text::Answer,
        needs_reason: false,
        needs_until: true,
        sentence: ["Assumed", " until "],
        mark: "◐",
        class: "assumed",
        tone: Tone::Waiting,
    },
    Entry {
        state: State::Unknown,
        status: Some(Status::Unknown),
        word: "unknown",
        title: "unknown",
        settled: Settled::ForNow,
        text: Text::None,
        needs_reason: false,
        needs_until: true,
        sentence: ["Asked, and nobody knows yet", "; open until "],
        mark: "◐",
        class: "unknown",
        tone: Tone::Waiting,
    },
    Entry {
        state: State::Deferred,
        status: Some(Status::Deferred),
        word: "deferred",
        title: "deferred",
        settled: Settled::ForNow,
        text: Text::None,
        needs_reason: true,
        needs_until: true,
        sentence: ["Put off", " until "],
        mark: "◐",
        class: "deferred",
        tone: Tone::Waiting,
    },
    Entry {
        state: State::NotApplicable,
        status: Some(Status::NotApplicable),
        word: "not-applicable",
        title: "not applicable",
        settled: Settled::Yes,
        text: Text::None,
        needs_reason: true,
        needs_until: false,
        sentence: ["Does not apply", " until "],
        mark: "–",
        class: "not-applicable",
        tone: Tone::Good,
    },
];

// A state's place here is its number.
const _: () = {
    let mut at = 0;
    while at < STATES.len() {
        assert!(STATES[at].state as usize == at, "an entry stands in another place than its state");
        at += 1;
    }
};

/// The states alone.
pub(super) const ALL: &[State] = &{
    let mut all = [State::Open; STATES.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = STATES[at].state;
        at += 1;
    }
    all
};

/// Returns how many states people write.
pub(super) const fn written() -> usize {
    let (mut at, mut count) = (0, 0);
    while at < STATES.len() {
        if STATES[at].status.is_some() {
            count += 1;
        }
        at += 1;
    }
    count
}
