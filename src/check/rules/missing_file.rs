use crate::check::Rule;
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    id: "missing-file",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A file of the component is not there.",
    what: "A stage's file that does not exist. Its questions have no findings of their own.",
    why: "All its questions are open, and one line says so better than many.",
    fix: "Take the file back from git if it was deleted by mistake. An answer to one of its questions makes it anew: `formwork answer ID TEXT`.",
    off: "Turning it off leaves the questions of the missing file without any finding.",
    bad: "# formwork/data.toml does not exist",
    good: r#"# formwork/data.toml

[data-source]
answer = "Four cameras""#,
    run: None,
};
