use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnusedWaiver,
    severity: Severity::Note,
    fixed: false,
    waivable: false,
    title: "A waiver lets nothing through.",
    what: "A waiver in time that no finding matches. A waiver without `question` covers only findings that name none.",
    why: "What it let through was put right, so the waiver would only hide the next mistake.",
    fix: "Take the waiver out.",
    off: "Turn it off where waivers come from a template.",
    bad: r#"[[waiver]]
rule = "missing-evidence"
question = "privacy" # all of its evidence is there
reason = "the report is being written"
by = "@mia"
until = 2027-02-01"#,
    good: "# no waiver",
    run: None,
};
