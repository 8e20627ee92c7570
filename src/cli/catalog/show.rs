use std::path::Path;
use std::sync::Arc;

use super::ShowFormat;
use super::check::{read, surroundings};
use crate::catalog::{self, CatalogError, SetSource};
use crate::cli::error::CliError;
use crate::cli::format::Format;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, frameworks, origins};
use crate::doc;
use crate::model::Form;
use crate::report::{FormPage, FrameworkPage, Shown};
use crate::source::inert_line;

pub(super) fn show(session: &mut Session<'_>, name: &str, format: &Format<ShowFormat>) -> Outcome {
    if catalog::framework_ids().any(|id| id == name) {
        return framework(session, name, format.get());
    }
    let shown = find(session, name)?;
    if format.get() == ShowFormat::Markdown {
        session.data(&(doc::markdown().render)(&doc::catalog_form(&shown.form, shown.set)))?;
        return Ok(OK);
    }
    let page = FormPage::new(&shown, origins::background()?);
    let as_json = format.get() == ShowFormat::Json;
    if shown.set.is_some() { session.put(&page.into_set(), as_json) } else { session.put(&page, as_json) }
}

fn framework(session: &mut Session<'_>, name: &str, format: ShowFormat) -> Outcome {
    let framework = frameworks::find(name)?;
    if format == ShowFormat::Markdown {
        let id = &framework.id;
        return Err(CliError::new("a framework is shown as text or JSON").hint(format!(
            "with a component's answers it is a document: formwork render --document framework --framework {id}"
        )));
    }
    session.put(&FrameworkPage::new(framework), format == ShowFormat::Json)
}

fn find(session: &mut Session<'_>, name: &str) -> Result<Shown, CliError> {
    if name.contains(['/', '.']) {
        return own(session, Path::new(name));
    }
    let id = if name.contains('@') {
        name.to_owned()
    } else {
        catalog::newest_of(name).map_or_else(|| name.to_owned(), |id| id.to_string())
    };
    if catalog::set_ids().any(|known| known == id) {
        let form = bundled_set(&id)?;
        return Ok(Shown { form, plain: catalog::form(catalog::newest())?, set: Some(0) });
    }
    let form = form(&id)?;
    Ok(Shown { plain: form.clone(), form, set: None })
}

/// A form of the catalog.
pub(super) fn form(id: &str) -> Result<Arc<Form>, CliError> {
    catalog::form(id).map_err(|error| unknown(id, &error))
}

/// A bundled set on the newest form.
pub(super) fn bundled_set(id: &str) -> Result<Arc<Form>, CliError> {
    let with_sets = catalog::with_sets(catalog::newest(), &[SetSource::Bundled(id)]);
    with_sets.map(|one| one.form.clone()).map_err(|error| unknown(id, &error))
}

/// A team's own set, as far as it can be used.
fn own(session: &mut Session<'_>, file: &Path) -> Result<Shown, CliError> {
    let (source, path) = read(session, file)?;
    let (form, others) = surroundings(session, None, &path);
    let bundled = || others.iter().map(|id| SetSource::Bundled(id));
    let own = SetSource::Own { name: &source.path, text: &source.text };
    let made =
        |sets: &[SetSource<'_>]| catalog::with_sets(&form, sets).map_err(|error| unknown(&form, &error));
    let plain = made(&bundled().collect::<Vec<_>>())?.form.clone();
    let with_sets = made(&bundled().chain([own]).collect::<Vec<_>>())?;
    let at = others.len();
    let bad = with_sets.problems.iter().filter(|(set, _)| *set == at).count();
    if bad > 0 {
        let what = if bad == 1 { "one thing" } else { "some things" };
        let file = crate::source::shell_word(&source.path);
        session.complain(&format!("{what} in it cannot be used: formwork catalog check {file}\n"))?;
    }
    Ok(Shown { form: with_sets.form.clone(), plain, set: Some(at) })
}

/// Neither a form nor a set.
pub(super) fn unknown(id: &str, error: &CatalogError) -> CliError {
    let CatalogError::Unknown(_) = error else { return error.clone().into() };
    if catalog::framework_ids().any(|known| known == id) {
        return CliError::new(format!("`{}` is a framework, and no form or set", inert_line(id)))
            .hint(format!("formwork catalog show {id}"));
    }
    let hint = catalog::nearest_form(id)
        .or_else(|| catalog::nearest_set(id))
        .or_else(|| crate::source::nearest_help(id, catalog::framework_ids()))
        .unwrap_or_else(|| {
            "`formwork catalog list` shows them, `formwork catalog frameworks` the frameworks; your own set is a path"
                .to_owned()
        });
    CliError::new(format!("the catalog has no form or set `{}`", inert_line(id))).hint(hint)
}
