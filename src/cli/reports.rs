//! `check --report FORMAT=FILE`: what the run came to, in files beside what goes to standard output.

use std::path::PathBuf;

use super::error::CliError;
use super::world::World;
use crate::emit::{self, Format, Run};
use crate::source::inert_line;
use crate::store::{self, Found, Prepared};
use crate::term::Paint;

/// A file to write, and how.
pub(super) struct Report {
    pub(super) format: &'static Format,
    path: PathBuf,
}

/// Reads `FORMAT=FILE`, each file once.
pub(super) fn parse(world: &World<'_>, words: &[String]) -> Result<Vec<Report>, CliError> {
    let mut reports: Vec<Report> = Vec::new();
    for word in words {
        let shown = inert_line(word);
        let Some((format, file)) = word.split_once('=').filter(|(_, file)| !file.is_empty()) else {
            return Err(CliError::new(format!("--report {shown}: a report is a format and a file"))
                .hint("--report sarif=target/formwork.sarif"));
        };
        let format = super::check::format(format)?;
        let path = real(world.path(file.as_ref()));
        if path.is_dir() {
            return Err(CliError::new(format!("--report {shown}: {} is a folder", world.shown(&path))).hint(
                format!(
                    "name a file in it: {}={}/formwork.{}",
                    format.id,
                    file.trim_end_matches('/'),
                    format.id
                ),
            ));
        }
        let ours = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if ours || path.components().any(|part| part.as_os_str() == ".git") {
            return Err(CliError::new(format!(
                "--report {shown}: {} is no place for a report",
                world.shown(&path)
            ))
            .hint(format!("a file of its own: {0}=target/formwork.{0}", format.id)));
        }
        if reports.iter().any(|known| known.path == path) {
            return Err(CliError::new(format!("two reports go to {}", world.shown(&path)))
                .hint("each report needs a file of its own"));
        }
        reports.push(Report { format, path });
    }
    Ok(reports)
}

/// Where a path leads, links followed: two ways to one file are one file.
fn real(path: PathBuf) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    folder.zip(path.file_name()).map(|(folder, name)| folder.join(name)).unwrap_or(path)
}

/// What a format makes of a run: files are named from where the command runs, or from the top of the repository.
pub(super) fn text(format: &Format, run: &Run, found: &Found, paint: Paint, width: Option<u16>) -> String {
    let Some(top) = found.top().filter(|top| format.from_top && *top != found.cwd) else {
        return (format.write)(run, paint, width);
    };
    let mut run = run.clone();
    for at in run.findings.iter_mut().filter_map(|finding| finding.location.as_mut()) {
        at.file = store::shown_from(&at.file, &found.cwd, top);
    }
    (format.write)(&run, paint, width)
}

/// Writes all of them or none; folders are made.
pub(super) fn write(
    world: &mut World<'_>,
    found: &Found,
    reports: &[Report],
    run: &Run,
) -> Result<(), CliError> {
    let ready: Result<Vec<Prepared>, _> = reports
        .iter()
        .map(|report| {
            let text = text(report.format, run, found, Paint::default(), None);
            store::prepare(&report.path, text.as_bytes())
        })
        .collect();
    for prepared in ready? {
        prepared.commit()?;
    }
    if world.verbose {
        for report in reports {
            let line = format!("wrote {} ({})\n", world.shown(&report.path), report.format.id);
            world.talk(&line)?;
        }
    }
    Ok(())
}

/// Every format's id, for help and messages.
pub(super) fn formats() -> impl Iterator<Item = &'static str> {
    emit::formats().iter().map(|format| format.id)
}
