//! One file per format: a document → bytes; [`mermaid()`] and [`dot()`] write a graph alone.

mod dot;
mod html;
mod markdown;
mod mermaid;

use super::Format;

pub use dot::dot;
pub use mermaid::mermaid;

/// The registry: a new format is one file and one line here.
pub(super) static FORMATS: &[&Format] = &[&MARKDOWN, &HTML];

pub(super) static MARKDOWN: Format =
    Format { id: "markdown", extensions: &["md", "markdown"], render: markdown::render };
pub(super) static HTML: Format = Format { id: "html", extensions: &["html", "htm"], render: html::render };

#[cfg(test)]
pub(super) use html::{SCRIPT, STYLE, push_answer as push_html_answer};
#[cfg(test)]
pub(super) use markdown::{push_answer as push_markdown_answer, push_cell as push_markdown_cell};
