//! `maturity`: the level of a component and its challenges, or those of a workspace; `set` changes the level.

mod set;

use clap::{Args, Subcommand};

use crate::cli::format::Format;
use crate::cli::session::Session;
use crate::cli::{FAILED, OK, Outcome, project};
use crate::query::{self, View};
use crate::report::{MaturityPage, MaturityRow, MaturityTable};
use crate::store::{self, Needs, Project};
use crate::{check, gate};

/// Where the component stands: its level, and the challenges there
///
/// Each challenge is covered, partly covered or uncovered by the answers that the component has. In a workspace
/// one line a component.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Maturity {
    #[command(subcommand)]
    command: Option<MaturityCommand>,
    /// The challenges of every level, not only of this one
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum MaturityCommand {
    /// Write the level into formwork.toml with the questions that it asks to be answered again, and say what it
    /// requires and which challenges it brings
    Set {
        /// experimentation, non-critical, critical, cascading or autonomous
        level: String,
        /// Print the diff and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

impl Maturity {
    pub(in crate::cli) fn run(self, session: &mut Session<'_>) -> Outcome {
        match self.command {
            None => self.show(session),
            Some(MaturityCommand::Set { level, dry_run }) => set::run(session, &level, dry_run),
        }
    }

    fn show(self, session: &mut Session<'_>) -> Outcome {
        let project = project::find(session, None)?;
        if project.whole {
            return self.workspace(session, &project);
        }
        let member = project::only(&project)?;
        let component = project::load(session, &project, member, Needs::default())?;
        let view = project::view(session, &component);
        let coverage = query::coverage(&view);
        let at = session.component_options(&project, member);
        session.print(&MaturityPage::new(&view, &coverage, self.all, &at), &self.format)
    }

    fn workspace(&self, session: &mut Session<'_>, project: &Project) -> Outcome {
        let options = check::Options::on(session.context.today);
        let read = store::each(project, Needs::default(), |member, loaded| {
            let component = match gate::readable(&loaded, &options) {
                Ok(component) => component,
                Err(blocking) => return (MaturityRow::unreadable(&member.id), blocking),
            };
            let view = View::new(component, Some(options.today));
            (MaturityRow::new(&view, &query::coverage(&view), self.all), Vec::new())
        });
        let (rows, blocking): (Vec<_>, Vec<Vec<_>>) = read.into_iter().unzip();
        let mut all = gate::blocking_root_findings(project);
        all.extend(blocking.into_iter().flatten());
        let failed = !all.is_empty();
        if failed {
            session.show_blocking(all)?;
        }
        session.print(&MaturityTable::new(rows), &self.format)?;
        Ok(if failed { FAILED } else { OK })
    }
}
