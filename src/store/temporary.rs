//! Temporary files and folders beside what they become, and what killed writers left of them.

#![expect(clippy::disallowed_methods, reason = "this is a place that writes files")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// What their names begin with.
pub(super) const PREFIX: &str = ".formwork-";
const SUFFIX: &str = ".tmp";
/// Random characters between the two.
const RANDOM: usize = 6;
/// No writer takes this long between making one and renaming it.
const STALE: Duration = Duration::from_secs(600);

/// A temporary file in the target's folder. Such files are private by default; one that becomes a file
/// of the project gets what the user's mask allows.
pub(super) fn file(dir: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    sweep_once(dir);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666)).tempfile_in(dir)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(dir)
}

/// A temporary folder, gone when it is dropped.
pub(super) fn folder(dir: &Path) -> std::io::Result<tempfile::TempDir> {
    sweep_once(dir);
    tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM).tempdir_in(dir)
}

/// Each folder is looked through once in a process.
fn sweep_once(dir: &Path) {
    static SWEPT: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let first =
        SWEPT.lock().is_ok_and(|mut swept| swept.get_or_insert_with(HashSet::new).insert(dir.to_path_buf()));
    if first {
        sweep(dir);
    }
}

/// Takes away what writers that were killed left behind. That it does not work is no reason not to write.
fn sweep(dir: &Path) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        if !entry.file_name().to_str().is_some_and(is_ours) {
            continue;
        }
        let Ok(meta) = entry.metadata() else { continue };
        let age = meta.modified().ok().and_then(|modified| modified.elapsed().ok());
        if age.is_none_or(|age| age < STALE) {
            continue;
        }
        let _ = if meta.is_dir() {
            std::fs::remove_dir_all(entry.path())
        } else {
            std::fs::remove_file(entry.path())
        };
    }
}

fn is_ours(name: &str) -> bool {
    let middle = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    middle.is_some_and(|middle| {
        middle.len() == RANDOM && middle.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_leftovers_of_ours_are_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let old = std::time::SystemTime::now() - 2 * STALE;
        let names =
            [".formwork-aB3dEf.tmp", ".formwork-notes.tmp", "formwork-aB3dEf.tmp", ".formwork-zzzzzz.tmp"];
        for name in names {
            let file = std::fs::File::create(dir.path().join(name)).unwrap();
            if name != ".formwork-zzzzzz.tmp" {
                file.set_modified(old).unwrap();
            }
        }
        sweep(dir.path());
        let left = names.map(|name| dir.path().join(name).exists());
        assert_eq!(left, [false, true, true, true]);
    }
}
