//! Adding and removing a `[[question.requirement]]`.

use super::tables::{self, Below, is_of};
use super::{File, SpliceError, array, insert, keys, layout};
use crate::model::{Bound, Datum, Number, Requirement, Value};
use crate::read::outline::{Item, ItemKind};
use crate::read::quote;

/// Puts a requirement behind the question's last one.
pub(super) fn add(file: &File<'_>, question: &str, requirement: &Requirement) -> Result<String, SpliceError> {
    let path = [question.to_owned(), "requirement".to_owned()];
    let [table, key] = &path;
    let last = file.items.iter().rposition(|item| item.is_header() && is_of(item, question));
    let there = file.items.iter().any(|item| is_of(item, question));
    // Dotted or inline, the array stays inline: such a table takes no header.
    if keys::find(file, &path).is_some() || (last.is_none() && there) {
        let table_inline = inline(&pairs(requirement, true));
        return array::push(file, std::slice::from_ref(table), key, &table_inline);
    }
    let mut block = format!("[[{}]]\n", keys::dotted(&path));
    block.extend(pairs(requirement, false).iter().map(|(name, value)| format!("{name} = {value}\n")));
    Ok(match last {
        Some(last) => {
            let at = file.comments_below(insert::section_end(file, last));
            file.with_lines(at, &format!("\n{block}"))
        }
        None => insert::append(file, &block),
    })
}

/// The text without a question's first requirement of an id, and the tables in it.
pub(super) fn remove(file: &File<'_>, question: &str, id: &str) -> Result<String, SpliceError> {
    let path = [question.to_owned(), "requirement".to_owned()];
    let Some(wanted) = file.values.items(&path).iter().position(|one| one.is_named(id)) else {
        return Ok(file.text.to_owned());
    };
    let opens = |item: &Item| item.kind == ItemKind::TableOfArray && item.path == path;
    let Some(first) = file.items.iter().enumerate().filter(|(_, item)| opens(item)).nth(wanted) else {
        return Err(layout(&path, "it stands within its answer's line; take it out with an editor"));
    };
    let below = file.items.iter().enumerate().skip(first.0 + 1).take_while(|(_, item)| !opens(item));
    let within = below.filter(|(_, item)| item.kind != ItemKind::Comment && item.path.starts_with(&path));
    let items = std::iter::once(first.0).chain(within.map(|(at, _)| at));
    let holes = tables::holes(file, items, Below::Free);
    let cuts: Vec<_> = holes.into_iter().map(|hole| tables::with_a_blank_line(file, hole)).collect();
    Ok(file.without(&cuts))
}

/// A requirement's keys with their values as they are written; `one_line` keeps each on its line.
pub(super) fn pairs(requirement: &Requirement, one_line: bool) -> Vec<(&'static str, String)> {
    let text = |text: &str| quote::value(&Value::Text(text.to_owned()), one_line);
    let mut pairs = vec![("id", text(&requirement.id)), ("text", text(&requirement.text))];
    pairs.extend(requirement.fit_criterion.as_deref().map(|fit| ("fit-criterion", text(fit))));
    pairs.extend(requirement.verification.as_deref().map(|method| ("verification", text(method))));
    if let Some(measured) = &requirement.measured {
        let mut keys =
            vec![("file", quote::one_line(&measured.file.value)), ("key", quote::one_line(&measured.key))];
        keys.push(bound(&measured.bound));
        keys.extend(measured.unit.as_deref().map(|unit| ("unit", quote::one_line(unit))));
        pairs.push(("measured", inline(&keys)));
    }
    if let Some(tested) = &requirement.tested {
        let keys = [("junit", quote::one_line(&tested.junit.value)), ("case", quote::one_line(&tested.case))];
        pairs.push(("tested", inline(&keys)));
    }
    pairs.extend(requirement.max_age.as_ref().map(|days| ("max-age", days.value.to_string())));
    pairs
}

fn bound(bound: &Bound) -> (&'static str, String) {
    match bound {
        Bound::AtLeast(least) => ("at-least", least.toml()),
        Bound::AtMost(most) => ("at-most", most.toml()),
        Bound::Equals(Datum::Number(number)) => ("equals", number.toml()),
        Bound::Equals(Datum::Text(text)) if text == "true" || text == "false" => ("equals", text.clone()),
        Bound::Equals(Datum::Text(text) | Datum::Cell(text)) => ("equals", quote::one_line(text)),
        Bound::Between(low, high) => {
            ("between", format!("[{}, {}]", Number::toml(*low), Number::toml(*high)))
        }
    }
}

fn inline(pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}
