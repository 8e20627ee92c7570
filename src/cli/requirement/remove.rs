use clap::Args;

use super::super::changes::{print_diffs, wrote};
use super::super::error::CliError;
use super::super::session::Session;
use super::super::{OK, Outcome, project};
use super::show::unknown;
use super::twice;
use crate::model::{Edit, Loaded, Requirement};
use crate::query::{answer_change, requirements};
use crate::source::inert_line;
use crate::store::Mode;

/// Take a formal requirement out, with the comment lines directly above it
///
/// To change one, edit its table, or take it out and add it anew.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// The requirement; in a workspace `component:id`
    #[arg(value_name = "REQUIREMENT")]
    id: String,
    /// Print the diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Remove {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let mut id = self.id.as_str();
        if let Some((component, rest)) = id.rsplit_once(':') {
            session.component = Some(component.to_owned());
            id = rest;
        }
        let (project, member) = project::one(session)?;
        let component = project::writable(session, &project, &member)?;
        let (at, one) = only(&component, id)?;
        let begun = project.begin(&member, &component, Mode::of(self.dry_run))?;
        let (now, _) = only(begun.now(), id)?;
        let mut change = answer_change(begun.now(), now, &[]);
        let question = begun.now().form.questions[now].id.to_string();
        change.edits.push(Edit::RemoveRequirement { question, id: id.to_owned() });
        let diffs = begun.commit(&[change])?.diffs;
        if self.dry_run {
            print_diffs(session, &member, &diffs)?;
            return Ok(OK);
        }
        let question = component.form.questions[at].id.as_str();
        let mut text = format!("{}: taken out of {question}: {}\n", inert_line(id), inert_line(&one.text));
        text += &wrote(session, &member.dir, &diffs);
        session.report(&text)?;
        Ok(OK)
    }
}

/// The only requirement of an id.
fn only<'c>(component: &'c Loaded, id: &str) -> Result<(usize, &'c Requirement), CliError> {
    let meant: Vec<_> = requirements(component).filter(|(_, one)| one.id == id).collect();
    match meant[..] {
        [one] => Ok(one),
        [] => {
            let all: Vec<_> = requirements(component).map(|(at, one)| (component, at, one)).collect();
            Err(unknown(id, &all))
        }
        [(at, first), ..] => Err(twice(id, meant.len(), component, at, first)),
    }
}
