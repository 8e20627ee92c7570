//! The findings of now held against those of a revision.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::GateError;
use super::blocking::root_findings;
use super::policy::{PolicyPlace, words};
use crate::check::{self, Checked, Earlier};
use crate::diag::{Finding, Severity};
use crate::model::{Outside, Policy};
use crate::source::inert_line;
use crate::store::{
    self, Against, Commit, Compared, Files, Git, Load, MemberDir, Needs, Pair, Project, Revision,
    SETTINGS_NAME,
};

/// The last commit.
const HEAD: &str = "HEAD";

/// The project as of a revision, to hold the findings of now against.
pub(super) struct Baseline {
    /// The revision, as people named it.
    pub(super) revision: String,
    fails_from: Severity,
    git: Git,
    commit: Commit,
    before: Option<Arc<Project>>,
    /// The files of the revision, also where it had no project here.
    files: Files,
    pairs: HashMap<PathBuf, Pair>,
    /// Components that stood there, stand there still, and are not looked at any more.
    left_out: Vec<String>,
}

impl Baseline {
    pub(super) fn new(
        project: &Arc<Project>,
        revision: &str,
        fails_from: Severity,
    ) -> Result<Self, GateError> {
        let git = store::repository_of(project)?;
        let (revision, commit) = resolved(&git, revision)?;
        let compared = store::compare(&git, project, &commit, &Against::WorkingTree)?;
        let left_out = left_out(project, &compared);
        let by_dir = |pair: Pair| Some((pair.after.as_ref()?.dir.dir.clone(), pair));
        let pairs = compared.pairs.into_iter().filter_map(by_dir).collect();
        let (before, files) = (compared.before, compared.files);
        Ok(Self { revision, fails_from, git, commit, before, files, pairs, left_out })
    }

    /// Whether the revision has commits that are not in HEAD: what they mended counts as new here.
    pub(super) fn is_ahead(&self) -> bool {
        let base = || self.git.merge_base(&self.commit, &self.git.commit(HEAD).ok()?).ok();
        base().is_some_and(|base| base != self.commit)
    }

    /// What the policy asks for no longer, where it lies in the repository and the revision has it too, there or
    /// where it was moved from.
    pub(super) fn lowered(&self, place: &PolicyPlace, now: &Policy) -> Vec<Finding> {
        let past = |path: &Path| store::past_policy(&self.files, self.git.root(), path, &words());
        // A link may have led to another file then: the name counts as well as what it leads to now.
        let named = place.named.as_deref().filter(|named| *named != place.path).and_then(past);
        let mut had: Vec<Policy> = past(&place.path).into_iter().chain(named).collect();
        if had.is_empty() {
            had.extend(self.other_places(&place.path).iter().filter_map(|old| past(old)));
        }
        let mut found: Vec<Finding> = Vec::new();
        for finding in had.iter().flat_map(|before| check::lowered_floor(before, now)) {
            if found.iter().all(|known| known.message != finding.message) {
                found.push(finding);
            }
        }
        found
    }

    fn earlier(&self) -> Earlier<'_> {
        Earlier { name: &self.revision, fails_from: self.fails_from }
    }

    /// Takes in which reports that are not there the revision has.
    pub(super) fn recall(&self, member: &MemberDir, outside: &mut Outside) {
        if let Some(before) = self.pairs.get(&member.dir).and_then(|pair| pair.before.as_ref()) {
            store::removed_since(outside, &member.dir, &self.git, (&before.project, &before.dir.dir));
        }
    }

    /// Where the revision may have a file that it does not have at this path: what git says that it was renamed from,
    /// else the files of the same kind that are gone.
    fn other_places(&self, path: &Path) -> Vec<PathBuf> {
        let Some(name) = self.git.name_of(path) else { return Vec::new() };
        let Ok(touched) = self.git.touched(&self.commit, &Against::WorkingTree) else { return Vec::new() };
        let place = |name: &str| self.git.root().join(name);
        if let Some(from) = touched.iter().find(|one| one.path == name).and_then(|one| one.from.as_ref()) {
            return vec![place(from)];
        }
        let old = touched.iter().map(|one| place(one.from.as_ref().unwrap_or(&one.path)));
        old.filter(|old| old.extension() == path.extension() && old.symlink_metadata().is_err()).collect()
    }

    /// A component's findings: those that are new, with what its policy asks for no longer, and the others.
    pub(super) fn tell_apart(
        &self,
        member: &MemberDir,
        loaded: &Load,
        checked: Checked,
        options: &check::Options,
    ) -> (Checked, Vec<Finding>) {
        let Some(pair) = self.pairs.get(&member.dir) else { return (checked, Vec::new()) };
        let Some(then) = pair.before.as_ref().filter(|_| pair.touched || !checked.findings.is_empty()) else {
            return (checked, Vec::new());
        };
        let mut before = then.load(Needs::REPORTS, loaded.as_ref().ok());
        if let (Ok(before), Ok(after)) = (&mut before, loaded) {
            store::mark_moved(before, after, &then.project, (&then.dir.dir, &member.dir));
        }
        let had = check::check_component(&before, options).findings;
        let (mut findings, old) = check::tell_apart(&had, checked.findings, self.earlier());
        if let (Ok(before), Ok(after)) = (&before, loaded) {
            findings.splice(0..0, check::loosened(before, after, options));
        }
        (Checked { findings, ..checked }, old)
    }

    /// The findings of a workspace's own file, the new ones and the others.
    pub(super) fn root(&self, project: &Project, options: &check::Options) -> (Vec<Finding>, Vec<Finding>) {
        let weighed = |project: &Project| at_policy(root_findings(project), options);
        let had = self.before.as_ref().map(|before| weighed(before)).unwrap_or_default();
        let (mut new, old) = check::tell_apart(&had, weighed(project), self.earlier());
        new.splice(0..0, self.no_longer_checked(project, options));
        (new, old)
    }

    fn no_longer_checked(&self, project: &Project, options: &check::Options) -> Vec<Finding> {
        let before = self.before.as_ref().and_then(|before| before.workspace.as_ref());
        let Some((_, before)) = before.filter(|_| !self.left_out.is_empty()) else { return Vec::new() };
        let own = || {
            let own = store::read_settings(&project.root.join(SETTINGS_NAME), &project.cwd);
            Some((own.file, own.settings?)) // broken, it has its own finding
        };
        let Some((file, after)) = project.workspace.clone().or_else(own) else { return Vec::new() };
        check::left_out(&self.left_out, before, (&file, &after), options)
    }
}

/// The components that the workspace looked at and looks at no longer, of those whose folder is still there, or moved.
fn left_out(project: &Project, compared: &Compared) -> Vec<String> {
    let gone =
        compared.pairs.iter().filter(|pair| pair.after.is_none()).filter_map(|pair| pair.before.as_ref());
    let mut gone: Vec<&MemberDir> = gone.map(|member| &member.dir).collect();
    if let (None, Some(before)) = (&project.workspace, &compared.before) {
        // It is no workspace any more, so nobody else is meant.
        let stays = |dir: &MemberDir| project.members.iter().any(|one| one.dir == dir.dir);
        gone.extend(before.members.iter().filter(|dir| !stays(dir)));
    }
    let id = |dir: &MemberDir| match compared.moved.get(&dir.dir) {
        _ if dir.dir.is_dir() => Some(dir.id.to_string()),
        Some(to) if to.join(SETTINGS_NAME).is_file() => Some(store::shown(to, &project.root)),
        _ => None,
    };
    gone.into_iter().filter_map(id).collect()
}

/// What there is to find where there is no project any more and the revision had one in this folder, or with
/// `upwards` above it: that it is gone, and the project. Without git, or without that revision, nothing.
pub(super) fn gone(
    cwd: &Path,
    (folder, upwards): (&Path, bool),
    revision: &str,
    options: &check::Options,
) -> Option<(Finding, Project)> {
    let dir = folder.canonicalize().ok()?;
    let git = Git::open(&dir).ok()?;
    let files = Files::of(&git, &Revision::Commit(resolved(&git, revision).ok()?.1)).ok()?;
    let within = dir.ancestors().take_while(|above| above.starts_with(git.root()));
    let nearest = if upwards { usize::MAX } else { 1 };
    let mut all = within.take(nearest).map(|above| store::find_in(&files, cwd, above));
    let project = all.find_map(|project| project.ok().flatten())?;
    let settings = project.members.first().and_then(|member| project.load(member, Needs::default()).ok());
    let settings = settings.map(|loaded| loaded.component.settings).unwrap_or_default();
    let file = store::shown(&project.root.join(SETTINGS_NAME), &project.cwd);
    let finding = check::gone(inert_line(&file), &settings, options)?;
    Some((finding, project))
}

/// `REV`, or `REV...` for where the last commit left it; its name for people, and the commit.
fn resolved(git: &Git, revision: &str) -> Result<(String, Commit), GateError> {
    let (name, from_base) = match revision.split_once("...") {
        Some((name, "" | HEAD)) => (name, true),
        Some(_) => return Err(not_one(revision)),
        None if revision.find("..").is_some_and(|at| at > 0) => return Err(not_one(revision)),
        None => (revision, false),
    };
    let commit = git.commit(name)?;
    if !from_base {
        return Ok((name.to_owned(), commit));
    }
    let base = git.merge_base(&commit, &git.commit(HEAD)?)?;
    Ok((format!("the merge base with {name} ({})", base.short()), base))
}

fn not_one(revision: &str) -> GateError {
    GateError::NotOneRevision(revision.to_owned())
}

/// Findings of a workspace's own file, as heavy as the policy makes them.
pub(super) fn at_policy(mut findings: Vec<Finding>, options: &check::Options) -> Vec<Finding> {
    for finding in &mut findings {
        let rule = check::rule(finding.rule);
        let floor = options.policy.as_deref().and_then(|policy| check::floor(rule, policy));
        finding.severity = floor.map_or(finding.severity, |floor| floor.max(finding.severity));
    }
    findings
}
