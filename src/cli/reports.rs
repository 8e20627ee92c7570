//! `check --report FORMAT=FILE`: what the run came to, in files beside what goes to standard output.

use std::path::{Path, PathBuf};

use super::error::CliError;
use super::session::Session;
use crate::emit::{self, Format};
use crate::gate::Run;
use crate::source::inert_line;
use crate::store::{self, Prepared, Project};
use crate::term::Paint;

/// A file to write, and how.
pub(super) struct Report {
    pub(super) format: &'static Format,
    pub(super) path: PathBuf,
}

/// Reads `FORMAT=FILE`, each file once.
pub(super) fn parse(session: &Session<'_>, words: &[String]) -> Result<Vec<Report>, CliError> {
    let mut reports: Vec<Report> = Vec::new();
    for word in words {
        let shown = inert_line(word);
        let Some((format, file)) = word.split_once('=').filter(|(_, file)| !file.is_empty()) else {
            return Err(CliError::new(format!("--report {shown}: a report is a format and a file"))
                .hint("--report sarif=target/formwork.sarif"));
        };
        let format = emit::format(format).ok_or_else(|| CliError::no_such("format", format, formats()))?;
        let path = store::real(session.path(file.as_ref()));
        if path.is_dir() {
            return Err(CliError::new(format!("--report {shown}: {} is a folder", session.shown(&path)))
                .hint(format!(
                    "name a file in it: {}={}/formwork.{}",
                    format.id,
                    file.trim_end_matches('/'),
                    format.id
                )));
        }
        if is_settings(&path) {
            return Err(no_place(session, format, &path, "is no place for a report"));
        }
        if is_of_another(format, &path) {
            return Err(no_place(session, format, &path, "is there and holds something else"));
        }
        if reports.iter().any(|known| known.path == path) {
            return Err(CliError::new(format!("two reports go to {}", session.shown(&path)))
                .hint("each report needs a file of its own"));
        }
        reports.push(Report { format, path });
    }
    Ok(reports)
}

fn no_place(session: &Session<'_>, format: &Format, path: &Path, why: &str) -> CliError {
    CliError::new(format!("--report {}={}: it {why}", format.id, session.shown(path)))
        .hint(own_file(format.id))
}

/// The hint that names a place for a report.
pub(super) fn own_file(format: &str) -> String {
    format!("a file of its own: {format}=target/formwork.{format}")
}

/// Whether tools read a file of this name to know what to do: this one, git, CI.
fn is_settings(path: &Path) -> bool {
    let ending = path
        .extension()
        .is_some_and(|ending| ["toml", "yml", "yaml"].iter().any(|one| ending.eq_ignore_ascii_case(one)));
    let folder = |part: &std::path::Component<'_>| {
        [".git", ".github", ".gitlab"].iter().any(|one| part.as_os_str() == *one)
    };
    let of_git = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".git"));
    ending || of_git || path.components().any(|part| folder(&part))
}

/// Whether a file is there that no run of this format wrote. An empty one was made to be filled.
fn is_of_another(format: &Format, path: &Path) -> bool {
    match store::Disk::read(path) {
        store::Disk::Missing => false,
        store::Disk::Text(text) => !text.trim().is_empty() && !(format.is_one)(&text),
        // What is in the place of a file is said where it is to be written.
        store::Disk::Bad(_) => path.is_file(),
    }
}

/// What a format makes of a run: files are named from where the command runs, or from the top of the repository.
pub(super) fn text(
    format: &Format,
    run: &Run,
    project: &Project,
    paint: Paint,
    width: Option<u16>,
) -> String {
    let Some(top) = project.top().filter(|top| format.from_top && *top != project.cwd) else {
        return (format.write)(run, paint, width);
    };
    let mut run = run.clone();
    for at in run.findings.iter_mut().filter_map(|finding| finding.location.as_mut()) {
        at.file = store::shown_from(&at.file, &project.cwd, top);
    }
    (format.write)(&run, paint, width)
}

/// Writes all of them or none; folders are made.
pub(super) fn write(
    session: &mut Session<'_>,
    project: &Project,
    reports: &[Report],
    run: &Run,
) -> Result<(), CliError> {
    let ready: Result<Vec<Prepared>, _> = reports
        .iter()
        .map(|report| {
            let text = text(report.format, run, project, Paint::default(), None);
            store::prepare(&report.path, text.as_bytes())
        })
        .collect();
    for prepared in ready? {
        prepared.commit()?;
    }
    if session.verbose {
        for report in reports {
            let line = format!("wrote {} ({})\n", session.shown(&report.path), report.format.id);
            session.talk(&line)?;
        }
    }
    Ok(())
}

/// Every format's id, for help and messages.
fn formats() -> impl Iterator<Item = &'static str> {
    emit::formats().iter().map(|format| format.id)
}
