use std::sync::Arc;

use jiff::civil::Date;

use super::Requirement;

/// A value that an edit writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A string; several lines are written as a multi-line string.
    Text(String),
    /// A local date.
    Date(Date),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Bool(bool),
    /// An array of strings.
    List(Vec<String>),
}

/// The closed list of edits. Each touches only its own bytes; one that leaves the value equal writes
/// nothing. `table` is a path of keys: `["data-source"]`, `["facts"]`, empty for the top of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Set a value, or insert the key behind the table's last one.
    Set {
        /// Which table.
        table: Vec<String>,
        /// Which key.
        key: String,
        /// What it becomes.
        value: Value,
    },
    /// Remove a key with its line.
    Remove {
        /// Which table.
        table: Vec<String>,
        /// Which key.
        key: String,
    },
    /// Add an item to an array of strings, once; a missing array is made.
    Add {
        /// Which table.
        table: Vec<String>,
        /// Which key.
        key: String,
        /// What to add.
        item: String,
    },
    /// Take an item from an array of strings.
    Take {
        /// Which table.
        table: Vec<String>,
        /// Which key.
        key: String,
        /// What to take.
        item: String,
    },
    /// Add a `[[question.requirement]]` behind the question's last one.
    AddRequirement {
        /// The question's id.
        question: String,
        /// What to add.
        requirement: Requirement,
    },
    /// Remove a `[[question.requirement]]` with the comment lines directly above it.
    RemoveRequirement {
        /// The question's id.
        question: String,
        /// The requirement's id; the first of that id goes.
        id: String,
    },
    /// Insert a table with its comments, in form order.
    InsertTable {
        /// The table's name.
        id: String,
        /// Comment lines above it, without `# `.
        comments: Vec<String>,
        /// Its keys.
        keys: Vec<(String, Value)>,
        /// All names in order; the table goes behind the nearest one before it that is there.
        order: Arc<[String]>,
    },
    /// Insert a table that was taken from another file, byte for byte, in form order.
    PutTable {
        /// The table's name.
        id: String,
        /// Its lines, comments above it included.
        block: String,
        /// All names in order.
        order: Arc<[String]>,
    },
    /// Turn the comment lines directly above a table that are `old`'s into `new`'s, line by line; lines that
    /// people wrote stay.
    Comments {
        /// The table's name.
        id: String,
        /// Lines without `# `.
        old: Vec<String>,
        /// Lines without `# `.
        new: Vec<String>,
    },
    /// Remove a table, all its sub-tables, and the comment lines directly above it.
    RemoveTable {
        /// The table's name.
        id: String,
    },
}

/// Edits to one file, relative to the component's folder and with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub file: String,
    /// What to do, in order.
    pub edits: Vec<Edit>,
    /// The text to start from where the file does not exist.
    pub template: String,
}
