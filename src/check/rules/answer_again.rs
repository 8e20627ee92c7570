use crate::check::{Report, Rule, command};
use crate::diag::{RuleId, Severity};
use crate::model::FileId;
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::AnswerAgain,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "The meaning of a question changed since it was answered.",
    what: "A question that stands in `answer-again` of `formwork.toml` and has an answer. `maturity set` puts those there that mean something else at the new level. One without an answer is a matter of other rules.",
    why: "The answer was right for what was asked then. A critical component judges success by other measures than an experiment, and where models feed one another the models before it are data sources as well; nothing but a second look tells whether the answer still fits.",
    fix: "Read the question and its answer with `formwork show ID` and answer it anew; where the answer still holds, say so with `formwork answer ID --confirm`. Either takes it off the list. After a change by hand, take it off by hand.",
    off: "Waive it with a date where the second look is planned; turning the rule off hides all of them.",
    bad: r#"maturity = "cascading"
answer-again = ["data-source"]"#,
    good: r#"maturity = "cascading""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for written in &component.settings.answer_again {
        let Some(at) = component.form.find(&written.value) else { continue };
        if !view.is_again(at) || !view.judgeable[at] {
            continue;
        }
        let question = &component.form.questions[at];
        let id = &question.id;
        let because = question.required.as_ref().map_or("", |row| row.because.as_str());
        let message = format!("`{id}` is to be answered again: its meaning changed since");
        report
            .at(FileId::SETTINGS, written.span.clone(), message)
            .help(format!(
                "{because} Answer it anew, or where the answer still holds: {}",
                command::for_component(component, &format!("answer {id} --confirm"))
            ))
            .question(at)
            .command(component, &format!("answer {id}"));
    }
}
