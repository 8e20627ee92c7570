//! Documents as one HTML file that loads nothing from anywhere: [`page`] is the frame with its policy,
//! [`body`] the content, [`answer`] foreign Markdown, [`flow`] the drawing of the stages, [`graph`] that of
//! what rests on what.

mod answer;
mod body;
mod flow;
mod graph;
mod page;
mod policy;
mod text;

#[cfg(test)]
pub(in crate::doc) use answer::push_answer;
pub(super) use page::render;

/// The style of every page.
pub(in crate::doc) const STYLE: &str = include_str!("style.css");
/// The script of pages whose questions can be filtered.
pub(in crate::doc) const SCRIPT: &str = include_str!("script.js");
