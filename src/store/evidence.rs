//! What the disk says of evidence: is the path there, and does it stay in the repository. Asked once
//! at load, so that rules stay free of I/O.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::files::Files;
use crate::model::{Component, Evidence, EvidenceFact, EvidenceTarget, Settings};
use crate::source::normalize;

/// Looks up every path of evidence that a component names.
pub(super) fn look_up(component: &Component, dir: &Path, repository: &Path, files: &Files) -> Paths {
    let answers = component.answers.iter().flatten().flat_map(|answer| &answer.evidence);
    facts(answers.chain(items(&component.settings)), dir, repository, files)
}

/// Looks up those of a workspace's own file.
pub(super) fn look_up_items(settings: &Settings, dir: &Path, repository: &Path, files: &Files) -> Paths {
    facts(items(settings), dir, repository, files)
}

/// Paths as written, and whether they are there.
type Paths = BTreeMap<String, EvidenceFact>;

fn items(settings: &Settings) -> impl Iterator<Item = &Evidence> {
    settings.frameworks.iter().flat_map(|entry| &entry.evidence)
}

fn facts<'e>(all: impl Iterator<Item = &'e Evidence>, dir: &Path, repository: &Path, files: &Files) -> Paths {
    let mut parents: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
    // Many answers depend on few files: each is looked at once.
    let mut known = Paths::new();
    for evidence in all {
        if let EvidenceTarget::Path(path) = &evidence.target
            && !known.contains_key(path)
        {
            known.insert(path.clone(), fact(path, dir, repository, files, &mut parents));
        }
    }
    known
}

/// One look at the file and one at each folder: a full resolution of every path would cost as much
/// as parsing the answers.
pub(super) fn fact(
    path: &str,
    dir: &Path,
    repository: &Path,
    files: &Files,
    parents: &mut HashMap<PathBuf, Option<PathBuf>>,
) -> EvidenceFact {
    if path.starts_with('/') || leaves(path, dir, repository) {
        return EvidenceFact::Outside;
    }
    let full = dir.join(path.trim_end_matches('/'));
    match files.in_revision(&full) {
        Some(true) => return EvidenceFact::Exists,
        Some(false) => return EvidenceFact::Missing,
        None => {}
    }
    let parent = full.parent().unwrap_or(dir).to_path_buf();
    let real = parents.entry(parent).or_insert_with_key(|parent| real_folder(parent, dir));
    let Some(real) = real else { return EvidenceFact::Missing };
    if !real.starts_with(repository) {
        return EvidenceFact::Outside;
    }
    match full.symlink_metadata() {
        Ok(meta) if meta.is_symlink() => match full.canonicalize() {
            Ok(target) if target.starts_with(repository) => EvidenceFact::Exists,
            Ok(_) => EvidenceFact::Outside,
            Err(_) => EvidenceFact::Missing,
        },
        Ok(_) => EvidenceFact::Exists,
        Err(_) => EvidenceFact::Missing,
    }
}

/// Whether a path, relative to a component's folder, leads out of its repository, by `..` or by a link.
pub fn is_outside(path: &str, dir: &Path, repository: &Path) -> bool {
    fact(path, dir, repository, Files::disk(), &mut HashMap::new()) == EvidenceFact::Outside
}

/// A folder without links in it. The component's own folder is known to be real, so below it only the
/// steps in between are looked at; full resolution would look at every folder up to the root.
fn real_folder(folder: &Path, dir: &Path) -> Option<PathBuf> {
    let below = folder.strip_prefix(dir).ok()?;
    let plain = below.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let steps = below.ancestors().filter(|step| !step.as_os_str().is_empty());
    let real = |step: &Path| dir.join(step).symlink_metadata().is_ok_and(|meta| meta.is_dir());
    if plain && steps.into_iter().all(real) { Some(folder.to_path_buf()) } else { folder.canonicalize().ok() }
}

/// Whether `..` leads out of the repository, whatever is on the disk.
pub(super) fn leaves(path: &str, dir: &Path, repository: &Path) -> bool {
    let below = dir.strip_prefix(repository).unwrap_or(Path::new(""));
    normalize(&below.join(path.trim_start_matches('/'))).is_none()
}
