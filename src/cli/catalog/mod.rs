//! `catalog`: one file per subcommand. `frameworks` is beside this folder, because other commands use it too.

mod check;
mod diff;
mod list;
mod new;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::format::{Format, formats};
use super::session::Session;
use super::{Outcome, frameworks};
use crate::report::Frameworks;

/// The forms, sets of questions and frameworks that formwork brings along, and sets of your own
#[derive(Debug, Args)]
pub(super) struct Catalog {
    #[command(subcommand)]
    command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    /// All forms and sets
    List {
        #[command(flatten)]
        format: Format,
    },
    /// All frameworks, with how far each was held against its source
    Frameworks {
        #[command(flatten)]
        format: Format,
    },
    /// A form or a set, also your own, with its questions; or a framework with its items
    Show {
        /// `mlops-requirements@3`, `thesis-extras@1` (without a version the newest), `annex-iv`, or the path of your
        /// own set
        #[arg(value_name = "FORM|SET|FRAMEWORK|FILE")]
        name: String,
        #[command(flatten)]
        format: Format<ShowFormat>,
    },
    /// What changed from one form or set to another, question by question, and who asked for it
    Diff {
        /// The older one, as `mlops-requirements@1`
        #[arg(value_name = "FORM|SET")]
        from: String,
        /// The newer one, as `mlops-requirements@3`
        #[arg(value_name = "FORM|SET")]
        to: String,
        #[command(flatten)]
        format: Format,
    },
    /// Start a set of your own: writes a template with comments
    ///
    /// Fill it in, look at it with `formwork catalog check`, and name the file in `sets` of formwork.toml.
    New {
        /// The file to write, as sets/ours.toml
        file: PathBuf,
        /// Print what would be written and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Look at a set of your own: everything that cannot be used, with line and column
    Check {
        /// The set
        file: PathBuf,
        /// The form that it adds to; otherwise the component's, otherwise the newest
        #[arg(long, value_name = "FORM")]
        form: Option<String>,
        #[command(flatten)]
        format: Format,
    },
}

formats! {
    /// How `catalog show` writes a form, a set or a framework.
    ShowFormat,
    /// For reading and printing
    Markdown,
}

impl Catalog {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        match self.command {
            CatalogCommand::List { format } => list::list(session, &format),
            CatalogCommand::Frameworks { format } => {
                session.print(&Frameworks::new(&frameworks::all()?, session.verbose), &format)
            }
            CatalogCommand::Show { name, format } => show::show(session, &name, &format),
            CatalogCommand::Diff { from, to, format } => diff::diff(session, &from, &to, &format),
            CatalogCommand::New { file, dry_run } => new::new(session, &file, dry_run),
            CatalogCommand::Check { file, form, format } => {
                check::check(session, &file, form.as_deref(), format)
            }
        }
    }
}
