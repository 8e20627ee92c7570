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

/// Keeps a hook in a folder for it alone, with all that it is, and with what lies beside it in the folder of hooks in
/// its reach there. Never over another file.
pub fn keep_hook(from: &Path, to: &Path, beside: &Path) -> Result<(), StoreError> {
    let folder = to.parent().unwrap_or(to);
    std::fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
    move_to(from, to)?;
    for entry in std::fs::read_dir(beside).into_iter().flatten().flatten() {
        let link = folder.join(entry.file_name());
        if entry.path() != from && link.symlink_metadata().is_err() {
            // A neighbour that cannot be reached may never be asked for.
            let _: std::io::Result<()> = reach(&entry.path(), &link);
        }
    }
    Ok(())
}

/// Puts a kept hook back, and takes its folder away where nobody put anything in it.
pub fn put_back_hook(from: &Path, to: &Path) -> Result<(), StoreError> {
    move_to(from, to)?;
    let (Some(folder), Some(hooks)) = (from.parent(), to.parent()) else { return Ok(()) };
    if folder == hooks {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_reach(&entry.path(), hooks) {
            take_away(&entry.path())?;
        }
    }
    // What somebody put there stays.
    let _: std::io::Result<()> = std::fs::remove_dir(folder);
    Ok(())
}

#[cfg(unix)]
fn reach(file: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(pointing(file), link)
}

#[cfg(unix)]
fn is_reach(link: &Path, hooks: &Path) -> bool {
    let file = link.file_name().map(|name| pointing(&hooks.join(name)));
    std::fs::read_link(link).is_ok_and(|target| Some(target) == file)
}

/// From a folder beside that of the file.
#[cfg(unix)]
fn pointing(file: &Path) -> std::path::PathBuf {
    let names = [file.parent().and_then(Path::file_name), file.file_name()];
    std::iter::once(std::ffi::OsStr::new("..")).chain(names.into_iter().flatten()).collect()
}

#[cfg(not(unix))]
fn reach(file: &Path, link: &Path) -> std::io::Result<()> {
    std::fs::hard_link(file, link)
}

#[cfg(not(unix))]
fn is_reach(link: &Path, hooks: &Path) -> bool {
    link.file_name().is_some_and(|name| hooks.join(name).is_file())
}

fn move_to(from: &Path, to: &Path) -> Result<(), StoreError> {
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
