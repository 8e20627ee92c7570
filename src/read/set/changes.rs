//! `[[change]]` and `[[retire]]` of a set's file.

use toml::de::DeTable;

use super::question::{choose, of_nothing, shown};
use super::{Changed, invalid, line};
use crate::diag::Problem;
use crate::model::Choose;
use crate::read::keys::{ChangeKey, RetireKey, text, texts, walk};
use crate::source::{Span, Spanned, inert_line};

pub(super) fn changed(table: &DeTable<'_>, header: Span, problems: &mut Vec<Problem>) -> Option<Changed> {
    let mut found = Changed {
        question: Spanned::new(String::new(), header.clone()),
        roles: None,
        examples: None,
        choices: Vec::new(),
        choose: Choose::One,
    };
    let mut chooses = None;
    walk(table, problems, |key, _, value, span, problems| match key {
        ChangeKey::Question => found.question = Spanned::new(text(value), span),
        ChangeKey::Roles => found.roles = Some(texts(value)),
        ChangeKey::Examples => found.examples = Some(shown(value, problems)),
        ChangeKey::Choices => found.choices = texts(value),
        ChangeKey::Choose => {
            found.choose = choose(value);
            chooses = Some(span);
        }
        ChangeKey::Because => {} // for people
    });
    if !table.contains_key("question") {
        problems.push(invalid(header, "the change names no `question`").help("question = \"input-serving\""));
        return None;
    }
    let lone = chooses.filter(|_| !table.contains_key("choices"));
    if let Some(span) = lone {
        problems.push(of_nothing(&found.question.value, span));
    } else if found.roles.is_none() && found.examples.is_none() && found.choices.is_empty() {
        let message = format!("the change of `{}` changes nothing", inert_line(&found.question.value));
        problems.push(invalid(header, message).help("roles, examples or choices can be given anew"));
    }
    Some(found)
}

pub(super) fn retired(
    table: &DeTable<'_>,
    header: Span,
    problems: &mut Vec<Problem>,
) -> Option<(Spanned<String>, String)> {
    let mut question = None;
    let mut reason = String::new();
    walk(table, problems, |key, _, value, span, problems| match key {
        RetireKey::Question => question = Some(Spanned::new(text(value), span)),
        RetireKey::Reason => reason = line(value, span, problems),
    });
    let Some(question) = question else {
        problems.push(invalid(header, "no `question` is named").help("question = \"compute-budget\""));
        return None;
    };
    if reason.trim().is_empty() {
        let message = format!("`{}` is taken out without a `reason`", inert_line(&question.value));
        problems.push(invalid(header, message).help("reason = \"our platform pays for compute\""));
    }
    Some((question, reason))
}
