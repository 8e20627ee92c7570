use std::path::PathBuf;

use clap::{Args, CommandFactory as _};

use super::error::CliError;
use super::world::World;
use super::{Cli, OK, Outcome};
use crate::store::{self, Prepared};

/// The manual: the page of `formwork`, or with --output a page a command
///
/// To read it here: `formwork man | man -l -`.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let mut command = Cli::command();
        command.build();
        let Some(output) = &self.output else {
            world.data(&page(&command)?)?;
            return Ok(OK);
        };
        let dir = world.path(output);
        if dir.is_file() {
            return Err(CliError::new(format!("{} is a file; the pages need a folder", world.shown(&dir))));
        }
        let mut pages = Vec::new();
        collect(&command, &mut pages)?;
        let ready: Result<Vec<Prepared>, _> =
            pages.iter().map(|(name, text)| store::prepare(&dir.join(name), text.as_bytes())).collect();
        for prepared in ready? {
            prepared.commit()?;
        }
        let line = format!("wrote {} pages to {}\n", pages.len(), world.shown(&dir));
        world.talk(&line)?;
        Ok(OK)
    }
}

/// A page a command, those of commands of commands too.
fn collect(command: &clap::Command, pages: &mut Vec<(String, String)>) -> Result<(), CliError> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    pages.push((format!("{name}.1"), page(command)?));
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        collect(sub, pages)?;
    }
    Ok(())
}

fn page(command: &clap::Command) -> Result<String, CliError> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let mut text = Vec::new();
    let page = clap_mangen::Man::new(command.clone())
        .title(name.to_uppercase())
        .source(concat!("formwork ", env!("CARGO_PKG_VERSION")))
        .manual("formwork");
    page.render(&mut text).map_err(|error| CliError::new(format!("the page of {name}: {error}")))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
