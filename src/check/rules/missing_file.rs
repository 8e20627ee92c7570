use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingFile,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A file of the component is not there.",
    what: "A stage's file that does not exist. While that is an error, its questions have no findings of their own.",
    why: "All its questions are open, and one line says so better than many.",
    fix: "Take the file back from git if it was deleted by mistake. An answer to one of its questions makes it anew: `formwork answer ID TEXT`.",
    off: "Turned off, turned down or waived, each required question of the missing file is open and has its own finding: `unanswered-question`.",
    bad: "# formwork/data.toml does not exist",
    good: r#"# formwork/data.toml

[data-source]
answer = "Four cameras""#,
    run: None,
};
