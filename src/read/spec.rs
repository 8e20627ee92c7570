//! Every key of every file, with its kind and meaning: the one list that reading checks against and
//! that the JSON Schemas are made from.

use toml::de::{DeTable, DeValue};

use crate::diag::Problem;
use crate::model::{Fact, MaturityLevel, Requirement, Status};
use crate::source::Span;
use crate::source::nearest_help;

/// The version of the file format that this tool reads and writes.
pub const FORMAT: i64 = 1;

/// A table's keys.
pub(crate) type Spec = &'static [Key];

/// One key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Integer,
    Bool,
    Date,
    DateOrLevel,
    Word(&'static [&'static str]),
    Texts,
    Table(Spec),
    Tables(Spec),
    /// A table whose keys are names of some sort; each value is of the kind.
    Map(&'static str, &'static Kind),
}

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about }
}

pub(crate) const ANSWER: Spec = &[
    key("answer", Kind::Text, "The answer, in Markdown. Empty while the question is open."),
    key("choice", Kind::Texts, "What was chosen, for a question that offers choices."),
    key("status", Kind::Word(Status::WORDS), "Open and answered follow from the text and are not written."),
    key("reason", Kind::Text, "Why it is deferred or not applicable."),
    key(
        "until",
        Kind::DateOrLevel,
        "A date, inclusive, or a maturity level: before the component gets there.",
    ),
    key("by", Kind::Texts, "Who said it: roles and @people."),
    key("on", Kind::Date, "When it was said."),
    key(
        "evidence",
        Kind::Texts,
        "Paths below the repository, relative to the component, or https addresses.",
    ),
    key("source", Kind::Text, "A citation in words."),
    key("note", Kind::Text, "A remark; not part of the reviewed content."),
    key("requirement", Kind::Tables(REQUIREMENT), "Formal requirements derived from the answer."),
];

pub(crate) const REQUIREMENT: Spec = &[
    key("id", Kind::Text, "Unique in the component."),
    key("text", Kind::Text, "The statement: The system shall …"),
    key("fit-criterion", Kind::Text, "How one knows that it is met."),
    key("verification", Kind::Word(Requirement::VERIFICATIONS), "How it is verified."),
];

pub(crate) const QUESTION: Spec =
    &[key("required", Kind::Bool, "Whether it is required here."), key("reason", Kind::Text, "Why.")];

const PEOPLE: Kind = Kind::Texts;
const SEVERITY: Kind = Kind::Word(crate::diag::Setting::WORDS);
const POLICY: Kind = Kind::Table(QUESTION);

pub(crate) const WAIVER: Spec = &[
    key("rule", Kind::Text, "The rule."),
    key("question", Kind::Text, "The question; without it, findings that name none."),
    key("reason", Kind::Text, "Why it is let through."),
    key("by", Kind::Text, "Who let it through: a role or a @person."),
    key("until", Kind::Date, "Until when, inclusive."),
];

pub(crate) const CONSUMES: Spec =
    &[key("component", Kind::Text, "The component, by its path in the workspace.")];

const FACTS: Spec = &[
    key(Fact::WORDS[0], Kind::Bool, "Data arrives as a stream. Counts as yes while unstated."),
    key(Fact::WORDS[1], Kind::Bool, "The model learns from labels. Counts as yes while unstated."),
    key(Fact::WORDS[2], Kind::Bool, "Compute is paid for. Counts as yes while unstated."),
    key(Fact::WORDS[3], Kind::Bool, "Data about persons is involved."),
    key(Fact::WORDS[4], Kind::Bool, "Regulated or high-risk use."),
    key(Fact::WORDS[5], Kind::Bool, "People can come to harm."),
];

const FORM_KEY: Key = key("form", Kind::Text, "The form and its version: mlops-requirements@3.");
const SETS_KEY: Key =
    key("sets", Kind::Texts, "Extra questions: a bundled id@version, or a path to your own file.");
const MATURITY_KEY: Key = key(
    "maturity",
    Kind::Word(MaturityLevel::WORDS),
    "Decides what is required; without it the whole form is.",
);
const FACTS_KEY: Key = key("facts", Kind::Table(FACTS), "Yes or no, which conditions hang on.");
const ROLES_KEY: Key = key("roles", Kind::Map("role", &PEOPLE), "Who plays a role here.");
const QUESTIONS_KEY: Key = key("questions", Kind::Map("question", &POLICY), "Policy for single questions.");
const RULES_KEY: Key = key("rules", Kind::Map("rule", &SEVERITY), "Severity by rule.");

const DEFAULTS: Spec = &[FORM_KEY, SETS_KEY, MATURITY_KEY, FACTS_KEY, ROLES_KEY, QUESTIONS_KEY, RULES_KEY];

pub(crate) const WORKSPACE: Spec = &[
    key("members", Kind::Texts, "Folders of components: globs, or literal paths that must be one."),
    key("exclude", Kind::Texts, "Folders that are not."),
    key("defaults", Kind::Table(DEFAULTS), "What members start from; a member's own value wins, key by key."),
];

pub(crate) const COMPONENT: Spec = &[
    key("format", Kind::Integer, "The version of these files' format."),
    key("required-version", Kind::Text, "The versions of the tool that may read these files: >=0.1."),
    key("name", Kind::Text, "The component's name for people."),
    key("folder", Kind::Text, "The folder of the stage files; `formwork` unless said otherwise."),
    FORM_KEY,
    SETS_KEY,
    MATURITY_KEY,
    FACTS_KEY,
    ROLES_KEY,
    QUESTIONS_KEY,
    RULES_KEY,
    key("waiver", Kind::Tables(WAIVER), "One finding let through, with a reason, a name and a date."),
    key("consumes", Kind::Tables(CONSUMES), "Outputs of other ML components that this one takes in."),
    key("workspace", Kind::Table(WORKSPACE), "A folder of components."),
];

/// Walks a table against its spec: unknown keys and wrong types go to `problems`, `take` gets the
/// rest, one call a key.
pub(crate) fn walk<'t, 'i>(
    table: &'t DeTable<'i>,
    spec: Spec,
    problems: &mut Vec<Problem>,
    mut take: impl FnMut(&'static Key, Span, &'t DeValue<'i>, Span, &mut Vec<Problem>),
) {
    for (name, value) in table {
        let word: &str = name.get_ref();
        let Some(key) = spec.iter().find(|key| key.name == word) else {
            problems.push(unknown_key(word, name.span(), spec));
            continue;
        };
        if fits(key.kind, value.get_ref()) {
            take(key, name.span(), value.get_ref(), value.span(), problems);
        } else {
            problems.push(wrong_type(key, value.get_ref(), value.span()));
        }
    }
}

fn unknown_key(word: &str, span: Span, spec: Spec) -> Problem {
    let word = crate::source::inert_line(word);
    let near = nearest_help(&word, spec.iter().map(|key| key.name));
    let known = || {
        let names: Vec<_> = spec.iter().map(|key| format!("`{}`", key.name)).collect();
        format!("keys here are {}", names.join(", "))
    };
    Problem::new("unknown-key", span, format!("unknown key `{word}`")).help(near.unwrap_or_else(known))
}

/// Whether a value is of the kind. Text given where a list of texts belongs is not.
fn fits(kind: Kind, value: &DeValue<'_>) -> bool {
    match kind {
        Kind::Text => value.is_str(),
        Kind::Integer => value.is_integer(),
        Kind::Bool => value.is_bool(),
        Kind::Date => date(value).is_some(),
        Kind::DateOrLevel => {
            date(value).is_some() || value.as_str().is_some_and(|word| MaturityLevel::parse(word).is_some())
        }
        Kind::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        Kind::Texts => value.as_array().is_some_and(|items| items.iter().all(|item| item.get_ref().is_str())),
        Kind::Table(_) | Kind::Map(..) => value.is_table(),
        Kind::Tables(_) => {
            value.as_array().is_some_and(|items| items.iter().all(|item| item.get_ref().is_table()))
        }
    }
}

/// A local date, or nothing.
pub(crate) fn date(value: &DeValue<'_>) -> Option<jiff::civil::Date> {
    let at = value.as_datetime()?;
    if at.time.is_some() || at.offset.is_some() {
        return None;
    }
    let date = at.date?;
    jiff::civil::Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}

fn wrong_type(key: &Key, value: &DeValue<'_>, span: Span) -> Problem {
    let name = key.name;
    let found = match value.as_str() {
        Some(text) => {
            let shown: String = crate::source::inert_line(text).chars().take(40).collect();
            format!("`{shown}`")
        }
        None => format!("{} {}", article(value.type_str()), value.type_str()),
    };
    let (wanted, help) = match key.kind {
        Kind::Text => ("a text".to_owned(), format!("{name} = \"…\"")),
        Kind::Integer => ("a whole number".to_owned(), format!("{name} = {FORMAT}")),
        Kind::Bool => {
            let no = value
                .as_str()
                .is_some_and(|word| matches!(word.to_lowercase().as_str(), "no" | "false" | "n"));
            ("true or false".to_owned(), format!("without quotes: {name} = {}", !no))
        }
        Kind::Date => ("a date without quotes".to_owned(), format!("{name} = 2027-02-01")),
        Kind::DateOrLevel => (
            "a date without quotes, or a maturity level".to_owned(),
            format!("{name} = 2027-02-01, or {name} = \"critical\""),
        ),
        Kind::Word(words) => {
            let near = value.as_str().and_then(|word| nearest_help(word, words.iter().copied()));
            (
                format!("one of {}", words.join(", ")),
                near.unwrap_or_else(|| format!("{name} = \"{}\"", words[0])),
            )
        }
        Kind::Texts => ("a list of texts".to_owned(), format!("{name} = [\"…\"]")),
        Kind::Table(_) | Kind::Map(..) => ("a table".to_owned(), format!("write it as a table `[{name}]`")),
        Kind::Tables(_) => (
            "a list of tables".to_owned(),
            format!("write it as `[[{name}]]`, below its question's or the top table"),
        ),
    };
    Problem::new("invalid-value", span, format!("`{name}` takes {wanted}, found {found}")).help(help)
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'i', 'o']) { "an" } else { "a" }
}

/// A string's value with `\n` line endings and no newline at the end.
pub(crate) fn text(value: &DeValue<'_>) -> String {
    let text = value.as_str().unwrap_or_default();
    let text = text.trim_end_matches(['\n', '\r']);
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() }
}

/// The strings of an array with their places.
pub(crate) fn texts(value: &DeValue<'_>) -> Vec<crate::source::Spanned<String>> {
    let items = value.as_array().map(|items| items.iter()).into_iter().flatten();
    items.map(|item| crate::source::Spanned::new(text(item.get_ref()), item.span())).collect()
}
