//! CSV with a header: a column of the last row (`recall`), or of the last row in which another column has a
//! value (`epoch=best:recall`).

use super::known;
use crate::model::Datum;
use crate::source::inert_line;

/// A header and rows of as many cells.
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

/// The table, or why there is none.
pub(super) fn parse(text: &str) -> Result<Table, String> {
    let not_csv = |error: csv::Error| format!("is not CSV: {}", inert_line(&error.to_string()));
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let head = reader.headers().map_err(not_csv)?.iter().map(str::to_owned).collect();
    let rows = reader.records().collect::<Result<_, _>>().map_err(not_csv)?;
    Ok(Table { head, rows })
}

/// The cell that a key means, or why there is none.
pub(super) fn look_up(table: &Table, key: &str) -> Result<Datum, String> {
    let titles = |name: &str| table.head.iter().filter(|title| *title == name).count();
    let column = |name: &str| match (titles(name), table.head.iter().position(|title| title == name)) {
        (1, Some(at)) => Ok(at),
        (0, _) | (_, None) => {
            let near = known(name, table.head.iter().map(String::as_str));
            Err(format!("has no column `{}`{near}", inert_line(name)))
        }
        (many, _) => {
            Err(format!("has {many} columns `{}`: nobody can tell which is meant", inert_line(name)))
        }
    };
    // A column may have `=` and `:` in its own name.
    let (row, name) = match key.split_once('=').and_then(|(by, rest)| Some((by, rest.rsplit_once(':')?))) {
        Some((by, (wanted, name))) if titles(key) == 0 => {
            let by_column = column(by)?;
            let row = table.rows.iter().rev().find(|row| row.get(by_column) == Some(wanted));
            let (wanted, by) = (inert_line(wanted), inert_line(by));
            (row.ok_or_else(|| format!("has no row with `{wanted}` in the column `{by}`"))?, name)
        }
        _ => (table.rows.last().ok_or_else(|| "has no rows".to_owned())?, key),
    };
    let cell = row.get(column(name)?).unwrap_or_default();
    let empty = matches!(
        cell.to_lowercase().trim_start_matches(['-', '+']),
        "" | "nan" | "inf" | "infinity" | "null"
    );
    if empty {
        return Err(format!(
            "has no number in the column `{}`: it is empty, NaN or infinite",
            inert_line(name)
        ));
    }
    Ok(Datum::Cell(cell.to_owned()))
}
