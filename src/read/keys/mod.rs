//! The keys of the files beside those of answers, and reading that holds a table against its keys. JSON Schemas are made
//! from the same tables.

mod catalog;
mod policy;
mod project;

use toml::de::{DeTable, DeValue};

pub(crate) use catalog::*;
pub(crate) use policy::*;
pub(crate) use project::*;

use crate::diag::{Problem, RuleId};
use crate::model::{Key, Keys, Kind, MaturityLevel, Number, Spec};
use crate::source::Span;
use crate::source::nearest_help;

/// The version of the file format that this tool reads and writes.
pub const FORMAT: i64 = 1;

/// Walks a table against its keys: unknown keys and wrong types go to `problems`, `take` gets the rest, one call a key.
/// Returns the keys whose value has a wrong type.
pub(crate) fn walk<'t, 'i, K: Keys>(
    table: &'t DeTable<'i>,
    problems: &mut Vec<Problem>,
    mut take: impl FnMut(K, Span, &'t DeValue<'i>, Span, &mut Vec<Problem>),
) -> Vec<K> {
    let mut unusable = Vec::new();
    for (name, value) in table {
        let word: &str = name.get_ref();
        let Some((&key, about)) = K::ALL.iter().zip(K::SPEC).find(|(_, key)| key.name == word) else {
            problems.push(unknown_key(word, name.span(), K::SPEC));
            continue;
        };
        if fits(about.kind, value.get_ref()) {
            take(key, name.span(), value.get_ref(), value.span(), problems);
        } else {
            problems.push(wrong_type(about, value.get_ref(), value.span()));
            unusable.push(key);
        }
    }
    unusable
}

fn unknown_key(word: &str, span: Span, spec: Spec) -> Problem {
    let word = crate::source::inert_line(word);
    let near = nearest_help(&word, spec.iter().map(|key| key.name));
    let known = || {
        let names: Vec<_> = spec.iter().map(|key| format!("`{}`", key.name)).collect();
        format!("keys here are {}", names.join(", "))
    };
    Problem::new(RuleId::UnknownKey, span, format!("unknown key `{word}`")).help(near.unwrap_or_else(known))
}

/// Whether a value is of the kind. Text given where a list of texts belongs is not.
fn fits(kind: Kind, value: &DeValue<'_>) -> bool {
    match kind {
        Kind::Text => value.is_str(),
        Kind::Integer => value.is_integer(),
        Kind::Number => number(value).is_some(),
        Kind::Range => range(value).is_some(),
        Kind::Scalar => value.is_str() || value.is_bool() || number(value).is_some(),
        Kind::Bool => value.is_bool(),
        Kind::Date => date(value).is_some(),
        Kind::DateOrLevel => {
            date(value).is_some() || value.as_str().is_some_and(|word| MaturityLevel::parse(word).is_some())
        }
        Kind::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        Kind::Texts => are_texts(value),
        Kind::Condition => value.is_bool() || value.is_str() || are_texts(value),
        Kind::Table(_) | Kind::Map(..) => value.is_table(),
        Kind::Tables(_) => {
            value.as_array().is_some_and(|items| items.iter().all(|item| item.get_ref().is_table()))
        }
    }
}

pub(crate) fn are_texts(value: &DeValue<'_>) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(|item| item.get_ref().is_str()))
}

/// A finite number, or nothing.
pub(crate) fn number(value: &DeValue<'_>) -> Option<Number> {
    if let Some(float) = value.as_float() {
        return Number::parse(float.as_str());
    }
    let integer = value.as_integer()?;
    let whole = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
    Number::parse(&whole.to_string())
}

/// Two numbers, the smaller first, or nothing.
pub(crate) fn range(value: &DeValue<'_>) -> Option<(Number, Number)> {
    let items = value.as_array()?;
    let [low, high] = items.iter().map(|item| number(item.get_ref())).collect::<Option<Vec<_>>>()?[..] else {
        return None;
    };
    low.compare(high).is_le().then_some((low, high))
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
        Kind::Number => ("a number".to_owned(), format!("without quotes: {name} = 0.95")),
        Kind::Range => ("two numbers, the smaller first".to_owned(), format!("{name} = [0.4, 0.6]")),
        Kind::Scalar => {
            ("a number, a text, or true or false".to_owned(), format!("{name} = 0, or {name} = \"…\""))
        }
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
        Kind::Condition => {
            ("true, false, a word or a list of words".to_owned(), format!("{name} = true, or {name} = \"…\""))
        }
        Kind::Table(_) | Kind::Map(..) => ("a table".to_owned(), format!("write it as a table `[{name}]`")),
        Kind::Tables(_) => (
            "a list of tables".to_owned(),
            format!("write it as `[[{name}]]`, below its question's or the top table"),
        ),
    };
    Problem::new(RuleId::InvalidValue, span, format!("`{name}` takes {wanted}, found {found}")).help(help)
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

/// The tables of an array with their places.
pub(crate) fn tables<'t, 'i>(value: &'t DeValue<'i>) -> impl Iterator<Item = (&'t DeTable<'i>, Span)> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(|item| Some((item.get_ref().as_table()?, item.span())))
}
