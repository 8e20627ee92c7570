use std::fmt;
use std::sync::Arc;

/// Whether a word is an id: `[a-z][a-z0-9]*(-[a-z0-9]+)*`.
pub fn is_slug(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a word that was checked by whoever read it.
            pub fn new(word: &str) -> Self {
                Self(word.into())
            }

            /// The word.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

id!(
    /// A question's id: the table's header, permanent, never derived from position or text.
    QuestionId
);
id!(
    /// A role's id: `product-owner`.
    RoleId
);
id!(
    /// A stage's id: `data`. It names the stage's file.
    StageId
);
id!(
    /// A component's id: its path in the workspace, with `/`; `.` when alone.
    ComponentId
);
id!(
    /// A person, written with the `@`: `@mia`.
    Person
);

impl Person {
    /// Whether `word` is a person: `@` and at least one of letters, digits, `.`, `_`, `-`.
    pub fn fits(word: &str) -> bool {
        word.strip_prefix('@').is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
        })
    }

    /// Whether a name means this person: with or without the `@`, in capitals or not.
    pub fn is(&self, name: &str) -> bool {
        let bare = |name: &str| name.trim_start_matches('@').to_lowercase();
        bare(self.as_str()) == bare(name)
    }
}

/// A published version of a form or a set: `mlops-requirements@3`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId {
    /// The name before the `@`.
    pub name: String,
    /// The version after it, from 1.
    pub version: u32,
}

impl FormId {
    /// Reads `name@version`.
    pub fn parse(word: &str) -> Option<Self> {
        let (name, version) = word.split_once('@')?;
        let version = version.parse().ok().filter(|&version| version > 0)?;
        is_slug(name).then(|| Self { name: name.to_owned(), version })
    }
}

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_words_joined_by_single_dashes() {
        assert!(is_slug("data-source"));
        assert!(is_slug("p95"));
        for bad in ["", "Data", "-a", "a-", "a--b", "9a", "a_b", "ä"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }

    #[test]
    fn a_form_id_needs_a_name_and_a_positive_version() {
        assert_eq!(FormId::parse("mlops-requirements@3").unwrap().to_string(), "mlops-requirements@3");
        for bad in ["mlops-requirements", "mlops@0", "@3", "a@x", "A@1"] {
            assert!(FormId::parse(bad).is_none(), "{bad}");
        }
    }
}
