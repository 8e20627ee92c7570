//! The keys of an answer: one table of a stage file.

use super::{Keys, Kind, Part, RequirementKey, count, key, key_table, names};
use crate::model::Status;

key_table! {
    /// A key of an answer.
    pub AnswerKey {
        /// The text.
        Answer = key("answer", Kind::Text, "The answer, in Markdown. Empty while the question is open.")
            .part(Part::Statement)
            .hashed(),
        /// What was chosen.
        Choice = key("choice", Kind::Texts, "What was chosen, for a question that offers choices.")
            .part(Part::Statement)
            .hashed(),
        /// A written status.
        Status = key(
            "status",
            Kind::Word(Status::WORDS),
            "Open and answered follow from the text and are not written.",
        )
        .part(Part::Statement)
        .hashed(),
        /// Why deferred or not applicable.
        Reason = key("reason", Kind::Text, "Why it is deferred or not applicable.").part(Part::Detail).hashed(),
        /// Until when the status holds.
        Until = key(
            "until",
            Kind::DateOrLevel,
            "A date, inclusive, or a maturity level: before the component gets there.",
        )
        .part(Part::Detail),
        /// Who answered.
        By = key("by", Kind::Texts, "Who said it: roles and @people.").part(Part::Whose).carried(),
        /// When.
        On = key("on", Kind::Date, "When it was said.").part(Part::Whose).carried(),
        /// What supports it.
        Evidence = key(
            "evidence",
            Kind::Texts,
            "Paths below the repository, relative to the component, or https addresses.",
        )
        .titled("Evidence")
        .carried(),
        /// A citation in words.
        Source = key("source", Kind::Text, "A citation in words.")
            .titled("Source")
            .part(Part::Whose)
            .carried(),
        /// A remark.
        Note = key("note", Kind::Text, "A remark; not part of the reviewed content.").titled("Note").carried(),
        /// Formal requirements.
        Requirement = key(
            "requirement",
            Kind::Tables(RequirementKey::SPEC),
            "Formal requirements derived from the answer.",
        )
        .hashed(),
    }
}

impl AnswerKey {
    /// All of them, in the order in which they are written.
    pub const ALL: &'static [Self] = <Self as Keys>::ALL;

    /// Returns its name in files and output.
    pub fn name(self) -> &'static str {
        Keys::name(self)
    }

    /// Whether it holds sentences, in which words change.
    pub fn is_prose(self) -> bool {
        matches!(self.key().kind, Kind::Text)
    }

    /// Whether it belongs to what a reviewed answer means.
    pub fn is_meaning(self) -> bool {
        self.key().hashed
    }

    /// Returns its name where pages list it behind an answer, if they list it there.
    pub fn title(self) -> Option<&'static str> {
        self.key().title
    }

    /// Whether it goes along when an answer is offered to another question as a draft.
    pub fn is_carried(self) -> bool {
        self.key().carried
    }

    /// Whether it makes the statement, speaks about it, or says whose it is.
    pub fn is_of_statement(self) -> bool {
        self.key().part.is_some()
    }

    /// Whether it holds items of which some come and some go.
    pub fn is_list(self) -> bool {
        matches!(self.key().kind, Kind::Texts)
    }
}

const DECIDED: &[Part] = &[Part::Statement, Part::Detail];
const DETAIL: &[Part] = &[Part::Detail];
const WHO: &[Part] = &[Part::Whose];

/// The names of the keys that make the statement or speak about it.
pub(crate) const STATEMENT: &[&str] = &names::<{ count(AnswerKey::SPEC, DECIDED) }>(AnswerKey::SPEC, DECIDED);
/// The names of those that speak about it.
pub(crate) const DETAILS: &[&str] = &names::<{ count(AnswerKey::SPEC, DETAIL) }>(AnswerKey::SPEC, DETAIL);
/// The names of those that say whose it is.
pub(crate) const WHOSE: &[&str] = &names::<{ count(AnswerKey::SPEC, WHO) }>(AnswerKey::SPEC, WHO);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Answer, By, Evidence, EvidenceTarget, MaturityLevel, Person, Requirement, Slot, Until, answer_hash,
        field_hashes,
    };
    use crate::source::Spanned;

    /// An answer that says something under one key alone.
    fn with(key: AnswerKey) -> Answer {
        let mut answer = Answer::default();
        match answer.slot(key) {
            Slot::Text(slot) => *slot = Some(Spanned::new("x".into(), 0..0)),
            Slot::Remark(slot) => *slot = Some("x".into()),
            Slot::Texts(slot) => slot.push(Spanned::new("x".into(), 0..0)),
            Slot::Status(slot) => *slot = Some(Spanned::new(Status::Draft, 0..0)),
            Slot::Until(slot) => *slot = Some(Spanned::new(Until::Level(MaturityLevel::Critical), 0..0)),
            Slot::Date(slot) => *slot = Some(jiff::civil::date(2027, 1, 1)),
            Slot::By(slot) => slot.push(Spanned::new(By::Person(Person::new("@mia")), 0..0)),
            Slot::Evidence(slot) => slot.push(Evidence {
                written: "x".into(),
                span: 0..0,
                target: EvidenceTarget::Path("x".into()),
            }),
            Slot::Requirements(slot) => slot.push(Requirement { id: "x".into(), ..Requirement::default() }),
        }
        answer
    }

    #[test]
    fn the_hash_is_over_the_keys_that_are_marked_so_and_no_others() {
        let none = Answer::default();
        for &key in AnswerKey::ALL {
            let answer = with(key);
            assert!(!answer.value(key).is_absent() && !answer.value(key).words().is_empty(), "{key:?}");
            assert_eq!(answer_hash(&answer) != answer_hash(&none), key.is_meaning(), "{key:?}");
            assert_eq!(field_hashes(&answer).starts_with(key.name()), key.is_meaning(), "{key:?}");
        }
    }

    #[test]
    fn every_key_has_a_place_of_its_own() {
        for &key in AnswerKey::ALL {
            let there = AnswerKey::ALL.iter().filter(|&&other| !with(key).value(other).is_absent());
            assert_eq!(there.collect::<Vec<_>>(), [&key]);
        }
    }

    #[test]
    fn a_merge_decides_together_what_makes_one_statement() {
        assert_eq!(STATEMENT, ["answer", "choice", "status", "reason", "until"]);
        assert_eq!(DETAILS, ["reason", "until"]);
        assert_eq!(WHOSE, ["by", "on", "source"]);
    }
}
