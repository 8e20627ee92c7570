//! What the disk says of evidence: is the path there, and does it stay in the repository. Asked once
//! at load, so that rules stay free of I/O.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::model::{Component, EvidenceFact, EvidenceTarget};

/// Fills in [`EvidenceFact`] for every path.
pub(super) fn look_up(component: &mut Component, dir: &Path, repository: &Path) {
    let mut parents: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
    for answer in component.answers.iter_mut().flatten() {
        for evidence in &mut answer.evidence {
            if let EvidenceTarget::Path(path) = &evidence.target {
                evidence.fact = fact(path, dir, repository, &mut parents);
            }
        }
    }
}

/// One look at the file and one at each folder: a full resolution of every path would cost as much
/// as parsing the answers.
fn fact(
    path: &str,
    dir: &Path,
    repository: &Path,
    parents: &mut HashMap<PathBuf, Option<PathBuf>>,
) -> EvidenceFact {
    if path.starts_with('/') || leaves(path, dir, repository) {
        return EvidenceFact::Outside;
    }
    let full = dir.join(path.trim_end_matches('/'));
    let parent = full.parent().unwrap_or(dir).to_path_buf();
    let real = parents.entry(parent).or_insert_with_key(|parent| parent.canonicalize().ok());
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

/// Whether `..` leads out of the repository, whatever is on the disk.
fn leaves(path: &str, dir: &Path, repository: &Path) -> bool {
    let mut depth = dir.strip_prefix(repository).map_or(0, |below| below.components().count());
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match depth.checked_sub(1) {
                Some(up) => depth = up,
                None => return true,
            },
            _ => depth += 1,
        }
    }
    false
}
