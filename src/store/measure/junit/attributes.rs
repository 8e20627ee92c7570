use quick_xml::events::BytesStart;

use super::parse::not_xml;
use super::words::{self, Says};
use crate::source::inert_line;

/// The attributes of an element: local names in small letters, and values.
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// One that is there twice is no XML: two programs may each read another of them.
    pub(super) fn of(start: &BytesStart<'_>) -> Result<Self, String> {
        let all = start.attributes().map(|attribute| {
            let attribute = attribute.map_err(|error| not_xml(&error.to_string()))?;
            // What only the predefined entities resolve stays as it is written: no name of ours needs another.
            let raw = attribute.value.to_string();
            let value = quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).unwrap_or(raw);
            Ok((attribute.key.local_name().as_ref().to_ascii_lowercase(), value))
        });
        Ok(Self(all.collect::<Result<_, String>>()?))
    }

    /// A value; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What they say of the element in words, each with how that is shown.
    pub(super) fn said(&self) -> impl Iterator<Item = (Says, String)> {
        self.0.iter().filter_map(|(name, value)| Some((words::attribute(name, value)?, shown(name, value))))
    }

    /// What they count; no number where none can be read.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Says, Option<usize>, String)> {
        let counted = self.0.iter().filter(|(_, value)| !value.trim().is_empty());
        counted.filter_map(|(name, value)| {
            Some((words::counter(name)?, value.trim().parse().ok(), shown(name, value)))
        })
    }
}

fn shown(name: &str, value: &str) -> String {
    format!("`{}` is `{}`", inert_line(name), inert_line(value))
}
