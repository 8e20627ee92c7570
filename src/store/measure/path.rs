//! A dotted path into a tree: `metrics.recall`, `runs.0.loss`, `history.-1.loss`, `metrics."val.acc"`.

use super::known;
use super::tree::Tree;
use crate::model::{Datum, Number};
use crate::source::inert_line;

/// The value at a path, or why there is none.
pub(super) fn look_up(tree: &Tree, key: &str) -> Result<Datum, String> {
    let Some(parts) = parts(key) else {
        return Err(format!("cannot be asked for `{}`: a quote is not closed", inert_line(key)));
    };
    let mut here = tree;
    for (at, part) in parts.iter().enumerate() {
        let within = || match at {
            0 => String::new(),
            _ => format!(" in `{}`", inert_line(&parts[..at].join("."))),
        };
        here = match here {
            Tree::Table(table) if table.twice.contains(part) => {
                let (part, within) = (inert_line(part), within());
                return Err(format!("has `{part}`{within} twice: nobody can tell which is meant"));
            }
            Tree::Table(table) => table.entries.get(part).ok_or_else(|| {
                let near = known(part, table.entries.keys().map(String::as_str));
                format!("has no `{}`{}{near}", inert_line(part), within())
            })?,
            Tree::List(items) => {
                let index = index(part, items.len()).and_then(|index| items.get(index));
                index.ok_or_else(|| {
                    format!("has no entry {}{}: the list has {}", inert_line(part), within(), items.len())
                })?
            }
            _ => return Err(format!("has no `{}`{}, which is a single value", inert_line(part), within())),
        };
    }
    datum(here, key)
}

fn datum(value: &Tree, key: &str) -> Result<Datum, String> {
    let key = inert_line(key);
    match value {
        Tree::Number(number) => {
            Number::new(*number).map(Datum::Number).ok_or_else(|| format!("has no usable number at `{key}`"))
        }
        Tree::Text(text) => Ok(Datum::Text(text.clone())),
        Tree::Nothing => Err(format!("has no number at `{key}`: it is null, NaN or infinite")),
        Tree::List(_) => Err(format!("has a list at `{key}`, not a value: add an index, such as `{key}.0`")),
        Tree::Table(table) => Err(format!(
            "has a table at `{key}`, not a value{}",
            known("", table.entries.keys().map(String::as_str))
        )),
    }
}

/// From 0; `-1` is the last.
fn index(part: &str, len: usize) -> Option<usize> {
    match part.strip_prefix('-') {
        Some(back) => len.checked_sub(back.parse().ok().filter(|back| *back > 0)?),
        None => part.parse().ok(),
    }
}

/// The parts of a path; one between quotes may hold dots. `None` where a quote is not closed.
fn parts(key: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = key;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (part, after) = quoted.split_once('"')?;
            parts.push(part.to_owned());
            match after.strip_prefix('.') {
                Some(more) => rest = more,
                None => return after.is_empty().then_some(parts),
            }
        } else {
            let Some((part, more)) = rest.split_once('.') else {
                parts.push(rest.to_owned());
                return Some(parts);
            };
            parts.push(part.to_owned());
            rest = more;
        }
    }
}
