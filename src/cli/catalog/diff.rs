//! Two versions of a form, or two sets, against each other.

use std::sync::Arc;

use super::show::form;
use crate::catalog::{self, SetSource};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::format::Format;
use crate::cli::session::Session;
use crate::model::Form;
use crate::query::{self, Side};
use crate::report::CatalogDiff;

pub(super) fn diff(session: &mut Session<'_>, from: &str, to: &str, format: &Format) -> Outcome {
    let (old, new) = (load(from)?, load(to)?);
    if old.set != new.set {
        return Err(CliError::new("a form and a set are compared with nothing but their own kind").hint(
            "two forms, or two sets: `formwork catalog diff mlops-requirements@2 mlops-requirements@3`",
        ));
    }
    let (old, new) = (old.side(), new.side());
    let recorded = catalog::changes()?;
    let compared = query::compare(&old, &new, &recorded);
    session.print(&CatalogDiff::new(&old, &new, &compared), format)
}

/// A form, or a set joined to the newest one.
struct Loaded {
    form: Arc<Form>,
    set: bool,
}

impl Loaded {
    fn side(&self) -> Side<'_> {
        if self.set { Side::set(&self.form, 0) } else { Side::whole(&self.form) }
    }
}

fn load(word: &str) -> Result<Loaded, CliError> {
    let newest = catalog::newest_of(word).map(|id| id.to_string());
    let id = newest.as_deref().unwrap_or(word);
    if catalog::set_ids().any(|set| set == id) {
        let form = catalog::with_sets(catalog::newest(), &[SetSource::Bundled(id)])?;
        return Ok(Loaded { form: Arc::clone(&form.form), set: true });
    }
    if let (false, Some(hint)) = (catalog::form_ids().any(|form| form == id), catalog::nearest_set(id)) {
        let id = crate::source::inert_line(id);
        return Err(CliError::new(format!("the catalog has no form or set `{id}`")).hint(hint));
    }
    Ok(Loaded { form: form(id)?, set: false })
}
