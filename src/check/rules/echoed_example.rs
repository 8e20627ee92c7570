use super::echo::is_echo;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::EchoedExample,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "The answer is the form's list of examples.",
    what: "An answer that is the whole of the question's examples, in whatever punctuation. A single example is a good answer.",
    why: "The examples show what kind of answer is meant. All of them at once say nothing about this component.",
    fix: "Keep what applies here and say it in the component's own words.",
    off: "Waive a single one where every example does apply.",
    bad: r#"[data-format]
answer = "Structured, unstructured""#,
    good: r#"[data-format]
answer = "unstructured: JPEG images, 1920 x 1080""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for (at, question) in component.form.questions.iter().enumerate() {
        let Some(text) = super::counting_text(view, at) else { continue };
        if is_echo(&text.value, question) {
            let message = format!("the answer to `{}` repeats the form's examples", question.id);
            report
                .within(component, at, &text.span, message)
                .help("keep what applies here, in the component's own words");
        }
    }
}
