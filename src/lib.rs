//! Requirements of machine-learning systems as plain TOML files beside the code: a form, a gate and documents.
//!
//! Data flows one way: files → [`model`] → ([`query`], [`check`]) → findings or [`doc`]ument → bytes.
//! Who may use whom (a test holds the table against the `use` lines):
//!
//! | layer | lives here | may use |
//! |---|---|---|
//! | [`source`] | text and places in it | - |
//! | [`term`] | the only code that knows a terminal | source |
//! | [`diag`] | a finding as data, severity | source |
//! | [`model`] | the domain; no I/O | source, diag |
//! | [`read`] | TOML text → spanned values and every problem in them; edit → splice | source, diag, model |
//! | [`merge`] | three versions of a file → one | source, diag, model, read |
//! | [`catalog`] | the embedded catalog and own sets → model | source, diag, model, read |
//! | [`store`] | disk and git ↔ model | source, diag, model, read, catalog |
//! | [`query`] | pure questions over a component | source, model |
//! | [`upgrade`] | a component → what a newer version of its form makes of it, planned and written | source, model, read, catalog, store, query |
//! | [`diff`] | two states of a component → what changed | source, diag, model, query |
//! | [`check`] | the rules and the engine that runs them | source, diag, model, query, diff |
//! | [`gate`] | the rules over a project: members, root, policy, an earlier revision, the verdict | source, diag, model, read, catalog, store, query, diff, check |
//! | [`emit`] | findings → bytes: one file a format | source, diag, model, query, term, check, gate |
//! | [`doc`] | documents for people | source, diag, model, query |
//! | [`report`] | what commands print: data and text | source, diag, model, catalog, store, query, diff, check, gate, emit, doc, term |
//! | [`interchange`] | sheets, and reports that other runs left | source, diag, model, query |
//! | [`cli`] | the commands | all |
//!
//! Where a new thing goes: one file and one line in the list of its folder. A rule: `check/rules/`, with a case in
//! `tests/cases/`. A document: `doc/build/`; a format of documents: `doc/render/`, of findings: `emit/`, of sheets:
//! `interchange/`. A kind of policy that `diff` tells: `diff/policy/`. A command: `cli/`. A form, a set or a framework:
//! `catalog/` beside `src/`, named in [`catalog`]. A key of an answer or a requirement: `model/keys/`, and its field. A state
//! of a question: `model/state/`. Unit tests of every layer take their components from `sample`.

pub mod catalog;
pub mod check;
pub mod cli;
pub mod diag;
pub mod diff;
pub mod doc;
pub mod emit;
pub mod gate;
pub mod interchange;
pub mod merge;
pub mod model;
#[cfg(any(test, fuzzing))]
pub mod properties;
pub mod query;
pub mod read;
pub mod report;
#[cfg(any(test, fuzzing))]
#[cfg_attr(fuzzing, expect(dead_code, reason = "fuzz targets need only a part of it"))]
mod sample;
pub mod source;
pub mod store;
pub mod term;
pub mod upgrade;
