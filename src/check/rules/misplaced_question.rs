use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::MisplacedQuestion,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A question stands in another stage's file.",
    what: "A table for a question that belongs to another stage. Its answer is read all the same.",
    why: "People look for it in the file of its stage, and a second table is soon written there.",
    fix: "Move the table with its comments to the file that is named.",
    off: "Turn it down to a note if the team has reasons to sort its files in another way.",
    bad: r#"# formwork/scoping.toml

[data-source]
answer = "Four cameras""#,
    good: r#"# formwork/data.toml

[data-source]
answer = "Four cameras""#,
    run: None,
};
