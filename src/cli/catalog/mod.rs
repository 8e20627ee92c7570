//! `catalog`: one file a sub-command; `frameworks` stands beside this folder, as other commands use it too.

mod check;
mod diff;
mod list;
mod new;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::Shape;
use super::session::Session;
use super::{OK, Outcome, frameworks};

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
        shape: Shape,
    },
    /// All frameworks, with how far each was held against its source
    Frameworks {
        #[command(flatten)]
        shape: Shape,
    },
    /// A form or a set, also your own, with its questions; or a framework with its items
    Show {
        /// `mlops-requirements@3`, `thesis-extras@1` (without a version the newest), `annex-iv`, or the path of your
        /// own set
        #[arg(value_name = "FORM|SET|FRAMEWORK|FILE")]
        name: String,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// The same as --format json
        #[arg(long, conflicts_with = "format")]
        json: bool,
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
        shape: Shape,
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
        shape: Shape,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal
    Text,
    /// For reading and printing
    Markdown,
    /// For programs
    Json,
}

impl Catalog {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        match self.command {
            CatalogCommand::List { shape } => {
                let text = list::list(session, shape.is_json())?;
                session.data(&text)?;
                Ok(OK)
            }
            CatalogCommand::Frameworks { shape } => {
                let text = frameworks::list(session, shape.is_json())?;
                session.data(&text)?;
                Ok(OK)
            }
            CatalogCommand::Show { name, format, json } => {
                show::show(session, &name, if json { Format::Json } else { format })
            }
            CatalogCommand::Diff { from, to, shape } => {
                let text = diff::diff(session, &from, &to, shape.is_json())?;
                session.data(&text)?;
                Ok(OK)
            }
            CatalogCommand::New { file, dry_run } => new::new(session, &file, dry_run),
            CatalogCommand::Check { file, form, shape } => {
                check::check(session, &file, form.as_deref(), shape)
            }
        }
    }
}
