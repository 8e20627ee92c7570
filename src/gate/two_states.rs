//! One component in two states.

use super::judge::{Counts, judge};
use crate::check::{self, Options};
use crate::diag::Finding;
use crate::diff::{self, Changes, PolicyChange, Subject};
use crate::model::Loaded;
use crate::query::View;
use crate::store::{Load, Needs, Pair};

/// What there is to say of a component. The component itself is dropped where it was loaded.
pub(crate) struct ComponentChange {
    pub(crate) id: String,
    /// The id that it had, where that was another.
    pub(crate) was: Option<String>,
    pub(crate) name: String,
    /// Whether requirements name reports, by which no side is judged here.
    pub(crate) has_reports: bool,
    pub(crate) before: Standing,
    pub(crate) after: Standing,
    pub(crate) changes: Changes,
    /// What keeps the newer state from being read.
    pub(crate) blocking: Vec<Finding>,
}

/// How a component stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There was none.
    Absent,
    /// Its files cannot be understood.
    Unreadable,
    /// What the gate says of it.
    Checked(Tally),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Its findings by severity.
    pub(crate) counts: Counts,
    /// Required questions that still need something.
    pub(crate) open: usize,
}

impl ComponentChange {
    /// What people call it: its path in the workspace, or its name where it is alone.
    pub(crate) fn title(&self) -> &str {
        if self.id == "." && !self.name.is_empty() { &self.name } else { &self.id }
    }

    /// What changed in policy, but for stamps that went, which stand among the reviews.
    pub(crate) fn policy(&self) -> impl Iterator<Item = &PolicyChange> {
        self.changes.policy.iter().filter(|one| one.subject != Subject::Stamp)
    }

    /// Whether anything changed that people would look at.
    pub(crate) fn is_noteworthy(&self) -> bool {
        !self.changes.is_empty()
            || self.before != self.after
            || self.was.is_some()
            || !self.blocking.is_empty()
            || self.after == Standing::Unreadable
    }
}

/// Compares a component with what it was.
pub(crate) fn component_change(pair: &Pair, options: &Options) -> ComponentChange {
    // A revision has no reports, so no side is judged by them.
    let after = pair.after.as_ref().map(|member| member.load(Needs::default(), None));
    let beside = after.as_ref().and_then(|load| load.as_ref().ok());
    let before = pair.before.as_ref().map(|member| member.load(Needs::default(), beside));
    let (was, _) = standing(before.as_ref(), options);
    let (is, blocking) = standing(after.as_ref(), options);
    let readable = |load: &Option<Load>, state: Standing| match load {
        Some(Ok(_)) if state != Standing::Unreadable => true,
        None => true,
        _ => false,
    };
    let component = |load: &'_ Option<Load>| {
        load.as_ref().and_then(|load| load.as_ref().ok().map(|one| one.name.clone()))
    };
    let view = |load| view(load, options);
    let weight = |id: &str| check::rule_named(id).map(|rule| rule.severity);
    // Against a state that cannot be read everything would look new.
    let changes = if readable(&before, was) && readable(&after, is) {
        diff::changes(view(before.as_ref()).as_ref(), view(after.as_ref()).as_ref(), &weight)
    } else {
        Changes::default()
    };
    let id = pair.id().map(ToString::to_string).unwrap_or_default();
    let had = pair.before.as_ref().map(|member| member.dir.id.to_string());
    ComponentChange {
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

fn view<'l>(load: Option<&'l Load>, options: &Options) -> Option<View<'l>> {
    let component = load?.as_ref().ok()?;
    Some(View::new(component, Some(options.today)))
}

fn standing(load: Option<&Load>, options: &Options) -> (Standing, Vec<Finding>) {
    let Some(load) = load else { return (Standing::Absent, Vec::new()) };
    match judge(load, options) {
        Ok(judged) => (Standing::Checked(Tally { counts: judged.counts, open: judged.open }), Vec::new()),
        Err(blocking) => (Standing::Unreadable, blocking),
    }
}

impl Standing {
    /// The verdict's word.
    pub(crate) fn verdict(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Unreadable => "unreadable",
            Self::Checked(tally) if tally.counts.passes() => "passes",
            Self::Checked(_) => "fails",
        }
    }
}
