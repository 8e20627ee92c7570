use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::world::World;
use super::{Cli, OK, Outcome};

/// A completion script for your shell
///
/// For bash: `formwork completions bash > ~/.local/share/bash-completion/completions/formwork`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "formwork", &mut script);
        world.data(&String::from_utf8_lossy(&script))?;
        Ok(OK)
    }
}
