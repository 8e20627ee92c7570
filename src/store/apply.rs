//! Changes → files: read under the lock, splice, replace. Nothing is written until every splice of
//! every file has succeeded.

use std::path::Path;

use super::disk::Disk;
use super::{Lock, SETTINGS_NAME, StoreError, replace};
use crate::diag::RuleId;
use crate::model::{Change, Edit};
use crate::read;

/// A file's text before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDiff {
    /// Relative to the component's folder, with `/`.
    pub file: String,
    /// Before; empty for a new file.
    pub before: String,
    /// After.
    pub after: String,
}

/// What applying changes did.
pub type Applied = Vec<FileDiff>;

/// Makes changes out of what is on the disk now; called with the lock held.
pub type Plan<'p> = dyn FnMut() -> Result<Vec<Change>, StoreError> + 'p;

/// Applies what `plan` makes, under the component's lock. Files whose text does not change are not
/// touched; `formwork.toml` comes last.
pub fn apply(dir: &Path, plan: &mut Plan<'_>) -> Result<Applied, StoreError> {
    inside(dir, SETTINGS_NAME)?;
    let _lock = Lock::take(dir)?;
    let mut diffs = preview(dir, &plan()?)?;
    diffs.sort_by_key(|diff| diff.file == SETTINGS_NAME);
    for diff in &diffs {
        let path = dir.join(&diff.file);
        replace(&path, diff.after.as_bytes())?;
    }
    Ok(diffs)
}

/// Makes a file anew that formwork makes as a whole: a schema.
pub fn remake(dir: &Path, file: &str, text: &str) -> Result<(), StoreError> {
    inside(dir, file)?;
    replace(&dir.join(file), text.as_bytes())
}

/// The texts that changes would give, without writing them.
pub fn preview(dir: &Path, changes: &[Change]) -> Result<Vec<FileDiff>, StoreError> {
    known_format(dir, changes)?;
    let mut diffs: Vec<FileDiff> = Vec::new();
    for change in changes {
        inside(dir, &change.file)?;
        let known = diffs.iter().position(|diff| diff.file == change.file);
        let before = if let Some(at) = known {
            diffs[at].after.clone()
        } else {
            let read = Disk::read(&dir.join(&change.file));
            toml_text(read, || change.file.clone())?.unwrap_or_default()
        };
        let mut after = if before.is_empty() { change.template.clone() } else { before.clone() };
        after = read::apply_all(&after, &change.edits)
            .map_err(|error| StoreError::Edit { file: change.file.clone(), error })?;
        match known {
            Some(at) => diffs[at].after = after,
            None => diffs.push(FileDiff { file: change.file.clone(), before, after }),
        }
    }
    diffs.retain(|diff| diff.before != diff.after);
    Ok(diffs)
}

/// Refuses what this version does not know: a splice might mean something else there. A format that is not
/// stated (and has no place) is no hindrance to a change that states it.
fn known_format(dir: &Path, changes: &[Change]) -> Result<(), StoreError> {
    let states_it =
        |edit: &Edit| matches!(edit, Edit::Set { table, key, .. } if table.is_empty() && key == "format");
    let is_given =
        changes.iter().any(|change| change.file == SETTINGS_NAME && change.edits.iter().any(states_it));
    let settings = super::read_settings(&dir.join(SETTINGS_NAME), dir);
    let mut problems =
        settings.problems.into_iter().filter(|problem| problem.rule == RuleId::UnsupportedFormat);
    match problems.find(|problem| !(is_given && problem.span.is_empty())) {
        Some(problem) => Err(StoreError::Unreadable {
            file: SETTINGS_NAME.to_owned(),
            message: match problem.help {
                Some(help) => format!("{}; {help}", problem.message),
                None => problem.message,
            },
        }),
        None => Ok(()),
    }
}

/// Refuses a file of the component that a link takes out of the repository.
pub(super) fn inside(dir: &Path, file: &str) -> Result<(), StoreError> {
    let path = dir.join(file);
    if !path.ancestors().take_while(|step| *step != dir).any(Path::is_symlink) {
        return Ok(());
    }
    let real = |path: &Path| path.canonicalize().map_err(StoreError::io(path));
    let there = path.ancestors().find(|above| above.symlink_metadata().is_ok()).unwrap_or(dir);
    if real(there)?.starts_with(super::discover::repository(&real(dir)?)) {
        return Ok(());
    }
    let message = "a link in its place leads out of the repository; nothing was written".to_owned();
    Err(StoreError::Unreadable { file: file.to_owned(), message })
}

/// The text of a file that is there; one that cannot be read is refused, under the name that people see.
pub(super) fn toml_text(read: Disk, shown: impl Fn() -> String) -> Result<Option<String>, StoreError> {
    let refused = |message: String| StoreError::Unreadable { file: shown(), message };
    match read {
        Disk::Missing => Ok(None),
        Disk::Bad(bad) => Err(refused(bad.message)),
        Disk::Text(text) => match read::Document::parse(&text, &mut Vec::new()) {
            Ok(_) => Ok(Some(text)),
            Err(problems) => {
                Err(refused(problems.into_iter().next().map_or_else(String::new, |one| one.message)))
            }
        },
    }
}
