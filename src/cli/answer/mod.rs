//! `answer`: the flags become keys (`keys`), the keys an edit; `confirm` is for an answer that still holds, `back` for
//! one that is taken back.

mod back;
mod confirm;
mod keys;

use keys::Keys;

use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use crate::cli::args::{self, Filters};
use crate::cli::changes::{self, print_diffs, report};
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::words::{by, sheet_status};
use crate::cli::{OK, Outcome, import, project};
use crate::interchange;
use crate::model::{Loaded, Status};
use crate::query;
use crate::source::inert_line;
use crate::store::{self, MemberDir, Mode, Project};
use crate::term;

/// Answer a question: from the argument, --file, standard input (`-`) or your editor
///
/// Without an id, the questions that --role, --stage, --open, --required and --for choose are opened in
/// the editor as one sheet. A text replaces the one before; `unknown`, `deferred` and `not-applicable` are
/// taken off by it. An empty text is refused: `--status open` takes an answer back.
#[derive(Debug, Args)]
pub(super) struct Answer {
    /// The question
    id: Option<String>,
    /// The answer, in Markdown; `-` reads standard input. A text that begins with a dash stands behind `--`
    #[arg(requires = "id")]
    text: Option<String>,
    /// Read the answer from this file
    #[arg(long, value_name = "FILE", requires = "id", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// What is chosen, for a question that offers choices (`formwork show ID` names them; questions of sets do); a prefix that
    /// only it has will do; repeatable, and "" takes a choice back
    #[arg(long, value_name = "CHOICE", requires = "id")]
    choose: Vec<String>,
    #[command(flatten)]
    filters: Filters,
    #[arg(long, value_name = "STATUS", help = status_help())]
    status: Option<String>,
    /// Why it is deferred or not applicable
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// A date, inclusive, or a maturity level
    #[arg(long, value_name = "DATE|LEVEL")]
    until: Option<String>,
    /// Who said it: a role or a @person; repeatable
    #[arg(long, value_name = "WHO")]
    by: Vec<String>,
    /// When it was said
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    on: Option<Date>,
    /// A path relative to the component, or an https address; repeatable
    #[arg(long, value_name = "PATH|URL")]
    evidence: Vec<String>,
    /// A citation in words
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The answer still holds although its meaning changed: takes it off the list of those to be answered again;
    /// --by, --on and --note can say who says so
    #[arg(
        long,
        requires = "id",
        conflicts_with_all = ["text", "file", "choose", "status", "reason", "until", "evidence", "source"]
    )]
    confirm: bool,
    /// Print the diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Answer {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let Some(id) = self.id.clone() else { return self.many(session) };
        if self.filters.any() {
            return Err(
                CliError::new("an id and filters do not go together").hint("leave out the one or the other")
            );
        }
        if self.confirm {
            return confirm::run(session, &id, &self);
        }
        if back::asked(&self) {
            return back::run(session, &id, &self);
        }
        let (project, member) = project::one(session)?;
        let component = project::writable(session, &project, &member)?;
        let at = args::question(&component, &id)?;
        let base = changes::said(&component, at);
        let text = self.text(session)?;
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            return Err(self.empty(&id));
        }
        if text.is_none() && !self.flags() {
            return edit(
                session,
                &project,
                &member,
                &component,
                &[at],
                &import::Given { dry_run: self.dry_run, ..import::Given::default() },
            );
        }
        let slow = self.text.as_deref() == Some("-");
        let typed = text.clone().filter(|_| slow);
        let keys = Keys::of(&self, &component, at, text)?;
        let begun = project.begin(&member, &component, Mode::of(self.dry_run));
        // Whoever typed into a pipe may have looked at an answer that is gone by now.
        let written = begun.map_err(CliError::from).and_then(|begun| {
            if slow && changes::said(begun.now(), at) != base {
                return Err(CliError::new(format!(
                    "the answer to `{id}` changed meanwhile; nothing was written"
                ))
                .hint(format!("formwork show {id} shows it")));
            }
            let planned = keys.changes(begun.now(), at);
            Ok(begun.commit(&planned)?)
        });
        match written {
            Ok(written) if self.dry_run => {
                print_diffs(session, &member, &written.diffs)?;
                Ok(OK)
            }
            Ok(written) => report(session, &written, &[at]),
            Err(error) => {
                changes::keep(session, typed.as_deref().filter(|_| !self.dry_run))?;
                Err(error)
            }
        }
    }

    /// Whether anything but the text is to be set.
    fn flags(&self) -> bool {
        self.status.is_some()
            || self.reason.is_some()
            || self.until.is_some()
            || self.on.is_some()
            || self.source.is_some()
            || self.note.is_some()
            || !(self.by.is_empty() && self.evidence.is_empty() && self.choose.is_empty())
    }

    /// An unset variable of the shell, a file that nobody filled in, a command that printed nothing.
    fn empty(&self, id: &str) -> CliError {
        let what = match (&self.file, self.text.as_deref()) {
            (Some(file), _) => format!("{} is empty", inert_line(&file.to_string_lossy())),
            (None, Some("-")) => "standard input is empty".to_owned(),
            (None, _) => "the text is empty".to_owned(),
        };
        CliError::new(format!("{what}; nothing was written"))
            .hint(format!("to take the answer back: formwork answer {id} --status open"))
    }

    fn text(&self, session: &mut Session<'_>) -> Result<Option<String>, CliError> {
        if let Some(file) = &self.file {
            let path = session.path(file);
            return match store::Disk::read(&path) {
                store::Disk::Text(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_owned())),
                store::Disk::Missing => {
                    Err(CliError::new(format!("{}: there is no such file", session.shown(&path))))
                }
                store::Disk::Bad(bad) => {
                    Err(CliError::new(format!("{}: {}", session.shown(&path), bad.message)).hint(bad.help))
                }
            };
        }
        match self.text.as_deref() {
            Some("-") => {
                let mut bytes = Vec::new();
                let read = session.context.input.source.read_to_end(&mut bytes);
                read.map_err(|error| CliError::new(format!("standard input: {error}")))?;
                let text = String::from_utf8(bytes)
                    .map_err(|_| CliError::new("standard input is not UTF-8").hint("nothing was written"))?;
                Ok(Some(text))
            }
            text => Ok(text.map(str::to_owned)),
        }
    }

    fn many(self, session: &mut Session<'_>) -> Outcome {
        if !self.filters.any() {
            return Err(CliError::new("which question?")
                .hint("formwork answer ID TEXT, or a filter: formwork answer --open --required"));
        }
        if self.reason.is_some()
            || self.until.is_some()
            || self.on.is_some()
            || self.source.is_some()
            || self.note.is_some()
            || !self.evidence.is_empty()
        {
            return Err(CliError::new("only --status and --by go with filters")
                .hint("--reason, --until, --on, --source, --note and --evidence belong to one question: formwork answer ID …"));
        }
        let (project, member) = project::one(session)?;
        let component = project::writable(session, &project, &member)?;
        let chosen = query::select(&project::view(session, &component), &self.filters.of(&component)?);
        if chosen.is_empty() {
            session.talk("no question fits\n")?;
            return Ok(OK);
        }
        let status = self.status.as_deref().map(sheet_status).transpose()?;
        let by = self.by.iter().map(|word| by(&component, word)).collect::<Result<_, _>>()?;
        edit(
            session,
            &project,
            &member,
            &component,
            &chosen,
            &import::Given { by, status, dry_run: self.dry_run },
        )
    }
}

/// Opens questions in the editor as a sheet and takes it back.
fn status_help() -> String {
    let words = Status::WORDS.join(", ");
    format!("{words}; `answered` takes the written status off, `open` takes the answer back")
}

fn edit(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
    component: &Loaded,
    chosen: &[usize],
    given: &import::Given,
) -> Outcome {
    let format = interchange::format("markdown").ok_or_else(|| CliError::new("there is no sheet format"))?;
    let sent =
        (format.write)(&project::view(session, component), chosen, &interchange::SheetOptions::default());
    let edited = term::edit(session.context, &session.start, &sent).map_err(|error| {
        CliError::new(error.to_string()).hint("give the text as an argument, with --file, or on standard input with `-`; or use `formwork export`")
    })?;
    if edited == sent {
        session.talk("nothing was changed\n")?;
        return Ok(OK);
    }
    // A dry run takes the component as it was read, so it is read again after the editor.
    let again = if given.dry_run { Some(project::writable(session, project, member)?) } else { None };
    let component = again.as_ref().unwrap_or(component);
    let outcome = import::take(session, project, member, component, &(format.read)(&edited), given);
    if outcome.as_ref().map_or(true, |code| *code != OK) && !given.dry_run {
        changes::keep(session, Some(&edited))?;
    }
    outcome
}
