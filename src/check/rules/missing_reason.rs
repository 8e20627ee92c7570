use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{FileId, Form, Outside, Settings};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingReason,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A decision without its reason.",
    what: "An answer that is `deferred` or `not-applicable`, a policy `[questions.ID] required`, an item in `[frameworks]` that is `not-applicable`, or a waiver, without `reason`. Such a waiver lets nothing through.",
    why: "Whoever comes later has to know whether the reason still holds.",
    fix: "Write `reason`: one sentence is enough.",
    off: "A team that keeps its reasons elsewhere can turn it off. For an answer it can be waived; for a waiver or a policy it cannot.",
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
    for (at, answer) in super::answers(view) {
        let status =
            answer.status.as_ref().filter(|status| status.value.needs_reason() && answer.reason.is_none());
        if let Some(status) = status {
            let message = format!("`{}` is {} without a reason", form.questions[at].id, status.value.word());
            report.within(component, at, &status.span, message).help(HELP);
        }
    }
    policies(&component.settings, Some(form), report);
    items(&component.settings, view.outside, report);
    for waiver in component.settings.waivers.iter().filter(|waiver| waiver.reason.is_none()) {
        let message = super::of_waiver(waiver) + " has no reason, so it lets nothing through";
        report
            .at(FileId::SETTINGS, waiver.span.clone(), message)
            .help(HELP)
            .not_waivable()
            .question(super::waived_question(component, waiver));
    }
}

/// `[questions.ID] required` says why; one that was taken from the defaults is said there.
pub(super) fn policies(settings: &Settings, form: Option<&Form>, report: &mut Report<'_>) {
    for policy in settings.questions.iter().filter(|policy| !policy.inherited) {
        let (Some(required), None) = (policy.required, &policy.reason) else { continue };
        let id = &policy.question.value;
        let question = form.and_then(|form| form.find(id));
        if form.is_some() && question.is_none() {
            continue; // it names nothing, which has its own finding
        }
        let not = if required { "" } else { "not " };
        let message = format!("`{}` is {not}required here without a reason", shown(id));
        report
            .at(FileId::SETTINGS, policy.question.span.clone(), message)
            .help(HELP)
            .not_waivable()
            .question(question);
    }
}

/// `[frameworks.ID."ITEM"]` that does not apply says why.
pub(super) fn items(settings: &Settings, _: &Outside, report: &mut Report<'_>) {
    for entry in settings.frameworks.iter().filter(|entry| entry.not_applicable && entry.reason.is_none()) {
        let item = format!("{}:{}", entry.framework.value, entry.item.value);
        let message = format!("`{}` is not-applicable without a reason", shown(&item));
        report.at(FileId::SETTINGS, entry.item.span.clone(), message).help(HELP);
    }
}
