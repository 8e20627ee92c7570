//! `formwork.toml` → [`Settings`].

use toml::de::{DeTable, DeValue};

use super::answers::{evidences, filled};
use super::paths::{consumes, folder, stay_below};
use super::spec::{self, COMPONENT, FRAMEWORK_ITEM, Key, Kind, QUESTION, WORKSPACE, text, texts, walk};
use super::waivers::waivers;
use crate::diag::{Problem, Setting};
use crate::model::{
    Fact, FormId, FrameworkItem, MaturityLevel, Person, QuestionPolicy, SetName, Settings, Staffing,
    Workspace,
};
use crate::source::{Span, Spanned, nearest_help};

/// Binds the top table of a `formwork.toml`. What is wrong goes to `problems`; the rest is still read.
pub fn settings(root: &DeTable<'_>, problems: &mut Vec<Problem>) -> Settings {
    let mut found = Settings::default();
    let mut format = None;
    walk(root, COMPONENT, problems, |key, name, value, span, problems| match key.name {
        "format" => format = Some((value.as_integer().map(toml::de::DeInteger::as_str), span)),
        "required-version" => required_version(value, span, problems),
        "name" => found.name = one_line(value, span, problems),
        "folder" => found.folder = folder(value, span, problems),
        "waiver" => found.waivers = waivers(value, problems),
        "answer-again" => found.answer_again = texts(value),
        "frameworks" => found.frameworks = frameworks(value, problems),
        "consumes" => found.consumes = consumes(value, problems),
        "workspace" => found.workspace = Some(Box::new(workspace(value, problems))),
        _ => shared(&mut found, key, name, value, span, problems),
    });
    match format {
        Some((Some("1"), _)) => {}
        Some((_, span)) => problems.push(
            Problem::new(
                "unsupported-format",
                span,
                "these files have a format that this version does not know",
            )
            .help(format!("this version reads format {}; install a newer formwork", spec::FORMAT)),
        ),
        None if root.contains_key("format") => {} // it is no number, which has its own finding
        None => problems.push(
            Problem::new(
                "unsupported-format",
                0..0,
                "`format` is missing: which version of the file format is this?",
            )
            .help(format!("put `format = {}` on top of the file", spec::FORMAT)),
        ),
    }
    found
}

/// The keys that a component and the workspace's defaults share.
fn shared(
    into: &mut Settings,
    key: &Key,
    at: Span,
    value: &DeValue<'_>,
    span: Span,
    problems: &mut Vec<Problem>,
) {
    if matches!(key.name, "sets" | "facts" | "rules") {
        into.keys.push((key.name, at));
    }
    match key.name {
        "form" => {
            if FormId::parse(value.as_str().unwrap_or_default()).is_none() {
                problems.push(
                    Problem::new("invalid-value", span.clone(), "`form` takes a name and a version")
                        .help("form = \"mlops-requirements@3\""),
                );
            } else {
                into.form = Some(Spanned::new(text(value), span));
            }
        }
        "sets" => {
            let names = texts(value).into_iter();
            into.sets = Some(names.map(|written| SetName { written, inherited: false }).collect());
        }
        "maturity" => {
            let level = value.as_str().and_then(MaturityLevel::parse);
            into.maturity = level.map(|level| Spanned::new(level, span));
        }
        "facts" => {
            if let (Some(table), Kind::Table(spec)) = (value.as_table(), key.kind) {
                walk(table, spec, problems, |key, at, value, _, _| {
                    if let (Some(fact), Some(yes)) = (Fact::parse(key.name), value.as_bool()) {
                        into.facts.state(fact, yes);
                        into.keys.push((key.name, at));
                    }
                });
                let unusable = Fact::ALL.iter().filter(|fact| table.contains_key(fact.word()));
                into.unusable_facts =
                    unusable.copied().filter(|&fact| into.facts.stated(fact).is_none()).collect();
            }
        }
        "roles" => each(value, |role, at, value, span| match people(value) {
            Ok(people) => {
                into.roles.push(Staffing { role: Spanned::new(role, at), people, inherited: false });
            }
            Err(message) => problems.push(
                Problem::new("invalid-value", span, message).help("a role is played by people: [\"@mia\"]"),
            ),
        }),
        "questions" => each(value, |id, at, value, span| {
            let Some(table) = value.as_table() else {
                problems.push(
                    Problem::new("invalid-value", span, format!("the policy of `{id}` is a table"))
                        .help(format!("[questions.{id}]")),
                );
                return;
            };
            into.questions.push(policy(id, at, table, problems));
        }),
        "rules" => each(value, |rule, at, value, span| match value.as_str().and_then(Setting::parse) {
            Some(setting) => into.rules.push((Spanned::new(rule, at), setting)),
            None => problems.push(
                Problem::new(
                    "invalid-value",
                    span,
                    format!("`{rule}` takes one of {}", Setting::WORDS.join(", ")),
                )
                .maybe_help(value.as_str().and_then(|w| nearest_help(w, Setting::WORDS.iter().copied()))),
            ),
        }),
        _ => {}
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
    walk(table, QUESTION, problems, |key, _, value, _, problems| match (key.name, key.kind) {
        ("required", _) => found.required = value.as_bool(),
        ("sign-off", _) => found.sign_off = texts(value),
        (_, Kind::Table(spec)) => {
            let Some(table) = value.as_table() else { return };
            walk(table, spec, problems, |key, _, value, _, _| match key.name {
                "add" => found.add = texts(value),
                _ => found.drop = texts(value),
            });
        }
        _ => found.reason = filled(value),
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
            problems.push(Problem::new("invalid-value", framework_at, message).help(help));
            return;
        }
        each(items, |item, at, value, span| {
            let Some(table) = value.as_table() else {
                let message = format!("the item `{}` is a table", crate::source::inert_line(&item));
                let help = format!("[frameworks.{framework}.\"{item}\"] and below it evidence = [\"…\"]");
                problems.push(Problem::new("invalid-value", span, message).help(help));
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
            walk(table, FRAMEWORK_ITEM, problems, |key, _, value, _, problems| match key.name {
                "evidence" => one.evidence = evidences(value, problems),
                "status" => one.not_applicable = true,
                "reason" => one.reason = filled(value),
                _ => one.note = filled(value),
            });
            found.push(one);
        });
    });
    found
}

fn workspace(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Workspace {
    let mut found = Workspace::default();
    if let Some(table) = value.as_table() {
        walk(table, WORKSPACE, problems, |key, _, value, _, problems| match (key.name, key.kind) {
            ("members", _) => found.members = texts(value),
            ("exclude", _) => found.exclude = texts(value),
            (_, Kind::Table(spec)) => {
                if let Some(defaults) = value.as_table() {
                    walk(defaults, spec, problems, |key, name, value, span, problems| {
                        shared(&mut found.defaults, key, name, value, span, problems);
                    });
                }
            }
            _ => {}
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
            Problem::new("invalid-value", span, "`name` is empty").help(
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
                "unsupported-format",
                span,
                format!("these files ask for formwork {wanted}, this is {here}"),
            )
            .help("install a version that fits, or change `required-version`"),
        ),
        _ => problems.push(
            Problem::new("invalid-value", span, "`required-version` takes version bounds")
                .help("required-version = \">=0.1\""),
        ),
    }
}
