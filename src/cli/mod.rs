//! One file per command, or a folder where it has parts: its arguments, and a few lines of doing. Help texts are the
//! doc comments.
//!
//! What commands share stands beside them: `session` (the outside), `project` (finding and loading), `args`, `changes`
//! (edits shown and written), `compare` (two states of a project), `reports` (a run's findings as files), `error`.

mod answer;
mod args;
mod catalog;
mod changes;
mod check;
mod completions;
mod diff;
mod error;
mod explain;
mod export;
mod fact;
mod feeding;
mod format;
mod frameworks;
mod hook;
mod impact;
mod import;
mod init;
mod list;
mod log;
mod man;
mod maturity;
mod merge_driver;
mod origins;
mod policy;
mod portfolio;
mod project;
mod render;
mod reports;
mod requirement;
mod review;
mod reviews;
mod schema;
mod session;
mod show;
mod start;
mod state;
mod status;
mod upgrade;
mod words;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use self::args::Common;
use self::error::CliError;
use self::session::Session;
use crate::term::Context;

/// What a command comes to: an exit code, or why it could not do its work (exit code 2).
type Outcome = Result<u8, CliError>;

/// Nothing to object to.
const OK: u8 = 0;
/// `check` has findings at or above `--fail-on`, or `render --check` differs.
const OBJECTIONS: u8 = 1;
/// The command could not do its work.
const FAILED: u8 = 2;
/// What they mean, for the help and the manual.
const EXIT_CODES: &str = "0 nothing to object to, 1 `check` or `render --check` objects or `merge-driver` left conflicts, 2 the command \
could not do its work.";

/// Requirements of machine-learning components as plain TOML files beside the code
///
/// Without a command: `status` in a component, a short start text elsewhere.
#[derive(Debug, Parser)]
#[command(name = "formwork", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = format!("Exit codes: {EXIT_CODES}"))]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    List(list::List),
    Show(show::Show),
    Impact(impact::Impact),
    Answer(Box<answer::Answer>),
    Export(export::Export),
    Import(import::Import),
    Review(Box<review::Review>),
    Check(check::Check),
    Diff(diff::Diff),
    Log(log::Log),
    Explain(explain::Explain),
    Status(status::Status),
    Render(Box<render::Render>),
    Catalog(catalog::Catalog),
    Fact(fact::Fact),
    Maturity(maturity::Maturity),
    Upgrade(upgrade::Upgrade),
    Requirement(requirement::RequirementCommand),
    Schema(schema::Schema),
    Completions(completions::Completions),
    MergeDriver(merge_driver::MergeDriver),
    Hook(hook::Hook),
    Man(man::Man),
}

/// Runs a command line in a context and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, context: &mut Context) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, context),
    };
    let mut session = match Session::new(cli.common, context) {
        Ok(session) => session,
        Err(error) => return error.report(context),
    };
    let outcome = match cli.command {
        None => start::run(&mut session),
        Some(Command::Init(command)) => command.run(&mut session),
        Some(Command::List(command)) => command.run(&mut session),
        Some(Command::Show(command)) => command.run(&mut session),
        Some(Command::Impact(command)) => command.run(&mut session),
        Some(Command::Answer(command)) => command.run(&mut session),
        Some(Command::Export(command)) => command.run(&mut session),
        Some(Command::Import(command)) => command.run(&mut session),
        Some(Command::Review(command)) => command.run(&mut session),
        Some(Command::Check(command)) => command.run(&mut session),
        Some(Command::Diff(command)) => command.run(&mut session),
        Some(Command::Log(command)) => command.run(&mut session),
        Some(Command::Explain(command)) => command.run(&mut session),
        Some(Command::Status(command)) => command.run(&mut session),
        Some(Command::Render(command)) => command.run(&mut session),
        Some(Command::Catalog(command)) => command.run(&mut session),
        Some(Command::Fact(command)) => command.run(&mut session),
        Some(Command::Maturity(command)) => command.run(&mut session),
        Some(Command::Upgrade(command)) => command.run(&mut session),
        Some(Command::Requirement(command)) => command.run(&mut session),
        Some(Command::Schema(command)) => command.run(&mut session),
        Some(Command::Completions(command)) => command.run(&mut session),
        Some(Command::MergeDriver(command)) => command.run(&mut session),
        Some(Command::Hook(command)) => command.run(&mut session),
        Some(Command::Man(command)) => command.run(&mut session),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => error.report(session.context),
    }
}

/// Help and version go to standard output, wrong usage to standard error.
fn usage(error: &clap::Error, context: &mut Context) -> u8 {
    let stream = if error.use_stderr() { &mut context.err } else { &mut context.out };
    let text =
        if stream.paint.color { error.render().ansi().to_string() } else { error.render().to_string() };
    match stream.write(&text) {
        Ok(()) if !error.use_stderr() => OK,
        _ => FAILED,
    }
}
