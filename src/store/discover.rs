//! Where is the project: upwards to the nearest `formwork.toml`, and to the workspace it belongs to.

use std::path::{Path, PathBuf};

use super::glob;
use super::load::read_settings;
use super::{StoreError, shown};
use crate::diag::Problem;
use crate::model::{ComponentId, Settings};
use crate::source::SourceFile;

/// The file that makes a folder a component or a workspace.
pub const SETTINGS_NAME: &str = "formwork.toml";

/// What discovery found.
#[derive(Debug)]
pub struct Found {
    /// Where the command runs.
    pub cwd: PathBuf,
    /// The folder that component ids are relative to.
    pub root: PathBuf,
    /// What paths must not leave: the repository, else the root.
    pub repository: PathBuf,
    /// The workspace's `formwork.toml`, where there is a workspace.
    pub workspace: Option<(SourceFile, Settings)>,
    /// The components that the command is about, in order.
    pub members: Vec<MemberDir>,
    /// True where the command is about a workspace as a whole.
    pub whole: bool,
    /// What is wrong with the workspace's own file.
    pub problems: Vec<(SourceFile, Problem)>,
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
pub fn find(cwd: &Path, start: &Path) -> Result<Found, StoreError> {
    let start = absolute(cwd, start)?;
    for dir in start.ancestors() {
        if is_component(dir) {
            return found(cwd, dir);
        }
        if dir.join(".git").symlink_metadata().is_ok() {
            break;
        }
    }
    Err(StoreError::NotFound(start))
}

/// Takes exactly this folder: an argument names what it means.
pub fn find_at(cwd: &Path, dir: &Path) -> Result<Found, StoreError> {
    let dir = absolute(cwd, dir)?;
    if is_component(&dir) { found(cwd, &dir) } else { Err(StoreError::NotFound(dir)) }
}

fn absolute(cwd: &Path, path: &Path) -> Result<PathBuf, StoreError> {
    let joined = cwd.join(path);
    let dir = joined.canonicalize().map_err(StoreError::io(path))?;
    if dir.is_dir() { Ok(dir) } else { Err(StoreError::io(path)(std::io::ErrorKind::NotADirectory.into())) }
}

fn is_component(dir: &Path) -> bool {
    dir.join(SETTINGS_NAME).symlink_metadata().is_ok()
}

fn found(cwd: &Path, dir: &Path) -> Result<Found, StoreError> {
    let cwd = cwd.canonicalize().map_err(StoreError::io(cwd))?;
    let repository = dir.ancestors().find(|above| above.join(".git").symlink_metadata().is_ok());
    let own = read_settings(&dir.join(SETTINGS_NAME), &cwd);
    if let Some(settings) = own.settings.as_ref().filter(|settings| settings.workspace.is_some()) {
        let (members, problems) = members(dir, settings, &own.file);
        let mut problems: Vec<_> = problems.into_iter().map(|problem| (own.file.clone(), problem)).collect();
        if settings.form.is_none() {
            // Otherwise the root is a component too, and its own check reports them.
            problems.extend(own.problems.into_iter().map(|problem| (own.file.clone(), problem)));
        }
        return Ok(Found {
            repository: repository.unwrap_or(dir).to_path_buf(),
            root: dir.to_path_buf(),
            workspace: own.settings.map(|settings| (own.file, settings)),
            members,
            whole: true,
            problems,
            cwd,
        });
    }
    for above in dir.ancestors().skip(1) {
        if is_component(above) {
            let root = read_settings(&above.join(SETTINGS_NAME), &cwd);
            if let Some(settings) = root.settings.filter(|settings| belongs(settings, above, dir)) {
                let id = ComponentId::new(&shown(dir, above));
                return Ok(Found {
                    repository: repository.unwrap_or(above).to_path_buf(),
                    root: above.to_path_buf(),
                    workspace: Some((root.file, settings)),
                    members: vec![MemberDir { id, dir: dir.to_path_buf() }],
                    whole: false,
                    problems: Vec::new(),
                    cwd,
                });
            }
        }
        if Some(above) == repository {
            break;
        }
    }
    Ok(Found {
        repository: repository.unwrap_or(dir).to_path_buf(),
        root: dir.to_path_buf(),
        workspace: None,
        members: vec![MemberDir { id: ComponentId::new("."), dir: dir.to_path_buf() }],
        whole: false,
        problems: Vec::new(),
        cwd,
    })
}

/// The defaults of the workspace that a folder belongs to or would belong to; the folder need not exist.
pub fn defaults(dir: &Path) -> Option<Settings> {
    let there = dir.ancestors().find(|above| above.is_dir())?;
    let real = there.canonicalize().ok()?.join(dir.strip_prefix(there).ok()?);
    for above in real.ancestors().skip(1) {
        if is_component(above) {
            let root = read_settings(&above.join(SETTINGS_NAME), above).settings?;
            if belongs(&root, above, &real) {
                return root.workspace.map(|workspace| workspace.defaults);
            }
        }
        if above.join(".git").symlink_metadata().is_ok() {
            break;
        }
    }
    None
}

fn belongs(settings: &Settings, root: &Path, dir: &Path) -> bool {
    let path = shown(dir, root);
    settings.workspace.as_ref().is_some_and(|workspace| {
        workspace.members.iter().any(|glob| glob::fits(&glob.value, &path))
            && !workspace.exclude.iter().any(|glob| glob::fits(&glob.value, &path))
    })
}

/// Folders that are never entered.
const SKIPPED: &[&str] = &[".git", "target", "node_modules"];

fn members(root: &Path, settings: &Settings, file: &SourceFile) -> (Vec<MemberDir>, Vec<Problem>) {
    let mut dirs: Vec<(String, PathBuf)> = Vec::new();
    let mut problems = Vec::new();
    let Some(workspace) = &settings.workspace else { return (Vec::new(), problems) };
    let excluded = |path: &str| workspace.exclude.iter().any(|glob| glob::fits(&glob.value, path));
    if settings.form.is_some() {
        dirs.push((".".to_owned(), root.to_path_buf()));
    }
    for glob in &workspace.members {
        let pattern = glob.value.trim_end_matches('/');
        if glob::is_literal(pattern) {
            let dir = root.join(pattern);
            let id = shown(&dir, root);
            if excluded(&id) {
                continue;
            }
            if is_component(&dir) && dir.canonicalize().is_ok_and(|real| real.starts_with(root)) {
                dirs.push((id, dir));
            } else {
                let message =
                    format!("the member `{}` has no formwork.toml", crate::source::inert_line(pattern));
                problems.push(Problem::new("missing-member", glob.span.clone(), message).help(format!(
                    "`formwork init {pattern}` makes one; or take it off the list in {}",
                    file.path
                )));
            }
        } else {
            let fixed: PathBuf = pattern.split('/').take_while(|part| glob::is_literal(part)).collect();
            let depth = if pattern.contains("**") { usize::MAX } else { pattern.split('/').count() };
            let mut below = Vec::new();
            walk(root, &root.join(fixed), depth, &mut below);
            dirs.extend(below.into_iter().filter(|(id, _)| glob::fits(pattern, id) && !excluded(id)));
        }
    }
    dirs.sort();
    dirs.dedup_by(|a, b| a.0 == b.0);
    (dirs.into_iter().map(|(id, dir)| MemberDir { id: ComponentId::new(&id), dir }).collect(), problems)
}

/// All folders with a `formwork.toml` below `dir`, links not followed.
fn walk(root: &Path, dir: &Path, depth: usize, found: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_dir || SKIPPED.iter().any(|skipped| name == *skipped) {
            continue;
        }
        let path = entry.path();
        let Ok(relative) = path.strip_prefix(root) else { continue };
        let level = relative.components().count();
        if is_component(&path) {
            found.push((shown(&path, root), path.clone()));
        }
        if level < depth {
            walk(root, &path, depth, found);
        }
    }
}
