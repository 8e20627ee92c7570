//! How a component is used (Lwakatare et al. 2019, section 5) and the facts that conditions hang on.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// Their words in files, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// Reads a word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            /// The word in files and output.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words! {
    /// How a component is used. Ordered from experiment to autonomy.
    MaturityLevel {
        /// Tried out; nobody depends on the output.
        Experimentation = "experimentation",
        /// In use where a failure is bearable, or checked by people.
        NonCritical = "non-critical",
        /// In use where a failure is not bearable.
        Critical = "critical",
        /// Models feed models.
        Cascading = "cascading",
        /// Retrains, scales and fails safely without people.
        Autonomous = "autonomous",
    }
}

words! {
    /// Yes or no about a component.
    Fact {
        /// Data arrives as a stream.
        Streaming = "streaming",
        /// The model learns from labels.
        Supervised = "supervised",
        /// Compute is paid for.
        PaidCompute = "paid-compute",
        /// Data about persons is involved.
        PersonalData = "personal-data",
        /// Regulated or high-risk use.
        HighRisk = "high-risk",
        /// People can come to harm.
        Harm = "harm",
    }
}

/// What a component states of its facts; `None` is unstated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts([Option<bool>; 6]);

impl Facts {
    /// What was stated, if anything.
    pub fn stated(&self, fact: Fact) -> Option<bool> {
        self.0[fact as usize]
    }

    /// States a fact.
    pub fn state(&mut self, fact: Fact, yes: bool) {
        self.0[fact as usize] = Some(yes);
    }

    /// Takes what `defaults` states where this one is silent.
    #[must_use]
    pub fn or(mut self, defaults: Self) -> Self {
        for (own, default) in self.0.iter_mut().zip(defaults.0) {
            *own = own.or(default);
        }
        self
    }
}

/// A maturity level as the catalog describes it.
#[derive(Debug, Clone)]
pub struct LevelInfo {
    /// The level.
    pub level: MaturityLevel,
    /// For people.
    pub title: String,
    /// A sentence by which a team recognises itself.
    pub recognise: String,
    /// More about it.
    pub about: String,
    /// Where it comes from.
    pub source: String,
}

impl LevelInfo {
    /// The title within a sentence: "critical deployment", "autonomous ML components".
    pub fn spoken(&self) -> String {
        let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
        let lower = |word: &str| if capitals(word) > 1 { word.to_owned() } else { word.to_lowercase() };
        self.title.split(' ').map(lower).collect::<Vec<_>>().join(" ")
    }
}

/// A fact as the catalog describes it.
#[derive(Debug, Clone)]
pub struct FactInfo {
    /// The fact.
    pub fact: Fact,
    /// The yes-or-no question.
    pub text: String,
    /// What a yes changes.
    pub about: String,
    /// What counts while it is unstated.
    pub unstated: bool,
    /// From this level on it is asked for while unstated.
    pub asked_from: Option<MaturityLevel>,
    /// From `.0` on, a yes makes the column of `.1` required.
    pub raises: Option<(MaturityLevel, MaturityLevel)>,
}
