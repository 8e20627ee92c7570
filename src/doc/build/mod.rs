//! One file per document, and what they share: which questions are meant ([`scope`]), words and lines
//! ([`words`]), the beginning of an answer ([`excerpt`]), a question with its answer ([`question`]), the form's own parts ([`parts`]),
//! what rests on what ([`graph`]).

mod agenda;
mod catalog;
mod challenges;
mod excerpt;
mod form;
mod framework;
mod gaps;
mod graph;
mod index;
mod maturity;
mod parts;
mod portfolio;
mod question;
mod requirements;
mod scope;
mod summary;
mod traceability;
mod verification;
mod words;

pub use catalog::catalog_form;
pub use framework::{KIND as FRAMEWORK, Part, framework_of_all};
pub use index::{IndexEntry, index};
pub use portfolio::portfolio;
pub(super) use scope::Scope;

use super::Kind;

/// The registry: a new document is one file and one line here.
pub(super) static KINDS: &[&Kind] = &[
    &requirements::KIND,
    &form::KIND,
    &agenda::KIND,
    &gaps::KIND,
    &summary::KIND,
    &verification::KIND,
    &maturity::KIND,
    &traceability::KIND,
    &framework::KIND,
];
