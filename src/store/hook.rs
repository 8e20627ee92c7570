//! Scripts that git runs, and what is staged as files of its own.

#![expect(clippy::disallowed_methods, reason = "this is a place that writes files")]

use std::path::Path;

use super::{StoreError, replace};

/// Writes a script that can be run.
pub fn place_script(path: &Path, text: &str) -> Result<(), StoreError> {
    replace(path, text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let runnable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(path, runnable).map_err(StoreError::io(path))?;
    }
    Ok(())
}

/// Whether a file can be run as it is.
pub fn can_run(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    {
        path.exists()
    }
}

/// Gives a file another name in its folder, with all that it is. Never over another file.
pub fn move_aside(from: &Path, to: &Path) -> Result<(), StoreError> {
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::io(to)(std::io::ErrorKind::AlreadyExists.into()));
    }
    std::fs::rename(from, to).map_err(StoreError::io(from))
}

/// Takes a file away.
pub fn take_away(path: &Path) -> Result<(), StoreError> {
    std::fs::remove_file(path).map_err(StoreError::io(path))
}

/// A folder of its own that stands for a repository, gone when it is dropped.
#[derive(Debug)]
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// An empty one.
    pub fn new() -> Result<Self, StoreError> {
        let temp = std::env::temp_dir();
        let dir = tempfile::Builder::new().prefix("formwork-").tempdir().map_err(StoreError::io(temp))?;
        // What is above it is not looked at.
        let top = dir.path().join(".git");
        std::fs::create_dir(&top).map_err(StoreError::io(top))?;
        Ok(Self(dir))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts a file in. A path comes from git, which lets none lead out of a repository.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.0.path().join(path);
        let dir = path.parent().unwrap_or(self.0.path());
        std::fs::create_dir_all(dir).map_err(StoreError::io(dir))?;
        std::fs::write(&path, bytes).map_err(StoreError::io(&path))
    }
}
