use crate::check::{Report, Rule, command};
use crate::diag::{RuleId, Severity};
use crate::query::{View, choices, decides};

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingChoice,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "A question that offers choices is answered in words alone.",
    what: "A text without a `choice` where the question offers choices.",
    why: "Other questions may be asked or not depending on the choice. While there is a text and no choice, they are asked to be on the safe side.",
    fix: "Choose what the text says: `formwork answer ID --choose CHOICE`. The text may stay.",
    off: "Turn it off where texts say enough.",
    bad: r#"[true-labels]
answer = "After 90 days, when the invoice is paid or not.""#,
    good: r#"[true-labels]
choice = ["delayed"]
answer = "After 90 days, when the invoice is paid or not.""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let form = &component.form;
    for (at, answer) in super::answers(view) {
        let question = &form.questions[at];
        let said = view.states[at].is_answer();
        let Some(offered) = choices(question).filter(|_| said && answer.choice.is_empty()) else { continue };
        let hanging: Vec<&str> =
            decides(form, at).into_iter().map(|one| form.questions[one].id.as_str()).collect();
        let until = if hanging.is_empty() {
            String::new()
        } else {
            format!(" Until then these are asked: {}.", hanging.join(", "))
        };
        let words = format!("answer {} --choose {}", question.id, question.choices[0]);
        report
            .about(component, at, format!("`{}` has a text and no choice", question.id))
            .help(format!("{offered}, as {}.{until}", command::for_component(component, &words)));
    }
}
