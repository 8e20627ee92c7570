use std::path::PathBuf;

use clap::Args;

use super::changes::{print_diffs, report, settled_again};
use super::error::CliError;
use super::session::Session;
use super::words::{by, sheet_status};
use super::{FAILED, OK, Outcome, project};
use crate::interchange::{self, ImportOptions, Imported, Outcome as Section, Sheet};
use crate::model::{Loaded, Status};
use crate::source::{inert, inert_line};
use crate::store::{self, Disk, MemberDir, Mode, Project};
use crate::term::Role;

/// Take a sheet back: writes the answers that changed and nothing else
///
/// An answer that changed in the project since the sheet was sent is not overwritten: both are shown.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The sheet
    file: PathBuf,
    /// Who filled it in: a role or a @person; repeatable
    #[arg(long, value_name = "WHO")]
    by: Vec<String>,
    /// The status of what changed: draft, or answered to take one off
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Print the diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What comes with a sheet.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) by: Vec<String>,
    /// `Some(None)` takes a status off.
    #[expect(clippy::option_option, reason = "not given, taken off, and set are three things")]
    pub(super) status: Option<Option<Status>>,
    pub(super) dry_run: bool,
}

impl Import {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let path = session.path(&self.file);
        let name = session.shown(&path);
        let text = match Disk::read(&path) {
            Disk::Text(text) => text,
            Disk::Missing => return Err(CliError::new(format!("{name}: there is no such file"))),
            Disk::Bad(bad) => return Err(CliError::new(format!("{name}: {}", bad.message)).hint(bad.help)),
        };
        let format = interchange::format_of_path(&self.file).or_else(|| interchange::format("markdown"));
        let format = format.ok_or_else(|| CliError::new("no sheet has that extension"))?;
        let sheet = (format.read)(&text);
        if sheet.sections.is_empty() && sheet.strays.is_empty() {
            return Err(CliError::new(format!("{name} has no section of a sheet")).hint(
                "a section starts at a line `<!-- formwork: ID HASH -->`; `formwork export` makes them",
            ));
        }
        let (project, member) = project::one(session)?;
        let component = project::writable(session, &project, &member)?;
        let given = Given {
            by: self.by.iter().map(|word| by(&component, word)).collect::<Result<_, _>>()?,
            status: self.status.as_deref().map(sheet_status).transpose()?,
            dry_run: self.dry_run,
        };
        take(session, &project, &member, &component, &sheet, &given)
    }
}

/// Merges a sheet into a component.
pub(super) fn take(
    session: &mut Session<'_>,
    project: &Project,
    member: &MemberDir,
    component: &Loaded,
    sheet: &Sheet,
    given: &Given,
) -> Outcome {
    let options = ImportOptions { by: given.by.clone(), status: given.status };
    let today = session.context.today;
    let merge = |component: &Loaded| {
        let mut merged =
            interchange::import(&crate::query::View::new(component, Some(today)), sheet, &options);
        let changed = merged.outcomes.iter().filter(|(_, one)| matches!(one, Section::Changed { .. }));
        let changed: Vec<&str> = changed.map(|(id, _)| id.as_str()).collect();
        merged.changes.extend(settled_again(component, &changed));
        merged
    };
    let begun = project.begin(member, component, Mode::of(given.dry_run))?;
    let merged = merge(begun.now());
    let written = begun.commit(&merged.changes)?;
    let chosen: Vec<usize> = merged
        .outcomes
        .iter()
        .filter(|(_, outcome)| matches!(outcome, Section::Changed { .. }))
        .filter_map(|(id, _)| written.before().form.find(id))
        .collect();
    if given.dry_run {
        print_diffs(session, member, &written.diffs)?;
    } else if chosen.is_empty() {
        session.talk("no answer changed; nothing was written\n")?;
    } else {
        report(session, &written, &chosen)?;
    }
    told(session, &merged)?;
    finish(session, &merged, given)
}

/// What was not written, and why.
fn told(session: &mut Session<'_>, merged: &Imported) -> Result<(), CliError> {
    let paint = session.context.err.paint;
    for (plain, outcome) in &merged.outcomes {
        let id = paint.paint(Role::Id, inert_line(plain));
        match outcome {
            Section::Emptied => session.talk(&format!(
                "{id}: left empty in the sheet; the answer stays (to take it back: formwork answer {} --status open)\n",
                inert_line(plain)
            ))?,
            Section::Conflict { now, sheet, .. } => {
                let indented = |text: &str| {
                    inert(text).lines().fold(String::new(), |all, line| all + "    " + line + "\n")
                };
                session.complain(&format!(
                    "{id}: {} since the sheet was sent; nothing was written for it\n  in the project now:\n{}  in the sheet:\n{}",
                    paint.paint(Role::Error, "the answer changed"),
                    indented(now),
                    indented(sheet)
                ))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Keeps text that found no place, and tells by the exit code whether there was any.
fn finish(session: &mut Session<'_>, merged: &Imported, given: &Given) -> Outcome {
    for stray in &merged.strays {
        let id = stray.id.as_deref().map_or_else(|| "text".to_owned(), |id| format!("`{}`", inert_line(id)));
        let words: String = inert_line(&stray.text).chars().take(60).collect();
        let words = if words.is_empty() { words } else { format!(": “{words}…”") };
        session.complain(&format!("line {}: {id}: {}{words}\n", stray.line, inert_line(&stray.why)))?;
    }
    let strays: Vec<_> = merged.strays.iter().filter(|stray| !stray.text.trim().is_empty()).collect();
    if !strays.is_empty() && !given.dry_run {
        let mut text = String::new();
        for stray in strays {
            let id = inert_line(stray.id.as_deref().unwrap_or("text outside the questions"));
            text += &format!("<!-- {} -->\n\n{}\n\n", id.replace("--", "- -"), stray.text);
        }
        let cwd = session.context.cwd.clone();
        let path = store::keep_text(&cwd, "formwork-strays", &text)?;
        let name = session.shown(&path);
        session.complain(&format!("text that belongs to no question was kept in {name}\n"))?;
    }
    let conflict = merged.outcomes.iter().any(|(_, outcome)| matches!(outcome, Section::Conflict { .. }));
    if conflict {
        session.talk("export a fresh sheet, or answer the question itself, to settle it\n")?;
    }
    // A section that found no question is work undone; a remark beside the answers is not.
    // And a sheet in which no section was found has not been taken in at all.
    let undone = merged.strays.iter().any(|stray| stray.section) || merged.outcomes.is_empty();
    Ok(if conflict || undone { FAILED } else { OK })
}
