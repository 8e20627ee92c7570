//! What reports say of the requirements that name them: what the rules about them share.

use crate::check::Report;
use crate::check::text::shown;
use crate::model::{Measured, Outside, Reading, Requirement, Tested};
use crate::query::{Judged, View, counting_requirements, judge_measured, judge_tested};

/// How a report verifies a requirement.
#[derive(Clone, Copy)]
pub(super) enum By<'c> {
    Measured(&'c Measured),
    Tested(&'c Tested),
}

/// A requirement that counts, and one report that it names.
pub(super) struct Reported<'c> {
    pub(super) by: By<'c>,
    outside: &'c Outside,
    question: usize,
    requirement: &'c Requirement,
}

/// All of them, in the order of the form.
pub(super) fn reported<'c>(view: &View<'c>) -> impl Iterator<Item = Reported<'c>> {
    let outside = view.outside;
    counting_requirements(view.component).flat_map(move |(question, requirement)| {
        let measured = requirement.measured.as_deref().map(By::Measured);
        let tested = requirement.tested.as_deref().map(By::Tested);
        measured.into_iter().chain(tested).map(move |by| Reported { by, outside, question, requirement })
    })
}

impl Reported<'_> {
    pub(super) fn judged(&self) -> Judged {
        match self.by {
            By::Measured(measured) => judge_measured(measured, self.outside.measured(measured)),
            By::Tested(tested) => judge_tested(tested, self.outside.tested(tested)),
        }
    }

    /// What lies outside has its own finding; what nobody looked at, as in a revision, is not missing.
    pub(super) fn is_asked(&self) -> bool {
        match self.by {
            By::Measured(measured) => {
                !matches!(self.outside.measured(measured), Reading::Outside | Reading::Unread)
            }
            By::Tested(tested) => !matches!(self.outside.tested(tested), Reading::Outside | Reading::Unread),
        }
    }

    /// Says that the requirement is not met or the like, and why.
    pub(super) fn find(
        &self,
        view: &View<'_>,
        what: &str,
        judged: &Judged,
        help: impl Into<String>,
        report: &mut Report<'_>,
    ) {
        let span = match self.by {
            By::Measured(measured) => &measured.span,
            By::Tested(tested) => &tested.span,
        };
        let message = format!("`{}` {what}: {}", shown(&self.requirement.id), judged.said);
        report.within(view.component, self.question, span, message).help(help);
    }
}
