use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::PlaceholderAnswer,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A required question holds a word in place of an answer.",
    what: "An answer that as a whole is one of TBD, TODO, ???, same, see above, n/a, none yet, a dash, dots, and the like. A longer text that contains such a word is not meant, nor is one of the question's own examples.",
    why: "It makes the form look complete, and whoever needs the answer finds out last that there is none.",
    fix: "Answer the question, or say what is the matter: `status = \"unknown\"` or `status = \"deferred\"` with `until`, or `status = \"not-applicable\"` with `reason`.",
    off: "Waive a single one where the word is the answer.",
    bad: r#"[experiment-tracking]
answer = "TBD""#,
    good: r#"[experiment-tracking]
status = "unknown"
until = 2027-02-01"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for at in super::required(view) {
        let Some(text) = super::counting_text(view, at) else { continue };
        let question = &component.form.questions[at];
        if !super::placeholder::is_placeholder(&text.value, question) {
            continue;
        }
        let message = format!("`{}` stands in place of an answer to `{}`", shown(&text.value), question.id);
        report
            .within(component, at, &text.span, message)
            .help("answer it, or write status = \"unknown\" or \"deferred\" with `until`")
            .command(component, &format!("answer {}", question.id));
    }
}
