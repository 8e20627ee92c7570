//! One file per format: a document → bytes.

mod html;
mod markdown;

use super::Format;

/// The registry: a new format is one file and one line here.
pub(super) static FORMATS: &[&Format] = &[
    &Format { id: "markdown", extensions: &["md", "markdown"], render: markdown::render },
    &Format { id: "html", extensions: &["html", "htm"], render: html::render },
];

#[cfg(test)]
pub(super) use html::{SCRIPT, STYLE};
