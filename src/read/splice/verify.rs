//! The safety net: what an edit made is read again, and every value that it had no business with must
//! be as it was.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::SpliceError;
use crate::model::Edit;

/// Every value by its path.
pub(super) type Values = BTreeMap<Vec<String>, String>;

pub(super) fn values(text: &str) -> Result<Values, SpliceError> {
    let root = DeTable::parse(text).map_err(|_| SpliceError::Unreadable)?;
    let mut found = Values::new();
    collect(root.get_ref(), &mut Vec::new(), &mut found);
    Ok(found)
}

fn collect(table: &DeTable<'_>, path: &mut Vec<String>, found: &mut Values) {
    for (name, value) in table {
        path.push(name.get_ref().to_string());
        one(value.get_ref(), path, found);
        path.pop();
    }
}

fn one(value: &DeValue<'_>, path: &mut Vec<String>, found: &mut Values) {
    match value {
        DeValue::Table(table) => {
            found.insert(path.clone(), "table".to_owned());
            collect(table, path, found);
        }
        DeValue::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                one(item.get_ref(), path, found);
                path.pop();
            }
        }
        DeValue::String(text) => {
            found.insert(path.clone(), text.to_string());
        }
        other => {
            found.insert(path.clone(), format!("{other:?}"));
        }
    }
}

/// Refuses a result in which anything outside the edit's own path changed, or which is no TOML.
pub(super) fn check(before: &Values, after: &str, edit: &Edit) -> Result<(), SpliceError> {
    let own = own_path(edit);
    let refuse = |why: &str| SpliceError::Layout { path: own.join("."), why: why.to_owned() };
    let after = values(after).map_err(|_| refuse("the result would not be TOML"))?;
    let foreign = |path: &Vec<String>| !path.starts_with(&own) && !own.starts_with(path);
    let same =
        before.iter().filter(|(path, _)| foreign(path)).eq(after.iter().filter(|(path, _)| foreign(path)));
    if same { Ok(()) } else { Err(refuse("another value would change with it")) }
}

fn own_path(edit: &Edit) -> Vec<String> {
    match edit {
        Edit::Set { table, key, .. }
        | Edit::Remove { table, key }
        | Edit::Add { table, key, .. }
        | Edit::Take { table, key, .. } => table.iter().cloned().chain([key.clone()]).collect(),
        Edit::AddRequirement { question, .. } => vec![question.clone(), "requirement".to_owned()],
        Edit::InsertTable { id, .. } | Edit::PutTable { id, .. } | Edit::RemoveTable { id } => {
            vec![id.clone()]
        }
    }
}
