//! The forms and sets of the catalog: all of them, one with its questions, two against each other.

mod diff;
mod form;
mod list;

pub use diff::CatalogDiff;
pub use form::{FormPage, SetPage, Shown};
pub use list::CatalogList;
