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
    /// Rules that weigh less than by default, by their ids, where the report says so.
    pub turned_down: Option<Vec<String>>,
    /// Questions that the component itself made optional, by their ids, where the report says so.
    pub made_optional: Option<Vec<String>>,
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

/// The gate's verdict for people: "green", "3 errors", and what the gate was told to pass over.
pub fn gate_words(errors: u64, turned_down: usize, made_optional: usize) -> (String, String) {
    let count = |many: u64, one: &str| if many == 1 { format!("1 {one}") } else { format!("{many} {one}s") };
    let verdict = if errors == 0 { "green".to_owned() } else { count(errors, "error") };
    let mut eased = String::new();
    for (many, one, what) in
        [(turned_down, "rule", "turned down"), (made_optional, "question", "made optional")]
    {
        if many > 0 {
            eased += &format!(", {} {what}", count(many.try_into().unwrap_or(u64::MAX), one));
        }
    }
    (verdict, eased)
}

/// How many of the green ones pass something over, to stand behind "green"; empty where none does.
pub fn eased_words(all: &[Reported]) -> String {
    match all.iter().filter(|one| one.passes() && !one.gate().1.is_empty()).count() {
        0 => String::new(),
        many => format!(", {many} of them with rules turned down or questions made optional"),
    }
}

impl Reported {
    /// Whether anything is known of it but that it could not be read.
    pub fn is_readable(&self) -> bool {
        self.verdict != "unreadable"
    }

    /// The level for people.
    pub fn level(&self) -> &str {
        if self.is_readable() { self.maturity.as_deref().unwrap_or("whole form") } else { "?" }
    }

    /// [`gate_words`] of this component; what could not be read has no more to say.
    pub fn gate(&self) -> (String, String) {
        let many = |list: &Option<Vec<String>>| list.as_ref().map_or(0, Vec::len);
        match self.verdict.as_str() {
            "unreadable" => (self.verdict.clone(), String::new()),
            _ => gate_words(self.errors, many(&self.turned_down), many(&self.made_optional)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn green_says_what_it_passes_over() {
        let said = |errors, rules, questions| {
            let (verdict, eased) = gate_words(errors, rules, questions);
            verdict + &eased
        };
        assert_eq!(said(0, 0, 0), "green");
        assert_eq!(said(0, 2, 1), "green, 2 rules turned down, 1 question made optional");
        assert_eq!(said(1, 1, 0), "1 error, 1 rule turned down");
        let unreadable = Reported { verdict: "unreadable".to_owned(), ..Reported::default() };
        assert_eq!(unreadable.gate(), ("unreadable".to_owned(), String::new()));
    }
}
