//! Requirements of machine-learning systems as plain TOML files beside the code: a form, a gate and documents.
//!
//! Data flows one way: files → [`model`] → ([`query`], [`check`]) → findings or [`doc`]ument → bytes.
//! Who may use whom (a test in `tests/` holds it against the `use` lines):
//!
//! | layer | lives here | may use |
//! |---|---|---|
//! | [`source`] | text and places in it | - |
//! | [`term`] | the only code that knows a terminal | - |
//! | [`diag`] | a finding as data, severity | source |
//! | [`model`] | the domain; no I/O | source, diag |
//! | [`read`] | TOML text → spanned values and every problem in them; edit → splice | source, diag, model |
//! | [`merge`] | three versions of a file → one | source, diag, model, read |
//! | [`catalog`] | the embedded catalog → model | read and what it uses |
//! | [`store`] | disk ↔ model | catalog, read and what they use |
//! | [`query`] | pure questions over a component | model |
//! | [`diff`] | two states of a component → what changed | query, model, diag |
//! | [`check`] | the rules and the engine that runs them | query, diff, model, diag |
//! | [`emit`] | findings → human, short, json, sarif, github, gitlab, junit, markdown | diag, query, term, check (SARIF carries the rules) |
//! | [`doc`], [`interchange`] | documents, sheets and reports that other runs left | source, diag, model, query |
//! | [`cli`] | one file per command | all |

pub mod catalog;
pub mod check;
pub mod cli;
pub mod diag;
pub mod diff;
pub mod doc;
pub mod emit;
pub mod interchange;
pub mod merge;
pub mod model;
pub mod query;
pub mod read;
#[cfg(test)]
mod sample;
pub mod source;
pub mod store;
pub mod term;
