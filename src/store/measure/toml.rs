//! TOML reports.

use super::tree::Tree;

/// The tree, or why there is none.
pub(super) fn parse(text: &str) -> Result<Tree, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        format!("is not TOML: {}", crate::source::inert_line(error.message()))
    })?;
    Ok(table.into())
}
