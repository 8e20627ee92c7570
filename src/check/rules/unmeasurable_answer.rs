use super::measure::is_measured;
use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnmeasurableAnswer,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "A question that asks how much or how often has an answer without a number.",
    what: "A question that the catalog marks as asking how much, how often, how long or how fast, whose answer has no digit, no number word, and none of the question's own wordless examples, such as \"never\" or \"unlimited\".",
    why: "Whether such an answer is met can be argued about for ever; a number can be measured.",
    fix: "Put a number to it, with a unit: a first estimate is better than none.",
    off: "Set it to `error` where requirements are audited, to `off` where estimates come later.",
    bad: r#"[data-volume]
answer = "all data that is used for training""#,
    good: r#"[data-volume]
answer = "about 2 TB a year, 10 TB in all""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for (at, question) in component.form.questions.iter().enumerate() {
        let Some(measure) = question.measure.as_deref() else { continue };
        let Some(text) = super::counting_text(view, at) else { continue };
        let other = || {
            super::placeholder::is_placeholder(&text.value, question)
                || super::echo::is_echo(&text.value, question)
        };
        if is_measured(&text.value, question) || other() {
            continue;
        }
        let asks = measure.replace('-', " ");
        let message = format!("`{}` asks {asks}, and the answer has no number", question.id);
        report.within(component, at, &text.span, message).help(help(&question.examples));
    }
}

/// An example without a number would show what is wrong.
fn help(examples: &[String]) -> String {
    let numbers: Vec<&str> = examples
        .iter()
        .map(String::as_str)
        .filter(|one| one.contains(|c: char| c.is_ascii_digit()))
        .collect();
    match &numbers[..] {
        [] => "put a number and a unit to it".to_owned(),
        [one] => format!("put a number and a unit to it; an example is: {}", shown(one)),
        several => format!("put a number and a unit to it; examples are: {}", shown(&several.join(", "))),
    }
}
