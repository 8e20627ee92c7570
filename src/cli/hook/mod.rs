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
use super::world::World;
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
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let git = Git::open(&world.start)?;
        let (dry_run, steps) = match self.command {
            What::Install { dry_run } => (dry_run, install(world, &git)?),
            What::Uninstall { dry_run } => (dry_run, uninstall(world, &git)?),
            What::Run => return run::run(world, &git),
        };
        steps::take(world, &git, &steps, dry_run)?;
        Ok(OK)
    }
}

fn install(world: &mut World<'_>, git: &Git) -> Result<Vec<Step>, CliError> {
    let program = program(world)?;
    let mut steps = Vec::new();
    driver::install(world, git, &program, &mut steps)?;
    attributes::install(world, git, &mut steps)?;
    script::install(world, git, &program, &mut steps)?;
    Ok(steps)
}

fn uninstall(world: &mut World<'_>, git: &Git) -> Result<Vec<Step>, CliError> {
    let mut steps = Vec::new();
    driver::uninstall(world, git, &mut steps)?;
    attributes::uninstall(world, git, &mut steps)?;
    script::uninstall(world, git, &mut steps)?;
    Ok(steps)
}

/// How this program is called: by its name where the shell finds it, else by where it is.
fn program(world: &World<'_>) -> Result<String, CliError> {
    let path = world.context.env.get("PATH").cloned().unwrap_or_default();
    let name = format!("formwork{}", std::env::consts::EXE_SUFFIX);
    if std::env::split_paths(&path).any(|dir| dir.join(&name).is_file()) {
        return Ok("formwork".to_owned());
    }
    let own = std::env::current_exe().ok();
    let own = own.as_deref().and_then(Path::to_str).map(str::to_owned);
    own.ok_or_else(|| CliError::new("it cannot be told where formwork is").hint("put it on the PATH"))
}
