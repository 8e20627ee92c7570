//! Which form and which sets an upgrade goes to.

use super::UpgradeError;
use crate::catalog;
use crate::model::{Component, FormId, SetName, Settings};
use crate::source::{Spanned, nearest_help};

/// The version that a form goes to: what was asked for, else the newest. Another form, or an older version, is
/// refused.
pub(crate) fn target_form(now: &FormId, wanted: Option<&str>) -> Result<FormId, UpgradeError> {
    let newest = |name: &str| catalog::newest_of(name).filter(is_form);
    let Some(word) = wanted else { return Ok(newest(&now.name).unwrap_or_else(|| now.clone())) };
    let to = if word.contains('@') { FormId::parse(word).filter(is_form) } else { newest(word) };
    let Some(to) = to else {
        let ids: Vec<&str> = catalog::form_ids().collect();
        let hint = catalog::nearest_form(word)
            .or_else(|| nearest_help(word, ids.iter().copied()))
            .unwrap_or_else(|| format!("forms are {}", ids.join(", ")));
        return Err(UpgradeError::NoSuchForm { form: word.to_owned(), hint });
    };
    if to.name != now.name {
        return Err(UpgradeError::OtherForm { now: now.clone(), to });
    }
    if to.version < now.version {
        return Err(UpgradeError::Older { now: now.clone(), to });
    }
    Ok(to)
}

fn is_form(id: &FormId) -> bool {
    let id = id.to_string();
    catalog::form_ids().any(|known| known == id)
}

/// Whether a component's form is named by its workspace and not by itself: its place is in another file then.
pub(crate) fn is_form_inherited(component: &Component) -> bool {
    component.settings.form.as_ref().is_some_and(|form| form.span.is_empty())
}

/// What a component's settings come to: the form, and the newest version of each bundled set that it names itself.
pub(super) fn settings(now: &Settings, to: &FormId) -> Settings {
    let newest = |set: &SetName| {
        let mut set = set.clone();
        if !set.inherited && !set.is_path() {
            set.written.value = newest_set(&set.written.value, catalog::newest_of);
        }
        set
    };
    Settings {
        form: Some(Spanned::new(to.to_string(), 0..0)),
        sets: now.sets.as_ref().map(|sets| sets.iter().map(newest).collect()),
        ..now.clone()
    }
}

/// The newest version of a set, by its name; a word that names none stays.
fn newest_set(word: &str, newest_of: impl Fn(&str) -> Option<FormId>) -> String {
    let now = FormId::parse(word);
    let newest = now.as_ref().and_then(|id| newest_of(&id.name).filter(|newest| newest.version > id.version));
    newest.map_or_else(|| word.to_owned(), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_goes_to_its_newest_version_and_never_back() {
        let newest = |name: &str| FormId::parse(&format!("{name}@3")).filter(|_| name == "extras");
        assert_eq!(newest_set("extras@1", newest), "extras@3");
        assert_eq!(newest_set("extras@4", newest), "extras@4");
        assert_eq!(newest_set("other@1", newest), "other@1");
        assert_eq!(newest_set("no name", newest), "no name");
    }

    #[test]
    fn a_form_goes_to_a_newer_version_of_itself_and_nowhere_else() {
        let now = FormId::parse("mlops-requirements@2").unwrap();
        let to = |word| target_form(&now, word).map(|id| id.version).map_err(|_| ());
        assert_eq!(to(None), Ok(3));
        assert_eq!(to(Some("mlops-requirements")), Ok(3));
        assert_eq!(to(Some("mlops-requirements@2")), Ok(2));
        for refused in
            ["mlops-requirements@1", "mlops-requirements@9", "thesis-extras@1", "thesis-extras", "x", "@"]
        {
            assert_eq!(to(Some(refused)), Err(()), "{refused}");
        }
    }
}
