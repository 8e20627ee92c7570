//! What a file says according to `toml::Table`, not to the code under test, and how two texts differ.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use toml::de::{DeTable, DeValue};
use toml::{Table, Value as Toml};

use crate::source::Span;

pub(super) fn parse(text: &str) -> Table {
    toml::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The table under a path: `Err` where something else is there.
pub(super) fn at<'t>(root: &'t Table, path: &[String]) -> Result<Option<&'t Table>, ()> {
    let mut table = root;
    for name in path {
        match table.get(name) {
            None => return Ok(None),
            Some(Toml::Table(inner)) => table = inner,
            Some(_) => return Err(()),
        }
    }
    Ok(Some(table))
}

/// The values without a key, and without the tables that would be empty then.
pub(super) fn without(mut root: Table, path: &[String]) -> Table {
    fn cut(table: &mut Table, path: &[String]) {
        let Some((name, rest)) = path.split_first() else { return };
        if let Some(Toml::Table(inner)) = table.get_mut(name).filter(|_| !rest.is_empty()) {
            cut(inner, rest);
            if inner.is_empty() {
                table.remove(name);
            }
        } else if rest.is_empty() {
            table.remove(name);
        }
    }
    cut(&mut root, path);
    root
}

pub(super) fn span(text: &str, path: &[String]) -> Option<Span> {
    fn walk(table: &DeTable<'_>, path: &[String]) -> Option<Span> {
        let (name, rest) = path.split_first()?;
        let value = table.iter().find(|(key, _)| key.get_ref() == name)?.1;
        match value.get_ref() {
            _ if rest.is_empty() => Some(value.span()),
            DeValue::Table(inner) => walk(inner, rest),
            _ => None,
        }
    }
    walk(DeTable::parse(text).unwrap().get_ref(), path)
}

pub(super) fn prefix(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

pub(super) fn suffix(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count()
}

/// `longer` is `shorter` with bytes put in at one place.
pub(super) fn one_insertion(shorter: &str, longer: &str) -> bool {
    shorter.len() <= longer.len() && prefix(shorter, longer) + suffix(shorter, longer) >= shorter.len()
}

pub(super) fn subsequence<T: PartialEq>(
    part: impl Iterator<Item = T>,
    mut whole: impl Iterator<Item = T>,
) -> bool {
    part.into_iter().all(|one| whole.any(|other| other == one))
}

pub(super) fn within(before: &str, after: &str, span: &Span) -> bool {
    after.starts_with(&before[..span.start]) && after.ends_with(&before[span.end..])
}
