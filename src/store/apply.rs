//! Changes → files: read under the lock, splice, replace. Nothing is written until every splice of
//! every file has succeeded.

use std::path::Path;

use super::disk::Disk;
use super::files::Files;
use super::transaction::Mode;
use super::{Lock, SETTINGS_NAME, StoreError, replace};
use crate::diag::{Problem, RuleId};
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

/// Changes `formwork.toml` of a folder that need not be a component, or says how it would change.
pub fn write_root(dir: &Path, change: &Change, mode: Mode) -> Result<Option<FileDiff>, StoreError> {
    inside(dir, &change.file)?;
    let files = Files::keeping();
    let _lock = match mode {
        Mode::DryRun => None,
        Mode::Write => Some(take(dir, &files)?),
    };
    let path = dir.join(SETTINGS_NAME);
    let settings = super::settings::settings_of(files.read(&path), &path, dir);
    let changes = std::slice::from_ref(change);
    let diffs = preview(dir, changes, &files, &settings.problems.iter().collect::<Vec<_>>())?;
    if mode == Mode::Write {
        put(dir, &diffs, &files)?;
    }
    Ok(diffs.into_iter().next())
}

/// Locks a component, and reads its `formwork.toml` by the handle that holds the lock.
pub(super) fn take(dir: &Path, files: &Files) -> Result<Lock, StoreError> {
    let lock = Lock::take(dir)?;
    if let Disk::Text(text) = lock.read() {
        files.keep(&dir.join(SETTINGS_NAME), &text);
    }
    Ok(lock)
}

/// Replaces the files, `formwork.toml` last.
pub(super) fn put(dir: &Path, diffs: &[FileDiff], files: &Files) -> Result<(), StoreError> {
    let (settings, others): (Vec<&FileDiff>, Vec<&FileDiff>) =
        diffs.iter().partition(|diff| diff.file == SETTINGS_NAME);
    for diff in others.into_iter().chain(settings) {
        let path = dir.join(&diff.file);
        replace(&path, diff.after.as_bytes())?;
        files.keep(&path, &diff.after);
    }
    Ok(())
}

/// Makes a file anew that formwork makes as a whole: a schema.
pub fn remake(dir: &Path, file: &str, text: &str) -> Result<(), StoreError> {
    inside(dir, file)?;
    replace(&dir.join(file), text.as_bytes())
}

/// The texts that changes give. Files whose text does not change are left out; `problems` is what is wrong in
/// `formwork.toml`.
pub(super) fn preview(
    dir: &Path,
    changes: &[Change],
    files: &Files,
    problems: &[&Problem],
) -> Result<Vec<FileDiff>, StoreError> {
    known_format(problems, changes)?;
    let mut diffs: Vec<FileDiff> = Vec::new();
    for change in changes {
        inside(dir, &change.file)?;
        let known = diffs.iter().position(|diff| diff.file == change.file);
        let before = if let Some(at) = known {
            diffs[at].after.clone()
        } else {
            let read = files.read(&dir.join(&change.file));
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
fn known_format(problems: &[&Problem], changes: &[Change]) -> Result<(), StoreError> {
    let states_it =
        |edit: &Edit| matches!(edit, Edit::Set { table, key, .. } if table.is_empty() && key == "format");
    let is_given =
        changes.iter().any(|change| change.file == SETTINGS_NAME && change.edits.iter().any(states_it));
    let mut problems = problems.iter().filter(|problem| problem.rule == RuleId::UnsupportedFormat);
    match problems.find(|problem| !(is_given && problem.span.is_empty())) {
        Some(problem) => Err(StoreError::Unreadable {
            file: SETTINGS_NAME.to_owned(),
            message: match &problem.help {
                Some(help) => format!("{}; {help}", problem.message),
                None => problem.message.clone(),
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
