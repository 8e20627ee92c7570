use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{FileId, Form, Provider, Settings};
use crate::query::View;
use crate::source::{Spanned, nearest_help, shell_word};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnknownQuestion,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A table or a policy names a question that the form does not have.",
    what: "A table in a stage's file, `[questions.ID]` with its `depends-on`, `answer-again` or a waiver's `question` in `formwork.toml`, or a stamp in `reviews.toml`, whose id the form and its sets do not have. The `questions` of a `[[consumes]]` are those of the component that it names.",
    why: "An answer under a misspelled id is read by nobody, and its question stays open.",
    fix: "Correct the id; `formwork list` shows all of them.",
    off: "Turn it down to a note while answers wait for a newer form.",
    bad: r#"[data-sorce]
answer = "Four cameras""#,
    good: r#"[data-source]
answer = "Four cameras""#,
    run: Some(run),
};

/// Ids in `formwork.toml`; those in stage files are found while reading.
fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    policies(&component.settings, Some(&component.form), report);
    for question in component.settings.waivers.iter().filter_map(|waiver| waiver.question.as_ref()) {
        named(&component.form, question, report);
    }
    of_providers(view, report);
    let mut stamped: Option<&str> = None;
    for stamp in &component.reviews {
        let question = &stamp.question;
        // A table in which several roles have one each is said once.
        if stamped.replace(&question.value) != Some(&question.value) {
            found(&component.form, question, component.reviews_or_settings(), report);
        }
    }
}

/// Questions of other components that this one says it depends on.
fn of_providers(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    for (consumed, provider) in component.settings.consumes.iter().zip(&view.outside.providers) {
        let Provider::Known { unknown, .. } = provider else { continue };
        for (at, near) in unknown {
            let Some(question) = consumed.questions.get(*at) else { continue };
            let id = &consumed.component.value;
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`formwork --component {} list` shows its questions", shell_word(id)),
            };
            let message = format!("`{}` has no question `{}`", shown(id), shown(&question.value));
            report.at(FileId::SETTINGS, question.span.clone(), message).help(help);
        }
    }
}

/// `[questions.ID]` of this file; what was taken from the defaults alone has no place here.
pub(super) fn policies(settings: &Settings, form: Option<&Form>, report: &mut Report<'_>) {
    let Some(form) = form else { return };
    for policy in &settings.questions {
        let named_here = std::iter::once(&policy.question).chain(&policy.add).chain(&policy.drop);
        for question in named_here.filter(|question| !question.span.is_empty()) {
            named(form, question, report);
        }
    }
    for question in &settings.answer_again {
        named(form, question, report);
    }
}

fn named(form: &Form, written: &Spanned<String>, report: &mut Report<'_>) {
    found(form, written, FileId::SETTINGS, report);
}

fn found(form: &Form, written: &Spanned<String>, file: FileId, report: &mut Report<'_>) {
    let id = &written.value;
    if form.find(id).is_some() {
        return;
    }
    let near = nearest_help(id, form.questions.iter().map(|question| question.id.as_str()));
    let help = near.unwrap_or_else(|| format!("`formwork list` shows the questions of {}", form.named()));
    let message = format!("{} has no question `{}`", form.named(), shown(id));
    report.at(file, written.span.clone(), message).help(help);
}
