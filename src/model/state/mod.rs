//! The states of a question: one table says all that differs between them.
//!
//! To add a state: a variant in [`State`], one in [`Status`] if people write it, and its entry in `table.rs`. Reading,
//! schema, filters, counts, documents, completion and help look it up there. A state that follows from something else
//! than a written status also needs a line in `query::state`. It looks in documents like the state whose `class` it
//! takes; for a look of its own, that class gets a rule in the documents' `style.css`.

mod table;

use table::{ALL, Entry, STATES, Settled, Text, written};

/// In which state a question is. Open and answered follow from the text; the rest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// No text and no status, or `assumed` without a text.
    Open,
    /// A text that does not count yet.
    Draft,
    /// A text.
    Answered,
    /// A text that counts until a date or level.
    Assumed,
    /// Asked; nobody knows yet.
    Unknown,
    /// Put off on purpose.
    Deferred,
    /// Does not apply.
    NotApplicable,
}

/// A status that people write; open and answered follow from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Does not count yet.
    Draft,
    /// A text that counts until `until`.
    Assumed,
    /// Asked; nobody knows yet.
    Unknown,
    /// We chose to wait.
    Deferred,
    /// The question does not apply.
    NotApplicable,
}

/// How a state is coloured in a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is left to do.
    Good,
    /// Something is left to do, later or by somebody else.
    Waiting,
    /// It has to be answered, where the question is required.
    Open,
}

impl State {
    /// All of them, in the order in which people read them.
    pub const ALL: &'static [Self] = ALL;

    const fn entry(self) -> &'static Entry {
        &STATES[self as usize]
    }

    /// Returns the word in output and filters.
    pub const fn word(self) -> &'static str {
        self.entry().word
    }

    /// Reads the word in output and filters.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.word() == word)
    }

    /// Returns the words of all states as a list within a sentence.
    pub fn words() -> String {
        Self::ALL.iter().map(|state| state.word()).collect::<Vec<_>>().join(", ")
    }

    /// Returns the words for people.
    pub fn title(self) -> &'static str {
        self.entry().title
    }

    /// Whether the question is done as far as completeness goes, dates aside.
    pub fn is_settled(self) -> bool {
        self.entry().settled != Settled::No
    }

    /// Whether it is settled until a date or a maturity level.
    pub fn is_held(self) -> bool {
        self.entry().settled == Settled::ForNow
    }

    /// Whether there is a text or a choice that counts as an answer.
    pub fn is_answer(self) -> bool {
        self.entry().text == Text::Answer
    }

    /// Whether it states something that another answer can depend on. Where nobody knows yet, or it was put off, there
    /// is nothing of that sort.
    pub fn is_statement(self) -> bool {
        self.is_answer() || self.entry().settled == Settled::Yes
    }

    /// Returns what documents say of it in a sentence, and how that goes on to what `until` says; nothing where the
    /// text of the answer says it all.
    pub fn sentence(self) -> Option<[&'static str; 2]> {
        Some(self.entry().sentence).filter(|[sentence, _]| !sentence.is_empty())
    }

    /// Returns the sign before its title in documents.
    pub fn mark(self) -> &'static str {
        self.entry().mark
    }

    /// Returns its class in HTML.
    pub fn class(self) -> &'static str {
        self.entry().class
    }

    /// Returns how it is coloured in a terminal.
    pub fn tone(self) -> Tone {
        self.entry().tone
    }
}

impl Status {
    /// The words of files.
    pub const WORDS: &'static [&'static str] = &{
        let mut words = [""; written()];
        let mut at = 0;
        while at < STATES.len() {
            if let Some(status) = STATES[at].status {
                words[status as usize] = STATES[at].word;
            }
            at += 1;
        }
        words
    };

    /// Reads one of [`Self::WORDS`].
    pub fn parse(word: &str) -> Option<Self> {
        State::parse(word)?.entry().status
    }

    /// Returns the state of a question whose answer has this status, with a text where the state needs one.
    pub const fn state(self) -> State {
        let mut at = 0;
        loop {
            match STATES[at].status {
                Some(status) if status as usize == self as usize => return STATES[at].state,
                _ => at += 1,
            }
        }
    }

    /// Returns the word in files.
    pub const fn word(self) -> &'static str {
        self.state().word()
    }

    /// Whether `reason` must say why.
    pub fn needs_reason(self) -> bool {
        self.state().entry().needs_reason
    }

    /// Whether `until` must say how long.
    pub fn needs_until(self) -> bool {
        self.state().entry().needs_until
    }

    /// Whether a text can stand beside it; a new text takes the others off.
    pub fn takes_text(self) -> bool {
        self.state().entry().text != Text::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_again_and_stands_for_one_state() {
        for &state in State::ALL {
            assert_eq!(State::parse(state.word()), Some(state));
        }
        for &word in Status::WORDS {
            assert_eq!(Status::parse(word).map(Status::word), Some(word));
        }
        assert_eq!(Status::WORDS, ["draft", "assumed", "unknown", "deferred", "not-applicable"]);
        assert_eq!((Status::parse("open"), Status::parse("answered")), (None, None));
    }

    #[test]
    fn what_is_settled_for_a_while_needs_an_until() {
        for status in Status::WORDS.iter().filter_map(|word| Status::parse(word)) {
            assert_eq!(status.needs_until(), status.state().is_held(), "{status:?}");
        }
    }
}
