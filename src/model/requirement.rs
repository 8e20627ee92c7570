use super::Number;
use crate::source::{Span, Spanned};

/// A formal statement derived from an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirement {
    /// Its id, unique in the component.
    pub id: String,
    /// The statement.
    pub text: String,
    /// How one knows that it is met.
    pub fit_criterion: Option<String>,
    /// test, analysis, inspection or demonstration.
    pub verification: Option<String>,
    /// A value that a report holds, and what it has to be.
    pub measured: Option<Box<Measured>>,
    /// A test that has to pass.
    pub tested: Option<Box<Tested>>,
    /// So many days after its last commit the evidence is too old.
    pub max_age: Option<Spanned<u32>>,
    /// When the files that support it changed last; filled in only for the gate.
    pub dated: Vec<Dated>,
    /// Its header.
    pub span: Span,
    /// Its id's place, else its header.
    pub place: Span,
}

impl Requirement {
    /// The ways to verify (ISO/IEC/IEEE 29148, 6.5.2.2).
    pub const VERIFICATIONS: &'static [&'static str] = &["test", "analysis", "inspection", "demonstration"];

    /// The reports that it names, with where it does.
    pub fn reports(&self) -> impl Iterator<Item = &Spanned<String>> {
        let measured = self.measured.iter().map(|measured| &measured.file);
        measured.chain(self.tested.iter().map(|tested| &tested.junit))
    }
}

/// A value that a report holds, and what it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The table.
    pub span: Span,
    /// The report, relative to the component.
    pub file: Spanned<String>,
    /// Where in the report.
    pub key: String,
    /// What the value has to be.
    pub bound: Bound,
    /// The value's unit, for people.
    pub unit: Option<String>,
    /// What the report says; `store` fills it in at load.
    pub found: Reading<Datum>,
}

impl Measured {
    /// The formats of reports, by the file's ending.
    pub const FORMATS: &'static [&'static str] = &["json", "csv", "toml"];

    /// The ending that says how a report is read.
    pub fn format(file: &str) -> Option<&'static str> {
        let (_, ending) = file.rsplit('/').next()?.rsplit_once('.')?;
        Self::FORMATS.iter().copied().find(|format| format.eq_ignore_ascii_case(ending))
    }
}

/// What a measured value has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// This or more.
    AtLeast(Number),
    /// This or less.
    AtMost(Number),
    /// This.
    Equals(Datum),
    /// From the first to the second, both included.
    Between(Number, Number),
}

/// A value in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    /// A number.
    Number(Number),
    /// Anything else that fits on a line: a text, `true`, `false`.
    Text(String),
}

/// A test that has to pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// The table.
    pub span: Span,
    /// The report in the format of JUnit, relative to the component.
    pub junit: Spanned<String>,
    /// The test's name, or that of a suite.
    pub case: String,
    /// What the report says; `store` fills it in at load.
    pub found: Reading<Outcome>,
}

/// What came of looking into a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// Nobody looked yet.
    Unread,
    /// This is what it says.
    Says(T),
    /// It says nothing, and why.
    Missing(String),
    /// It lies outside of the repository and was not read.
    Outside,
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
    /// None was run.
    Skipped,
}

/// A file that supports a requirement, by its last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The file as written.
    pub file: String,
    /// Where it is written.
    pub span: Span,
    /// When it changed last.
    pub changed: jiff::civil::Date,
    /// When the answer's text changed last, where that was later.
    pub answer_changed: Option<AnswerChange>,
}

/// When an answer's text changed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerChange {
    /// In a commit of this day.
    On(jiff::civil::Date),
    /// It is not committed yet.
    Uncommitted,
}
