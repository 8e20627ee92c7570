//! What commands print: one file per output, each a struct whose serialized form is the JSON and whose text is what a
//! person reads.
//!
//! A report is made of a component, a view or a run; it knows no disk and no arguments. [`outputs()`] lists those whose
//! JSON Schema is published in `docs/schema/`: a new output is one file here and one line in that list.

mod catalog;
mod framework;
mod maturity;
mod origins;
mod outputs;
mod rule;
#[cfg(test)]
mod schemas;
mod word_diff;

pub use catalog::{CatalogDiff, CatalogList, FormPage, SetPage, Shown};
pub use framework::{FrameworkPage, Frameworks};
pub use maturity::{MaturityPage, MaturityRow, MaturityTable, Paper, challenges};
pub use origins::{Origins, origin_fields};
pub use outputs::{Output, output, outputs};
pub use rule::{RulePage, Rules};
pub use word_diff::word_diff;

use serde::Serialize;

use crate::term::Paint;

/// An output of a command.
pub trait Report: Serialize {
    /// Names the schema of the JSON: `formwork/list/1`.
    const SCHEMA: &'static str;

    /// Returns what a person reads.
    fn text(&self, style: Style) -> String;
}

/// How text for people is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Whether styles are written.
    pub paint: Paint,
    /// The width of the terminal in columns; `None` where there is none.
    pub width: Option<u16>,
}

/// Returns a report as JSON, with the name of its schema as the first key.
pub fn json<R: Report>(report: &R) -> String {
    crate::source::json(&Named { schema: R::SCHEMA, report })
}

/// A report with the name of its schema.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Named<R> {
    schema: &'static str,
    #[serde(flatten)]
    report: R,
}
