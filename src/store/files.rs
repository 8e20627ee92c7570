//! Where a project's files are read: the disk, or a revision that git keeps. Whoever loads a component does not
//! know which of the two it is; nothing of a revision is ever written to the disk.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::Disk;
use super::git::{Against, Batch, Blob, Commit, Git, GitError, Revision, Touched, at_once};
use crate::source::path_below;

/// The files of a project. The default is the disk.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// A revision's files; `None` where they are those on the disk.
    snapshot: Option<Arc<Snapshot>>,
    /// The texts that were read from the disk, or written there, while a component is locked; `None` otherwise.
    kept: Option<Arc<Mutex<HashMap<PathBuf, String>>>>,
}

/// The listing of a revision, and a process that hands out what is in its files.
#[derive(Debug)]
struct Snapshot {
    /// The top of the working tree.
    root: PathBuf,
    /// Files by their path from there, with the names of their contents. Submodules are left out: they hold no text.
    listing: BTreeMap<String, String>,
    /// The same of links, whose contents are where they lead.
    links: BTreeMap<String, String>,
    /// The paths at which another state, which it is compared with, holds something else; `None` where none is known.
    touched: Option<HashSet<String>>,
    batch: Mutex<Batch>,
}

impl Files {
    /// The files of a revision.
    pub fn of(git: &Git, revision: &Revision) -> Result<Self, GitError> {
        let (links, files): (Vec<_>, Vec<_>) = git
            .files(revision, "")?
            .into_iter()
            .filter(|entry| entry.is_file || entry.is_link)
            .partition(|entry| entry.is_link);
        let snapshot = Snapshot {
            root: git.root().to_path_buf(),
            listing: files.into_iter().map(|entry| (entry.path, entry.blob)).collect(),
            links: links.into_iter().map(|entry| (entry.path, entry.blob)).collect(),
            touched: None,
            batch: Mutex::new(git.batch()?),
        };
        Ok(Self { snapshot: Some(Arc::new(snapshot)), kept: None })
    }

    /// The files of a commit, and those that differ from them in another state.
    pub fn beside(git: &Git, commit: &Commit, other: &Against) -> Result<(Self, Vec<Touched>), GitError> {
        let revision = Revision::Commit(commit.clone());
        let (touched, files) = at_once(|| git.touched(commit, other), || Self::of(git, &revision));
        let (touched, mut files) = (touched?, files?);
        if let Some(snapshot) = files.snapshot.as_mut().and_then(Arc::get_mut) {
            let paths = touched.iter().flat_map(|one| [Some(&one.path), one.from.as_ref()]).flatten();
            snapshot.touched = Some(paths.cloned().collect());
        }
        Ok((files, touched))
    }

    /// The files on the disk.
    pub(super) const fn disk() -> &'static Self {
        &Self { snapshot: None, kept: None }
    }

    /// Whether these are the files on the disk.
    pub(super) const fn is_disk(&self) -> bool {
        self.snapshot.is_none()
    }

    /// Reads a file that should hold text, unless it is a link that leads out of the repository.
    pub(super) fn read_in(&self, path: &Path, repository: &Path) -> Disk {
        match &self.snapshot {
            None => self.kept_or(path, || Disk::read_in(path, repository)),
            Some(snapshot) => snapshot.read(path),
        }
    }

    /// The files on the disk, each of which is opened once at most: what was read is kept, and what is written as well.
    pub(super) fn keeping() -> Self {
        Self { snapshot: None, kept: Some(Arc::default()) }
    }

    /// Keeps the text of a file as it was read or written.
    pub(super) fn keep(&self, path: &Path, text: &str) {
        if let Some(kept) = &self.kept {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.insert(path.to_path_buf(), text.to_owned());
        }
    }

    /// Reads a file of which the folder is known to be inside, or that is a link which was looked at before.
    pub(super) fn read(&self, path: &Path) -> Disk {
        self.kept_or(path, || Disk::read(path))
    }

    fn kept_or(&self, path: &Path, read: impl FnOnce() -> Disk) -> Disk {
        let Some(kept) = &self.kept else { return read() };
        if let Some(text) = kept.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Disk::Text(text.clone());
        }
        let disk = read();
        if let Disk::Text(text) = &disk {
            self.keep(path, text);
        }
        disk
    }

    /// Whether something of that name is there; an error where the system does not say.
    pub(super) fn has(&self, path: &Path) -> std::io::Result<bool> {
        use std::io::ErrorKind as K;
        let Some(snapshot) = &self.snapshot else {
            return match path.symlink_metadata() {
                Ok(_) => Ok(true),
                Err(error) if matches!(error.kind(), K::NotFound | K::NotADirectory) => Ok(false),
                Err(error) => Err(error),
            };
        };
        Ok(snapshot.has(path))
    }

    /// Whether a file or folder is in the revision; `None` where these are the files on the disk.
    pub(super) fn in_revision(&self, path: &Path) -> Option<bool> {
        Some(self.snapshot.as_ref()?.has(path))
    }

    /// Whether the state that this revision is compared with has the same text in a file.
    pub(super) fn is_same(&self, path: &Path) -> bool {
        let Some((snapshot, touched)) =
            self.snapshot.as_ref().and_then(|one| Some((one, one.touched.as_ref()?)))
        else {
            return false;
        };
        let same = |key: String| snapshot.listing.contains_key(&key) && !touched.contains(&key);
        // Where there are links, one path may lead to another file in each state.
        snapshot.links.is_empty() && snapshot.key(path).is_some_and(same)
    }

    /// Whether there are links in the revision.
    pub fn has_links(&self) -> bool {
        self.snapshot.as_ref().is_some_and(|snapshot| !snapshot.links.is_empty())
    }

    /// Whether a path is a link on the disk. Those of a revision are followed within it.
    pub(super) fn is_link(&self, path: &Path) -> bool {
        self.is_disk() && path.is_symlink()
    }

    /// The names in a folder, each with whether it is a folder.
    pub(super) fn entries(&self, dir: &Path) -> std::io::Result<Vec<(OsString, bool)>> {
        let Some(snapshot) = &self.snapshot else {
            let entries = std::fs::read_dir(dir)?.flatten();
            let is_dir = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
            return Ok(entries.map(|entry| (entry.file_name(), is_dir(&entry))).collect());
        };
        Ok(snapshot.entries(dir))
    }
}

impl Snapshot {
    /// A path as the listing has it, behind all links; `None` for what lies outside.
    fn key(&self, path: &Path) -> Option<String> {
        let mut path = path.strip_prefix(&self.root).ok()?.to_path_buf();
        for _ in 0..MOST_LINKS {
            let key = path_below(&path)?;
            let Some((link, to)) = self.link_above(&key) else { return Some(key) };
            let folder = link.rsplit_once('/').map_or("", |(folder, _)| folder);
            path = Path::new(folder).join(to).join(key.get(link.len()..)?.trim_start_matches('/'));
        }
        None
    }

    /// The first link on the way to a path, with where it leads.
    fn link_above<'k>(&self, key: &'k str) -> Option<(&'k str, String)> {
        if self.links.is_empty() {
            return None;
        }
        let mut ends = key.match_indices('/').map(|(at, _)| at).chain([key.len()]);
        let (link, blob) = ends.find_map(|end| Some((&key[..end], self.links.get(&key[..end])?)))?;
        match self.blob(blob) {
            Ok(Blob::Bytes(bytes)) => Some((link, String::from_utf8(bytes).ok()?)),
            _ => None,
        }
    }

    fn blob(&self, id: &str) -> Result<Blob, GitError> {
        self.batch.lock().unwrap_or_else(PoisonError::into_inner).blob(id)
    }

    fn has(&self, path: &Path) -> bool {
        let is_there = |key: String| self.listing.contains_key(&key) || self.is_folder(&key);
        self.key(path).is_some_and(is_there)
    }

    fn is_folder(&self, key: &str) -> bool {
        let below = if key.is_empty() { String::new() } else { format!("{key}/") };
        let first = self.listing.range(below.clone()..).next();
        first.is_some_and(|(path, _)| path.starts_with(&below))
    }

    fn read(&self, path: &Path) -> Disk {
        let Some(key) = self.key(path) else { return Disk::Missing };
        let Some(blob) = self.listing.get(&key) else {
            return if self.is_folder(&key) { Disk::bad("it is a folder", READ) } else { Disk::Missing };
        };
        match self.blob(blob) {
            Ok(Blob::Bytes(bytes)) => Disk::of_bytes(bytes),
            Ok(Blob::Missing) => {
                Disk::bad("its contents are not in this clone", "fetch them, with `git fetch --refetch`")
            }
            Err(error) => Disk::bad(&error.to_string(), READ),
        }
    }

    fn entries(&self, dir: &Path) -> Vec<(OsString, bool)> {
        let Some(key) = self.key(dir) else { return Vec::new() };
        let below = if key.is_empty() { String::new() } else { format!("{key}/") };
        let mut found = Vec::new();
        let mut from = below.clone();
        while let Some((path, _)) = self.listing.range(from.clone()..).next() {
            let Some(rest) = path.strip_prefix(&below) else { break };
            from = if let Some((folder, _)) = rest.split_once('/') {
                found.push((OsString::from(folder), true));
                // What comes behind all that is in the folder.
                format!("{below}{folder}0")
            } else {
                found.push((OsString::from(rest), false));
                format!("{path}\0")
            };
        }
        found
    }
}

/// So many links in a row are followed, as by the system.
const MOST_LINKS: usize = 40;

const READ: &str = "formwork needs to read this file";

#[cfg(test)]
mod tests;
