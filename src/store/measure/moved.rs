//! Reports that requirements named in a revision and name elsewhere now: whether they are there. What a revision's
//! reports say is not read, but a requirement that turns from one that is there to one that never was would turn
//! a red gate into a warning.

use std::collections::HashMap;
use std::path::Path;

use super::super::evidence::fact;
use crate::model::{EvidenceFact, Loaded, Reading, Requirement};
use crate::store::{Files, Project};

/// Marks the reports of `before` that are there, in its revision or on the disk, where `after` names others that are
/// not. `dirs` are the component's folders then and now.
pub fn mark_moved(before: &mut Loaded, after: &Loaded, found: &Project, dirs: (&Path, &Path)) {
    let now = |id: &str| -> Option<&Requirement> {
        after.answers.iter().flatten().flat_map(|answer| &answer.requirements).find(|one| one.id == id)
    };
    let on_disk = |file: &str| {
        fact(file, dirs.1, &found.repository, Files::disk(), &mut HashMap::new()) == EvidenceFact::Exists
    };
    let is_there = |file: &str| found.files.in_revision(&dirs.0.join(file)) == Some(true) || on_disk(file);
    let mut mark = |id: &str, file: &str| {
        if is_there(file) {
            before.outside.moved_on.insert((id.to_owned(), file.to_owned()));
        }
    };
    for old in before.component.answers.iter().flatten().flat_map(|answer| &answer.requirements) {
        let Some(new) = now(&old.id) else { continue };
        if let (Some(was), Some(is)) = (&old.measured, &new.measured)
            && was.file.value != is.file.value
            && matches!(after.outside.measured(is), Reading::Absent(None))
        {
            mark(&old.id, &was.file.value);
        }
        if let (Some(was), Some(is)) = (&old.tested, &new.tested)
            && was.junit.value != is.junit.value
            && matches!(after.outside.tested(is), Reading::Absent(None))
        {
            mark(&old.id, &was.junit.value);
        }
    }
}
