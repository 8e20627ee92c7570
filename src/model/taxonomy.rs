//! What makes work with ML components hard at which maturity level (Lwakatare et al. 2019, sections 4 and 5).

use super::MaturityLevel;

/// The challenges and the life-cycle activities that they belong to. Which activity a challenge belongs to where
/// the paper does not say so, which questions ask about it and how far they reach are judgements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// The paper.
    pub source: String,
    /// What has to be known about the list.
    pub note: String,
    /// Activities of the life cycle, in order.
    pub activities: Vec<Activity>,
    /// Challenges, lowest level first.
    pub challenges: Vec<Challenge>,
}

/// Something that is done at every level of maturity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
    /// What is done.
    pub about: String,
}

/// Something that makes the work hard from a level on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// `L3-2`: the second one of the third level.
    pub id: String,
    /// The level at which it appears.
    pub level: MaturityLevel,
    /// The activities that it makes hard, as indices into [`Taxonomy::activities`]; at least one.
    pub activities: Vec<usize>,
    /// What the paper names it as.
    pub kind: ChallengeKind,
    /// What is hard.
    pub text: String,
    /// Sections of the paper.
    pub sections: Vec<String>,
    /// How far the form's own questions reach.
    pub reach: Reach,
    /// The form's questions about it, by id.
    pub questions: Vec<String>,
    /// Questions of sets about it, by id.
    pub extras: Vec<String>,
    /// The same with their sets, in that order.
    pub offers: Vec<Extra>,
    /// What helps where no question can.
    pub instead: Option<String>,
}

/// A question of a bundled set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// Its id.
    pub question: String,
    /// The newest set that has it, `taxonomy-extras@1`.
    pub set: &'static str,
}

/// What the paper names it as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChallengeKind {
    /// A challenge.
    Challenge,
    /// Something that is needed in practice.
    Need,
    /// A property of components of this level.
    Property,
}

impl ChallengeKind {
    /// The words of the catalog's file and of JSON.
    pub const WORDS: &'static [&'static str] = &["challenge", "need", "property"];

    /// Reads one of [`Self::WORDS`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Challenge, Self::Need, Self::Property].into_iter().find(|kind| kind.word() == word)
    }

    /// The word.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// How far a form's questions reach into a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Their answers settle it.
    Full,
    /// Their answers settle a part of it.
    Partial,
    /// There are none.
    None,
}

impl Reach {
    /// The words of the catalog's file.
    pub const WORDS: &'static [&'static str] = &["full", "partial", "none"];

    /// Reads one of [`Self::WORDS`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Full, Self::Partial, Self::None].into_iter().find(|reach| reach.word() == word)
    }

    /// The word.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}
