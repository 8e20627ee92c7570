use crate::source::count;
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
    /// The policy that it was judged under, where the report says so.
    pub policy: Option<Under>,
    /// The day of the report, where it is dated.
    #[serde(serialize_with = "written")]
    pub on: Option<Date>,
    /// The commit, where the report is dated.
    pub revision: Option<String>,
    /// Whether the files differed from the commit.
    pub dirty: Option<bool>,
}

/// The policy that a component was judged under; nothing in it where that was none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Under {
    /// Its file as it was given there.
    pub file: Option<String>,
    /// A hash of its text.
    pub digest: Option<String>,
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
    let verdict = if errors == 0 { "green".to_owned() } else { count(errors, "error") };
    let mut eased = String::new();
    for (many, one, what) in
        [(turned_down, "rule", "turned down"), (made_optional, "question", "made optional")]
    {
        if many > 0 {
            eased += &format!(", {} {what}", count(many, one));
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

/// Which policies these were judged under, the most frequent first, in a line; `None` where all were under the same.
/// Two files with one text are one policy.
pub fn policy_words(all: &[Reported]) -> Option<String> {
    let digest = |one: &Reported| one.policy.as_ref().map(|under| under.digest.clone());
    let mut groups: Vec<Vec<&Reported>> = Vec::new();
    for one in all {
        match groups.iter_mut().find(|group| digest(group[0]) == digest(one)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    if groups.len() < 2 {
        return None;
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let words = groups.iter().enumerate().map(|(at, group)| {
        let under = match &group[0].policy {
            None => "by a report that does not say".to_owned(),
            Some(Under { digest: None, .. }) => "under none".to_owned(),
            Some(Under { file, digest: Some(digest) }) => {
                format!("under {} ({digest})", file.as_deref().unwrap_or("one without a name"))
            }
        };
        let names: Vec<&str> = group.iter().map(|one| one.label()).collect();
        let names = if at == 0 { String::new() } else { format!(": {}", names.join(", ")) };
        format!("{} {under}{names}", group.len())
    });
    Some(format!("not all were judged under the same policy: {}", words.collect::<Vec<_>>().join("; ")))
}

impl Reported {
    /// A component that is alone in its repository is `.` there, which says nothing beside others.
    pub fn label(&self) -> &str {
        if self.component == "." { &self.name } else { &self.component }
    }

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
    fn policies_are_named_only_where_they_differ() {
        let one = |name: &str, policy: Option<&str>| Reported {
            component: name.to_owned(),
            policy: Some(Under {
                file: policy.map(|_| "base.toml".to_owned()),
                digest: policy.map(str::to_owned),
            }),
            ..Reported::default()
        };
        let all = [one("a", Some("1:a")), one("b", None), one("c", Some("1:a"))];
        let told = "not all were judged under the same policy: 2 under base.toml (1:a); 1 under none: b";
        assert_eq!(policy_words(&all).as_deref(), Some(told));
        assert_eq!(policy_words(&all[..1]), None);
        // A report of before says nothing of it, which is not the same as none.
        let older = Reported { component: "d".to_owned(), ..Reported::default() };
        let told = policy_words(&[all[1].clone(), older]).unwrap();
        assert!(told.ends_with("1 under none; 1 by a report that does not say: d"), "{told}");
    }

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
