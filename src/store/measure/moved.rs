//! Reports that requirements named in a revision and name elsewhere now: whether they are there. What a revision's
//! reports say is not read, but a requirement that turns from one that is there to one that never was would turn
//! a red gate into a warning.

use std::collections::HashMap;
use std::path::Path;

use super::super::evidence::fact;
use crate::model::{Component, EvidenceFact, Reading, Requirement};
use crate::store::{Files, Project};

/// Marks the reports of `before` that are there, in its revision or on the disk, where `after` names others that are
/// not. `dirs` are the component's folders then and now.
pub fn mark_moved(before: &mut Component, after: &Component, found: &Project, dirs: (&Path, &Path)) {
    let now = |id: &str| -> Option<&Requirement> {
        after.answers.iter().flatten().flat_map(|answer| &answer.requirements).find(|one| one.id == id)
    };
    let on_disk = |file: &str| {
        fact(file, dirs.1, &found.repository, Files::disk(), &mut HashMap::new()) == EvidenceFact::Exists
    };
    let is_there = |file: &str| found.files.in_revision(&dirs.0.join(file)) == Some(true) || on_disk(file);
    let there = "is there";
    for old in before.answers.iter_mut().flatten().flat_map(|answer| &mut answer.requirements) {
        let Some(new) = now(&old.id) else { continue };
        if let (Some(old), Some(new)) = (&mut old.measured, &new.measured)
            && old.file.value != new.file.value
            && matches!(new.found, Reading::Absent(None))
            && is_there(&old.file.value)
        {
            old.found = Reading::Mute(there.to_owned());
        }
        if let (Some(old), Some(new)) = (&mut old.tested, &new.tested)
            && old.junit.value != new.junit.value
            && matches!(new.found, Reading::Absent(None))
            && is_there(&old.junit.value)
        {
            old.found = Reading::Mute(there.to_owned());
        }
    }
}
