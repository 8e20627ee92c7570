//! `completions`: the scripts for shells (`scripts`), and what these ask back while somebody types (`line`).

mod line;
mod scripts;

use clap::Args;
use clap_complete::Shell;

use super::session::Session;
use super::{OK, Outcome};

/// A completion script for your shell: commands, options, and the ids of questions, roles and stages
///
/// For bash: `formwork completions bash > ~/.local/share/bash-completion/completions/formwork`;
/// for zsh: `formwork completions zsh > _formwork` in a folder of `$fpath`;
/// for fish: `formwork completions fish > ~/.config/fish/completions/formwork.fish`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, required_unless_present = "words")]
    shell: Option<Shell>,
    /// The words that may stand at the end of a command line; the scripts ask this
    #[arg(long, hide = true, conflicts_with = "shell")]
    words: bool,
    /// The command line behind `formwork`, up to the word in question
    #[arg(hide = true, last = true, requires = "words")]
    line: Vec<String>,
}

impl Completions {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let text = match self.shell {
            Some(shell) => scripts::script(shell),
            None => line::words(session, &self.line).into_iter().map(|word| word + "\n").collect(),
        };
        session.data(&text)?;
        Ok(OK)
    }
}
