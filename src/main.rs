//! The binary: the real context, the command, the exit code.

use std::process::ExitCode;

use formwork::{cli, store, term::Context};

fn main() -> ExitCode {
    store::survive_full_disk();
    // Without a working directory there is nothing to say it to either.
    let Ok(mut context) = Context::of_process() else { return ExitCode::from(2) };
    ExitCode::from(cli::run(std::env::args_os(), &mut context))
}
