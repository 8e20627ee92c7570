//! Components and who feeds whom, as a table.

use super::super::super::document::{Network, Row, Table, line};

/// A row for each component that feeds others.
pub(super) fn table<'a>(network: &Network<'a>) -> Table<'a> {
    Table {
        caption: network.caption.clone(),
        head: ["Component", "Level", "Feeds"].map(Into::into).to_vec(),
        rows: network
            .fed()
            .map(|(node, fed)| Row::of([node.line(), line(node.level.unwrap_or("none")), fed]))
            .collect(),
    }
}
