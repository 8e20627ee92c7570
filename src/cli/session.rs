//! What every command gets: the context, the common arguments, and where the project is looked for.

use std::path::{Path, PathBuf};

use super::args::{self, Color, Common};
use super::error::CliError;
use super::format::Format;
use super::{OK, Outcome};
use crate::diag::Finding;
use crate::report::{self, Report, Style};
use crate::source::{inert_line, shell_word};
use crate::store::{MemberDir, Project};
use crate::term::{Context, Paint};
use crate::{emit, gate};

/// The context of a command, with the common arguments applied.
pub(super) struct Session<'c> {
    pub(super) context: &'c mut Context,
    /// Where the project and relative paths are looked for: `-C`, else where the command runs. Messages
    /// name files from where it runs, so that they can be opened from there.
    pub(super) start: PathBuf,
    pub(super) component: Option<String>,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
}

impl<'c> Session<'c> {
    pub(super) fn new(common: Common, context: &'c mut Context) -> Result<Self, CliError> {
        let mut start = context.cwd.clone();
        if let Some(dir) = &common.dir {
            let there = context.cwd.join(dir);
            if !there.is_dir() {
                return Err(CliError::new(format!("-C {}: there is no such folder", dir.display())));
            }
            start = there;
        }
        if common.color != Color::Auto {
            let paint = Paint { color: common.color == Color::Always };
            context.out.paint = paint;
            context.err.paint = paint;
        }
        let env = context.env.get("FORMWORK_TODAY").filter(|value| !value.is_empty()).cloned();
        if let Some(today) = common.today {
            context.today = today;
        } else if let Some(value) = env {
            context.today = args::date(&value)
                .map_err(|why| CliError::new(format!("FORMWORK_TODAY={}: {why}", inert_line(&value))))?;
        }
        Ok(Self {
            start,
            component: common.component,
            quiet: common.quiet > 0,
            verbose: common.verbose > 0,
            context,
        })
    }

    /// Prints a report as text or as JSON.
    pub(super) fn print(&mut self, report: &impl Report, format: &Format) -> Outcome {
        self.put(report, format.is_json())
    }

    /// Prints a report as JSON or as text.
    pub(super) fn put(&mut self, report: &impl Report, as_json: bool) -> Outcome {
        let text = if as_json { report::json(report) } else { report.text(self.style()) };
        self.data(&text)?;
        Ok(OK)
    }

    /// Returns how text is written to standard output.
    pub(super) fn style(&self) -> Style {
        Style { paint: self.context.out.paint, width: self.context.out.width }
    }

    /// Writes results to standard output.
    pub(super) fn data(&mut self, text: &str) -> Result<(), CliError> {
        self.context.out.write(text).map_err(|error| failed("standard output", &error))
    }

    /// Writes what a command changed to standard output; silent under `-q`.
    pub(super) fn report(&mut self, text: &str) -> Result<(), CliError> {
        if self.quiet { Ok(()) } else { self.data(text) }
    }

    /// Writes a message to standard error; silent under `-q`.
    pub(super) fn talk(&mut self, text: &str) -> Result<(), CliError> {
        if self.quiet {
            return Ok(());
        }
        self.context.err.write(text).map_err(|error| failed("standard error", &error))
    }

    /// Writes to standard error what `-q` does not silence.
    pub(super) fn complain(&mut self, text: &str) -> Result<(), CliError> {
        self.context.err.write(text).map_err(|error| failed("standard error", &error))
    }

    /// Returns a path as people see it.
    pub(super) fn shown(&self, path: &Path) -> String {
        let cwd = self.context.cwd.canonicalize().unwrap_or_else(|_| self.context.cwd.clone());
        inert_line(&crate::store::shown(path, &cwd))
    }

    /// A command about a file in the same project, as it runs from here: with `-C` and `--component` as they were given.
    pub(super) fn about_file(&self, command: &str, file: &Path) -> String {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let mut options = String::new();
        if real(&self.start) != real(&self.context.cwd) {
            options += &format!(" -C {}", shell_word(&self.shown(&real(&self.start))));
        }
        if let Some(component) = &self.component {
            options += &format!(" --component {}", shell_word(component));
        }
        let file = crate::store::shown(&real(file), &real(&self.start));
        format!("formwork{options} {command} {}", shell_word(&file))
    }

    /// Shows findings that stop the command, to standard error.
    pub(super) fn show_blocking(&mut self, findings: Vec<Finding>) -> Result<(), CliError> {
        let run = gate::Run { findings, failed: false, quiet: self.quiet, ..gate::Run::default() };
        let (paint, width) = (self.context.err.paint, self.context.err.width);
        let text = (emit::text().write)(&run, paint, width);
        self.complain(&text)
    }

    /// Returns the options by which a command that runs here is about a component.
    pub(super) fn component_options(&self, project: &Project, member: &MemberDir) -> String {
        let shown = self.shown(&member.dir);
        if shown == "." && !project.whole {
            String::new()
        } else if shown == "." {
            format!(" --component {}", shell_word(member.id.as_str()))
        } else {
            format!(" -C {}", shell_word(&shown))
        }
    }

    /// Returns the place of a path argument, which is relative to `-C`.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        self.start.join(path)
    }
}

fn failed(stream: &str, error: &std::io::Error) -> CliError {
    let why = match error.kind() {
        // Whoever reads through `head` has what was wanted.
        std::io::ErrorKind::BrokenPipe => return CliError::said(),
        std::io::ErrorKind::StorageFull => "no room left".to_owned(),
        _ => error.to_string(),
    };
    CliError::new(format!("{stream}: {why}"))
}
