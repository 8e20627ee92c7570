//! Made documents → files: compared, diffed or written, all or none.

use std::path::Path;

use super::Render;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OBJECTIONS, OK, Outcome, changes};
use crate::store::{self, Prepared};
use crate::term::Role;

/// What became of one document. It holds no text that is not needed any more, so that memory does not
/// grow with their number.
pub(super) enum Made {
    /// The file is there and says so already.
    Same(String),
    /// `--check`: it differs.
    Differs(String),
    /// `--check`: there is none.
    Missing(String),
    /// `--dry-run`: the diff.
    Diff(String),
    /// To be put in its place once all are made.
    Ready(String, Prepared),
}

impl Render {
    /// Holds a document against its file.
    pub(super) fn make(&self, name: String, path: &Path, text: &str) -> Result<Made, CliError> {
        let before = match std::fs::metadata(path) {
            // A device or a pipe is no place to keep a document, and reading it may never end.
            Ok(meta) if !meta.is_file() => {
                return Err(CliError::new(format!("{name} is no regular file"))
                    .hint("name a file, or leave --output out and redirect"));
            }
            Ok(_) => Some(std::fs::read(path).map_err(|error| CliError::new(format!("{name}: {error}")))?),
            Err(_) => None,
        };
        if before.as_deref().is_some_and(|before| same(before, text)) {
            return Ok(Made::Same(name));
        }
        if self.check {
            return Ok(if before.is_some() { Made::Differs(name) } else { Made::Missing(name) });
        }
        if self.dry_run {
            let before = String::from_utf8_lossy(before.as_deref().unwrap_or_default()).into_owned();
            return Ok(Made::Diff(changes::unified(&name, &before, text)));
        }
        Ok(Made::Ready(name, store::prepare(path, text.as_bytes())?))
    }

    /// Puts the documents in their places, or says what would differ.
    pub(super) fn finish(&self, session: &mut Session<'_>, made: Vec<Made>, summary: &str) -> Outcome {
        let all = made.len();
        let mut differ = false;
        let mut written = Vec::new();
        let mut last = None;
        for one in made {
            match one {
                Made::Same(name) => last = Some(name),
                Made::Differs(name) => {
                    differ = true;
                    session.talk(&format!("{name} is out of date\n"))?;
                }
                Made::Missing(name) => {
                    differ = true;
                    session.talk(&format!("{name} is missing\n"))?;
                }
                Made::Diff(diff) => session.data(&diff)?,
                Made::Ready(name, prepared) => {
                    prepared.commit()?;
                    written.push(name);
                }
            }
        }
        if differ {
            session.talk("render again without --check and commit the result\n")?;
            return Ok(OBJECTIONS);
        }
        if self.check || self.dry_run {
            return Ok(OK);
        }
        let paint = session.context.err.paint;
        let files = match (&written[..], last) {
            ([one], None) => format!("wrote {}", paint.paint(Role::Id, one)),
            ([], Some(name)) if all == 1 => format!("{} says so already", paint.paint(Role::Id, name)),
            _ => format!("wrote {} of {all} files", written.len()),
        };
        session.talk(&format!("{summary}\n{files}\n"))?;
        Ok(OK)
    }
}

/// Whether a file says what a document says. Git may have turned the line endings on the way.
fn same(before: &[u8], text: &str) -> bool {
    before == text.as_bytes()
        || std::str::from_utf8(before)
            .is_ok_and(|before| before.contains('\r') && before.replace("\r\n", "\n") == text)
}
