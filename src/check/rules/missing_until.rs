use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{AnswerKey, FileId};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingUntil,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "Something that holds for a time, without the time.",
    what: "An answer that is `assumed`, `unknown` or `deferred`, or a waiver, without `until`. Such a waiver lets nothing through.",
    why: "Without a date nothing brings it up again, and what was meant for a week stays for good.",
    fix: "Write `until`: a date, inclusive, or for an answer a maturity level, which means: before the component gets there.",
    off: "A team that has other means to bring such things up again can turn it off. For an answer it can be waived; for a waiver it cannot.",
    bad: r#"[compute-budget]
status = "unknown""#,
    good: r#"[compute-budget]
status = "unknown"
until = 2027-02-01"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for (at, answer) in super::answers(view) {
        let status = answer.status.as_ref().filter(|status| {
            status.value.needs_until()
                && answer.until.is_none()
                && !answer.unusable.contains(&AnswerKey::Until)
        });
        if let Some(status) = status {
            let id = &component.form.questions[at].id;
            let message = format!("`{id}` is {} without saying until when", status.value.word());
            report
                .within(component, at, &status.span, message)
                .help("until = 2027-02-01, or a maturity level: until = \"critical\"");
        }
    }
    for waiver in
        component.settings.waivers.iter().filter(|waiver| waiver.until.is_none() && !waiver.until_unusable)
    {
        let message = super::of_waiver(waiver) + " does not say until when, so it lets nothing through";
        report
            .at(FileId::SETTINGS, waiver.span.clone(), message)
            .help("until = 2027-02-01")
            .not_waivable()
            .question(super::waived_question(component, waiver));
    }
}
