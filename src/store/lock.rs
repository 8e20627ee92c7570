//! One writer at a time: an exclusive lock on `formwork.toml`, which may itself be replaced meanwhile.

use std::fs::File;
use std::path::Path;

use super::disk::Disk;
use super::{SETTINGS_NAME, StoreError};

/// Held while files are read, spliced and replaced; never while an editor or a prompt is open.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Waits for the component's lock.
    pub fn take(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(SETTINGS_NAME);
        loop {
            let file = File::open(&path).map_err(StoreError::io(&path))?;
            file.lock().map_err(StoreError::io(&path))?;
            // Another writer may have put a new file in its place while we waited: that one is locked then.
            if same(&file, &path) {
                return Ok(Self { file });
            }
        }
    }
}

impl Lock {
    /// Reads the locked file. Where a lock keeps other handles out, this one still reads.
    pub(super) fn read(&self) -> Disk {
        Disk::read_open(&self.file)
    }
}

#[cfg(unix)]
fn same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(held), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn same(_file: &File, path: &Path) -> bool {
    path.exists()
}
