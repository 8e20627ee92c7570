//! `reviews.toml` → stamps.

use toml::de::DeTable;

use super::answers::filled;
use super::keys::{StampKey, date, text, texts, walk};
use crate::diag::{Problem, RuleId};
use crate::model::{MaturityLevel, Stamp};
use crate::source::{Spanned, inert_line};

/// Binds the top table of a `reviews.toml`: a table a question, in it one a role. What is wrong goes to `problems`;
/// the rest is still read.
pub fn reviews(root: &DeTable<'_>, problems: &mut Vec<Problem>) -> Vec<Stamp> {
    let mut found = Vec::new();
    for (question, value) in root {
        let id = Spanned::new(question.get_ref().to_string(), question.span());
        let Some(roles) = value.get_ref().as_table() else {
            problems.push(wrong(&id, "`formwork review` writes one table a question and role"));
            continue;
        };
        for (role, value) in roles {
            let role = Spanned::new(role.get_ref().to_string(), role.span());
            match value.get_ref().as_table() {
                Some(table) => found.extend(stamp(table, id.clone(), role, problems)),
                None => problems.push(wrong(&role, "a stamp is a table: [data-source.data-engineer]")),
            }
        }
    }
    found
}

fn wrong(name: &Spanned<String>, help: &str) -> Problem {
    let message = format!("`{}` is no stamp", inert_line(&name.value));
    Problem::new(RuleId::InvalidValue, name.span.clone(), message).help(help)
}

fn stamp(
    table: &DeTable<'_>,
    question: Spanned<String>,
    role: Spanned<String>,
    problems: &mut Vec<Problem>,
) -> Option<Stamp> {
    let mut found = Stamp {
        span: role.span.clone(),
        hash: Spanned::new(String::new(), role.span.clone()),
        question,
        role,
        by: String::new(),
        on: None,
        form: None,
        maturity: None,
        note: None,
        stands_for: Vec::new(),
        depends_on: Vec::new(),
        fields: Vec::new(),
    };
    walk(table, problems, |key, _, value, span, problems| match key {
        StampKey::By => found.by = text(value),
        StampKey::On => found.on = date(value),
        StampKey::Form => found.form = Some(text(value)),
        StampKey::Maturity => found.maturity = value.as_str().and_then(MaturityLevel::parse),
        StampKey::Note => found.note = filled(value),
        StampKey::Hash => found.hash = Spanned::new(text(value), span),
        StampKey::Fields => {
            let all = value.as_table().into_iter().flatten();
            let named = all.filter_map(|(id, said)| {
                Some((id.get_ref().to_string(), said.get_ref().as_str()?.to_owned()))
            });
            found.fields = named.collect();
        }
        StampKey::StandsFor => found.stands_for = texts(value).into_iter().map(|one| one.value).collect(),
        StampKey::DependsOn => {
            for (id, hash) in value.as_table().into_iter().flatten() {
                let on = Spanned::new(id.get_ref().to_string(), id.span());
                match hash.get_ref().as_str() {
                    Some(hash) => found.depends_on.push((on, hash.to_owned())),
                    None => problems.push(wrong(&on, "a hash stands there: \"1:5f3a9c1e2b7d\"")),
                }
            }
        }
    });
    if found.hash.value.is_empty() {
        let message = format!("the stamp of `{}` has no hash", inert_line(&found.question.value));
        let problem = Problem::new(RuleId::InvalidValue, found.span.clone(), message);
        problems.push(problem.help("take the table out and review the answer again"));
        return None;
    }
    Some(found)
}
