//! The files that `init` writes: those of an empty form, or those of an example.

use crate::catalog::{self, Example};
use crate::cli::error::CliError;
use crate::model::{Form, MaturityLevel};
use crate::query;
use crate::read::{self, one_line};
use crate::store::SETTINGS_NAME;

/// A file to write: path below the component, text.
pub(super) type Target = (String, String);

/// What `formwork.toml` says of a fresh component. What a workspace's defaults say is left to them.
pub(super) struct Said<'s> {
    pub(super) name: &'s str,
    pub(super) form: bool,
    pub(super) sets: &'s [String],
    pub(super) maturity: Option<MaturityLevel>,
}

/// The files of an empty form.
pub(super) fn fresh(form: &Form, said: &Said<'_>) -> Vec<Target> {
    let mut settings = String::from("#:schema formwork/schema/component.json\n\nformat = 1\n");
    settings += &format!("name = {}\n", one_line(said.name));
    if said.form {
        settings += &format!("form = {}\n", one_line(&form.id.to_string()));
    }
    if !said.sets.is_empty() {
        let sets: Vec<String> = said.sets.iter().map(|set| one_line(set)).collect();
        settings += &format!("sets = [{}]\n", sets.join(", "));
    }
    if let Some(level) = said.maturity {
        settings += &format!("maturity = {}\n", one_line(level.word()));
    }
    settings += &facts(form);
    let mut targets: Vec<Target> = Vec::new();
    for (stage, info) in form.stages.iter().enumerate() {
        let mut text = query::stage_template(form, stage);
        for (at, question) in form.in_stage(stage).filter(|(_, question)| question.retired.is_none()) {
            text.push('\n');
            for comment in query::question_comments(form, at) {
                text += &read::comment_line(&comment);
                text.push('\n');
            }
            text += &format!("[{}]\n", question.id);
            let choice = if question.choices.is_empty() { "" } else { "choice = []\n" };
            text += &format!("{choice}answer = \"\"\n");
        }
        targets.push((format!("formwork/{}.toml", info.id), text));
    }
    targets.extend(read::schemas(form));
    targets
        .push(("formwork/.gitattributes".to_owned(), "*.toml text eol=lf\n*.json text eol=lf\n".to_owned()));
    targets.push((SETTINGS_NAME.to_owned(), settings));
    targets
}

/// The facts' table, empty, under comments that tell what each one asks and what counts until it is stated.
fn facts(form: &Form) -> String {
    let mut text = String::from("\n# Facts about the component; `formwork fact NAME yes|no` states one.\n");
    let width = form.facts.iter().map(|info| info.fact.word().len()).max().unwrap_or_default();
    for info in &form.facts {
        let counts = if info.unstated { "yes" } else { "no" };
        let fact = info.fact.word();
        let asked = format!("  {fact:width$}  {} Until stated: {counts}.", info.text);
        text += &format!("# {}\n", crate::source::inert(&asked).trim_end());
    }
    text + "[facts]\n"
}

pub(super) fn copied(name: &str) -> Result<Vec<Target>, CliError> {
    let examples = catalog::examples();
    let Some(Example { files, .. }) = examples.iter().find(|example| example.name == name) else {
        return Err(CliError::no_such("example", name, examples.iter().map(|example| example.name)));
    };
    let form = catalog::form(catalog::newest())?;
    let mut targets: Vec<Target> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    targets.extend(read::schemas(&form));
    targets.sort_by_key(|(path, _)| path == SETTINGS_NAME);
    Ok(targets)
}
