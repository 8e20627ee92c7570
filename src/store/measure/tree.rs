//! What a report of JSON or TOML holds, as far as anybody asks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value with what stands in it.
#[derive(Debug)]
pub(super) enum Tree {
    /// Null, NaN or infinite.
    Nothing,
    Number(f64),
    /// A text, or `true` and `false`.
    Text(String),
    List(Vec<Tree>),
    Table(Table),
}

/// Entries by their keys.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) entries: BTreeMap<String, Tree>,
    /// Keys that stand there more than once.
    pub(super) twice: BTreeSet<String>,
}

impl From<toml::Value> for Tree {
    fn from(value: toml::Value) -> Self {
        match value {
            toml::Value::String(text) => Self::Text(text),
            toml::Value::Integer(number) => Self::from(rounded(i128::from(number))),
            toml::Value::Float(number) => Self::from(number),
            toml::Value::Boolean(yes) => Self::Text(yes.to_string()),
            toml::Value::Datetime(at) => Self::Text(at.to_string()),
            toml::Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            toml::Value::Table(table) => Self::from(table),
        }
    }
}

impl From<toml::Table> for Tree {
    fn from(table: toml::Table) -> Self {
        let entries = table.into_iter().map(|(key, value)| (key, Self::from(value))).collect();
        Self::Table(Table { entries, twice: BTreeSet::new() })
    }
}

impl From<f64> for Tree {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Nothing }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// The nearest number that bounds are compared with.
#[expect(clippy::cast_precision_loss, reason = "bounds are no more precise")]
fn rounded(number: i128) -> f64 {
    number as f64
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Tree, E> {
        Ok(Tree::Text(yes.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(rounded(number.into())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(rounded(number.into())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::from(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut table = Table::default();
        while let Some((key, value)) = entries.next_entry::<String, Tree>()? {
            if table.entries.insert(key.clone(), value).is_some() {
                table.twice.insert(key);
            }
        }
        Ok(Tree::Table(table))
    }
}
