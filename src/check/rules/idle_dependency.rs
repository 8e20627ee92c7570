use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{FileId, Form, QuestionPolicy, Settings};
use crate::query::View;
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule {
    id: RuleId::IdleDependency,
    severity: Severity::Note,
    fixed: false,
    waivable: true,
    title: "A change to what a question rests on changes nothing.",
    what: "In `[questions.ID] depends-on`, an `add` of a question that this one rests on anyway, a `drop` of one that it does not rest on, or one that stands twice or in both lists.",
    why: "Whoever wrote it meant something by it: perhaps another question, or the other direction. And a reader takes it for a difference to the form that there is not.",
    fix: "Take it out, or name the question that was meant; `formwork show ID` says what it rests on.",
    off: "Turn it off where the lists are kept for forms of several versions.",
    bad: r#"[questions.data-volume]
depends-on = { add = ["minimum-data"] }    # the form says so already"#,
    good: r#"[questions.data-volume]
depends-on = { add = ["retraining"] }"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    policies(&view.component.settings, Some(&view.component.form), report);
}

/// `[questions.ID]` of this file; what was taken from the defaults has no place here.
pub(super) fn policies(settings: &Settings, form: Option<&Form>, report: &mut Report<'_>) {
    let Some(form) = form else { return };
    for policy in &settings.questions {
        if let Some(at) = form.find(&policy.question.value) {
            idle(policy, form, at, report);
        }
    }
}

fn idle(policy: &QuestionPolicy, form: &Form, at: usize, report: &mut Report<'_>) {
    let id = shown(&policy.question.value);
    let rests = |on: usize| form.graph.depends_on[at].iter().any(|known| known.on == on);
    for (adds, list) in [(true, &policy.add), (false, &policy.drop)] {
        for (index, written) in list.iter().enumerate().filter(|(_, written)| !written.span.is_empty()) {
            let Some(on) = form.find(&written.value) else { continue };
            let word = shown(&written.value);
            let other = format!("take it out, or name another; `formwork show {id}` says what it rests on");
            let in_other = |other: &[Spanned<String>]| other.iter().any(|one| one.value == written.value);
            let (message, help) = if list[..index].iter().any(|before| before.value == written.value) {
                (format!("`{word}` stands twice, which changes nothing"), "take one of them out".to_owned())
            } else if !adds && in_other(&policy.add) {
                let message = format!("`{word}` is added as well, so dropping it changes nothing");
                (message, "keep it in one of the lists, or in neither".to_owned())
            } else if adds && rests(on) && !in_other(&policy.drop) {
                (format!("`{id}` rests on `{word}` anyway, so adding it changes nothing"), other)
            } else if !adds && !rests(on) {
                (format!("`{id}` does not rest on `{word}`, so dropping it changes nothing"), other)
            } else {
                continue;
            };
            report.at(FileId::SETTINGS, written.span.clone(), message).help(help).question(at);
        }
    }
}
