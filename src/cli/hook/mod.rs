//! Setting git up for formwork's files.

mod attributes;
mod run;
mod script;
mod steps;

use std::path::Path;

use clap::{Args, Subcommand};

use self::script::Script;
use self::steps::Step;
use super::error::CliError;
use super::world::World;
use super::{OK, Outcome};
use crate::source::shell_word;
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
    /// a pre-commit hook. A hook that is there is kept and runs first. Open questions never stop a commit.
    Install {
        /// Print what would be done and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Take all of it out again, and put back the hook that was there
    Uninstall {
        /// Print what would be done and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// What the pre-commit hook runs
    #[command(hide = true)]
    Run,
}

const SECTION: &str = "merge.formwork";
const NAME: &str = "merge.formwork.name";
const DRIVER: &str = "merge.formwork.driver";
const TITLE: &str = "formwork: by question and key";

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
    for (name, value) in [(NAME, TITLE.to_owned()), (DRIVER, driver(&program))] {
        if git.setting(name)?.as_ref() != Some(&value) {
            steps.push(Step::Setting { name, value });
        }
    }
    let (path, before) = attributes::read(git)?;
    let patterns = attributes::patterns(world, git)?;
    let after = attributes::with(&before, &patterns);
    steps.push(Step::Text { path, before, after });

    let (hooks, inside) = git.hooks()?;
    let shown = world.shown(&hooks);
    if !inside {
        world.talk(&format!(
            "git looks for hooks in {shown}, outside this repository: no hook was put there; let yours run `formwork hook run`\n"
        ))?;
        return Ok(steps);
    }
    let (own, kept) = (hooks.join(script::NAME), hooks.join(script::KEPT));
    let text = script::text(&program);
    match Script::at(&own) {
        Script::Ours(there) if there == text => {}
        Script::None | Script::Ours(_) => steps.push(Step::Script { path: own, text }),
        Script::Changed => world.talk(&format!(
            "{} was changed by hand since formwork wrote it; it stays as it is\n",
            world.shown(&own)
        ))?,
        Script::Foreign if kept.symlink_metadata().is_ok() => {
            return Err(CliError::new(format!(
                "there is a hook {} and one that was kept before, {}",
                world.shown(&own),
                world.shown(&kept)
            ))
            .hint("make one of the two, as pre-commit, and try again"));
        }
        Script::Foreign => {
            steps.push(Step::Keep { from: own.clone(), to: kept });
            steps.push(Step::Script { path: own, text });
        }
    }
    Ok(steps)
}

fn uninstall(world: &mut World<'_>, git: &Git) -> Result<Vec<Step>, CliError> {
    let mut steps = Vec::new();
    if git.setting(DRIVER)?.is_some() || git.setting(NAME)?.is_some() {
        steps.push(Step::NoSection(SECTION));
    }
    let (path, before) = attributes::read(git)?;
    let after = attributes::without(&before);
    steps.push(Step::Text { path, before, after });
    let (hooks, inside) = git.hooks()?;
    let (own, kept) = (hooks.join(script::NAME), hooks.join(script::KEPT));
    if !inside {
        return Ok(steps);
    }
    match Script::at(&own) {
        Script::Ours(_) => {
            steps.push(Step::Remove(own.clone()));
            if kept.symlink_metadata().is_ok() {
                steps.push(Step::PutBack { from: kept, to: own });
            }
        }
        Script::Changed => world.talk(&format!(
            "{} was changed by hand since formwork wrote it; take formwork's lines out yourself\n",
            world.shown(&own)
        ))?,
        Script::None if kept.symlink_metadata().is_ok() => {
            steps.push(Step::PutBack { from: kept, to: own });
        }
        Script::None | Script::Foreign => {}
    }
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

/// What git runs for a file. Where formwork is gone or cannot do it, git's own merge of lines does: a driver that
/// just fails would leave their side out without a marker.
fn driver(program: &str) -> String {
    let program = shell_word(program).replace('%', "%%");
    format!(
        "{program} merge-driver -- %O %A %B %L %P %S %X %Y || {{ test $? -eq 1 && exit 1; git merge-file --marker-size=%L %A %O %B; }}"
    )
}
