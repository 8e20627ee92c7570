use crate::check::waivers;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::FileId;
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::ExpiredWaiver,
    severity: Severity::Error,
    fixed: false,
    waivable: false,
    title: "A waiver is past its day and lets nothing through.",
    what: "A waiver whose `until` is past. The finding that it let through is back.",
    why: "Someone agreed to live with the finding until that day.",
    fix: "Put right what was waived and take the waiver out, or agree on a new day and reason.",
    off: "It cannot be waived in turn; extend the waiver instead.",
    bad: r#"[[waiver]]
rule = "missing-evidence"
question = "privacy"
reason = "the report is being written"
by = "@mia"
until = 2026-01-31"#,
    good: r#"[[waiver]]
rule = "missing-evidence"
question = "privacy"
reason = "the report is being written"
by = "@mia"
until = 2027-01-31"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let Some(today) = view.today else { return };
    for waiver in view.component.settings.waivers.iter().filter(|waiver| waivers::is_past(waiver, today)) {
        let Some(until) = &waiver.until else { continue };
        let message = format!("{} held until {}, which is past", super::of_waiver(waiver), until.value);
        report
            .at(FileId::SETTINGS, until.span.clone(), message)
            .help("put right what it lets through and take it out, or agree on a new day")
            .question(super::waived_question(view.component, waiver));
    }
}
