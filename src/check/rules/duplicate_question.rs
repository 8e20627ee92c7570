use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::DuplicateQuestion,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A question is answered in two files.",
    what: "Two tables for one question in two files. Twice in one file is no TOML and found as `invalid-toml`.",
    why: "Only the first is read, and whoever edits the second wonders why nothing changes.",
    fix: "Keep one of the two tables, in the file of the question's stage.",
    off: "Turning it off keeps the first table and ignores the second.",
    bad: r#"# formwork/scoping.toml and formwork/data.toml

[data-source]
answer = "Four cameras""#,
    good: r#"# formwork/data.toml only

[data-source]
answer = "Four cameras""#,
    run: None,
};
