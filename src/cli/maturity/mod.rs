//! `maturity`: where a component stands, for people (`page`), for programs (`data`) and of a whole `workspace`; `set`
//! moves it to another level.

mod data;
mod page;
mod set;
mod workspace;

use clap::{Args, Subcommand};

use crate::cli::format::Format;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, project};
use crate::query::{self, Verdict};
use crate::store::Needs;
use crate::term::{Paint, Role};

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
            return workspace::run(session, &project, self.all, self.format.is_json());
        }
        let member = project::only(&project)?;
        let component = project::load(session, &project, member, Needs::default())?;
        let view = project::view(session, &component);
        let coverage = query::coverage(&view);
        let text = if self.format.is_json() {
            crate::source::json(&data::component(&view, &coverage))
        } else {
            let (paint, width) = (session.context.out.paint, session.context.out.width);
            let at = session.component_options(&project, member);
            page::component(&view, &coverage, self.all, &page::Paper { paint, width, at: &at })
        };
        session.data(&text)?;
        Ok(OK)
    }
}

/// A verdict in its colour.
fn verdict(verdict: Verdict, paint: Paint) -> String {
    let role = match verdict {
        Verdict::Covered => Role::Good,
        Verdict::Partly => Role::Warning,
        Verdict::Uncovered => Role::Error,
    };
    paint.paint(role, format!("{:<9}", verdict.word()))
}
