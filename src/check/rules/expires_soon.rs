use crate::check::waivers;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::FileId;
use crate::query::View;
use crate::query::expires_within;

pub(super) const RULE: Rule = Rule {
    id: RuleId::ExpiresSoon,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "Something that was settled for a time ends within two weeks.",
    what: "A required question that is `assumed`, `unknown` or `deferred`, or a waiver, whose `until` is at most 14 days ahead.",
    why: "The gate turns red on the day after, perhaps in the middle of other work.",
    fix: "Answer the question or put right what was waived; or agree on a new day in time.",
    off: "Turn it off where nobody looks at notes.",
    bad: r#"# on 20 January 2027
[compute-budget]
status = "unknown"
until = 2027-02-01"#,
    good: r#"[compute-budget]
answer = "500 GPU hours a year""#,
    run: Some(run),
};

/// So many days ahead it is said.
const DAYS: i64 = 14;

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let Some(today) = view.today else { return };
    let component = view.component;
    for at in super::required(view) {
        let Some(until) = component.answer(at).and_then(|answer| answer.until.as_ref()) else { continue };
        let Some(date) = expires_within(component, at, today, DAYS) else { continue };
        let id = &component.form.questions[at].id;
        let message = format!("`{id}` is {} until {date}, {}", view.states[at].word(), ahead(today, date));
        report
            .within(component, at, &until.span, message)
            .help("answer it in time, or agree on a new `until`");
    }
    for waiver in component.settings.waivers.iter().filter(|waiver| !waivers::is_past(waiver, today)) {
        let Some(until) =
            waiver.until.as_ref().filter(|until| i64::from((until.value - today).get_days()) <= DAYS)
        else {
            continue;
        };
        let message = format!(
            "{} holds until {}, {}",
            super::of_waiver(waiver),
            until.value,
            ahead(today, until.value)
        );
        report
            .at(FileId::SETTINGS, until.span.clone(), message)
            .help("put right what it lets through, or agree on a new day")
            .question(super::waived_question(component, waiver));
    }
}

fn ahead(today: jiff::civil::Date, date: jiff::civil::Date) -> String {
    match (date - today).get_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}
