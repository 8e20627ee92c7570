//! A form's or a set's file, bundled or a team's own → its tables with their places. What its words mean is
//! the catalog's business.

mod changes;
mod question;

use toml::de::{DeTable, DeValue};

use self::changes::{changed, retired};
use self::question::asked;
use super::keys::{self, ColumnKey, FrontKey, RoleKey, SetKey, StageKey, tables, text, walk};
use crate::diag::{Problem, RuleId};
use crate::model::{Choose, Front, Keys, MaturityLevel, is_slug};
use crate::source::{Span, Spanned, inert, inert_line};

/// A form or a set as its file says.
#[derive(Debug, Default)]
pub struct SetFile {
    /// Its name.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// For people.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// What it is for.
    pub about: String,
    /// The form that guidance is taken from.
    pub based_on: Option<String>,
    /// The front page.
    pub front: Option<Front>,
    /// Stages that it adds.
    pub stages: Vec<Entry>,
    /// Roles that it adds.
    pub roles: Vec<Entry>,
    /// Questions.
    pub questions: Vec<Asked>,
    /// Changes to the form's questions.
    pub changes: Vec<Changed>,
    /// Questions of the form that are not asked: id and reason.
    pub retired: Vec<(Spanned<String>, String)>,
}

/// A stage or a role.
#[derive(Debug)]
pub struct Entry {
    /// Its id.
    pub id: Spanned<String>,
    /// For people.
    pub title: String,
    /// What or who that is.
    pub about: String,
}

/// A question as its file says.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its id.
    pub id: Spanned<String>,
    /// Its stage.
    pub stage: Spanned<String>,
    /// The question.
    pub text: String,
    /// Whom to ask.
    pub roles: Vec<Spanned<String>>,
    /// Examples.
    pub examples: Vec<String>,
    /// The examples as the form writes them, where that is not the list.
    pub examples_text: Option<String>,
    /// What kind of number it asks for.
    pub measure: Option<String>,
    /// What there is to choose from.
    pub choices: Vec<Spanned<String>>,
    /// How many of them.
    pub choose: Choose,
    /// Fact or question, and what it must be.
    pub applies_when: Vec<(Spanned<String>, Wanted)>,
    /// Why it is asked.
    pub why: String,
    /// What goes wrong without it.
    pub unanswered: String,
    /// Questions of other versions that it stands for.
    pub stands_for: Vec<String>,
    /// Problems and practices.
    pub traces: Vec<String>,
    /// Sections of the sources.
    pub sections: Vec<String>,
    /// What its answer rests on: id and reason.
    pub depends_on: Vec<(Spanned<String>, String)>,
    /// When it is required.
    pub required: Option<Demand>,
}

/// What a condition asks for.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// Of a fact.
    Yes(bool),
    /// Any of these choices.
    Words(Vec<Spanned<String>>),
}

/// When a question is required, in words.
#[derive(Debug, Clone, Default)]
pub struct Demand {
    /// From this level on.
    pub from: Option<MaturityLevel>,
    /// One word a level, lowest first, as the files write them.
    pub cells: [Option<&'static str>; 5],
    /// Facts where a cell says `when`.
    pub when: Vec<Spanned<String>>,
    /// Facts that make it required at every level.
    pub raised_by: Vec<Spanned<String>>,
    /// Why.
    pub because: String,
}

/// A change to a question of the form.
#[derive(Debug)]
pub struct Changed {
    /// The question.
    pub question: Spanned<String>,
    /// Whom to ask instead.
    pub roles: Option<Vec<Spanned<String>>>,
    /// Examples instead.
    pub examples: Option<Vec<String>>,
    /// What there is to choose from.
    pub choices: Vec<Spanned<String>>,
    /// How many of them.
    pub choose: Choose,
}

/// Binds the top table of a form's or a set's file. What is wrong goes to `problems`; the rest is still read.
pub fn set(root: &DeTable<'_>, problems: &mut Vec<Problem>) -> SetFile {
    let mut found = SetFile::default();
    walk(root, problems, |key, _, value, span, problems| match key {
        SetKey::Format => format(value, span, problems),
        SetKey::Id => {
            found.id = text(value);
            if !is_slug(&found.id) {
                problems.push(no_slug("a set's", &found.id, span));
            }
        }
        SetKey::Version => match number(value) {
            Some(version) => found.version = version,
            None => problems.push(invalid(span, "`version` counts from 1").help("version = 1")),
        },
        SetKey::Title => found.title = line(value, span, problems),
        SetKey::Source => found.source = line(value, span, problems),
        SetKey::About => found.about = lines(value, span, problems),
        SetKey::BasedOn => found.based_on = Some(text(value)),
        SetKey::Front => found.front = value.as_table().map(|table| front(table, problems)),
        SetKey::Stage => found.stages = entries::<StageKey>("stage", value, problems),
        SetKey::Role => found.roles = entries::<RoleKey>("role", value, problems),
        SetKey::Question => {
            found.questions =
                tables(value).filter_map(|(table, span)| asked(table, span, problems)).collect();
        }
        SetKey::Change => {
            found.changes =
                tables(value).filter_map(|(table, span)| changed(table, span, problems)).collect();
        }
        SetKey::Retire => {
            found.retired =
                tables(value).filter_map(|(table, span)| retired(table, span, problems)).collect();
        }
    });
    for (key, missing, help) in [
        ("format", !root.contains_key("format"), "format = 1"),
        ("id", !root.contains_key("id"), "id = \"our-questions\""),
        ("version", !root.contains_key("version"), "version = 1"),
        ("title", found.title.trim().is_empty(), "title = \"Questions of our own\""),
    ] {
        if missing && root.get(key).is_none_or(|value| value.get_ref().is_str()) {
            problems.push(invalid(0..0, format!("the set has no `{key}`")).help(help));
        }
    }
    found
}

/// A text that is shown on one line, wherever it is shown: line breaks are blanks. What a terminal or a reader would
/// be misled by is said and made visible.
pub(super) fn line(value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) -> String {
    let words: Vec<&str> = value.as_str().unwrap_or_default().split_whitespace().collect();
    harmless(&words.join(" "), span, problems)
}

/// The same for a text of several lines.
pub(super) fn lines(value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) -> String {
    harmless(&text(value), span, problems)
}

fn harmless(text: &str, span: Span, problems: &mut Vec<Problem>) -> String {
    let shown = inert(text);
    if let std::borrow::Cow::Owned(_) = &shown {
        let message = "a character stands here that controls a terminal or hides what is written";
        problems.push(invalid(span, message).help("take it out: it is shown as <U+…>"));
    }
    shown.into_owned()
}

fn format(value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) {
    if number(value) != u32::try_from(keys::FORMAT).ok() {
        let message = "this file has a format that this version does not know";
        let help = format!("this version reads format {}; install a newer formwork", keys::FORMAT);
        problems.push(Problem::new(RuleId::UnsupportedFormat, span, message).help(help));
    }
}

/// A whole number from 1.
fn number(value: &DeValue<'_>) -> Option<u32> {
    value.as_integer()?.as_str().parse().ok().filter(|&number| number > 0)
}

/// A set that cannot be used as it stands.
pub(crate) fn invalid(span: Span, message: impl Into<String>) -> Problem {
    Problem::new(RuleId::InvalidSet, span, message)
}

fn no_slug(whose: &str, id: &str, span: Span) -> Problem {
    let message = format!("{whose} id is lower-case words joined by dashes, and `{}` is not", inert_line(id));
    let words: Vec<String> = id
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let near = words.join("-");
    let near = if is_slug(&near) { near } else { "night-light".to_owned() };
    invalid(span, message).help(format!("id = \"{near}\""))
}

fn front(table: &DeTable<'_>, problems: &mut Vec<Problem>) -> Front {
    let mut found = Front::default();
    walk(table, problems, |key, _, value, _, problems| match key {
        FrontKey::Purpose => found.purpose = text(value),
        FrontKey::Order => found.order = text(value),
        FrontKey::Stages => found.stages = text(value),
        FrontKey::Column => {
            for (table, _) in tables(value) {
                let mut column = (String::new(), String::new());
                walk(table, problems, |key, _, value, _, _| match key {
                    ColumnKey::Title => column.0 = text(value),
                    ColumnKey::About => column.1 = text(value),
                });
                found.columns.push(column);
            }
        }
    });
    found
}

fn entries<K: Keys + Into<StageKey>>(
    kind: &str,
    value: &DeValue<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    let mut found = Vec::new();
    let example = if kind == "role" { ("zoo-keeper", "Zoo keeper") } else { ("operations", "Operations") };
    for (table, span) in tables(value) {
        let mut entry = Entry {
            id: Spanned::new(String::new(), span.clone()),
            title: String::new(),
            about: String::new(),
        };
        walk(table, problems, |key: K, _, value, span, problems| match key.into() {
            StageKey::Id => entry.id = Spanned::new(text(value), span),
            StageKey::Title => entry.title = line(value, span, problems),
            StageKey::About => entry.about = lines(value, span, problems),
        });
        if !table.contains_key("id") {
            let help = format!("id = \"{}\"", example.0);
            problems.push(invalid(span, format!("the {kind} has no `id`")).help(help));
        } else if !is_slug(&entry.id.value) {
            problems.push(no_slug(&format!("a {kind}'s"), &entry.id.value, entry.id.span));
        } else {
            if entry.title.trim().is_empty() {
                let message = format!("the {kind} `{}` has no `title`", entry.id.value);
                problems.push(invalid(span, message).help(format!("title = \"{}\"", example.1)));
                entry.title.clone_from(&entry.id.value);
            }
            found.push(entry);
        }
    }
    found
}
