use super::Report;
use crate::diag::{RuleId, Severity};
use crate::query::View;

/// A rule with its manual. `formwork explain ID` and `docs/rules/ID.md` are made from it.
#[derive(Debug)]
pub struct Rule {
    /// Its id, in files and output.
    pub id: RuleId,
    /// What it weighs unless a project says otherwise.
    pub severity: Severity,
    /// True where neither `[rules]` nor a waiver changes it.
    pub fixed: bool,
    /// Whether a waiver lets one of its findings through.
    pub waivable: bool,
    /// One line.
    pub title: &'static str,
    /// What it finds.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How to fix it.
    pub fix: &'static str,
    /// When to turn it off or let one through, or why that is not possible.
    pub off: &'static str,
    /// A small TOML example that it objects to.
    pub bad: &'static str,
    /// The same put right.
    pub good: &'static str,
    /// What finds it; `None` where reading, discovery or the engine do.
    pub run: Option<fn(&View<'_>, &mut Report<'_>)>,
}

/// All rules, in the order of the manual: by severity, then by subject.
pub fn rules() -> &'static [&'static Rule] {
    super::rules::ALL
}

/// Returns the rule of an id.
pub fn rule(id: RuleId) -> &'static Rule {
    super::rules::ALL[id as usize]
}

/// Returns the rule of an id as somebody wrote it; `None` where there is none.
pub fn rule_named(text: &str) -> Option<&'static Rule> {
    RuleId::parse(text).map(rule)
}
