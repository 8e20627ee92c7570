use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A component as the report of a `status` run describes it, wherever that ran.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reported {
    /// The report it stands in, as people see its path.
    pub source: String,
    /// Its path in its workspace.
    pub component: String,
    /// Its name for people.
    pub name: String,
    /// Its form: `mlops-requirements@3`.
    pub form: Option<String>,
    /// Its sets.
    pub sets: Vec<String>,
    /// Its maturity level.
    pub maturity: Option<String>,
    /// `pass`, `fail` or `unreadable`.
    pub verdict: String,
    /// Findings that are errors.
    pub errors: u64,
    /// Findings that are warnings, where the report says so.
    pub warnings: Option<u64>,
    /// Required questions.
    pub required: u64,
    /// Required questions that need nothing more.
    pub done: u64,
    /// Required questions that still need something.
    pub open: u64,
    /// Waivers, where the report says so.
    pub waivers: Option<u64>,
    /// The first day on which something that was settled for a time ends.
    #[serde(serialize_with = "written")]
    pub next_expiry: Option<Date>,
    /// One hash over every answer's meaning.
    pub digest: Option<String>,
    /// The day of the report, where it is dated.
    #[serde(serialize_with = "written")]
    pub on: Option<Date>,
    /// The commit, where the report is dated.
    pub revision: Option<String>,
    /// Whether the files differed from the commit.
    pub dirty: Option<bool>,
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn written<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

impl Reported {
    /// Whether nothing stood in the way there.
    pub fn passes(&self) -> bool {
        self.verdict == "pass"
    }
}
