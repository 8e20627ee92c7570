use crate::check::text::shown;
use crate::check::{Report, Rule, rule_named};
use crate::diag::{RuleId, Severity};
use crate::model::{Choose, Component, FileId, Form, Settings, Waiver, hash_scheme};
use crate::query::View;
use crate::source::{Span, Spanned, nearest_help};

pub(super) const RULE: Rule = Rule {
    id: RuleId::InvalidValue,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "A key has a value that it does not take.",
    what: "A value of the wrong type, a word that is not among those that the key takes, a name that nothing has (a rule, a form, a set), a `choice` that the question does not offer, a severity or a waiver for a rule that has none, or a stamp in `reviews.toml` that does not say who made it or whose hash is none.",
    why: "A value that is not understood has no effect: the rule stays on, the date is not held, and nobody notices.",
    fix: "The message says what the key takes. Dates and `true` or `false` stand without quotes, lists in brackets.",
    off: "It cannot be turned off or waived: the value has no meaning that could be let through.",
    bad: r#"[[waiver]]
rule = "missing-evidense"
until = "next year""#,
    good: r#"[[waiver]]
rule = "missing-evidence"
until = 2027-02-01"#,
    run: Some(run),
};

/// `[rules]` and waivers name rules that there are, and that may be set or waived; and `choice` holds what the
/// question offers, and no more of it than the question takes.
fn run(view: &View<'_>, report: &mut Report<'_>) {
    unsettable(&view.component.settings, None, report);
    for (at, answer) in super::answers(view) {
        choices(view, at, &answer.choice, report);
    }
    waivers(&view.component.settings.waivers, report);
    stamps(view.component, report);
}

/// A stamp says who made it, and of what.
fn stamps(component: &Component, report: &mut Report<'_>) {
    for stamp in &component.reviews {
        let question = component.form.find(&stamp.question.value);
        let mut say = |span: &Span, message: String, help: &str| {
            report.at(component.reviews_or_settings(), span.clone(), message).help(help).question(question);
        };
        if stamp.by.trim().is_empty() {
            let message = format!("the stamp of `{}` does not say whose it is", shown(&stamp.question.value));
            say(&stamp.span, message, "by = \"@mia\", or take the table out and review the answer again");
        }
        let recorded = stamp.depends_on.iter().map(|(id, hash)| (&id.span, hash));
        let older = stamp.stands_for.iter().map(|hash| (&stamp.span, hash));
        for (span, hash) in
            std::iter::once((&stamp.hash.span, &stamp.hash.value)).chain(older).chain(recorded)
        {
            if hash_scheme(hash).is_none() {
                let message = format!("`{}` is no hash", shown(hash));
                say(
                    span,
                    message,
                    "`formwork review` writes hashes, such as 1:5f3a9c1e2b7d; review the answer again",
                );
            }
        }
    }
}

fn choices(view: &View<'_>, at: usize, chosen: &[Spanned<String>], report: &mut Report<'_>) {
    let question = &view.component.form.questions[at];
    let id = &question.id;
    for (index, choice) in chosen.iter().enumerate() {
        let word = shown(&choice.value);
        let (message, help) = if question.choices.is_empty() {
            (format!("`{id}` offers no choices"), "write the answer as text: answer = \"…\"".to_owned())
        } else if !question.choices.contains(&choice.value) {
            let near = nearest_help(&choice.value, question.choices.iter().map(String::as_str));
            let known = || format!("its choices are {}", question.choices.join(", "));
            (format!("`{id}` has no choice `{word}`"), near.unwrap_or_else(known))
        } else if index > 0 && question.choose == Choose::One {
            (format!("`{id}` takes one choice"), "keep the one that holds".to_owned())
        } else if chosen[..index].iter().any(|before| before.value == choice.value) {
            (format!("the choice `{word}` stands twice"), "take one of them out".to_owned())
        } else {
            continue;
        };
        report.within(view.component, at, &choice.span, message).help(help);
        if question.choices.is_empty() {
            break;
        }
    }
}

/// `[rules]` of this file: rules that there are, and that may be set.
pub(super) fn unsettable(settings: &Settings, _: Option<&Form>, report: &mut Report<'_>) {
    for (name, _) in settings.rules.iter().filter(|(name, _)| !name.span.is_empty()) {
        match rule_named(&name.value) {
            None => unknown(&name.value, name.span.clone(), report),
            Some(named) if named.fixed => {
                report
                    .at(FileId::SETTINGS, name.span.clone(), format!("`{}` is always an error", named.id))
                    .help("take the line out");
            }
            Some(_) => {}
        }
    }
}

fn waivers(waivers: &[Waiver], report: &mut Report<'_>) {
    for waiver in waivers {
        let span = waiver.rule.span.clone();
        match rule_named(&waiver.rule.value) {
            None => unknown(&waiver.rule.value, span, report),
            Some(named) if !named.waivable => {
                report.at(FileId::SETTINGS, span, format!("`{}` cannot be waived", named.id)).help(format!(
                    "take the waiver out; `formwork explain {}` says what to do instead",
                    named.id
                ));
            }
            Some(_) => {}
        }
    }
}

fn unknown(word: &str, span: Span, report: &mut Report<'_>) {
    let near = nearest_help(word, RuleId::ALL.iter().map(|id| id.as_str()));
    let help = near.unwrap_or_else(|| "`formwork explain` lists the rules".to_owned());
    report.at(FileId::SETTINGS, span, format!("there is no rule `{}`", shown(word))).help(help);
}
