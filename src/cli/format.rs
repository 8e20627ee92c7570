//! `--format`, `-f` and `--json`, the same for every command that prints more than one format.
//!
//! Help, completions and the message for an unknown word come from the registry that the format lives in.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::{doc, emit};

/// The formats of one kind of output.
pub(super) trait Formats: ValueEnum + Clone + Send + Sync + 'static {
    /// Returns the format for people.
    fn text() -> Self;
    /// Returns the format for programs.
    fn json() -> Self;
}

/// How an output is written.
#[derive(Debug, Args, Clone)]
pub(super) struct Format<F: Formats = TextOrJson> {
    /// How the output is written
    #[arg(short, long, value_enum, default_value_t = F::text(), value_name = "FORMAT")]
    format: F,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl<F: Formats> Format<F> {
    /// Returns the format that was chosen.
    pub(super) fn get(&self) -> F {
        if self.json { F::json() } else { self.format.clone() }
    }
}

impl<F: Formats> Default for Format<F> {
    fn default() -> Self {
        Self { format: F::text(), json: false }
    }
}

/// Defines the formats of a command: an enum whose first two formats are text and JSON.
macro_rules! formats {
    ($(#[$about:meta])* $name:ident $((alias $alias:literal))?, $($(#[$more_about:meta])* $more:ident),* $(,)?) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
        pub(super) enum $name {
            /// For people
            $(#[value(alias = $alias)])?
            Text,
            /// For programs
            Json,
            $($(#[$more_about])* $more),*
        }

        impl $crate::cli::format::Formats for $name {
            fn text() -> Self {
                Self::Text
            }

            fn json() -> Self {
                Self::Json
            }
        }
    };
}
pub(super) use formats;

formats! {
    /// Text for people, or JSON.
    TextOrJson,
}

impl Format<TextOrJson> {
    pub(super) fn is_json(&self) -> bool {
        self.get() == TextOrJson::Json
    }
}

/// A format of findings, from their registry.
pub(super) type FindingFormat = &'static emit::Format;

impl ValueEnum for FindingFormat {
    fn value_variants<'a>() -> &'a [Self] {
        emit::formats()
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.id).help(self.about).aliases(self.aliases))
    }
}

impl Formats for FindingFormat {
    fn text() -> Self {
        emit::text()
    }

    fn json() -> Self {
        emit::json()
    }
}

/// A format of documents, from their registry.
pub(super) type DocumentFormat = &'static doc::Format;

impl ValueEnum for DocumentFormat {
    fn value_variants<'a>() -> &'a [Self] {
        doc::formats()
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.id))
    }
}
