use jiff::civil::Date;

use super::MaturityLevel;
use crate::source::{Span, Spanned};

/// Somebody in a role looked at an answer: one table of `reviews.toml`. It is a claim; the commit that brings it
/// is its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Its header.
    pub span: Span,
    /// The question, by its id.
    pub question: Spanned<String>,
    /// The role in which it was looked at.
    pub role: Spanned<String>,
    /// Who.
    pub by: String,
    /// When.
    pub on: Option<Date>,
    /// The form at that time.
    pub form: Option<String>,
    /// The level at that time.
    pub maturity: Option<MaturityLevel>,
    /// A remark.
    pub note: Option<String>,
    /// The hash of what the answer said.
    pub hash: Spanned<String>,
    /// Hashes of older wordings that say the same.
    pub stands_for: Vec<String>,
    /// The answers that it rested on, with their hashes: those that were given then.
    pub depends_on: Vec<(Spanned<String>, String)>,
    /// What the parts of these answers hashed to, its own among them, by question; it tells which of them changed.
    /// One that was a text and nothing else is not named: its hash is that of the text.
    pub fields: Vec<(String, String)>,
}
