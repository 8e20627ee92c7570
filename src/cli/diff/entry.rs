//! One component in two states.

use crate::check::{self, Checked, Options};
use crate::diag::{Finding, Severity};
use crate::diff::{self, Changes, PolicyChange, Subject};
use crate::gate;
use crate::model::{Loaded, Requirement};
use crate::query::View;
use crate::source::count;
use crate::store::{Load, Pair};

/// What there is to say of a component. The component itself is dropped where it was loaded.
pub(super) struct Entry {
    pub(super) id: String,
    /// The id that it had, where that was another.
    pub(super) was: Option<String>,
    pub(super) name: String,
    /// Whether requirements name reports, by which no side is judged here.
    pub(super) has_reports: bool,
    pub(super) before: State,
    pub(super) after: State,
    pub(super) changes: Changes,
    /// What keeps the newer state from being read.
    pub(super) blocking: Vec<Finding>,
}

/// How a component stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// There was none.
    Absent,
    /// Its files cannot be understood.
    Unreadable,
    /// What the gate says of it.
    Gate(Gate),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gate {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) open: usize,
}

impl Entry {
    /// What people call it: its path in the workspace, or its name where it is alone.
    pub(super) fn title(&self) -> &str {
        if self.id == "." && !self.name.is_empty() { &self.name } else { &self.id }
    }

    /// Questions by what became of them, each list under its name and number. Where the same are newly required and
    /// newly open, once.
    pub(super) fn lists(&self) -> Vec<(String, &[String])> {
        let Changes { newly_required, no_longer_required, newly_open, suspect, .. } = &self.changes;
        let same = newly_required == newly_open;
        let all = [
            ("newly required", if same { ", open" } else { "" }, newly_required.as_slice()),
            ("no longer required", "", no_longer_required),
            ("newly open", "", if same { &[] } else { newly_open }),
            ("suspect since their review", "", suspect),
        ];
        let given = all.into_iter().filter(|(.., ids)| !ids.is_empty());
        given.map(|(what, besides, ids)| (format!("{what} ({}{besides})", ids.len()), ids)).collect()
    }

    /// What changed in policy, but for stamps that went, which stand among the reviews.
    pub(super) fn policy(&self) -> impl Iterator<Item = &PolicyChange> {
        self.changes.policy.iter().filter(|one| one.subject != Subject::Stamp)
    }

    /// Whether anything changed that people would look at.
    pub(super) fn says_something(&self) -> bool {
        !self.changes.is_empty()
            || self.before != self.after
            || self.was.is_some()
            || !self.blocking.is_empty()
            || self.after == State::Unreadable
    }
}

pub(super) fn entry(pair: &Pair, options: &Options) -> Entry {
    let after = pair.after.as_ref().map(|member| without_reports(member.load(None)));
    let beside = after.as_ref().and_then(|load| load.as_ref().ok());
    let before = pair.before.as_ref().map(|member| without_reports(member.load(beside)));
    let (was, _) = state(before.as_ref(), options);
    let (is, blocking) = state(after.as_ref(), options);
    let readable = |load: &Option<Load>, state: State| match load {
        Some(Ok(_)) if state != State::Unreadable => true,
        None => true,
        _ => false,
    };
    let component = |load: &'_ Option<Load>| {
        load.as_ref().and_then(|load| load.as_ref().ok().map(|one| one.name.clone()))
    };
    let view = |load| view(load, options);
    let weight = |id: &str| check::rule(id).map(|rule| rule.severity);
    // Against a state that cannot be read everything would look new.
    let changes = if readable(&before, was) && readable(&after, is) {
        diff::changes(view(before.as_ref()).as_ref(), view(after.as_ref()).as_ref(), &weight)
    } else {
        Changes::default()
    };
    let id = pair.id().map(ToString::to_string).unwrap_or_default();
    let had = pair.before.as_ref().map(|member| member.dir.id.to_string());
    Entry {
        was: had.filter(|had| *had != id),
        id,
        name: component(&after).or_else(|| component(&before)).unwrap_or_default(),
        before: was,
        after: is,
        changes,
        blocking,
        has_reports: [&before, &after].into_iter().flatten().flatten().any(names_reports),
    }
}

fn names_reports(component: &Loaded) -> bool {
    let answers = component.answers.iter().flatten();
    answers.flat_map(|answer| &answer.requirements).any(|one| one.reports().next().is_some())
}

/// A revision has no reports, so no side is judged by them.
fn without_reports(load: Load) -> Load {
    load.map(|mut loaded| {
        let answers = loaded.component.answers.iter_mut().flatten();
        answers.flat_map(|one| &mut one.requirements).for_each(Requirement::forget_reports);
        loaded
    })
}

fn view<'l>(load: Option<&'l Load>, options: &Options) -> Option<View<'l>> {
    let component = load?.as_ref().ok()?;
    Some(View::new(component, Some(options.today)))
}

fn state(load: Option<&Load>, options: &Options) -> (State, Vec<Finding>) {
    let Some(load) = load else { return (State::Absent, Vec::new()) };
    let blocking = gate::blocking_findings(load, options);
    if load.is_err() || !blocking.is_empty() {
        return (State::Unreadable, blocking);
    }
    let Checked { findings, open, .. } = check::check_component(load, options);
    let of = |severity| findings.iter().filter(|one| one.severity == severity).count();
    let gate = Gate { errors: of(Severity::Error), warnings: of(Severity::Warning), open };
    (State::Gate(gate), Vec::new())
}

impl State {
    /// For people.
    pub(super) fn words(self) -> String {
        let Self::Gate(gate) = self else {
            return if self == Self::Absent { "not there" } else { "unreadable" }.to_owned();
        };
        let counts = [(gate.errors, "error"), (gate.warnings, "warning")];
        let mut parts: Vec<String> = counts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| count(number, word))
            .collect();
        parts.extend((gate.open > 0).then(|| format!("{} open", gate.open)));
        let verdict = self.verdict();
        if parts.is_empty() { verdict.to_owned() } else { format!("{verdict} ({})", parts.join(", ")) }
    }

    /// The verdict's word.
    pub(super) fn verdict(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Unreadable => "unreadable",
            Self::Gate(gate) if gate.errors > 0 => "fails",
            Self::Gate(_) => "passes",
        }
    }
}
