use super::FormId;

/// What is on record about one question's change from one version of a form to the next: who asked for it, and
/// whether an answer given before still answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The version that the change led to.
    pub to: FormId,
    /// The question.
    pub question: String,
    /// In the words of a comparison: added, deleted, split, reworded, roles.
    pub changes: Vec<String>,
    /// Whether an answer to the old question does not answer the new one; a judgement.
    pub meaning_changed: bool,
    /// The reason for that judgement.
    pub because: Option<String>,
    /// The people interviewed who asked for it, or the authors.
    pub origin: Vec<String>,
    /// Numbers of the source's literature.
    pub literature: Vec<String>,
    /// The table of the source that records it.
    pub table: Option<String>,
    /// Where table, text and form differ.
    pub note: Option<String>,
}
