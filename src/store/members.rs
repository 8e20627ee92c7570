//! A workspace's globs and literal paths → its members' folders. Links are not followed, and what hides
//! a member is said: a gate that overlooks components says nothing about them.

use std::path::{Path, PathBuf};

use super::discover::{MemberDir, SETTINGS_NAME, belongs};
use super::files::Files;
use super::{glob, shown, why};
use crate::diag::{Problem, RuleId};
use crate::model::{ComponentId, Settings};
use crate::source::{SourceFile, Spanned, inert_line, is_plain_path, shell_word};

/// Folders that are never entered.
const SKIPPED: &[&str] = &[".git", "target", "node_modules"];

fn skipped(name: &str) -> bool {
    SKIPPED.contains(&name) || name.starts_with(super::temporary::PREFIX)
}

/// The members in order, and what is wrong with the list.
pub(super) fn members(
    root: &Path,
    repository: &Path,
    settings: &Settings,
    file: &SourceFile,
    files: &Files,
) -> (Vec<MemberDir>, Vec<Problem>) {
    let mut dirs: Vec<(String, PathBuf)> = Vec::new();
    let mut problems = Vec::new();
    let Some(workspace) = &settings.workspace else { return (Vec::new(), problems) };
    let excluded = |path: &str| workspace.exclude.iter().any(|glob| glob::fits(&glob.value, path));
    if settings.form.is_some() {
        dirs.push((".".to_owned(), root.to_path_buf()));
    }
    for glob in &workspace.members {
        let pattern = glob.value.trim_end_matches('/');
        let parts: Vec<&str> = glob::steps(pattern).collect();
        let fixed = parts.iter().copied().take_while(|part| glob::is_literal(part));
        let entered = enter(root, repository, fixed, files);
        if glob::is_literal(pattern) {
            let id = shown(&root.join(parts.join("/")), root);
            if excluded(&id) {
                continue;
            }
            match entered.map(|dir| (has_settings(&dir, files), dir)) {
                Ok((Ok(true), dir)) => dirs.push((id, dir)),
                Ok((Ok(false), _)) => problems.push(absent(glob, pattern, file)),
                Ok((Err(error), _)) => problems.push(closed(glob, &id, &error)),
                Err(barrier) => problems.push(barrier.problem(glob, pattern)),
            }
            continue;
        }
        let dir = match entered {
            Ok(dir) => dir,
            Err(barrier) => {
                problems.push(barrier.problem(glob, pattern));
                continue;
            }
        };
        let mut walk = Walk { root, files, pattern, fitting: Vec::new(), closed: Vec::new() };
        walk.below(&dir);
        let itself = settings.form.is_some() && glob::fits(pattern, ".");
        if walk.fitting.is_empty() && walk.closed.is_empty() && !itself {
            problems.push(nothing_fits(glob, pattern));
        }
        let unread = walk.closed.into_iter().filter(|(id, _)| !excluded(id));
        problems.extend(unread.map(|(id, error)| closed(glob, &id, &error)));
        dirs.extend(walk.fitting.into_iter().filter(|(id, _)| !excluded(id)));
    }
    dirs.sort();
    dirs.dedup_by(|a, b| a.0 == b.0);
    (dirs.into_iter().map(|(id, dir)| MemberDir { id: ComponentId::new(&id), dir }).collect(), problems)
}

/// The member of this id, without a look at any other. Only the spelling that [`members`] gives it is its id.
pub(super) fn member(
    root: &Path,
    repository: &Path,
    settings: &Settings,
    id: &str,
    files: &Files,
) -> Option<MemberDir> {
    let itself = id == ".";
    if !itself && !is_plain_path(id) {
        return None;
    }
    let dir = enter(root, repository, id.split('/').filter(|_| !itself), files).ok()?;
    let listed = belongs(settings, root, &dir) || itself && settings.form.is_some();
    (listed && matches!(has_settings(&dir, files), Ok(true)))
        .then(|| MemberDir { id: ComponentId::new(id), dir })
}

/// The path by which a workspace can list a folder that it does not list; `None` where it cannot, or leaves it out.
pub(super) fn listable(root: &Path, repository: &Path, settings: &Settings, dir: &Path) -> Option<String> {
    let workspace = settings.workspace.as_ref()?;
    dir.to_str()?;
    let id = shown(dir, root);
    let plain = glob::is_literal(&id) && !id.contains('\\');
    let enters = enter(root, repository, id.split('/'), Files::disk()).is_ok();
    let excluded = workspace.exclude.iter().any(|glob| glob::fits(&glob.value, &id));
    (plain && enters && !excluded).then_some(id)
}

/// Why a path that stands in the list is not followed: the part of it that is in the way.
enum Barrier {
    Skipped(String),
    Link(String),
    Outside(String),
}

impl Barrier {
    fn problem(self, glob: &Spanned<String>, pattern: &str) -> Problem {
        let pattern = inert_line(pattern);
        let (rule, message, help) = match self {
            Self::Skipped(part) => (
                RuleId::MissingMember,
                format!("`{pattern}` lies in a folder that is not entered, `{}`", inert_line(&part)),
                "no member lies in such a folder; move it, or take it off the list",
            ),
            Self::Link(part) => (
                RuleId::MissingMember,
                format!("`{}` is a link, and links are not followed to members", inert_line(&part)),
                "name the folder that the link leads to",
            ),
            Self::Outside(part) => (
                RuleId::OutsideRepository,
                format!("`{}` is a link that leads out of the repository", inert_line(&part)),
                "members lie below the workspace's root; put the folder there, or take it off the list",
            ),
        };
        Problem::new(rule, glob.span.clone(), message).help(help)
    }
}

/// Goes down from the root, one part at a time, through real folders only.
fn enter<'p>(
    root: &Path,
    repository: &Path,
    parts: impl Iterator<Item = &'p str>,
    files: &Files,
) -> Result<PathBuf, Barrier> {
    let mut dir = root.to_path_buf();
    for part in parts {
        dir.push(part);
        if skipped(part) {
            return Err(Barrier::Skipped(part.to_owned()));
        }
        if files.is_link(&dir) {
            let outside = dir.canonicalize().is_ok_and(|real| !real.starts_with(repository));
            let at = shown(&dir, root);
            return Err(if outside { Barrier::Outside(at) } else { Barrier::Link(at) });
        }
    }
    Ok(dir)
}

/// Whether a folder has a `formwork.toml`; an error where the system does not say.
pub(super) fn has_settings(dir: &Path, files: &Files) -> std::io::Result<bool> {
    files.has(&dir.join(SETTINGS_NAME))
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

fn absent(glob: &Spanned<String>, pattern: &str, file: &SourceFile) -> Problem {
    let message = format!("the member `{}` has no formwork.toml", inert_line(pattern));
    let word = shell_word(pattern);
    Problem::new(RuleId::MissingMember, glob.span.clone(), message)
        .help(format!("`formwork init {word}` makes one; or take it off the list in {}", file.path))
}

fn nothing_fits(glob: &Spanned<String>, pattern: &str) -> Problem {
    let message = format!("no folder with a formwork.toml fits `{}`", inert_line(pattern));
    Problem::new(RuleId::MissingMember, glob.span.clone(), message)
        .help("correct the pattern, make a component with `formwork init DIR`, or take it off the list")
}

fn closed(glob: &Spanned<String>, id: &str, error: &std::io::Error) -> Problem {
    let message = format!("the folder `{}` cannot be read: {}", inert_line(id), why(error));
    Problem::new(RuleId::MissingMember, glob.span.clone(), message)
        .help("let formwork read it, or put it on `exclude`")
}

/// The folders that fit a pattern, and those on its way that cannot be read.
struct Walk<'w> {
    root: &'w Path,
    files: &'w Files,
    pattern: &'w str,
    fitting: Vec<(String, PathBuf)>,
    closed: Vec<(String, std::io::Error)>,
}

impl Walk<'_> {
    fn below(&mut self, dir: &Path) {
        let entries = match self.files.entries(dir) {
            Ok(entries) => entries,
            Err(error) if is_absent(&error) => return,
            Err(error) => {
                let id = shown(dir, self.root);
                if self.closed.iter().all(|(known, _)| *known != id) {
                    self.closed.push((id, error));
                }
                return;
            }
        };
        for (name, is_dir) in entries {
            if !is_dir || skipped(&name.to_string_lossy()) {
                continue;
            }
            let path = dir.join(name);
            let id = shown(&path, self.root);
            let leads = glob::leads(self.pattern, &id);
            if glob::fits(self.pattern, &id) {
                match has_settings(&path, self.files) {
                    Ok(true) => self.fitting.push((id, path.clone())),
                    Ok(false) => {}
                    Err(error) => self.closed.push((id, error)),
                }
            }
            if leads {
                self.below(&path);
            }
        }
    }
}
