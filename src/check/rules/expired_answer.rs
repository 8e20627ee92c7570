use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::Until;
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::ExpiredAnswer,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A required question was settled until a day or a level that is here.",
    what: "A required question whose `assumed`, `unknown` or `deferred` is past its `until`. A date is inclusive; a maturity level means: before the component gets there.",
    why: "The day was chosen because the answer would be needed by then.",
    fix: "Answer it now, or give it a new `until` and say in `reason` what changed.",
    off: "Better a new `until` than a rule that is off: the date is the agreement.",
    bad: r#"[compute-budget]
status = "unknown"
until = 2026-06-30"#,
    good: r#"[compute-budget]
answer = "500 GPU hours a year""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for at in super::required(view).filter(|&at| view.expired[at]) {
        let Some(until) = component.answer(at).and_then(|answer| answer.until.as_ref()) else { continue };
        let id = &component.form.questions[at].id;
        let state = view.states[at].word();
        let message = match until.value {
            Until::Date(date) => format!("`{id}` was {state} until {date}, which is past"),
            Until::Level(level) => format!("`{id}` was {state} until the component is {level}, and it is"),
        };
        report
            .within(component, at, &until.span, message)
            .help("answer it, or agree on a new `until`")
            .command(component, &format!("answer {id}"));
    }
}
