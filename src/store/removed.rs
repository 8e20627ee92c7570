//! Reports that are not there and that git had: whoever takes a report away takes away what it said. One that git
//! ignores now is written by a run, and may well be missing before it.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::dates::day;
use super::discover::Project;
use super::git::{Git, History, LastChange};
use crate::model::{Outside, Removed};
use crate::source::path_below;

/// The reports of a component that are not there: as written, with their paths from the top of the working tree.
pub(super) fn absent(outside: &mut Outside, dir: &Path, root: &Path) -> BTreeMap<String, String> {
    let paths = outside.absent_reports().map(|(written, _)| written);
    paths.filter_map(|written| Some((written.to_owned(), below(root, &dir.join(written))?))).collect()
}

/// Those that git does not ignore now.
pub(super) fn without_ignored(absent: &mut BTreeMap<String, String>, git: &Git) {
    if !absent.is_empty() {
        let paths: Vec<String> = absent.values().cloned().collect();
        let ignored: HashSet<String> = git.ignored(&paths).unwrap_or_default();
        absent.retain(|_, path| !ignored.contains(path));
    }
}

/// Which of them went, by git.
pub(super) fn removed(absent: &BTreeMap<String, String>, history: &mut History) -> BTreeMap<String, Removed> {
    let went = absent.iter().filter_map(|(written, path)| {
        let removed = match history.removed(path)? {
            LastChange::At(seconds) => Removed::On(day(seconds)?),
            LastChange::Uncommitted => Removed::Uncommitted,
        };
        Some((written.clone(), removed))
    });
    went.collect()
}

/// Fills in which of them went.
pub(super) fn fill_in(outside: &mut Outside, went: &BTreeMap<String, Removed>) {
    for (written, removed) in outside.absent_reports() {
        *removed = went.get(written).copied();
    }
}

/// Fills in which of those that are not there the revision has that a component is held against, where history does
/// not say so by itself: it may have been cut off. `before` is the project there, and the component's folder in it.
pub fn removed_since(outside: &mut Outside, dir: &Path, git: &Git, before: (&Project, &Path)) {
    let mut absent = absent(outside, dir, git.root());
    let had = |written: &String| before.0.files.in_revision(&before.1.join(written)) == Some(true);
    absent.retain(|written, _| had(written));
    without_ignored(&mut absent, git);
    for (written, removed) in outside.absent_reports() {
        if absent.contains_key(written) {
            removed.get_or_insert(Removed::SinceRevision);
        }
    }
}

/// A path from the top of the working tree without a look at the disk: what is asked about is not there.
fn below(root: &Path, path: &Path) -> Option<String> {
    path_below(path.strip_prefix(root).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_not_there_is_found_by_its_words() {
        let path = |path: &str| below(Path::new("/r"), &Path::new("/r/a").join(path));
        assert_eq!(path("./b/../c.json").as_deref(), Some("a/c.json"));
        assert_eq!(path("../c.json").as_deref(), Some("c.json"));
        assert_eq!(path("../../c.json"), None);
    }
}
