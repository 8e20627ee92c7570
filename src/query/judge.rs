//! Whether formal requirements are met, as the gate, lists and documents all say it.

use super::stale::stale;
use crate::model::{
    Bound, Component, Datum, Measured, Number, Outcome, Outside, Reading, Removed, Requirement, Tested,
};
use crate::source::{inert_line, inert_path};

/// What is known of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    /// The report says that it is met.
    Met,
    /// The report says that it is, and is too old.
    Stale,
    /// The report says that it is not.
    NotMet,
    /// Its test failed.
    Failed,
    /// Its report is there, or was, and does not say that it is met.
    NotShown,
    /// It names a report that is not there.
    NoMeasurement,
    /// It names no report: somebody has to look.
    ToVerify,
    /// Its question does not apply here, by what its answer says.
    NotCounted,
}

impl Judgement {
    /// All of them, good ones first.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Stale,
        Self::NotMet,
        Self::Failed,
        Self::NotShown,
        Self::NoMeasurement,
        Self::ToVerify,
        Self::NotCounted,
    ];

    /// The word in commands and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Stale => "stale",
            Self::NotMet => "not-met",
            Self::Failed => "failed",
            Self::NotShown => "not-shown",
            Self::NoMeasurement => "no-measurement",
            Self::ToVerify => "to-verify",
            Self::NotCounted => "not-counted",
        }
    }

    /// For people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Stale => "met by stale evidence",
            Self::NotMet => "not met",
            Self::Failed => "test failed",
            Self::NotShown => "not shown",
            Self::NoMeasurement => "no measurement",
            Self::ToVerify => "to be verified",
            Self::NotCounted => "does not count",
        }
    }
}

/// A verdict with the sentence behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Judgement,
    /// A lower-case fragment: "measured 0.91, at least 0.95 is required: 0.04 short".
    pub said: String,
}

/// All requirements with their questions, in the form's order.
pub fn requirements(component: &Component) -> impl Iterator<Item = (usize, &Requirement)> {
    let answers = component.answers.iter().enumerate();
    answers.flat_map(|(at, answer)| {
        answer.iter().flat_map(move |answer| answer.requirements.iter().map(move |one| (at, one)))
    })
}

/// Those that count: the answer does not say that its question does not apply.
pub fn counting_requirements(component: &Component) -> impl Iterator<Item = (usize, &Requirement)> {
    requirements(component).filter(|(_, one)| !one.idle)
}

/// Whether a requirement is met. Of a measurement and a test the one that says worse; where the age of its evidence
/// was looked at, with what is too old.
pub fn judge(outside: &Outside, question: usize, requirement: &Requirement) -> Judged {
    if requirement.idle {
        let said = "the question does not apply here".to_owned();
        return Judged { verdict: Judgement::NotCounted, said };
    }
    let measured = requirement.measured.as_deref().map(|one| judge_measured(one, outside.measured(one)));
    let tested = requirement.tested.as_deref().map(|one| judge_tested(one, outside.tested(one)));
    let both = match (measured, tested) {
        (Some(measured), Some(tested)) => {
            let said = format!("{}; {}", measured.said, tested.said);
            Some(Judged { verdict: worse(measured.verdict, tested.verdict), said })
        }
        (measured, tested) => measured.or(tested),
    };
    let judged = both.unwrap_or_else(|| {
        let said = match requirement.verification.as_deref() {
            Some(method) => format!("by {}; no report is named", inert_line(method)),
            None => "nothing says how, and no report is named".to_owned(),
        };
        Judged { verdict: Judgement::ToVerify, said }
    });
    match &stale(outside, question, requirement)[..] {
        [] => judged,
        all => {
            let too_old: Vec<&str> = all.iter().map(|one| one.said.as_str()).collect();
            let verdict = if judged.verdict == Judgement::Met { Judgement::Stale } else { judged.verdict };
            let but = if verdict == Judgement::Stale { "but" } else { "and" };
            Judged { verdict, said: format!("{}; {but} {}", judged.said, too_old.join("; ")) }
        }
    }
}

fn worse(one: Judgement, other: Judgement) -> Judgement {
    let weight = |verdict: Judgement| match verdict {
        Judgement::Met | Judgement::Stale | Judgement::ToVerify | Judgement::NotCounted => 0,
        Judgement::NoMeasurement => 1,
        Judgement::NotShown => 2,
        Judgement::NotMet => 3,
        Judgement::Failed => 4,
    };
    if weight(other) > weight(one) { other } else { one }
}

/// Whether a measured value is what it has to be.
pub fn judge_measured(measured: &Measured, reading: &Reading<Datum>) -> Judged {
    let found = match reading {
        Reading::Says(found) => found,
        other => return missing(other, &measured.file.value),
    };
    let unit = measured.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", inert_line(unit)));
    let begin = format!("measured {}{unit}, {}", shown(found), bound(measured));
    let judged = |off: Option<String>| match off {
        None => Judged { verdict: Judgement::Met, said: begin.clone() },
        Some(off) => Judged { verdict: Judgement::NotMet, said: format!("{begin}: {off}") },
    };
    let by = |value: Number, other: Number, word: &str| Some(format!("{}{unit} {word}", value.apart(other)));
    let value = match (&measured.bound, found) {
        (Bound::Equals(wanted), _) => return judged(differs(wanted, found)),
        (_, Datum::Number(number)) => Some(*number),
        (_, Datum::Cell(text)) => Number::parse(text),
        (_, Datum::Text(_)) => None,
    };
    let Some(value) = value else {
        let (file, key) = (inert_line(&measured.file.value), inert_line(&measured.key));
        let said = format!("`{file}` has {} at `{key}`, which is no number", shown(found));
        return Judged { verdict: Judgement::NotShown, said };
    };
    let (low, high) = match &measured.bound {
        Bound::AtLeast(least) => (Some(*least), None),
        Bound::AtMost(most) => (None, Some(*most)),
        Bound::Between(low, high) => (Some(*low), Some(*high)),
        Bound::Equals(_) => (None, None),
    };
    judged(match (low, high) {
        (Some(low), _) if value.compare(low).is_lt() => by(value, low, "short"),
        (_, Some(high)) if value.compare(high).is_gt() => by(value, high, "too much"),
        _ => None,
    })
}

/// What is the matter with a value that has to be equal. A number is no text that looks like it: 1.10 is another
/// version than 1.1.
fn differs(wanted: &Datum, found: &Datum) -> Option<String> {
    let another = |same: bool| (!same).then(|| "another value".to_owned());
    match (wanted, found) {
        (Datum::Number(one), Datum::Number(other)) => another(one.compare(*other).is_eq()),
        (Datum::Number(one), Datum::Cell(text)) => {
            another(Number::parse(text).is_some_and(|other| one.compare(other).is_eq()))
        }
        (Datum::Number(_), Datum::Text(_)) => Some("a text, not a number".to_owned()),
        (Datum::Text(_) | Datum::Cell(_), Datum::Number(_)) => Some("a number, not a text".to_owned()),
        // Python and spreadsheets write them in their own way.
        (Datum::Text(one), Datum::Cell(other)) if one == "true" || one == "false" => {
            another(one.eq_ignore_ascii_case(other))
        }
        (Datum::Text(one) | Datum::Cell(one), Datum::Text(other) | Datum::Cell(other)) => {
            another(one == other)
        }
    }
}

/// A value on one line, harmless, short.
pub fn shown(datum: &Datum) -> String {
    const LONGEST: usize = 60;
    match datum {
        Datum::Number(number) => number.to_string(),
        Datum::Cell(text) if Number::parse(text).is_some() => inert_line(text),
        Datum::Text(text) | Datum::Cell(text) => {
            let head: String = text.chars().take(LONGEST).collect();
            let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
            format!("`{}{more}`", inert_line(&head))
        }
    }
}

/// What a value has to be: "at least 0.95 s is required".
pub fn bound(measured: &Measured) -> String {
    let unit = measured.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", inert_line(unit)));
    match &measured.bound {
        Bound::AtLeast(least) => format!("at least {least}{unit} is required"),
        Bound::AtMost(most) => format!("at most {most}{unit} is allowed"),
        Bound::Equals(wanted) => format!("{}{unit} is required", shown(wanted)),
        Bound::Between(low, high) => format!("{low} to {high}{unit} is required"),
    }
}

/// How a test ended.
pub fn judge_tested(tested: &Tested, reading: &Reading<Outcome>) -> Judged {
    let case = inert_line(&tested.case);
    match reading {
        Reading::Says(Outcome::Passed(1)) => {
            Judged { verdict: Judgement::Met, said: format!("the test `{case}` passed") }
        }
        Reading::Says(Outcome::Passed(many)) => {
            Judged { verdict: Judgement::Met, said: format!("the {many} tests `{case}` passed") }
        }
        Reading::Says(Outcome::Failed { failed, of, message }) => {
            let mut said = match of {
                1 => format!("the test `{case}` failed"),
                _ => format!("{failed} of the {of} tests `{case}` failed"),
            };
            if !message.is_empty() {
                said = format!("{said}: {}", inert_line(message));
            }
            Judged { verdict: Judgement::Failed, said }
        }
        Reading::Says(Outcome::NotRun { not_run, of, message }) => {
            let mut said = match (of, not_run) {
                (1, _) => format!("the test `{case}` was not run"),
                (_, 1) => format!("1 of the {of} tests `{case}` was not run"),
                _ => format!("{not_run} of the {of} tests `{case}` were not run"),
            };
            if !message.is_empty() {
                said = format!("{said}: {}", inert_line(message));
            }
            Judged { verdict: Judgement::NotShown, said }
        }
        other => missing(other, &tested.junit.value),
    }
}

fn missing<T>(reading: &Reading<T>, file: &str) -> Judged {
    let file = inert_path(file);
    let (verdict, said) = match reading {
        Reading::Mute(why) => (Judgement::NotShown, why.clone()),
        Reading::Absent(None) => (Judgement::NoMeasurement, format!("`{file}` is not there")),
        Reading::Absent(Some(Removed::On(day))) => {
            (Judgement::NotShown, format!("`{file}` is not there: it was removed on {day}"))
        }
        Reading::Absent(Some(Removed::Uncommitted)) => {
            (Judgement::NotShown, format!("`{file}` is not there: it was removed, which is not committed"))
        }
        Reading::Absent(Some(Removed::SinceRevision)) => (
            Judgement::NotShown,
            format!("`{file}` is not there, and was at the revision that this is held against"),
        ),
        Reading::Outside => (Judgement::NoMeasurement, format!("`{file}` lies outside the repository")),
        Reading::Unread | Reading::Says(_) => {
            (Judgement::NoMeasurement, format!("`{file}` was not looked at"))
        }
    };
    Judged { verdict, said }
}

#[cfg(test)]
mod tests;
