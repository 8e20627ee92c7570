//! Two states of a project: which component of one is which of the other, and which of them differ. Components
//! are paired by their folder, and across a folder that was renamed by what git says of its `formwork.toml`.

mod touched;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    Against, Commit, Files, Git, GitError, MemberDir, Needs, Project, Revision, SETTINGS_NAME, StoreError,
};
use crate::model::{ComponentId, Loaded};

/// A component in one of the states.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) project: Arc<Project>,
    pub(crate) dir: MemberDir,
}

impl Member {
    /// Loads it, beside the component in the other state where that is known.
    pub(crate) fn load(&self, needs: Needs, beside: Option<&Loaded>) -> super::Load {
        self.project.load_beside(&self.dir, needs, beside)
    }

    /// The text of its `formwork.toml`.
    fn settings_text(&self) -> Option<String> {
        super::settings_text(&self.project, &self.dir)
    }
}

/// A component before and after; at least one of the two is there.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) before: Option<Member>,
    pub(crate) after: Option<Member>,
    /// Whether a file differs that it is made of.
    pub(crate) touched: bool,
}

impl Pair {
    /// Its id now, else the one that it had.
    pub(crate) fn id(&self) -> Option<&ComponentId> {
        self.after.as_ref().or(self.before.as_ref()).map(|member| &member.dir.id)
    }
}

/// A project in two states.
#[derive(Debug)]
pub(crate) struct Compared {
    /// As it was; `None` where there was no project in this folder.
    pub(crate) before: Option<Arc<Project>>,
    /// The components, in the order of the newer state; then those that are gone.
    pub(crate) pairs: Vec<Pair>,
    /// The files as they were.
    pub(crate) files: Files,
    /// Folders that moved, with where they are now.
    pub(crate) moved: HashMap<PathBuf, PathBuf>,
}

/// The repository that a project lies in, whose components it can tell apart.
pub(crate) fn repository_of(project: &Project) -> Result<Git, GitError> {
    let git = Git::open(&project.root)?;
    git.can_tell(&project.root)?;
    project.members.iter().try_for_each(|member| git.can_tell(&member.dir))?;
    Ok(git)
}

/// Compares a commit with another state. `live` is the project on the disk: it says which components are meant.
pub(crate) fn compare(
    git: &Git,
    live: &Arc<Project>,
    commit: &Commit,
    against: &Against,
) -> Result<Compared, StoreError> {
    let (old, touched) = Files::beside(git, commit, against)?;
    let before = super::find_in(&old, &live.cwd, &live.root)?.map(Arc::new);
    let new = match against {
        Against::WorkingTree => None,
        Against::Index => Some(Files::of(git, &Revision::Index)?),
        Against::Commit(commit) => Some(Files::of(git, &Revision::Commit(commit.clone()))?),
    };
    let after = match &new {
        None => Some(Arc::clone(live)),
        Some(files) => super::find_in(files, &live.cwd, &live.root)?.map(Arc::new),
    };
    let mut touched_paths: Vec<&str> = touched.iter().map(|one| one.path.as_str()).collect();
    touched_paths.extend(touched.iter().filter_map(|one| one.from.as_deref()));
    touched_paths.sort_unstable();
    let moved = touched.iter().filter_map(|one| Some((one.path.as_str(), one.from.as_deref()?)));
    let renamed = renamed(moved.collect());
    let side = Sides { top: git.root(), live, old: &old, before: before.as_ref(), renamed };
    let mut pairs = side.pairs(after.as_ref(), new.as_ref())?;
    // A link leads to a file that differs under another name.
    let linked = old.has_links() || new.as_ref().is_some_and(Files::has_links);
    side.touch(&mut pairs, &touched_paths, linked);
    let top = git.root();
    let moved = side.renamed.iter().map(|(to, from)| (top.join(from), top.join(to))).collect();
    Ok(Compared { before, pairs, moved, files: old })
}

struct Sides<'s> {
    /// The top of the working tree.
    top: &'s Path,
    live: &'s Arc<Project>,
    old: &'s Files,
    before: Option<&'s Arc<Project>>,
    /// Folders of components with the ones that they were in before.
    renamed: HashMap<&'s str, &'s str>,
}

impl Sides<'_> {
    fn pairs(&self, after: Option<&Arc<Project>>, new: Option<&Files>) -> Result<Vec<Pair>, StoreError> {
        let meant: Option<HashSet<&Path>> =
            (!self.live.whole).then(|| self.live.members.iter().map(|one| one.dir.as_path()).collect());
        let is_meant = |dir: &Path| meant.as_ref().is_none_or(|meant| meant.contains(dir));
        let mut now = after.map(members_of).unwrap_or_default();
        now.retain(|member| is_meant(&member.dir.dir));
        if let (false, true, Some(files)) = (self.live.whole, now.is_empty(), new) {
            for member in &self.live.members {
                now.extend(self.alone(files, &member.dir)?);
            }
        }
        let then = self.before.map(members_of).unwrap_or_default();
        let at: HashMap<&Path, usize> =
            then.iter().enumerate().map(|(at, member)| (member.dir.dir.as_path(), at)).collect();
        let mut used = vec![false; then.len()];
        let stays: HashSet<PathBuf> = if self.renamed.is_empty() {
            HashSet::new()
        } else {
            now.iter().map(|member| member.dir.dir.clone()).collect()
        };
        let mut pairs = Vec::with_capacity(now.len());
        for member in now {
            let dir = &member.dir.dir;
            let moved_from = self.renamed.get(self.path(dir).as_str()).map(|old| self.top.join(old));
            let moved_from = moved_from.filter(|old| !stays.contains(old));
            let known = at.get(dir.as_path()).or_else(|| at.get(moved_from.as_deref()?));
            let before = match known {
                Some(&at) => {
                    used[at] = true;
                    Some(then[at].clone())
                }
                // Alone, or in another workspace, it may have stood there all the same.
                None => match self.alone(self.old, dir)? {
                    None => moved_from.map(|old| self.alone(self.old, &old)).transpose()?.flatten(),
                    project => project,
                },
            };
            pairs.push(Pair { before, after: Some(member), touched: false });
        }
        let gone = then.into_iter().zip(used).filter(|(member, used)| !used && is_meant(&member.dir.dir));
        let mut gone: Vec<Member> = gone.map(|(member, _)| member).collect();
        moved_unseen(&mut pairs, &mut gone);
        pairs.extend(gone.into_iter().map(|member| Pair {
            before: Some(member),
            after: None,
            touched: false,
        }));
        Ok(pairs)
    }

    /// The component in a folder, whatever workspace it belongs to there.
    fn alone(&self, files: &Files, dir: &Path) -> Result<Option<Member>, StoreError> {
        let Some(project) = super::find_in(files, &self.live.cwd, dir)? else { return Ok(None) };
        let members = members_of(&Arc::new(project));
        Ok(members.into_iter().find(|member| member.dir.dir == dir))
    }

    /// A folder as git has it: from the top of the working tree, with `/`; empty for the top.
    fn path(&self, dir: &Path) -> String {
        match super::shown(dir, self.top) {
            top if top == "." => String::new(),
            path => path,
        }
    }
}

/// Pairs what came with what went where both have the same `formwork.toml`, and no other has it: a folder that was
/// renamed without a word to git.
fn moved_unseen(pairs: &mut [Pair], gone: &mut Vec<Member>) {
    if gone.is_empty() {
        return;
    }
    let mut came: Vec<(Option<String>, &mut Pair)> = pairs
        .iter_mut()
        .filter(|pair| pair.before.is_none())
        .map(|pair| (pair.after.as_ref().and_then(Member::settings_text), pair))
        .collect();
    let went: Vec<Option<String>> = gone.iter().map(Member::settings_text).collect();
    let came_as: Vec<Option<String>> = came.iter().map(|(text, _)| text.clone()).collect();
    let alone =
        |all: &[Option<String>], text: &String| all.iter().flatten().filter(|one| *one == text).count() == 1;
    for (own, pair) in &mut came {
        let Some(own) = own.as_ref().filter(|own| alone(&went, own) && alone(&came_as, own)) else {
            continue;
        };
        pair.before = went.iter().position(|one| one.as_ref() == Some(own)).map(|at| gone[at].clone());
    }
    gone.retain(|member| {
        let is_taken = |pair: &Pair| pair.before.as_ref().is_some_and(|one| one.dir.dir == member.dir.dir);
        !came.iter().any(|(_, pair)| is_taken(pair))
    });
}

fn members_of(project: &Arc<Project>) -> Vec<Member> {
    project.members.iter().map(|dir| Member { project: Arc::clone(project), dir: dir.clone() }).collect()
}

/// Folders with the ones that they were in before: as most files say that moved with the same path below both, and
/// among equals the `formwork.toml`.
fn renamed<'t>(moved: Vec<(&'t str, &'t str)>) -> HashMap<&'t str, &'t str> {
    let mut votes: HashMap<&str, BTreeMap<&str, usize>> = HashMap::new();
    for (mut to, mut from) in moved {
        // Two votes a file, and one more for that which makes the folder a component.
        let weight = 2 + usize::from(folder_of(to).is_some() && folder_of(from).is_some());
        while let (Some((to_above, to_name)), Some((from_above, from_name))) =
            (to.rsplit_once('/'), from.rsplit_once('/'))
        {
            if to_name != from_name {
                break;
            }
            *votes.entry(to_above).or_default().entry(from_above).or_default() += weight;
            (to, from) = (to_above, from_above);
        }
    }
    let most = |all: BTreeMap<&'t str, usize>| all.into_iter().max_by_key(|(_, votes)| *votes);
    votes.into_iter().filter_map(|(to, all)| Some((to, most(all)?.0))).collect()
}

/// The folder whose `formwork.toml` this is.
fn folder_of(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    (name == SETTINGS_NAME).then_some(folder)
}

#[cfg(test)]
mod tests;
