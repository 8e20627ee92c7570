//! Which components differ, from the files that do.

use std::collections::HashSet;
use std::path::Path;

use super::{Member, Pair, Sides};
use crate::catalog;
use crate::model::{RETIRED_NAME, Settings};
use crate::store::{REVIEWS_NAME, SETTINGS_NAME};

impl Sides<'_> {
    /// Says of each pair whether a file differs that it is made of. `paths` are sorted, and from the top.
    pub(super) fn touch(&self, pairs: &mut [Pair], paths: &[&str], all: bool) {
        let root = self.path(&self.live.root);
        let own = if root.is_empty() { SETTINGS_NAME.to_owned() } else { format!("{root}/{SETTINGS_NAME}") };
        let members = pairs.iter().flat_map(|pair| [&pair.before, &pair.after]).flatten();
        let answers: HashSet<String> =
            members.map(|one| self.path(&one.dir.dir.join(Settings::ANSWERS))).collect();
        let words = words(&root, &answers, paths);
        let names = |text: &str| words.iter().any(|word| text.contains(word.as_str()));
        let workspace = self.live.workspace.as_ref().map(|(file, _)| file.text.as_str());
        let all = all || paths.binary_search(&own.as_str()).is_ok() || workspace.is_some_and(names);
        // Asked where nothing in its folder differs, so the one text is that of both states.
        let is_concerned = |member: &Member| member.settings_text().is_some_and(|text| names(&text));
        for pair in pairs {
            let members = || [&pair.after, &pair.before].into_iter().flatten();
            pair.touched = all
                || members().any(|member| has_below(paths, &self.path(&member.dir.dir)))
                || (!words.is_empty() && members().next().is_some_and(is_concerned));
        }
    }
}

/// What a `formwork.toml` has to say to be concerned by a file in another folder: the name of a set, or the id of a
/// component whose output it takes in. That it says so elsewhere, in a comment, costs a look and no more.
fn words(root: &str, answers: &HashSet<String>, paths: &[&str]) -> Vec<String> {
    let toml = paths.iter().filter(|path| Path::new(path).extension().is_some_and(|end| end == "toml"));
    let mut words: Vec<String> = toml.filter_map(|path| word(root, answers, path)).collect();
    words.sort();
    words.dedup();
    words
}

fn word(root: &str, answers: &HashSet<String>, path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if name == SETTINGS_NAME {
        let below = if root.is_empty() { folder } else { folder.strip_prefix(root)?.strip_prefix('/')? };
        return (!below.is_empty()).then(|| format!("\"{below}\""));
    }
    let is_answers = answers.contains(folder) && is_own(name);
    (!is_answers).then(|| name.to_owned())
}

/// Whether a file in a component's folder is its own by its name: answers, stamps, retired answers.
fn is_own(name: &str) -> bool {
    let stage = |stem: &str| catalog::form(catalog::newest()).is_ok_and(|form| form.stage(stem).is_some());
    name == REVIEWS_NAME || name == RETIRED_NAME || name.strip_suffix(".toml").is_some_and(stage)
}

/// Whether one of these sorted paths lies below a folder.
pub(super) fn has_below(sorted: &[&str], folder: &str) -> bool {
    if folder.is_empty() {
        return !sorted.is_empty();
    }
    let below = format!("{folder}/");
    let first = sorted.partition_point(|path| *path < below.as_str());
    sorted.get(first).is_some_and(|path| path.starts_with(&below))
}
