//! `hook`: `driver`, `attributes` and `script` say what git needs as `steps`, which are done or only said; `run` is what
//! the pre-commit hook does.

mod attributes;
mod driver;
mod run;
mod script;
mod steps;

use std::path::Path;

use clap::{Args, Subcommand};

use self::steps::Step;
use super::error::CliError;
use super::session::Session;
use super::{OK, Outcome};
use crate::store::Git;

/// Set git up for these files: the merge driver, and a check before each commit
#[derive(Debug, Args)]
pub(super) struct Hook {
    #[command(subcommand)]
    command: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Merge by question, and refuse commits of files that cannot be read
    ///
    /// Writes the merge driver into this clone's git configuration, the patterns of the files into `.gitattributes`, and
    /// a pre-commit hook. A hook that is there is kept and runs first; one in a folder of the working tree stays, and the
    /// line to add to it is said. Open questions never stop a commit.
    Install {
        /// Print what would be done and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Take out again what is this clone's own, and put back the hook that was there
    Uninstall {
        /// Print what would be done and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// What the pre-commit hook runs
    #[command(hide = true)]
    Run,
}

impl Hook {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let git = Git::open(&session.start)?;
        let (dry_run, steps) = match self.command {
            What::Install { dry_run } => (dry_run, install(session, &git)?),
            What::Uninstall { dry_run } => (dry_run, uninstall(session, &git)?),
            What::Run => return run::run(session, &git),
        };
        steps::take(session, &git, &steps, dry_run)?;
        Ok(OK)
    }
}

fn install(session: &mut Session<'_>, git: &Git) -> Result<Vec<Step>, CliError> {
    let program = program(session)?;
    let mut steps = Vec::new();
    driver::install(session, git, &program, &mut steps)?;
    attributes::install(session, git, &mut steps)?;
    script::install(session, git, &program, &mut steps)?;
    Ok(steps)
}

fn uninstall(session: &mut Session<'_>, git: &Git) -> Result<Vec<Step>, CliError> {
    let mut steps = Vec::new();
    driver::uninstall(session, git, &mut steps)?;
    attributes::uninstall(session, git, &mut steps)?;
    script::uninstall(session, git, &mut steps)?;
    Ok(steps)
}

/// How this program is called: by its name where the shell finds it, else by where it is.
fn program(session: &Session<'_>) -> Result<String, CliError> {
    let path = session.context.env.get("PATH").cloned().unwrap_or_default();
    let name = format!("formwork{}", std::env::consts::EXE_SUFFIX);
    if std::env::split_paths(&path).any(|dir| dir.join(&name).is_file()) {
        return Ok("formwork".to_owned());
    }
    let own = std::env::current_exe().ok();
    let own = own.as_deref().and_then(Path::to_str).map(str::to_owned);
    own.ok_or_else(|| CliError::new("it cannot be told where formwork is").hint("put it on the PATH"))
}
