//! The keys of tables in files, each described once: its name, what it takes, what it means, and what is done with it.
//! Those of an answer and of a requirement are here; those of other files lie in `read::keys`. Reading, JSON Schema,
//! diff, merge, `show`, documents and JSON go by these tables, and nothing else lists keys.
//!
//! To add a key to an answer:
//!
//! 1. its entry in `answer.rs` beside this file: name, kind, meaning and, where it applies, what the methods of [`Key`]
//!    add to that;
//! 2. its field in [`Answer`](super::Answer), with an arm in `slot` and in `value` there. The compiler asks for them.
//!
//! An argument of `formwork answer` that sets it is a field and a line in `cli::answer`.
//!
//! A key of a requirement has its entry in `requirement.rs`, and its field with an arm in `slot` and in `remark` of
//! [`Requirement`](super::Requirement). If `requirement add` is to write it, that takes an argument there, and a line
//! in `read::splice`.
//!
//! A key whose values are of a new kind also needs a [`Kind`], and a [`Slot`](super::Slot) that reading fills in. A
//! key that changes what a reviewed answer means is `hashed`, and needs a new scheme in `hash.rs`.

mod answer;
mod requirement;

pub use answer::AnswerKey;
pub(crate) use answer::{DETAILS, STATEMENT, WHOSE};
pub(crate) use requirement::{MeasuredKey, RequirementKey, TestedKey};

/// A table's keys.
pub(crate) type Spec = &'static [Key];

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
    /// Its name where documents list it behind an answer or a requirement, if they list it there.
    pub(crate) title: Option<&'static str>,
    pub(crate) part: Option<Part>,
    /// Whether it belongs to what a reviewed answer means.
    pub(crate) hashed: bool,
    /// Whether it goes along when an upgrade offers an answer to another question as a draft.
    pub(crate) carried: bool,
}

/// What a key has to do with the statement that an answer makes. A merge decides these keys together, and who takes an
/// answer back takes them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It makes the statement.
    Statement,
    /// It speaks about the statement alone.
    Detail,
    /// It says whose statement it is.
    Whose,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Integer,
    /// A whole or broken number, never NaN or infinite.
    Number,
    /// Two numbers, the smaller first.
    Range,
    /// A text, a number, or true or false.
    Scalar,
    Bool,
    Date,
    DateOrLevel,
    Word(&'static [&'static str]),
    Texts,
    /// What a condition takes: yes or no, a word, or several.
    Condition,
    Table(Spec),
    Tables(Spec),
    /// A table whose keys are names of some sort; each value is of the kind.
    Map(&'static str, &'static Kind),
}

pub(crate) const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about, title: None, part: None, hashed: false, carried: false }
}

impl Key {
    pub(crate) const fn titled(self, title: &'static str) -> Self {
        Self { title: Some(title), ..self }
    }

    pub(crate) const fn part(self, part: Part) -> Self {
        Self { part: Some(part), ..self }
    }

    pub(crate) const fn hashed(self) -> Self {
        Self { hashed: true, ..self }
    }

    pub(crate) const fn carried(self) -> Self {
        Self { carried: true, ..self }
    }

    /// Whether it has one of these parts in a statement.
    const fn is_one_of(&self, parts: &[Part]) -> bool {
        let Some(own) = self.part else { return false };
        let mut at = 0;
        while at < parts.len() {
            if parts[at] as u8 == own as u8 {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// The keys of one table as an enum, so that who reads the table has an arm for each.
pub(crate) trait Keys: Copy + 'static {
    /// All of them, in the order in which they are listed.
    const ALL: &'static [Self];
    /// What they are like, in the same order.
    const SPEC: Spec;

    fn key(self) -> &'static Key;

    fn name(self) -> &'static str {
        self.key().name
    }

    /// Returns its name where documents list it behind an answer or a requirement, if they list it there.
    fn title(self) -> Option<&'static str> {
        self.key().title
    }
}

/// Declares the keys of one table: an enum and, for each variant, the [`Key`] that describes it.
macro_rules! key_table {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($(#[$about:meta])* $variant:ident = $key:expr,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $name { $($(#[$about])* $variant,)* }

        impl $crate::model::Keys for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];
            const SPEC: $crate::model::Spec = &[$($key,)*];

            fn key(self) -> &'static $crate::model::Key {
                &Self::SPEC[self as usize]
            }
        }
    };
}
pub(crate) use key_table;

/// Returns the number of keys that have one of these parts in a statement.
const fn count(spec: Spec, parts: &[Part]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < spec.len() {
        if spec[at].is_one_of(parts) {
            count += 1;
        }
        at += 1;
    }
    count
}

/// Returns the names of the keys that have one of these parts in a statement.
const fn names<const COUNT: usize>(spec: Spec, parts: &[Part]) -> [&'static str; COUNT] {
    let mut names = [""; COUNT];
    let (mut at, mut next) = (0, 0);
    while at < spec.len() {
        if spec[at].is_one_of(parts) {
            names[next] = spec[at].name;
            next += 1;
        }
        at += 1;
    }
    names
}
