//! What changed in what the gate asks for. A kind of policy is a file here and a line in [`KINDS`].

mod consumes;
mod head;
mod questions;
mod required;
mod requirements;
mod reviews;
mod roles;
mod rules;
mod waivers;

use super::QuestionChange;
use crate::diag::Severity;
use crate::model::{Outside, Settings};
use crate::query::View;
use crate::source::Span;

/// A change in what the gate asks for, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyChange {
    /// What kind of thing changed.
    pub subject: Subject,
    /// The key, as it is written: `maturity`, `facts.harm`, `rules.missing-evidence`.
    pub key: String,
    /// Before; empty where it was not there.
    pub before: String,
    /// Now; empty where it is gone.
    pub after: String,
    /// Whether the gate asks for less than before.
    pub loosens: bool,
    /// The question that it is about.
    pub question: Option<String>,
    /// Where it stands in the newer file, else what it stood in; empty where that is gone as well, or stands in the
    /// workspace's defaults.
    pub span: Span,
    /// Which file that is.
    pub file: Within,
}

/// The file that a change of policy is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Within {
    /// `formwork.toml`.
    #[default]
    Settings,
    /// The one of the question's answer.
    Answer,
    /// `reviews.toml`.
    Reviews,
}

/// What a change of policy is a change of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Subject {
    /// What a key of `formwork.toml` says, or a requirement of an answer.
    #[default]
    Key,
    /// A waiver of this rule.
    Waiver(String),
    /// A stamp of `reviews.toml`.
    Stamp,
    /// Requirements that count no longer, since their question is said not to apply.
    Silenced,
}

/// The two states, and what a rule weighs where a project says nothing.
struct Sides<'s, 'c> {
    old: &'s View<'c>,
    new: &'s View<'c>,
    severity: &'s dyn Fn(&str) -> Option<Severity>,
}

impl Sides<'_, '_> {
    /// The settings of both, with the workspace's defaults taken in.
    fn settings(&self) -> (&Settings, &Settings) {
        (&self.old.component.settings, &self.new.component.settings)
    }
}

/// Looks at one kind of policy.
type Look = fn(&Sides<'_, '_>, &mut Vec<PolicyChange>);

/// Every kind of policy that settings and stamps hold, in the order in which changes are told.
const KINDS: &[Look] = &[
    head::changes,
    rules::changes,
    questions::changes,
    required::changes,
    roles::changes,
    consumes::changes,
    waivers::changes,
    reviews::changes,
];

/// What changed in a component's policy.
pub(super) fn changes(
    old: &View<'_>,
    new: &View<'_>,
    severity: &dyn Fn(&str) -> Option<Severity>,
) -> Vec<PolicyChange> {
    let mut found = Vec::new();
    for look in KINDS {
        look(&Sides { old, new, severity }, &mut found);
    }
    found
}

/// What an answer promises is policy as much as what `formwork.toml` says.
/// `outside` is what the outside says of the older state and of the newer one.
pub(super) fn of_answer(
    question: &QuestionChange,
    outside: [&Outside; 2],
) -> impl Iterator<Item = PolicyChange> {
    requirements::changes(question, outside)
}

impl PolicyChange {
    /// What a key says and said. `None` where that is the same.
    fn of(key: impl Into<String>, before: String, after: String, loosens: bool) -> Option<Self> {
        let key = key.into();
        (before != after).then(|| Self { key, before, after, loosens, ..Self::default() })
    }

    fn at(self, span: Option<&Span>) -> Self {
        Self { span: span.cloned().unwrap_or_default(), ..self }
    }

    /// The same, beside what it stood in where it does not stand anywhere itself.
    fn at_or(self, span: Option<&Span>, table: Span) -> Self {
        Self { span: span.cloned().unwrap_or(table), ..self }
    }

    fn about(self, question: &str) -> Self {
        Self { question: Some(question.to_owned()), ..self }
    }
}

/// What holds where nothing is written: "warning (the default)"; empty where nothing does.
fn default_word(word: Option<&str>) -> String {
    word.map_or_else(String::new, |word| format!("{word} (the default)"))
}

/// Each once, in the order of their first appearance.
fn names<'n>(all: impl Iterator<Item = &'n String>) -> Vec<&'n String> {
    let mut found: Vec<&String> = Vec::new();
    for name in all {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests;
