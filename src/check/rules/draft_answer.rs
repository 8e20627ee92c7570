use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{self, State, View};

pub(super) const RULE: Rule = Rule {
    id: RuleId::DraftAnswer,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A required question has an answer that does not count yet.",
    what: "A required question whose status is `draft`.",
    why: "A draft is visible to everyone and settled by no one, so nothing should be built on it.",
    fix: "Finish the answer and accept it with `formwork answer ID --status answered`, or say what holds for now with `status = \"assumed\"` and `until`.",
    off: "Turning it off makes drafts count as answers in the gate, though not in the documents.",
    bad: r#"[end-users]
answer = "Keepers, perhaps vets too"
status = "draft""#,
    good: r#"[end-users]
answer = "Keepers and vets""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for at in super::required(view).filter(|&at| view.states[at] == State::Draft) {
        let Some(status) = component.answer(at).and_then(|answer| answer.status.as_ref()) else { continue };
        let id = &component.form.questions[at].id;
        let message = format!("the answer to `{id}` is a draft and does not count yet");
        let empty = component.answer(at).is_none_or(|one| one.text.is_none() && one.choice.is_empty());
        let (command, help) = if empty {
            (format!("answer {id}"), format!("it has no text yet: formwork answer {id}"))
        } else {
            let accept = query::accept(id.as_str());
            (accept.clone(), format!("where it holds: formwork {accept}"))
        };
        report.within(component, at, &status.span, message).help(help).command(component, &command);
    }
}
