//! New files, all or none, and never over what somebody else made meanwhile.

#![expect(clippy::disallowed_methods, reason = "this is a place that writes files")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::replace::{folder_of, make_dirs};
use super::{StoreError, temporary};

/// Writes several new files, all or none: what was made before a failure is taken away again. The last
/// one should be the one that makes the others count.
///
/// A folder that is not there yet comes into its place whole, so that one that is killed leaves only
/// what a later one clears away or takes as its own ([`in_the_way`]). Of two at once one wins.
pub fn create_all(dir: &Path, files: &[(String, String)]) -> Result<(), StoreError> {
    let mut made = Made { files: Vec::new(), dirs: make_dirs(dir)? };
    // One at a time, until all is made or taken away again. Not every system can lock a folder; there two
    // at once may both fail, but neither writes over the other.
    let _lock = std::fs::File::open(dir).and_then(|folder| folder.lock().map(|()| folder)).ok();
    let done = create(dir, files, &mut made);
    if done.is_err() {
        made.undo();
    }
    done
}

/// The files that [`create_all`] would refuse to write over. Those of a folder that say already what they
/// would say are not: they were left by one that was killed before it wrote the last file.
pub fn in_the_way(dir: &Path, files: &[(String, String)]) -> Vec<PathBuf> {
    let others = files.iter().filter(|(name, text)| {
        let path = dir.join(name);
        path.symlink_metadata().is_ok() && !(name.contains('/') && says(&path, text))
    });
    others.map(|(name, _)| dir.join(name)).collect()
}

fn says(path: &Path, text: &str) -> bool {
    let length = std::fs::metadata(path).map(|meta| (meta.is_file(), meta.len()));
    length.is_ok_and(|(is_file, length)| is_file && usize::try_from(length) == Ok(text.len()))
        && std::fs::read(path).is_ok_and(|there| there == text.as_bytes())
}

/// What was made, in order.
struct Made {
    files: Vec<PathBuf>,
    dirs: Vec<PathBuf>,
}

impl Made {
    /// Only our own files; a folder that has others in it by now stays.
    fn undo(&self) {
        for path in &self.files {
            let _ = std::fs::remove_file(path);
        }
        for dir in self.dirs.iter().rev() {
            let _ = std::fs::remove_dir(dir);
        }
    }
}

fn create(dir: &Path, files: &[(String, String)], made: &mut Made) -> Result<(), StoreError> {
    let real = dir.canonicalize().map_err(StoreError::io(dir))?;
    for (name, _) in files {
        super::apply::inside(&real, name)?;
    }
    if let Some(path) = in_the_way(dir, files).into_iter().next() {
        return Err(StoreError::io(path)(std::io::ErrorKind::AlreadyExists.into()));
    }
    let staging = temporary::folder(dir).map_err(StoreError::io(dir))?;
    for (name, text) in files {
        let path = staging.path().join(name);
        make_dirs(folder_of(&path))?;
        let shown = dir.join(name);
        let mut file = std::fs::File::create(&path).map_err(StoreError::io(&shown))?;
        file.write_all(text.as_bytes()).map_err(StoreError::io(&shown))?;
        file.sync_all().map_err(StoreError::io(&shown))?;
    }
    let mut whole: Vec<&str> = Vec::new();
    for (name, text) in files {
        let path = dir.join(name);
        if let Some((top, _)) = name.split_once('/') {
            if whole.contains(&top) {
                continue;
            }
            // Fails where there is one with anything in it: then the files go in one by one.
            if std::fs::rename(staging.path().join(top), dir.join(top)).is_ok() {
                whole.push(top);
                made.placed(dir, top, files);
                continue;
            }
            if says(&path, text) {
                continue;
            }
        }
        made.dirs.extend(make_dirs(folder_of(&path))?);
        // A link to the text that is there already never lands on another file; not every disk has links.
        match std::fs::hard_link(staging.path().join(name), &path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(StoreError::io(path)(error));
            }
            Err(_) => put(&path, text.as_bytes())?,
        }
        made.files.push(path);
    }
    Ok(())
}

impl Made {
    /// Notes a folder that came into its place with all its files.
    fn placed(&mut self, dir: &Path, top: &str, files: &[(String, String)]) {
        for (name, _) in files.iter().filter(|(name, _)| Path::new(name).starts_with(top)) {
            let path = dir.join(name);
            let below = path.ancestors().skip(1).take_while(|above| *above != dir);
            let mut below: Vec<PathBuf> = below
                .filter(|above| !self.dirs.iter().any(|known| known == above))
                .map(Path::to_path_buf)
                .collect();
            below.reverse();
            self.dirs.extend(below);
            self.files.push(path);
        }
    }
}

/// Puts a text in its place, whole, where nothing is.
fn put(path: &Path, text: &[u8]) -> Result<(), StoreError> {
    let mut file = temporary::file(folder_of(path)).map_err(StoreError::io(path))?;
    file.write_all(text).map_err(StoreError::io(path))?;
    file.as_file().sync_all().map_err(StoreError::io(path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(StoreError::io(path)(error.error)),
    }
}
