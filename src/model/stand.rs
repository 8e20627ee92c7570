use super::Answer;

/// The file of tables that no form asks for any more, in the folder of the stage files.
pub const RETIRED_NAME: &str = "retired.toml";

/// What stands in the files of a component, whatever form they were written for: a component that is on its
/// way from one version to another has tables of both.
#[derive(Debug, Default)]
pub struct Stand {
    /// The folder of the stage files, below the component.
    pub folder: String,
    /// The questions' tables, by file.
    pub tables: Vec<Table>,
    /// The tables that were retired before: name and bytes.
    pub retired: Vec<(String, String)>,
}

/// A question's table.
#[derive(Debug)]
pub struct Table {
    /// The stage that names its file.
    pub stage: String,
    /// The question's id.
    pub id: String,
    /// Its bytes, with its sub-tables and the comment lines directly above it.
    pub block: String,
    /// What it says.
    pub answer: Answer,
}
