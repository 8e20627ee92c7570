//! Writing: a temporary file beside it, sync, rename. At any moment either the old file is there or
//! the new one, whole.

#![expect(clippy::disallowed_methods, reason = "this is the place that writes files")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{StoreError, temporary};

/// Replaces a file's text, and waits until the disk has it. Permissions stay; a link is followed to the
/// file that it means.
pub fn replace(path: &Path, text: &[u8]) -> Result<(), StoreError> {
    let prepared = prepare(path, text)?;
    if let Some(temporary) = &prepared.temporary {
        let file = std::fs::File::open(temporary).map_err(StoreError::io(path))?;
        file.sync_all().map_err(StoreError::io(path))?;
    }
    prepared.commit()
}

/// A file's new text beside it, still to be put in its place. Dropped, it leaves nothing behind, nor the
/// folders that were made for it. Not waited for: meant for documents, which can be made again.
#[derive(Debug)]
pub struct Prepared {
    temporary: Option<tempfile::TempPath>,
    target: PathBuf,
}

/// Folders that were made for texts that are still to be put in their places.
static MADE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Writes a file's new text to a temporary file in its own folder, which is made if need be.
pub fn prepare(path: &Path, text: &[u8]) -> Result<Prepared, StoreError> {
    let target = if path.is_symlink() {
        path.canonicalize().map_err(StoreError::io(path))?
    } else {
        path.to_path_buf()
    };
    let dir = folder_of(&target);
    let old = std::fs::metadata(&target).ok();
    // A file that its owner made read-only is meant to stay as it is, though a rename would succeed.
    if old.as_ref().is_some_and(|meta| meta.permissions().readonly()) {
        return Err(StoreError::io(path)(std::io::ErrorKind::PermissionDenied.into()));
    }
    if old.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(StoreError::io(path)(std::io::ErrorKind::IsADirectory.into()));
    }
    if old.as_ref().is_some_and(|meta| !meta.is_file()) {
        return Err(StoreError::io(path)(std::io::Error::other("not a regular file")));
    }
    // From here on what was made is taken away again when this is dropped.
    let mut prepared = Prepared { temporary: None, target: target.clone() };
    if old.is_none() {
        let mut made = MADE.lock().map_err(|_| StoreError::io(path)(std::io::ErrorKind::Other.into()))?;
        made.extend(make_dirs(dir)?);
    }
    let mut file = temporary::file(dir).map_err(StoreError::io(path))?;
    file.write_all(text).map_err(StoreError::io(path))?;
    if let Some(meta) = old {
        file.as_file().set_permissions(meta.permissions()).map_err(StoreError::io(path))?;
    }
    prepared.temporary = Some(file.into_temp_path());
    Ok(prepared)
}

impl Prepared {
    /// Puts the text in its place.
    pub fn commit(mut self) -> Result<(), StoreError> {
        match self.temporary.take() {
            Some(file) => {
                file.persist(&self.target).map_err(|error| StoreError::io(&self.target)(error.error))?;
            }
            None => return Ok(()),
        }
        // Its folders have something in them now, so nobody needs to try and take them away.
        if let Ok(mut made) = MADE.lock()
            && !made.is_empty()
        {
            for dir in self.target.ancestors().skip(1) {
                made.remove(dir);
            }
        }
        Ok(())
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        drop(self.temporary.take());
        let Ok(mut made) = MADE.lock() else { return };
        for dir in self.target.ancestors().skip(1) {
            // A folder that others use is not empty, and stays.
            if !made.contains(dir) || std::fs::remove_dir(dir).is_err() {
                break;
            }
            made.remove(dir);
        }
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a folder and those above it, and names those that were not there, outermost first.
pub(super) fn make_dirs(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let missing: Vec<&Path> =
        dir.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.is_dir()).collect();
    let mut made = Vec::new();
    for dir in missing.into_iter().rev() {
        match std::fs::create_dir(dir) {
            Ok(()) => made.push(dir.to_path_buf()),
            // Somebody else was faster.
            Err(_) if dir.is_dir() => {}
            Err(error) => {
                for dir in made.iter().rev() {
                    let _ = std::fs::remove_dir(dir);
                }
                return Err(StoreError::io(dir)(error));
            }
        }
    }
    Ok(made)
}

/// Keeps typed text that could not be put where it belongs, in a new file of `dir`, and names it.
pub fn keep_text(dir: &Path, stem: &str, text: &str) -> Result<PathBuf, StoreError> {
    for number in 1..1000 {
        let path = dir.join(format!("{stem}-{number}.md"));
        if std::fs::read_to_string(&path).is_ok_and(|kept| kept == text) {
            return Ok(path); // kept before
        }
        let opened = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        match opened {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).map_err(StoreError::io(&path))?;
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::io(&path)(error)),
        }
    }
    Err(StoreError::io(dir)(std::io::ErrorKind::AlreadyExists.into()))
}
