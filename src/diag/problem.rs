use super::RuleId;
use crate::source::Span;

/// Something wrong that reading met: a finding without its file and component, which the reader
/// does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Rule id.
    pub rule: RuleId,
    /// Where in the text.
    pub span: Span,
    /// What is wrong, a lower-case fragment.
    pub message: String,
    /// The next step.
    pub help: Option<String>,
    /// The question it is about.
    pub question: Option<String>,
}

impl Problem {
    /// A problem of `rule` at `span`.
    pub fn new(rule: RuleId, span: Span, message: impl Into<String>) -> Self {
        Self { rule, span, message: message.into(), help: None, question: None }
    }

    /// Adds the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the next step, if there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Names the question.
    #[must_use]
    pub fn question(mut self, id: &str) -> Self {
        self.question = Some(id.to_owned());
        self
    }
}
