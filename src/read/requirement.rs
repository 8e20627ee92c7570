//! A requirement's table, with how it is verified.

use toml::de::{DeTable, DeValue};

use super::answers::{filled, is_path};
use super::keys::{number, range, text, walk};
use crate::diag::{Problem, RuleId};
use crate::model::{
    Bound, Datum, Measured, MeasuredKey, Requirement, RequirementKey, RequirementSlot, Tested, TestedKey,
    is_slug,
};
use crate::source::{Span, Spanned, inert_line};

pub(super) fn requirement(table: &DeTable<'_>, span: Span, problems: &mut Vec<Problem>) -> Requirement {
    let mut found = Requirement { span: span.clone(), place: span.clone(), ..Requirement::default() };
    walk(table, problems, |key, _, value, span, problems| {
        if key == RequirementKey::Id {
            found.place = span.clone();
        }
        match found.slot(key) {
            RequirementSlot::Id(slot) => *slot = id(value, span, problems),
            RequirementSlot::Text(slot) => *slot = text(value),
            RequirementSlot::Remark(slot) => *slot = filled(value),
            RequirementSlot::Measured(slot) => {
                *slot = value.as_table().and_then(|table| measured(table, span, problems)).map(Box::new);
            }
            RequirementSlot::Tested(slot) => {
                *slot = value.as_table().and_then(|table| tested(table, span, problems)).map(Box::new);
            }
            RequirementSlot::MaxAge(slot) => match days(value) {
                Some(days) => *slot = Some(Spanned::new(days, span)),
                None => problems.push(
                    Problem::new(RuleId::InvalidValue, span, "`max-age` takes a number of days, 1 or more")
                        .help("max-age = 30"),
                ),
            },
        }
    });
    let text_is_blank =
        found.text.trim().is_empty() && table.get("text").is_none_or(|value| value.get_ref().is_str());
    for (name, missing) in [("id", !table.contains_key("id")), ("text", text_is_blank)] {
        if missing {
            problems.push(
                Problem::new(RuleId::InvalidValue, span.clone(), format!("a requirement needs `{name}`"))
                    .help("id = \"ingest-rate\" and text = \"The system shall …\""),
            );
        }
    }
    found
}

fn id(value: &DeValue<'_>, span: Span, problems: &mut Vec<Problem>) -> String {
    let id = text(value);
    if !is_slug(&id) {
        let message = "a requirement's id is lower-case words joined by dashes";
        problems.push(Problem::new(RuleId::InvalidValue, span, message).help("id = \"ingest-rate\""));
    }
    id
}

fn days(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|days| *days > 0)
}

/// `None` where something in it is wrong, which is said then.
fn measured(table: &DeTable<'_>, span: Span, problems: &mut Vec<Problem>) -> Option<Measured> {
    let (mut file, mut key, mut unit) = (None, None, None);
    let mut bounds = Vec::new();
    let before = problems.len();
    walk(table, problems, |name, _, value, at, _| match name {
        MeasuredKey::File => file = Some(Spanned::new(text(value), at)),
        MeasuredKey::Key => key = Some(text(value)),
        MeasuredKey::Unit => unit = filled(value),
        MeasuredKey::AtLeast => bounds.extend(number(value).map(Bound::AtLeast)),
        MeasuredKey::AtMost => bounds.extend(number(value).map(Bound::AtMost)),
        MeasuredKey::Equals => bounds.push(Bound::Equals(datum(value))),
        MeasuredKey::Between => bounds.extend(range(value).map(|(low, high)| Bound::Between(low, high))),
    });
    let mut object = |span: Span, message: &str, help: String| {
        problems.push(Problem::new(RuleId::InvalidValue, span, message.to_owned()).help(help));
    };
    if let Some(file) = &file {
        if let Some(help) = report_help(&file.value) {
            object(file.span.clone(), &format!("`{}` is no report", inert_line(&file.value)), help);
        }
    } else if !table.contains_key("file") {
        object(span.clone(), "`measured` needs `file`", "file = \"reports/eval.json\"".into());
    }
    if key.as_ref().is_none_or(|key| key.trim().is_empty())
        && table.get("key").is_none_or(|key| key.get_ref().is_str())
    {
        object(span.clone(), "`measured` needs `key`", "key = \"metrics.recall\"".into());
    }
    let written =
        ["at-least", "at-most", "equals", "between"].iter().filter(|name| table.contains_key(**name)).count();
    if written != 1 {
        let help = "exactly one of at-least, at-most, equals and between".to_owned();
        object(span.clone(), "`measured` says not what the value has to be", help);
    }
    let bound = bounds.pop()?;
    if problems.len() > before {
        return None;
    }
    Some(Measured { span, file: file?, key: key?, bound, unit })
}

/// Why a path cannot be a report's, as the next step; `None` where it can.
pub fn report_help(path: &str) -> Option<String> {
    if !is_path(path) {
        return Some("a path relative to the component with `/`, such as reports/eval.json".to_owned());
    }
    if Measured::format(path).is_some() {
        return None;
    }
    Some(format!(
        "reports end in .{}; YAML is not read, but the tools that write it also write JSON",
        Measured::FORMATS.join(", .")
    ))
}

fn datum(value: &DeValue<'_>) -> Datum {
    match (number(value), value.as_bool()) {
        (Some(number), _) => Datum::Number(number),
        (None, Some(yes)) => Datum::Text(yes.to_string()),
        (None, None) => Datum::Text(text(value)),
    }
}

fn tested(table: &DeTable<'_>, span: Span, problems: &mut Vec<Problem>) -> Option<Tested> {
    let (mut junit, mut case) = (None, None);
    let before = problems.len();
    walk(table, problems, |key, _, value, at, problems| match key {
        TestedKey::Junit => {
            let path = text(value);
            if !is_path(&path) {
                let message = format!("`{}` is no path", inert_line(&path));
                problems.push(
                    Problem::new(RuleId::InvalidValue, at.clone(), message)
                        .help("a path relative to the component with `/`, such as target/junit.xml"),
                );
            }
            junit = Some(Spanned::new(path, at));
        }
        TestedKey::Case => case = filled(value),
    });
    for (name, missing) in
        [("junit", !table.contains_key("junit")), ("case", case.is_none() && problems.len() == before)]
    {
        if missing {
            let message = format!("`tested` needs `{name}`");
            problems.push(
                Problem::new(RuleId::InvalidValue, span.clone(), message)
                    .help("tested = { junit = \"target/junit.xml\", case = \"latency::p95\" }"),
            );
        }
    }
    if problems.len() > before {
        return None;
    }
    Some(Tested { span, junit: junit?, case: case? })
}
