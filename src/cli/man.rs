use std::path::PathBuf;

use clap::{Args, CommandFactory as _};

use super::error::CliError;
use super::session::Session;
use super::{Cli, EXIT_CODES, OK, Outcome};
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
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let mut command = Cli::command();
        command.build();
        let Some(output) = &self.output else {
            session.data(&page(&command)?)?;
            return Ok(OK);
        };
        let dir = session.path(output);
        if dir.is_file() {
            return Err(CliError::new(format!("{} is a file; the pages need a folder", session.shown(&dir))));
        }
        let mut pages = Vec::new();
        collect(&command, &mut pages)?;
        let ready: Result<Vec<Prepared>, _> =
            pages.iter().map(|(name, text)| store::prepare(&dir.join(name), text.as_bytes())).collect();
        for prepared in ready? {
            prepared.commit()?;
        }
        let line = format!("wrote {} pages to {}\n", pages.len(), session.shown(&dir));
        session.talk(&line)?;
        Ok(OK)
    }
}

/// What an apostrophe is to troff and its kin.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

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
    let failed = |error: std::io::Error| CliError::new(format!("the page of {name}: {error}"));
    let page = clap_mangen::Man::new(command.clone())
        .title(name.to_uppercase())
        .source(concat!("formwork ", env!("CARGO_PKG_VERSION")))
        .manual("formwork");
    let mut text = Vec::new();
    page.render_title(&mut text).map_err(failed)?;
    page.render_name_section(&mut text).map_err(failed)?;
    text.extend(synopsis(command).into_bytes());
    page.render_description_section(&mut text).map_err(failed)?;
    page.render_options_section(&mut text).map_err(failed)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut text).map_err(failed)?;
    }
    text.extend(format!(".SH \"EXIT STATUS\"\n{}\n", roff(EXIT_CODES)).into_bytes());
    // Every section comes with it; once is enough.
    Ok(format!("{APOSTROPHE}{}", String::from_utf8_lossy(&text).replace(APOSTROPHE, "")))
}

/// How the command is written: its own arguments in the order of its help, each with what it takes. The options that all
/// commands share stand on the page of `formwork`, and below with the others.
fn synopsis(command: &clap::Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let is_root = !name.contains(' ');
    let shown = |argument: &&clap::Arg| {
        let is_common = argument.is_global_set() || matches!(argument.get_id().as_str(), "help" | "version");
        !argument.is_hide_set() && (is_root || !is_common)
    };
    let (own, positional): (Vec<_>, Vec<_>) =
        command.get_arguments().filter(shown).partition(|argument| !argument.is_positional());
    let mut parts: Vec<String> = own.into_iter().map(option).collect();
    parts.extend(positional.into_iter().map(|argument| {
        let more = if argument.get_num_args().is_some_and(|number| number.max_values() > 1)
            || matches!(argument.get_action(), clap::ArgAction::Append)
        {
            "..."
        } else {
            ""
        };
        let value = format!("\\fI{}\\fR{more}", roff(&value(argument)));
        if argument.is_required_set() { value } else { format!("[{value}]") }
    }));
    if command.has_subcommands() {
        let word = "\\fICOMMAND\\fR";
        parts.push(if command.is_subcommand_required_set() { word.to_owned() } else { format!("[{word}]") });
    }
    format!(".SH SYNOPSIS\n\\fB{}\\fR\n{}\n", roff(name), parts.join("\n"))
}

/// `[-o, --output DIR]`; a part of it never stands on a line of its own.
fn option(argument: &clap::Arg) -> String {
    let bold = |flag: String| format!("\\fB{}\\fR", roff(&flag));
    let short = argument.get_short().map(|short| bold(format!("-{short}")));
    let long = argument.get_long().map(|long| bold(format!("--{long}")));
    let flags: Vec<String> = short.into_iter().chain(long).collect();
    let takes = argument.get_action().takes_values();
    let value = if takes { format!("\\~\\fI{}\\fR", roff(&value(argument))) } else { String::new() };
    let text = format!("{}{value}", flags.join(",\\~"));
    if argument.is_required_set() { text } else { format!("[{text}]") }
}

/// What an argument takes, by its name in the help.
fn value(argument: &clap::Arg) -> String {
    match argument.get_value_names() {
        Some(names) if !names.is_empty() => {
            names.iter().map(clap::builder::Str::as_str).collect::<Vec<_>>().join(" ")
        }
        _ => argument.get_id().as_str().replace('_', "-").to_uppercase(),
    }
}

/// Text in which troff sees nothing to act on.
fn roff(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq")
}
