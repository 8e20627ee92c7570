//! TOML reports.

use serde_json::Value;

/// The tree, or why there is none. NaN and infinite numbers become null.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        format!("is not TOML: {}", crate::source::inert_line(error.message()))
    })?;
    serde_json::to_value(table).map_err(|_| "cannot be taken in".to_owned())
}
