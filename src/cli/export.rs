use std::path::PathBuf;

use clap::Args;

use super::args::Filters;
use super::changes::unified;
use super::error::CliError;
use super::session::Session;
use super::{OK, Outcome, project};
use crate::{interchange, query, store};

/// A sheet with some questions, for people who never open a terminal
///
/// `import` takes it back. Without --output it goes to standard output.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    filters: Filters,
    /// Where to; its extension decides the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is there: answers that came back in it and were not imported are lost
    #[arg(long, requires = "output")]
    force: bool,
    /// Print the diff and write nothing
    #[arg(long, requires = "output")]
    dry_run: bool,
}

impl Export {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let component = project::readable(session)?;
        let view = project::view(session, &component);
        let chosen = query::select(&view, &self.filters.of(&component)?);
        if chosen.is_empty() {
            return Err(CliError::new("no question fits; no sheet was written")
                .hint("`formwork list` with the same filters shows what there is"));
        }
        let format = match &self.output {
            Some(output) => interchange::format_of_path(output),
            None => interchange::format("markdown"),
        };
        let format = format
            .ok_or_else(|| CliError::new("no sheet has that extension").hint("end the output in .md"))?;
        let answered_too = chosen.iter().any(|&at| view.states[at] != query::State::Open);
        let options =
            interchange::SheetOptions { intro: true, answered_too, ..interchange::SheetOptions::default() };
        let text = (format.write)(&view, &chosen, &options);
        let Some(output) = &self.output else {
            session.data(&text)?;
            return Ok(OK);
        };
        let path = session.path(output);
        let name = session.shown(&path);
        if self.dry_run {
            let before = std::fs::read_to_string(&path).unwrap_or_default();
            session.data(&unified(&name, &before, &text))?;
            return Ok(OK);
        }
        if path.symlink_metadata().is_ok() && !self.force {
            return Err(CliError::new(format!("{name} exists already; nothing was written")).hint(
                "it may hold answers that came back: import it first, take another name, or say --force",
            ));
        }
        store::replace(&path, text.as_bytes())?;
        session.talk(&format!(
            "wrote {} questions to {name}\nit comes back with: {}\n",
            chosen.len(),
            session.about_file("import", &path)
        ))?;
        Ok(OK)
    }
}
