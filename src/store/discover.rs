//! Where is the project: upwards to the nearest `formwork.toml`, and to the workspace it belongs to.

use std::path::{Path, PathBuf};

use super::files::Files;
use super::glob;
use super::members::{self, has_settings, members};
use super::neighbours::Neighbours;
use super::settings::{Ahead, ReadAhead, SettingsFile, read_settings_in};
use super::{Histories, StoreError, shown};
use crate::diag::Problem;
use crate::model::{ComponentId, Outside, Settings};
use crate::source::SourceFile;

/// The file that makes a folder a component or a workspace.
pub const SETTINGS_NAME: &str = "formwork.toml";

/// What discovery found.
#[derive(Debug)]
pub struct Project {
    /// Where the command runs.
    pub cwd: PathBuf,
    /// The folder that component ids are relative to.
    pub root: PathBuf,
    /// What paths must not leave: the repository, else the root.
    pub repository: PathBuf,
    /// The workspace's `formwork.toml`, where there is a workspace.
    pub workspace: Option<(SourceFile, Settings)>,
    /// What the outside says of that file, where the command is about the workspace as a whole.
    pub outside: Outside,
    /// The components that the command is about, in order.
    pub members: Vec<MemberDir>,
    /// True where the command is about a workspace as a whole.
    pub whole: bool,
    /// What is wrong with the workspace's own file, or with a `formwork.toml` above that may be one.
    pub problems: Vec<(SourceFile, Problem)>,
    /// The same, where the component has no form without it: its own findings say so then.
    pub unreadable_above: Vec<(SourceFile, Problem)>,
    /// Where their files are read.
    pub(super) files: Files,
    /// What discovery read of their `formwork.toml`.
    pub(super) read_ahead: ReadAhead,
    /// What is known of other components, for those that take in their output.
    pub(super) neighbours: Neighbours,
    /// What git knows of their files, once somebody asks.
    pub histories: Histories,
}

impl Project {
    /// From where the workspace's own file names sets.
    pub fn around(&self) -> super::Around<'_> {
        super::Around {
            dir: &self.root,
            root: &self.root,
            repository: &self.repository,
            cwd: &self.cwd,
            files: &self.files,
        }
    }

    /// The top of the repository, where there is one.
    pub fn top(&self) -> Option<&Path> {
        Some(self.repository.as_path()).filter(|top| is_repository(top))
    }

    /// A member's settings with the workspace's defaults taken in.
    pub(super) fn with_defaults(&self, settings: Settings) -> Settings {
        let workspace = self.workspace.as_ref().and_then(|(_, root)| root.workspace.as_ref());
        match workspace {
            Some(workspace) => settings.or(&workspace.defaults),
            None => settings,
        }
    }
}

/// A component's folder.
#[derive(Debug, Clone)]
pub struct MemberDir {
    /// Its id.
    pub id: ComponentId,
    /// Its folder.
    pub dir: PathBuf,
}

/// Looks from `start` upwards.
pub fn find(cwd: &Path, start: &Path) -> Result<Project, StoreError> {
    let start = absolute(cwd, start)?;
    for dir in start.ancestors() {
        if is_component(dir, Files::disk()) {
            return found(cwd, dir, Files::disk());
        }
        if is_repository(dir) {
            break;
        }
    }
    Err(StoreError::NotFound(start))
}

/// Takes exactly this folder: an argument names what it means.
pub fn find_at(cwd: &Path, dir: &Path) -> Result<Project, StoreError> {
    let dir = absolute(cwd, dir)?;
    find_in(Files::disk(), cwd, &dir)?.ok_or(StoreError::NotFound(dir))
}

/// The whole workspace around a project that is one of its members. What was read is not read again.
pub fn find_whole(member: Project) -> Project {
    let own = member.settings_in(&member.root);
    let whole = around(member.cwd, &member.root, own, &member.files);
    whole.read_ahead.extend(member.read_ahead);
    whole
}

/// The project in exactly this folder as other files have it: those of a revision. `None` where they have none.
pub fn find_in(files: &Files, cwd: &Path, dir: &Path) -> Result<Option<Project>, StoreError> {
    if is_component(dir, files) { found(cwd, dir, files).map(Some) } else { Ok(None) }
}

fn absolute(cwd: &Path, path: &Path) -> Result<PathBuf, StoreError> {
    let joined = cwd.join(path);
    let dir = joined.canonicalize().map_err(StoreError::io(path))?;
    if dir.is_dir() { Ok(dir) } else { Err(StoreError::io(path)(std::io::ErrorKind::NotADirectory.into())) }
}

fn is_component(dir: &Path, files: &Files) -> bool {
    has_settings(dir, files).unwrap_or(false)
}

fn is_repository(dir: &Path) -> bool {
    dir.join(".git").symlink_metadata().is_ok()
}

/// The folders above this one in which its workspace may begin: none of them lies above the repository.
fn above(dir: &Path) -> impl Iterator<Item = &Path> {
    let below_repository = dir.ancestors().take_while(|here| !is_repository(here)).count();
    dir.ancestors().skip(1).take(below_repository)
}

/// What paths must not leave, seen from a component's real folder.
pub fn repository(dir: &Path) -> PathBuf {
    let repository = dir.ancestors().find(|above| is_repository(above));
    repository.map_or_else(
        || found(dir, dir, Files::disk()).map_or_else(|_| dir.to_path_buf(), |found| found.repository),
        Path::to_path_buf,
    )
}

fn found(cwd: &Path, dir: &Path, files: &Files) -> Result<Project, StoreError> {
    let cwd = cwd.canonicalize().map_err(StoreError::io(cwd))?;
    let repository = dir.ancestors().find(|above| is_repository(above));
    let own = read_settings_in(&dir.join(SETTINGS_NAME), &cwd, repository.unwrap_or(dir), files);
    Ok(around(cwd, dir, own, files))
}

/// The project of a folder whose `formwork.toml` was read.
fn around(cwd: PathBuf, dir: &Path, own: SettingsFile, files: &Files) -> Project {
    let repository = dir.ancestors().find(|above| is_repository(above));
    let mut found = Project {
        repository: repository.unwrap_or(dir).to_path_buf(),
        root: dir.to_path_buf(),
        workspace: None,
        outside: Outside::default(),
        members: Vec::new(),
        whole: false,
        problems: Vec::new(),
        unreadable_above: Vec::new(),
        files: files.clone(),
        read_ahead: ReadAhead::default(),
        neighbours: Neighbours::default(),
        histories: Histories::default(),
        cwd,
    };
    if let Some(settings) = own.settings.as_ref().filter(|settings| settings.workspace.is_some()) {
        if settings.form.is_some() {
            found.read_ahead.put(dir, Ahead::Parsed(Box::new(own.clone())));
        }
        let (members, problems) = members(dir, &found.repository, settings, &own.file, files);
        found.members = members;
        found.whole = true;
        found.problems = beside(&own.file, problems);
        if settings.form.is_none() {
            // Otherwise the root is a component too, and its own check reports them.
            found.problems.extend(beside(&own.file, own.problems));
            found.problems.extend(beside(&own.file, super::frameworks::unknown(settings)));
        }
        found.outside.paths = super::evidence::look_up_items(settings, dir, &found.repository, files);
        found.workspace = own.settings.map(|settings| (own.file, settings));
        return found;
    }
    let names_form = own.settings.as_ref().is_none_or(|settings| settings.form.is_some());
    found.read_ahead.put(dir, Ahead::Parsed(Box::new(own)));
    let mut unreadable = Vec::new();
    for above in above(dir).filter(|above| is_component(above, files)) {
        let path = above.join(SETTINGS_NAME);
        let root = read_settings_in(&path, &found.cwd, repository.unwrap_or(above), files);
        match root.settings {
            None => unreadable.extend(beside(&root.file, root.problems)),
            Some(settings) if belongs(&settings, above, dir) => {
                let id = ComponentId::new(&shown(dir, above));
                let problems = root.problems;
                found.read_ahead.put(
                    above,
                    Ahead::Parsed(Box::new(SettingsFile {
                        file: root.file.clone(),
                        settings: Some(settings.clone()),
                        problems,
                    })),
                );
                return Project {
                    repository: repository.unwrap_or(above).to_path_buf(),
                    root: above.to_path_buf(),
                    workspace: Some((root.file, settings)),
                    members: vec![MemberDir { id, dir: dir.to_path_buf() }],
                    problems: unreadable,
                    ..found
                };
            }
            Some(_) => {}
        }
    }
    found.members = vec![MemberDir { id: ComponentId::new("."), dir: dir.to_path_buf() }];
    if names_form {
        found.problems = unreadable;
    } else {
        found.unreadable_above = unreadable;
    }
    found
}

fn beside(file: &SourceFile, problems: Vec<Problem>) -> Vec<(SourceFile, Problem)> {
    problems.into_iter().map(|problem| (file.clone(), problem)).collect()
}

/// The workspace around a folder.
#[derive(Debug)]
pub struct Belonging {
    /// What its defaults say.
    pub defaults: Settings,
    /// The workspace's folder.
    pub root: PathBuf,
    /// The folder as a member that the workspace's list has to name first; `None` where the list takes it in already.
    pub unlisted: Option<String>,
}

/// The workspace that a folder belongs to, else the nearest one that could list it; the folder need not exist.
pub fn workspace_of(dir: &Path) -> Option<Belonging> {
    let there = dir.ancestors().find(|above| above.is_dir())?;
    let real = there.canonicalize().ok()?.join(dir.strip_prefix(there).ok()?);
    let repository = real.ancestors().find(|above| is_repository(above));
    let mut nearest = None;
    for above in above(&real).filter(|above| is_component(above, Files::disk())) {
        let repository = repository.unwrap_or(above);
        let path = above.join(SETTINGS_NAME);
        let root = read_settings_in(&path, above, repository, Files::disk()).settings?;
        let listed = belongs(&root, above, &real);
        let unlisted = if listed { None } else { members::listable(above, repository, &root, &real) };
        if listed || unlisted.is_some() && nearest.is_none() {
            let defaults = root.workspace?.defaults;
            nearest = Some(Belonging { defaults, root: above.to_path_buf(), unlisted });
        }
        if listed {
            break;
        }
    }
    nearest
}

pub(super) fn belongs(settings: &Settings, root: &Path, dir: &Path) -> bool {
    let path = shown(dir, root);
    settings.workspace.as_ref().is_some_and(|workspace| {
        workspace.members.iter().any(|glob| glob::fits(&glob.value, &path))
            && !workspace.exclude.iter().any(|glob| glob::fits(&glob.value, &path))
    })
}
