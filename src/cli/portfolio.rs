//! One view over the reports that many runs of `status --json` left.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::error::CliError;
use super::session::Session;
use super::status::page::verdict;
use super::{FAILED, OK, Outcome};
use crate::interchange;
use crate::model::{Reported, eased_words, policy_words};
use crate::source::{count, inert_line};
use crate::store;
use crate::term::{Align, Grid, Role};

/// What was read, and what could not be.
pub(super) struct Portfolio {
    pub(super) components: Vec<Reported>,
    /// Files that are no reports, with the reason.
    broken: Vec<(String, String)>,
}

/// Reads the reports that patterns and paths mean.
pub(super) fn read(session: &Session<'_>, patterns: &[String]) -> Result<Portfolio, CliError> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for pattern in patterns {
        // A file whose name holds a star is that file.
        let exact = session.path(Path::new(pattern));
        let is_folder = exact.is_dir();
        let project = match exact {
            exact if exact.is_file() => vec![exact],
            exact if is_folder => store::files(&exact, "*.json"),
            _ => store::files(&session.start, pattern),
        };
        if project.is_empty() {
            let shown = inert_line(pattern);
            let what = if is_folder {
                format!("`{shown}` has no *.json")
            } else {
                format!("no file fits `{shown}`")
            };
            return Err(CliError::new(what)
                .hint("each component leaves one: formwork status --json > reports/NAME.json"));
        }
        for path in project {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    let mut portfolio = Portfolio { components: Vec::new(), broken: Vec::new() };
    for path in paths {
        let shown = session.shown(&path);
        let read = match store::Disk::read(&path) {
            store::Disk::Text(text) => interchange::report(&shown, text.as_bytes()),
            store::Disk::Missing => Err("there is no such file".to_owned()),
            store::Disk::Bad(bad) => Err(bad.message),
        };
        match read {
            Ok(components) => portfolio.components.extend(components),
            Err(why) => portfolio.broken.push((shown, why)),
        }
    }
    Ok(portfolio)
}

impl Portfolio {
    /// Says which files are no reports; the exit code then is that of a command that could not do its work.
    pub(super) fn complain(&self, session: &mut Session<'_>) -> Outcome {
        let paint = session.context.err.paint;
        for (file, why) in &self.broken {
            let line = format!("{}: {} {why}\n", file, paint.paint(Role::Error, "error:"));
            session.complain(&line)?;
        }
        Ok(if self.broken.is_empty() { OK } else { FAILED })
    }
}

/// `status --from`.
pub(super) fn status(session: &mut Session<'_>, patterns: &[String], as_json: bool) -> Outcome {
    let portfolio = read(session, patterns)?;
    let text = if as_json { portfolio.json() } else { portfolio.table(session) };
    session.data(&text)?;
    portfolio.complain(session)
}

impl Portfolio {
    fn json(&self) -> String {
        let broken: Vec<_> =
            self.broken.iter().map(|(file, why)| json!({ "file": file, "message": why })).collect();
        let object = json!({
            "schema": "formwork/portfolio/1",
            "components": self.components,
            "unreadable": broken,
        });
        crate::source::json(&object)
    }

    fn table(&self, session: &Session<'_>) -> String {
        let (paint, width) = (session.context.out.paint, session.context.out.width);
        let columns = [
            Align::Left,
            Align::Left,
            Align::Left,
            Align::Left,
            Align::Right,
            Align::Right,
            Align::Right,
            Align::Wrap,
        ];
        let mut grid = Grid::new(&columns, width);
        let titles = ["report", "component", "level", "gate", "settled", "open", "waivers", "next expiry"];
        grid.row(titles.map(|title| paint.paint(Role::Faint, title)));
        for one in &self.components {
            let known = |cell: String| if one.is_readable() { cell } else { "?".to_owned() };
            grid.row([
                inert_line(&one.source),
                paint.paint(Role::Id, inert_line(one.label())),
                inert_line(one.level()),
                verdict(one.gate(), paint),
                known(format!("{}/{}", one.done, one.required)),
                known(one.open.to_string()),
                one.waivers.map_or_else(|| "?".to_owned(), |waivers| waivers.to_string()),
                one.next_expiry.map_or_else(String::new, |date| date.to_string()),
            ]);
        }
        let green = self.components.iter().filter(|one| one.passes()).count();
        let all = self.components.len();
        let open: u64 = self.components.iter().map(|one| one.open).fold(0, u64::saturating_add);
        let (all, open) = (count(all, "component"), count(open, "required question"));
        let eased = eased_words(&self.components);
        let policies = policy_words(&self.components);
        let policies = policies.map_or_else(String::new, |words| inert_line(&words) + "\n");
        format!("{}\n{green} of {all} green{eased}; {open} open\n{policies}", grid.lines())
    }
}
