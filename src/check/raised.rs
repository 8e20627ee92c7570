//! A finding on its way: still with a span in place of a line, so that raising one stays cheap.

use super::Rule;
use super::command;
use crate::diag::{OpenQuestion, Severity};
use crate::model::{Component, FileId, Policy};
use crate::source::Span;

/// What a rule raised, before waivers, filters and places.
#[derive(Debug)]
pub(super) struct Raised {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Index into the form's questions.
    pub(super) question: Option<usize>,
    pub(super) open: Option<OpenQuestion>,
    pub(super) command: Option<String>,
    pub(super) together: Option<String>,
    /// Whether a waiver may let it through.
    pub(super) waivable: bool,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Report<'r> {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    /// The floor under the component, where there is one.
    pub(super) policy: Option<&'r Policy>,
    pub(super) found: &'r mut Vec<Raised>,
}

impl Report<'_> {
    /// Adds a finding at a span of one of the component's files.
    pub(super) fn at(&mut self, file: FileId, span: Span, message: String) -> Adding<'_> {
        self.found.push(Raised {
            rule: self.rule,
            severity: self.severity,
            file,
            span,
            message,
            help: None,
            question: None,
            open: None,
            command: None,
            together: None,
            waivable: self.rule.waivable,
        });
        Adding(self.found.last_mut())
    }

    /// Adds a finding about a question at a span of its answer.
    pub(super) fn within(
        &mut self,
        component: &Component,
        question: usize,
        span: &Span,
        message: String,
    ) -> Adding<'_> {
        self.at(component.answer_files[question], span.clone(), message).question(question)
    }

    /// Adds a finding about a question as a whole: at its answer, or where that would stand.
    pub(super) fn about(&mut self, component: &Component, question: usize, message: String) -> Adding<'_> {
        let (file, span) = component.place_of(question);
        self.at(file, span, message).question(question)
    }
}

/// The finding just added, to say more about it.
#[derive(Debug)]
pub(super) struct Adding<'a>(Option<&'a mut Raised>);

impl Adding<'_> {
    /// The next step.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.with(|raised| raised.help = Some(help.into()))
    }

    /// No waiver lets it through: it is about a waiver or a policy, and waivers must not hold each other up.
    pub(super) fn not_waivable(self) -> Self {
        self.with(|raised| raised.waivable = false)
    }

    /// The question it is about, if it is about one.
    pub(super) fn question(self, question: impl Into<Option<usize>>) -> Self {
        self.with(|raised| raised.question = question.into())
    }

    /// What the table of open questions shows.
    pub(super) fn open(self, open: OpenQuestion) -> Self {
        self.with(|raised| raised.open = Some(open))
    }

    /// A command that helps: `words` is what follows `formwork`.
    pub(super) fn command(self, component: &Component, words: &str) -> Self {
        self.with(|raised| raised.command = Some(command::for_component(component, words)))
    }

    /// One that helps with all of its kind.
    pub(super) fn together(self, component: &Component, words: &str) -> Self {
        self.with(|raised| raised.together = Some(command::for_component(component, words)))
    }

    fn with(mut self, change: impl FnOnce(&mut Raised)) -> Self {
        if let Some(raised) = &mut self.0 {
            change(raised);
        }
        self
    }
}
