use super::{Keys, Number, RequirementKey};
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
    /// Whether its answer says that the question does not apply here, so that it does not count.
    pub idle: bool,
    /// Its header.
    pub span: Span,
    /// Its id's place, else its header.
    pub place: Span,
}

impl Requirement {
    /// The ways to verify (ISO/IEC/IEEE 29148, 6.5.2.2).
    pub const VERIFICATIONS: &'static [&'static str] = &["test", "analysis", "inspection", "demonstration"];

    /// What it says, a key and its value in words each, without what reports say and without places: two states
    /// with the same terms are the same requirement.
    pub fn terms(&self) -> Vec<(&'static str, String)> {
        let mut terms = vec![(RequirementKey::Text.name(), self.text.clone())];
        terms.extend(self.remarks().map(|(key, text)| (key.name(), text.to_owned())));
        let mut add = |name, value: Option<String>| terms.extend(value.map(|value| (name, value)));
        let measured = self.measured.as_deref();
        add("bound", measured.map(Measured::bound_in_words));
        let measured = measured.map(|one| format!("{} in {}", one.key, one.file.value));
        add(RequirementKey::Measured.name(), measured);
        let tested = self.tested.as_ref().map(|one| format!("{} in {}", one.case, one.junit.value));
        add(RequirementKey::Tested.name(), tested);
        add(RequirementKey::MaxAge.name(), self.max_age.as_ref().map(|days| format!("{} days", days.value)));
        terms
    }

    /// Returns where a key's value is kept.
    pub(crate) fn slot(&mut self, key: RequirementKey) -> RequirementSlot<'_> {
        match key {
            RequirementKey::Id => RequirementSlot::Id(&mut self.id),
            RequirementKey::Text => RequirementSlot::Text(&mut self.text),
            RequirementKey::FitCriterion => RequirementSlot::Remark(&mut self.fit_criterion),
            RequirementKey::Verification => RequirementSlot::Remark(&mut self.verification),
            RequirementKey::Measured => RequirementSlot::Measured(&mut self.measured),
            RequirementKey::Tested => RequirementSlot::Tested(&mut self.tested),
            RequirementKey::MaxAge => RequirementSlot::MaxAge(&mut self.max_age),
        }
    }

    /// Returns what it says under a key that holds a text beside the statement.
    pub(crate) fn remark(&self, key: RequirementKey) -> Option<&str> {
        match key {
            RequirementKey::FitCriterion => self.fit_criterion.as_deref(),
            RequirementKey::Verification => self.verification.as_deref(),
            RequirementKey::Id
            | RequirementKey::Text
            | RequirementKey::Measured
            | RequirementKey::Tested
            | RequirementKey::MaxAge => None,
        }
    }

    /// Returns what it says in texts beside the statement, key by key.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = (RequirementKey, &str)> {
        self.all_remarks().filter_map(|(key, text)| Some((key, text?)))
    }

    /// Returns the same with the keys that are not there.
    pub(crate) fn all_remarks(&self) -> impl Iterator<Item = (RequirementKey, Option<&str>)> {
        let keys = RequirementKey::ALL.iter().filter(|key| key.title().is_some());
        keys.map(|&key| (key, self.remark(key)))
    }

    /// Whether there is more to say of it than that somebody has to look.
    pub fn is_judged(&self) -> bool {
        self.idle || self.reports().next().is_some()
    }

    /// The reports that it names, with where it does.
    pub fn reports(&self) -> impl Iterator<Item = &Spanned<String>> {
        let measured = self.measured.iter().map(|measured| &measured.file);
        measured.chain(self.tested.iter().map(|tested| &tested.junit))
    }
}

/// Where a key's value is kept, by what it is.
#[derive(Debug)]
pub(crate) enum RequirementSlot<'a> {
    Id(&'a mut String),
    Text(&'a mut String),
    /// A text beside the statement.
    Remark(&'a mut Option<String>),
    Measured(&'a mut Option<Box<Measured>>),
    Tested(&'a mut Option<Box<Tested>>),
    /// In days.
    MaxAge(&'a mut Option<Spanned<u32>>),
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
}

impl Measured {
    /// What the value has to be, with its unit: "at least 0.95 s".
    pub fn bound_in_words(&self) -> String {
        let unit = self.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
        match &self.bound {
            Bound::AtLeast(least) => format!("at least {least}{unit}"),
            Bound::AtMost(most) => format!("at most {most}{unit}"),
            Bound::Equals(Datum::Number(number)) => format!("{number}{unit}"),
            Bound::Equals(Datum::Text(text) | Datum::Cell(text)) => format!("{text}{unit}"),
            Bound::Between(low, high) => format!("{low} to {high}{unit}"),
        }
    }

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

impl Bound {
    /// Whether some value is within this bound and was not within the one before. Bounds of two kinds are not
    /// compared: one that came in the place of another may allow more.
    pub fn allows_more_than(&self, before: &Self) -> bool {
        match (before, self) {
            (Self::AtLeast(old), Self::AtLeast(new)) => new.compare(*old).is_lt(),
            (Self::AtMost(old), Self::AtMost(new)) => new.compare(*old).is_gt(),
            (Self::Between(low, high), Self::Between(lower, higher)) => {
                lower.compare(*low).is_lt() || higher.compare(*high).is_gt()
            }
            (old, new) => old != new,
        }
    }
}

/// A value in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    /// A number.
    Number(Number),
    /// Anything else that fits on a line: a text, `true`, `false`.
    Text(String),
    /// What stands in a CSV file, which has no types: a number or a text, as the bound asks.
    Cell(String),
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
}
