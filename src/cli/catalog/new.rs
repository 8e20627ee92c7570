use std::path::Path;

use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome};
use crate::model::is_slug;
use crate::source::shell_word;
use crate::store;

/// What a new set starts from; `ID` stands for its name.
const TEMPLATE: &str = include_str!("../../../catalog/set-template.toml");

pub(super) fn new(session: &mut Session<'_>, file: &Path, dry_run: bool) -> Outcome {
    let path = session.path(file);
    let shown = session.shown(&path);
    if path.extension().is_none_or(|extension| extension != "toml") {
        return Err(CliError::new(format!("{shown}: a set is a file that ends in .toml"))
            .hint("formwork catalog new sets/ours.toml"));
    }
    let text = TEMPLATE.replacen("ID", &id(&path), 1);
    if dry_run {
        session.data(&text)?;
        return Ok(OK);
    }
    let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(CliError::new(format!("{shown}: no file can be made there")));
    };
    let targets = [(name.to_string_lossy().into_owned(), text)];
    if !store::in_the_way(dir, &targets).is_empty() {
        return Err(CliError::new(format!("{shown} exists already; nothing was written"))
            .hint("take another name, or edit that file"));
    }
    store::create_all(dir, &targets)?;
    let path_word = shell_word(&shown);
    session.report(&format!(
        "{shown} is there, with one question to change. Then:\n  \
         formwork catalog check {path_word}   everything that cannot be used, with its line\n  \
         sets = [\"…\"] in formwork.toml, with its path from there\n  \
         formwork upgrade   adds the tables of its questions to the component's files\n"
    ))?;
    Ok(OK)
}

/// A set's id from its file's name, where that makes one.
fn id(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let words: Vec<&str> =
        stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if is_slug(&id) { id } else { "our-questions".to_owned() }
}
