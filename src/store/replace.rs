//! Writing: a temporary file beside it, sync, rename. At any moment either the old file is there or
//! the new one, whole.

#![expect(clippy::disallowed_methods, reason = "this is the place that writes files")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Replaces a file's text, and waits until the disk has it. Permissions stay; a link is followed to the
/// file that it means.
pub fn replace(path: &Path, text: &[u8]) -> Result<(), StoreError> {
    let prepared = prepare(path, text)?;
    let file = std::fs::File::open(&prepared.temporary).map_err(StoreError::io(path))?;
    file.sync_all().map_err(StoreError::io(path))?;
    prepared.commit()
}

/// A file's new text beside it, still to be put in its place. Dropped, it leaves nothing behind. Not
/// waited for: meant for documents, which can be made again.
#[derive(Debug)]
pub struct Prepared {
    temporary: tempfile::TempPath,
    target: PathBuf,
}

/// Writes a file's new text to a temporary file beside it, or as near to it as there is a folder.
pub fn prepare(path: &Path, text: &[u8]) -> Result<Prepared, StoreError> {
    let target = if path.is_symlink() {
        path.canonicalize().map_err(StoreError::io(path))?
    } else {
        path.to_path_buf()
    };
    let above = target.ancestors().skip(1).find(|above| above.as_os_str().is_empty() || above.is_dir());
    let dir = above.filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = std::fs::metadata(&target).ok();
    // A file that its owner made read-only is meant to stay as it is, though a rename would succeed.
    if old.as_ref().is_some_and(|meta| meta.permissions().readonly()) {
        return Err(StoreError::io(path)(std::io::ErrorKind::PermissionDenied.into()));
    }
    if old.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(StoreError::io(path)(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut file = temporary(dir).map_err(StoreError::io(path))?;
    file.write_all(text).map_err(StoreError::io(path))?;
    if let Some(meta) = old {
        file.as_file().set_permissions(meta.permissions()).map_err(StoreError::io(path))?;
    }
    Ok(Prepared { temporary: file.into_temp_path(), target })
}

impl Prepared {
    /// Puts the text in its place.
    pub fn commit(self) -> Result<(), StoreError> {
        if let Some(dir) = self.target.parent() {
            make_dir(dir)?;
        }
        self.temporary.persist(&self.target).map_err(|error| StoreError::io(&self.target)(error.error))
    }

    /// The file that it is for.
    pub fn target(&self) -> &Path {
        &self.target
    }
}

/// A temporary file beside the target. Such files are private by default; one that becomes a file of
/// the project gets what the user's mask allows.
fn temporary(dir: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".formwork-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666)).tempfile_in(dir)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(dir)
}

/// Makes a folder and those above it.
pub fn make_dir(dir: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(dir).map_err(StoreError::io(dir))
}

/// Writes a file that must not be there yet.
pub fn create_new(path: &Path, text: &[u8]) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::io(path)(std::io::ErrorKind::AlreadyExists.into()));
    }
    if let Some(dir) = path.parent() {
        make_dir(dir)?;
    }
    replace(path, text)
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

/// Writes several new files, all or none: what was made before a failure is taken away again. The last
/// one should be the one that makes the others count.
pub fn create_all(dir: &Path, files: &[(String, String)]) -> Result<(), StoreError> {
    let mut made: Vec<PathBuf> = Vec::new();
    let mut made_dirs: Vec<PathBuf> = Vec::new();
    for (name, text) in files {
        let path = dir.join(name);
        let missing =
            path.ancestors().skip(1).take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let mut missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        missing.reverse();
        let outcome = create_new(&path, text.as_bytes());
        made_dirs.extend(missing);
        match outcome {
            Ok(()) => made.push(path),
            Err(error) => {
                for path in &made {
                    let _ = std::fs::remove_file(path);
                }
                for dir in made_dirs.iter().rev() {
                    let _ = std::fs::remove_dir(dir);
                }
                return Err(error);
            }
        }
    }
    Ok(())
}
