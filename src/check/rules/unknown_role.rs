use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{By, FileId, Form, Person, Settings};
use crate::query::View;
use crate::source::{Span, nearest_help};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnknownRole,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "A role that the form does not have.",
    what: "A role in `by`, in `[roles]`, in `sign-off`, of a stamp in `reviews.toml` or in a waiver that the form does not know. People are written with an `@`.",
    why: "Lists and documents by role leave out what is filed under a role that nobody asks for.",
    fix: "Correct the role, or write a person as `@mia`.",
    off: "Turn it off if the team uses roles of its own that the form does not ask.",
    bad: r#"[data-source]
answer = "Four cameras"
by = ["data-enginer"]"#,
    good: r#"[data-source]
answer = "Four cameras"
by = ["data-engineer", "@jonas"]"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let component = view.component;
    let form = &component.form;
    for (at, answer) in super::answers(view) {
        for by in &answer.by {
            if let By::Role(role) = &by.value {
                named(form, role.as_str(), (component.answer_files[at], by.span.clone()), Some(at), report);
            }
        }
    }
    staffings(&component.settings, Some(form), report);
    for stamp in &component.reviews {
        let question = form.find(&stamp.question.value);
        named(
            form,
            &stamp.role.value,
            (component.reviews_or_settings(), stamp.role.span.clone()),
            question,
            report,
        );
    }
    for waiver in &component.settings.waivers {
        if let Some(by) = waiver.by.as_deref().filter(|by| !Person::fits(by)) {
            let question = super::waived_question(component, waiver);
            named(form, by, (FileId::SETTINGS, waiver.span.clone()), question, report);
        }
    }
}

/// `[roles]` and `sign-off`; what was taken from the defaults is looked at there.
pub(super) fn staffings(settings: &Settings, form: Option<&Form>, report: &mut Report<'_>) {
    let Some(form) = form else { return };
    for staffing in settings.roles.iter().filter(|staffing| !staffing.inherited) {
        named(form, &staffing.role.value, (FileId::SETTINGS, staffing.role.span.clone()), None, report);
    }
    for policy in &settings.questions {
        for role in policy.sign_off.iter().filter(|role| !role.span.is_empty()) {
            let question = form.find(&policy.question.value);
            named(form, &role.value, (FileId::SETTINGS, role.span.clone()), question, report);
        }
    }
}

fn named(
    form: &Form,
    word: &str,
    (file, span): (FileId, Span),
    question: Option<usize>,
    report: &mut Report<'_>,
) {
    if form.role(word).is_some() {
        return;
    }
    let near = nearest_help(word, form.roles.iter().map(|role| role.id.as_str()));
    let help = near.unwrap_or_else(|| {
        let roles: Vec<_> = form.roles.iter().map(|role| role.id.as_str()).collect();
        format!("roles are {}; a person is written @{}", roles.join(", "), shown(word))
    });
    report.at(file, span, format!("there is no role `{}`", shown(word))).help(help).question(question);
}
