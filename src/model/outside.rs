//! What the outside says of a component: a value of its own, beside what the component's files say.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use jiff::civil::Date;

use super::{
    Component, ComponentId, Datum, Evidence, EvidenceTarget, MaturityLevel, Measured, Requirement, Tested,
};
use crate::source::Span;

/// A component as its files have it, and what the outside says of it. Nobody changes a component after it was read.
#[derive(Debug)]
pub struct Loaded {
    /// What its files say.
    pub component: Component,
    /// What the outside says.
    pub outside: Outside,
}

/// What is in no file of a component: whether its evidence is there, what reports say and how old they are, and what
/// is known of other components.
#[derive(Debug, Default)]
pub struct Outside {
    /// What the workspace says of each entry of [`super::Settings::consumes`], in that order.
    pub providers: Vec<Provider>,
    /// The components that consume this one's output; looked up only for those who show them.
    pub consumers: Vec<Consumer>,
    /// Whether the files that evidence names are there, by path.
    pub paths: BTreeMap<String, EvidenceFact>,
    /// What reports say of values, by report and key.
    pub values: BTreeMap<String, BTreeMap<String, Reading<Datum>>>,
    /// What reports say of tests, by report and case.
    pub tests: BTreeMap<String, BTreeMap<String, Reading<Outcome>>>,
    /// Requirements, by id and report, whose report is there and which name one elsewhere in a later state.
    pub moved_on: BTreeSet<(String, String)>,
    /// The day on which the age of evidence is judged; `None` where nobody looked or git cannot tell.
    pub judged_on: Option<Date>,
    /// When the files changed last that support a requirement, by its question and the place of its header.
    pub dated: BTreeMap<(usize, usize), Vec<Dated>>,
}

impl Outside {
    /// What the disk says of a piece of evidence.
    pub fn evidence(&self, evidence: &Evidence) -> EvidenceFact {
        match &evidence.target {
            EvidenceTarget::Path(path) => self.paths.get(path).copied().unwrap_or(EvidenceFact::Unchecked),
            EvidenceTarget::Web => EvidenceFact::Unchecked,
        }
    }

    /// What the report says of a measured value.
    pub fn measured(&self, measured: &Measured) -> &Reading<Datum> {
        let report = self.values.get(&measured.file.value);
        report.and_then(|report| report.get(&measured.key)).unwrap_or(&Reading::Unread)
    }

    /// What the report says of a test.
    pub fn tested(&self, tested: &Tested) -> &Reading<Outcome> {
        let report = self.tests.get(&tested.junit.value);
        report.and_then(|report| report.get(&tested.case)).unwrap_or(&Reading::Unread)
    }

    /// When the files changed last that support a requirement of a question.
    pub fn dated(&self, question: usize, requirement: &Requirement) -> &[Dated] {
        self.dated.get(&(question, requirement.span.start)).map_or(&[], Vec::as_slice)
    }

    /// Whether a report is there that a requirement names, and that it does not name in a later state.
    pub fn has_moved_on(&self, requirement: &Requirement, report: &str) -> bool {
        !self.moved_on.is_empty() && self.moved_on.contains(&(requirement.id.clone(), report.to_owned()))
    }

    /// The reports that are not there, each with what is known of its removal.
    pub fn absent_reports(&mut self) -> impl Iterator<Item = (&str, &mut Option<Removed>)> {
        let values = self.values.iter_mut().flat_map(|(file, all)| {
            all.values_mut().filter_map(move |one| Some((file.as_str(), one.removal()?)))
        });
        let tests = self.tests.iter_mut().flat_map(|(file, all)| {
            all.values_mut().filter_map(move |one| Some((file.as_str(), one.removal()?)))
        });
        values.chain(tests)
    }
}

/// Most readers ask what the files say.
impl Deref for Loaded {
    type Target = Component;

    fn deref(&self) -> &Component {
        &self.component
    }
}

/// Tests make components by hand.
#[cfg(any(test, fuzzing))]
impl std::ops::DerefMut for Loaded {
    fn deref_mut(&mut self) -> &mut Component {
        &mut self.component
    }
}

/// What the workspace says of a component whose output another one takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provider {
    /// It is one of the workspace's.
    Known {
        /// Its name for people.
        name: String,
        /// How it is used, with the workspace's defaults taken in.
        maturity: Option<MaturityLevel>,
        /// Whether its `formwork.toml` can be read; where not, its own check says why and nothing is known of it.
        readable: bool,
        /// Named questions that its form does not have, as indices into [`super::Consumption::questions`], each
        /// with the nearest that the form has.
        unknown: Vec<(usize, Option<String>)>,
        /// The way on which it takes in, in the end, the output of this component, from here to here.
        ring: Option<Vec<ComponentId>>,
    },
    /// There is no such component; the nearest id.
    Unknown(Option<String>),
    /// There is no workspace, so nothing can be looked up.
    Alone,
}

/// A component that takes in another one's output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumer {
    /// Its path in the workspace.
    pub id: ComponentId,
    /// Its name for people.
    pub name: String,
    /// How it is used.
    pub maturity: Option<MaturityLevel>,
    /// The questions of the provider that it depends on; empty means all.
    pub questions: Vec<String>,
}

/// What the disk says of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceFact {
    /// Not looked up, or nothing to look up.
    Unchecked,
    /// It is there.
    Exists,
    /// It is not.
    Missing,
    /// It lies outside the repository.
    Outside,
}

/// What a report says of a value or a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// Nobody looked yet.
    Unread,
    /// This is what it says.
    Says(T),
    /// It is there and says nothing of it, and why.
    Mute(String),
    /// There is no such file; when git had one, that it is gone, and since when.
    Absent(Option<Removed>),
    /// It lies outside of the repository and was not read.
    Outside,
}

impl<T> Reading<T> {
    fn removal(&mut self) -> Option<&mut Option<Removed>> {
        match self {
            Self::Absent(removed) => Some(removed),
            _ => None,
        }
    }
}

/// How a test ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// So many tests of the name passed, and none failed.
    Passed(usize),
    /// So many of so many failed, and what the first of them said.
    Failed {
        /// Those that failed.
        failed: usize,
        /// All of the name.
        of: usize,
        /// In a line.
        message: String,
    },
    /// None failed, and so many of so many were not run, and what is said of the first of them.
    NotRun {
        /// Those that were not run.
        not_run: usize,
        /// All of the name.
        of: usize,
        /// In a line.
        message: String,
    },
}

/// A file that supports a requirement, by its last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The file as written.
    pub file: String,
    /// Where it is written.
    pub span: Span,
    /// When it changed last.
    pub changed: Date,
    /// When the answer's text changed last, where that was later.
    pub answer_changed: Option<AnswerChange>,
}

/// When a report went that git had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// In a commit of this day.
    On(Date),
    /// That is not committed yet.
    Uncommitted,
    /// After the revision that this is held against.
    SinceRevision,
}

/// When an answer's text changed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerChange {
    /// In a commit of this day.
    On(Date),
    /// It is not committed yet.
    Uncommitted,
}
