//! TOML text → spanned values and every problem in them; an edit → a splice. Knows no disk.
//!
//! - [`Document`] parses once and finds what makes a file unreadable.
//! - `keys` holds a table against the keys that it can have; `schema` is made from the same keys.
//! - [`settings()`] and [`answers()`] bind tables to the model in one pass over their keys.
//! - `outline` and `splice` find the bytes that an edit may touch.

mod answers;
mod document;
#[cfg(any(test, fuzzing))]
mod grammar;
mod keys;
mod outline;
mod paths;
mod policy;
mod portable;
#[cfg(any(test, fuzzing))]
#[path = "tests/properties.rs"]
pub(crate) mod properties;
mod quote;
mod requirement;
mod reviews;
mod schema;
mod set;
mod settings;
mod splice;
mod waivers;

pub use answers::{Located, answers, is_evidence, is_path};
pub use document::Document;
pub use keys::FORMAT;
pub(crate) use outline::{Item, ItemKind, Member, comments, is_schema_line, outline};
pub use policy::{PolicyNames, PolicyWords, policy, policy_names};
pub(crate) use quote::key;
pub use quote::{comment_line, one_line};
pub use requirement::report_help;
pub use reviews::reviews;
pub(crate) use schema::schemas;
pub use schema::{answers_schema, component_schema, policy_schema, reviews_schema, set_schema};
pub(crate) use set::invalid as invalid_set;
pub use set::{Asked, Changed, Demand, Entry, SetFile, Wanted, set};
pub use settings::settings;
pub use splice::{SpliceError, apply, apply_all, renamed_block, table_blocks};
#[cfg(fuzzing)]
pub(crate) use splice::{properties as splice_properties, requirement_properties};
