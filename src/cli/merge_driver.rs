use std::path::{Path, PathBuf};

use clap::Args;

use super::error::CliError;
use super::session::Session;
use super::{OBJECTIONS, OK, Outcome};
use crate::merge::{ByLines, Markers, Merged, merge};
use crate::source::count;
use crate::store::{self, Disk, GitError};

/// Merge three versions of a file, question by question; git runs it
///
/// `formwork hook install` sets it up. The result goes to OURS. Exit codes: 0 merged, 1 with conflicts, 2 it could not
/// be done and OURS is as it was.
#[derive(Debug, Args)]
pub(super) struct MergeDriver {
    /// The version that both come from (%O)
    base: PathBuf,
    /// Our version, and where the result goes (%A)
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// How long conflict markers are (%L)
    #[arg(default_value_t = 7)]
    size: usize,
    /// The file's path, for messages (%P)
    path: Option<String>,
    /// What the three versions are called: base, ours, theirs (%S %X %Y)
    labels: Vec<String>,
}

/// No line is longer than this because of a marker.
const LONGEST: usize = 1000;

impl MergeDriver {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let name = self.path.as_deref().map(crate::source::inert_line);
        let name = name.unwrap_or_else(|| session.shown(&session.path(&self.ours)));
        let markers = Markers {
            size: self.size.clamp(1, LONGEST),
            ours: self.label(1, "ours"),
            theirs: self.label(2, "theirs"),
        };
        let target = session.path(&self.ours);
        let texts = [&self.base, &self.ours, &self.theirs].map(|path| Disk::read(&session.path(path)));
        let merged = match texts {
            [Disk::Text(base), Disk::Text(ours), Disk::Text(theirs)] => {
                let merged = merge(&base, &ours, &theirs, &markers);
                match merged.by_lines {
                    Some(why) => self.by_lines(session, &name, Some(merged), why, &markers)?,
                    None => Lines::of(merged),
                }
            }
            texts => {
                if let Some(missing) = texts.iter().position(|text| matches!(text, Disk::Missing)) {
                    let path = [&self.base, &self.ours, &self.theirs][missing];
                    let path = session.shown(&session.path(path));
                    return Err(CliError::new(format!("{path}: there is no such file"))
                        .hint("git runs this command; `formwork hook install` sets it up"));
                }
                self.by_lines(session, &name, None, ByLines::Unreadable, &markers)?
            }
        };
        store::replace(&target, &merged.bytes)?;
        if merged.conflicts == 0 {
            return Ok(OK);
        }
        let places = count(merged.conflicts, "place");
        session.talk(&format!("{name}: {places} to decide; `formwork check` shows where\n"))?;
        Ok(OBJECTIONS)
    }

    /// A git that does not know a label's letter hands the letter over.
    fn label(&self, at: usize, otherwise: &str) -> String {
        let said = self.labels.get(at).map(|label| crate::source::inert_line(label));
        said.filter(|label| !label.is_empty() && !label.starts_with('%'))
            .unwrap_or_else(|| otherwise.to_owned())
    }

    /// Merges lines as git does, or as we do where there is no git.
    fn by_lines(
        &self,
        session: &mut Session<'_>,
        name: &str,
        own: Option<Merged>,
        why: ByLines,
        markers: &Markers,
    ) -> Result<Lines, CliError> {
        let path = |path: &Path| session.path(path).to_str().map(str::to_owned);
        let paths = (path(&self.ours), path(&self.base), path(&self.theirs));
        let base = self.label(0, "base");
        let labels = [markers.ours.as_str(), &base, &markers.theirs];
        let by_git = match &paths {
            (Some(ours), Some(base), Some(theirs)) => {
                store::merge_file(&session.start, [ours, base, theirs], markers.size, labels)
            }
            _ => Err(GitError::Missing),
        };
        let merged = match (by_git, own) {
            // What fits together line by line was held against the values: git does not know them.
            (_, Some(own)) if why == ByLines::Layout => Lines::of(own),
            (Ok(merged), _) => Lines { bytes: merged.bytes, conflicts: merged.conflicts },
            (Err(_), Some(own)) => Lines::of(own),
            (Err(error), None) => return Err(CliError::new(format!("{name}: {error}"))),
        };
        let because = match why {
            ByLines::Unreadable => "a version of it cannot be read as TOML",
            ByLines::Layout => "the versions write the same table in different ways",
        };
        session.talk(&format!("{name}: merged line by line, because {because}\n"))?;
        Ok(merged)
    }
}

/// What goes into the file.
struct Lines {
    bytes: Vec<u8>,
    conflicts: usize,
}

impl Lines {
    fn of(merged: Merged) -> Self {
        Self { bytes: merged.text.into_bytes(), conflicts: merged.conflicts }
    }
}
