use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::query::View;
use crate::model::SETTINGS_FILE;

pub(super) const RULE: Rule = Rule {
    id: "missing-reason",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A decision without its reason.",
    what: "An answer that is `deferred` or `not-applicable`, a policy `[questions.ID] required`, or a waiver, without `reason`.",
    why: "Whoever comes later has to know whether the reason still holds.",
    fix: "Write `reason`: one sentence is enough.",
    off: "A team that keeps its reasons elsewhere can turn it off.",
    bad: r#"[model-audit]
status = "not-applicable""#,
    good: r#"[model-audit]
status = "not-applicable"
reason = "covered by the yearly audit of the group""#,
    run: Some(run),
};

const HELP: &str = "reason = \"…\": one sentence is enough";

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let form = &component.form;
    for (at, answer) in super::answers(component) {
        let status = answer.status.as_ref().filter(|status| status.value.needs_reason() && answer.reason.is_none());
        if let Some(status) = status {
            let message = format!("`{}` is {} without a reason", form.questions[at].id, status.value.word());
            report.at(component.answer_files[at], status.span.clone(), message).help(HELP).question(at);
        }
    }
    let settings = &component.settings;
    for policy in settings.questions.iter().filter(|policy| !policy.inherited) {
        let (Some(required), None) = (policy.required, &policy.reason) else { continue };
        let Some(question) = form.find(&policy.question.value) else { continue };
        let not = if required { "" } else { "not " };
        let message = format!("`{}` is {not}required here without a reason", form.questions[question].id);
        report.at(SETTINGS_FILE, policy.question.span.clone(), message).help(HELP).question(question);
    }
    for waiver in settings.waivers.iter().filter(|waiver| waiver.reason.is_none()) {
        let adding = report.at(SETTINGS_FILE, waiver.span.clone(), super::of_waiver(waiver) + " has no reason").help(HELP);
        if let Some(question) = super::waived_question(component, waiver) {
            adding.question(question);
        }
    }
}
