use crate::check::{Report, Rule, command};
use crate::diag::{OpenQuestion, RuleId, Severity};
use crate::model::{AnswerKey, Component};
use crate::query::State;
use crate::query::View;
use crate::source::{count, inflect};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnansweredQuestion,
    severity: Severity::Error,
    fixed: false,
    waivable: false,
    title: "A required question has no answer.",
    what: "A required question without a text and without a status, one whose table is missing, or one that is `assumed` without saying what.",
    why: "Behind each question stands a problem that teams often meet. The finding says which one, and how many other questions rest on the answer.",
    fix: "Ask the roles that are named and write the answer down: `formwork answer ID`. Where nobody knows yet, write `status = \"unknown\"` with `until`; where it has to wait, `status = \"deferred\"` with `reason` and `until`; where it does not apply, `status = \"not-applicable\"` with `reason`.",
    off: "It cannot be waived: `deferred` and `unknown` say the same and are visible in the documents. `[questions.ID] required = false` with a reason makes a question optional here.",
    bad: r#"[data-source]
answer = """#,
    good: r#"[data-source]
answer = "Four cameras in the enclosure, one image a second each.""#,
    run: Some(run),
};

fn help(component: &Component, at: usize) -> String {
    let form = &component.form;
    let question = &form.questions[at];
    let missing = component.answer(at).is_none() && component.judgeable(at);
    let table = if missing {
        format!(" It has no table yet: {} adds it.", command::for_component(component, "upgrade"))
    } else {
        String::new()
    };
    let ask = question.ask(form).join(", ");
    let answer = command::for_component(component, &format!("answer {}", question.id));
    format!("{} Ask {ask}: {answer}.{table}", question.unanswered).trim_start().to_owned()
}

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let form = &component.form;
    for at in super::required(view).filter(|&at| view.states[at] == State::Open) {
        let damaged = |answer: &crate::model::Answer| {
            answer.unusable.iter().any(|key| matches!(key, AnswerKey::Answer | AnswerKey::Status))
        };
        if component.answer(at).is_some_and(damaged) {
            continue; // what stands there has its own finding
        }
        let question = &form.questions[at];
        let rest = match view.weight(at) {
            0 => String::new(),
            many => format!(" ({} {} on it)", count(many, "question"), inflect(many, "depends", "depend")),
        };
        let message = format!("`{}` is not answered{rest}: {}", question.id, question.text);
        report
            .about(component, at, message)
            .help(help(component, at))
            .open(OpenQuestion {
                stage: form.stages[question.stage].id.to_string(),
                text: question.text.clone(),
                ask: question.ask(form),
                dependents: view.weight(at),
                consequence: question.unanswered.clone(),
            })
            .command(component, &format!("answer {}", question.id));
    }
}
