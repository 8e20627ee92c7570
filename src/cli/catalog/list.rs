use crate::catalog;
use crate::cli::Outcome;
use crate::cli::format::Format;
use crate::cli::session::Session;
use crate::report::CatalogList;

/// Lists all forms, then all sets.
pub(super) fn list(session: &mut Session<'_>, format: &Format) -> Outcome {
    let forms = catalog::form_ids().map(catalog::form).collect::<Result<Vec<_>, _>>()?;
    let joined = catalog::set_ids().map(super::show::bundled_set).collect::<Result<Vec<_>, _>>()?;
    let list = CatalogList::new(forms.iter().map(AsRef::as_ref), joined.iter().map(AsRef::as_ref));
    session.print(&list, format)
}
