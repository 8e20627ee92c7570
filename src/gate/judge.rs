//! What the gate says of one component.

use super::blocking::readable;
use crate::check::{self, Checked};
use crate::diag::{Finding, Severity};
use crate::model::Loaded;
use crate::store::Load;

/// A component that can be read, with what the gate says of it.
#[derive(Debug)]
pub(crate) struct Judged<'l> {
    /// The component.
    pub(crate) component: &'l Loaded,
    /// All findings, by file and line.
    pub(crate) findings: Vec<Finding>,
    /// Required questions that still need something.
    pub(crate) open: usize,
    /// The findings by severity.
    pub(crate) counts: Counts,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// Notes.
    pub(crate) notes: usize,
}

/// Judges a component, or returns the findings that stop every reader.
pub(crate) fn judge<'l>(loaded: &'l Load, options: &check::Options) -> Result<Judged<'l>, Vec<Finding>> {
    let component = readable(loaded, options)?;
    let Checked { findings, open, .. } = check::check_component(loaded, options);
    let counts = Counts::of(&findings);
    Ok(Judged { component, findings, open, counts })
}

impl Judged<'_> {
    /// Returns the findings that make the gate red.
    pub(crate) fn failing(&self) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).collect()
    }
}

impl Counts {
    fn of(findings: &[Finding]) -> Self {
        let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self { errors: of(Severity::Error), warnings: of(Severity::Warning), notes: of(Severity::Note) }
    }

    /// Returns whether the gate is green: errors fail.
    pub(crate) fn passes(self) -> bool {
        self.errors == 0
    }

    /// Returns the verdict's word in an output for programs.
    pub(crate) fn verdict(self) -> &'static str {
        if self.passes() { "pass" } else { "fail" }
    }
}
