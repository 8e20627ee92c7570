//! `formwork.toml` → [`Settings`].

use toml::de::{DeTable, DeValue};

use super::answers::{evidences, filled};
use super::keys::{
    self, ComponentKey, DependsOnKey, FrameworkItemKey, QuestionPolicyKey, SharedKey, WorkspaceKey, text,
    texts, walk,
};
use super::paths::{consumes, folder, stay_below};
use super::waivers::waivers;
use crate::diag::{Problem, RuleId, Setting};
use crate::model::{
    Fact, FormId, FrameworkItem, Keys, MaturityLevel, Person, QuestionPolicy, SetName, Settings, Staffing,
    Workspace,
};
use crate::source::{Span, Spanned, nearest_help};

/// Binds the top table of a `formwork.toml`. What is wrong goes to `problems`; the rest is still read.
pub fn settings(root: &DeTable<'_>, problems: &mut Vec<Problem>) -> Settings {
    let mut found = Settings::default();
    let mut format = None;
    walk(root, problems, |key, name, value, span, problems| {
        let key = match key {
            ComponentKey::Format => {
                return format = Some((value.as_integer().map(toml::de::DeInteger::as_str), span));
            }
            ComponentKey::RequiredVersion => return required_version(value, span, problems),
            ComponentKey::Name => return found.name = one_line(value, span, problems),
            ComponentKey::Folder => return found.folder = folder(value, span, problems),
            ComponentKey::Waiver => return found.waivers = waivers(value, problems),
            ComponentKey::AnswerAgain => return found.answer_again = texts(value),
            ComponentKey::Frameworks => return found.frameworks = frameworks(value, problems),
            ComponentKey::Consumes => return found.consumes = consumes(value, problems),
            ComponentKey::Workspace => return found.workspace = Some(Box::new(workspace(value, problems))),
            ComponentKey::Form => SharedKey::Form,
            ComponentKey::Sets => SharedKey::Sets,
            ComponentKey::Maturity => SharedKey::Maturity,
            ComponentKey::Facts => SharedKey::Facts,
            ComponentKey::Roles => SharedKey::Roles,
            ComponentKey::Questions => SharedKey::Questions,
            ComponentKey::Rules => SharedKey::Rules,
        };
        shared(&mut found, key, name, value, span, problems);
    });
    match format {
        Some((Some("1"), _)) => {}
        Some((_, span)) => problems.push(
            Problem::new(
                RuleId::UnsupportedFormat,
                span,
                "these files have a format that this version does not know",
            )
            .help(format!("this version reads format {}; install a newer formwork", keys::FORMAT)),
        ),
        None if root.contains_key("format") => {} // it is no number, which has its own finding
        None => problems.push(
            Problem::new(
                RuleId::UnsupportedFormat,
                0..0,
                "`format` is missing: which version of the file format is this?",
            )
            .help(format!("put `format = {}` on top of the file", keys::FORMAT)),
        ),
    }
    found
}

/// The keys that a component and the workspace's defaults share.
fn shared(
    into: &mut Settings,
    key: SharedKey,
    at: Span,
    value: &DeValue<'_>,
    span: Span,
    problems: &mut Vec<Problem>,
) {
    if matches!(key, SharedKey::Sets | SharedKey::Facts | SharedKey::Rules) {
        into.keys.push((key.name(), at));
    }
    match key {
        SharedKey::Form => {
            if FormId::parse(value.as_str().unwrap_or_default()).is_none() {
                problems.push(
                    Problem::new(RuleId::InvalidValue, span.clone(), "`form` takes a name and a version")
                        .help("form = \"mlops-requirements@3\""),
                );
            } else {
                into.form = Some(Spanned::new(text(value), span));
            }
        }
        SharedKey::Sets => {
            let names = texts(value).into_iter();
            into.sets = Some(names.map(|written| SetName { written, inherited: false }).collect());
        }
        SharedKey::Maturity => {
            let level = value.as_str().and_then(MaturityLevel::parse);
            into.maturity = level.map(|level| Spanned::new(level, span));
        }
        SharedKey::Facts => {
            if let Some(table) = value.as_table() {
                walk(table, problems, |fact: Fact, at, value, _, _| {
                    if let Some(yes) = value.as_bool() {
                        into.facts.state(fact, yes);
                        into.keys.push((fact.word(), at));
                    }
                });
                let unusable = Fact::ALL.iter().filter(|fact| table.contains_key(fact.word()));
                into.unusable_facts =
                    unusable.copied().filter(|&fact| into.facts.stated(fact).is_none()).collect();
            }
        }
        SharedKey::Roles => each(value, |role, at, value, span| match people(value) {
            Ok(people) => {
                into.roles.push(Staffing { role: Spanned::new(role, at), people, inherited: false });
            }
            Err(message) => problems.push(
                Problem::new(RuleId::InvalidValue, span, message)
                    .help("a role is played by people: [\"@mia\"]"),
            ),
        }),
        SharedKey::Questions => each(value, |id, at, value, span| {
            let Some(table) = value.as_table() else {
                problems.push(
                    Problem::new(RuleId::InvalidValue, span, format!("the policy of `{id}` is a table"))
                        .help(format!("[questions.{id}]")),
                );
                return;
            };
            into.questions.push(policy(id, at, table, problems));
        }),
        SharedKey::Rules => {
            each(value, |rule, at, value, span| match value.as_str().and_then(Setting::parse) {
                Some(setting) => into.rules.push((Spanned::new(rule, at), setting)),
                None => problems.push(
                    Problem::new(
                        RuleId::InvalidValue,
                        span,
                        format!("`{rule}` takes one of {}", Setting::WORDS.join(", ")),
                    )
                    .maybe_help(value.as_str().and_then(|w| nearest_help(w, Setting::WORDS.iter().copied()))),
                ),
            });
        }
    }
}

fn each<'t>(value: &'t DeValue<'_>, mut take: impl FnMut(String, Span, &'t DeValue<'_>, Span)) {
    for (name, value) in value.as_table().into_iter().flatten() {
        take(name.get_ref().to_string(), name.span(), value.get_ref(), value.span());
    }
}

fn people(value: &DeValue<'_>) -> Result<Vec<Person>, String> {
    let items = value.as_array().ok_or_else(|| "people stand in a list".to_owned())?;
    items
        .iter()
        .map(|item| match item.get_ref().as_str() {
            Some(word) if Person::fits(word) => Ok(Person::new(word)),
            Some(word) => Err(format!("`{}` is not a person", crate::source::inert_line(word))),
            None => Err("a person is a text".to_owned()),
        })
        .collect()
}

fn policy(id: String, at: Span, table: &DeTable<'_>, problems: &mut Vec<Problem>) -> QuestionPolicy {
    let mut found = QuestionPolicy::new(Spanned::new(id, at));
    walk(table, problems, |key, _, value, _, problems| match key {
        QuestionPolicyKey::Required => found.required = value.as_bool(),
        QuestionPolicyKey::Reason => found.reason = filled(value),
        QuestionPolicyKey::SignOff => found.sign_off = texts(value),
        QuestionPolicyKey::DependsOn => {
            let Some(table) = value.as_table() else { return };
            walk(table, problems, |key, _, value, _, _| match key {
                DependsOnKey::Add => found.add = texts(value),
                DependsOnKey::Drop => found.drop = texts(value),
            });
        }
    });
    found
}

/// `[frameworks.ID."ITEM"]`.
fn frameworks(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<FrameworkItem> {
    let mut found = Vec::new();
    each(value, |framework, framework_at, items, _| {
        if !items.is_table() {
            let message = format!("`{framework}` is a framework: its items are tables");
            let help = format!("[frameworks.{framework}.\"ITEM\"]");
            problems.push(Problem::new(RuleId::InvalidValue, framework_at, message).help(help));
            return;
        }
        each(items, |item, at, value, span| {
            let Some(table) = value.as_table() else {
                let message = format!("the item `{}` is a table", crate::source::inert_line(&item));
                let help = format!("[frameworks.{framework}.\"{item}\"] and below it evidence = [\"…\"]");
                problems.push(Problem::new(RuleId::InvalidValue, span, message).help(help));
                return;
            };
            let mut one = FrameworkItem {
                framework: Spanned::new(framework.clone(), framework_at.clone()),
                item: Spanned::new(item, at),
                evidence: Vec::new(),
                not_applicable: false,
                reason: None,
                note: None,
            };
            walk(table, problems, |key, _, value, _, problems| match key {
                FrameworkItemKey::Evidence => one.evidence = evidences(value, problems),
                FrameworkItemKey::Status => one.not_applicable = true,
                FrameworkItemKey::Reason => one.reason = filled(value),
                FrameworkItemKey::Note => one.note = filled(value),
            });
            found.push(one);
        });
    });
    found
}

fn workspace(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Workspace {
    let mut found = Workspace::default();
    if let Some(table) = value.as_table() {
        walk(table, problems, |key, _, value, _, problems| match key {
            WorkspaceKey::Members => found.members = texts(value),
            WorkspaceKey::Exclude => found.exclude = texts(value),
            WorkspaceKey::Defaults => {
                if let Some(defaults) = value.as_table() {
                    walk(defaults, problems, |key, name, value, span, problems| {
                        shared(&mut found.defaults, key, name, value, span, problems);
                    });
                }
            }
        });
    }
    stay_below(&mut found, problems);
    found
}

/// A name stands on one line wherever it is shown.
fn one_line(value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
    let words: Vec<&str> = value.as_str().unwrap_or_default().split_whitespace().collect();
    if words.is_empty() {
        problems.push(
            Problem::new(RuleId::InvalidValue, span, "`name` is empty").help(
                "name = \"Elephant enclosure watch\", or take the line out: the folder's name stands in",
            ),
        );
        return None;
    }
    Some(Spanned::new(words.join(" "), span))
}

fn required_version(value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) {
    let written = text(value);
    let here = semver::Version::parse(env!("CARGO_PKG_VERSION"));
    match (semver::VersionReq::parse(&written), here) {
        (Ok(wanted), Ok(here)) if wanted.matches(&here) => {}
        (Ok(wanted), Ok(here)) => problems.push(
            Problem::new(
                RuleId::UnsupportedFormat,
                span,
                format!("these files ask for formwork {wanted}, this is {here}"),
            )
            .help("install a version that fits, or change `required-version`"),
        ),
        _ => problems.push(
            Problem::new(RuleId::InvalidValue, span, "`required-version` takes version bounds")
                .help("required-version = \">=0.1\""),
        ),
    }
}
