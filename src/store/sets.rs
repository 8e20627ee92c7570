//! The sets that a component names: those of the catalog, and a team's own files.

use std::path::Path;
use std::sync::Arc;

use super::discover::{MemberDir, Project};
use super::disk::Disk;
use super::evidence::leaves;
use super::files::Files;
use super::load::unreadable;
use super::shown;
use crate::catalog::{self, CatalogError, SetSource, WithSets};
use crate::diag::{Problem, RuleId};
use crate::model::{FileId, FileProblem, Form, Settings, SourceFiles};
use crate::source::{SourceFile, Span, inert_line};

/// From where paths of sets are read.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The folder that own paths start from.
    pub dir: &'a Path,
    /// The folder that paths of the workspace's defaults start from.
    pub root: &'a Path,
    /// What paths must not leave.
    pub repository: &'a Path,
    /// Where the command runs.
    pub cwd: &'a Path,
    /// Where the files are read.
    pub files: &'a Files,
}

impl<'a> Around<'a> {
    /// Around a member of what discovery found, whose files are read from these.
    pub(super) fn member(found: &'a Project, member: &'a MemberDir, files: &'a Files) -> Self {
        Self { dir: &member.dir, root: &found.root, repository: &found.repository, cwd: &found.cwd, files }
    }
}

/// The form that settings name, with their sets as far as these can be used, and what is wrong with the sets.
pub fn form_of(
    settings: &Settings,
    form: &str,
    around: Around<'_>,
) -> Result<(Arc<Form>, Vec<Problem>), CatalogError> {
    let mut problems = Vec::new();
    let sets = Sets::read(settings, around, &mut problems);
    let with_sets = catalog::with_sets(form, &sets.sources())?;
    let problems = problems.into_iter().map(|one| one.problem);
    let within = with_sets.problems.iter().map(|(_, problem)| problem.clone());
    Ok((with_sets.form.clone(), problems.chain(within).collect()))
}

/// The sets of a component that can be used, in its order.
pub(super) struct Sets {
    found: Vec<Set>,
}

struct Set {
    name: String,
    /// A team's own file.
    file: Option<SourceFile>,
}

impl Sets {
    /// Reads the files that the component's sets name. What is wrong with a name is said at the name.
    pub(super) fn read(settings: &Settings, around: Around<'_>, problems: &mut Vec<FileProblem>) -> Self {
        let mut sets = Self { found: Vec::new() };
        for set in settings.sets.iter().flatten() {
            let name = &set.written.value;
            let mut report = |problem| problems.push(FileProblem { file: FileId::SETTINGS, problem });
            if sets.found.iter().any(|known| known.name == *name) {
                let message = format!("the set `{}` stands twice", inert_line(name));
                report(invalid(set.written.span.clone(), message).help("take one of them out"));
                continue;
            }
            if !set.is_path() {
                if catalog::set_ids().any(|id| id == name) {
                    sets.found.push(Set { name: name.clone(), file: None });
                } else {
                    report(unknown(name, set.written.span.clone()));
                }
                continue;
            }
            let base = if set.inherited { around.root } else { around.dir };
            match own(base, name, around) {
                Ok(file) => sets.found.push(Set { name: name.clone(), file: Some(file) }),
                Err(problem) => report(Problem { span: set.written.span.clone(), ..problem }),
            }
        }
        sets
    }

    /// What the catalog puts together.
    pub(super) fn sources(&self) -> Vec<SetSource<'_>> {
        self.found
            .iter()
            .map(|set| match &set.file {
                None => SetSource::Bundled(&set.name),
                Some(file) => SetSource::Own { name: &set.name, text: &file.text },
            })
            .collect()
    }

    /// Adds the own files in which something is wrong to the component's, with what that is.
    pub(super) fn report(self, with_sets: &WithSets, files: &mut SourceFiles) -> Vec<FileProblem> {
        let mut found = Vec::new();
        for (at, set) in self.found.into_iter().enumerate() {
            let Some(file) = set.file else { continue };
            let mut own = with_sets.problems.iter().filter(|(index, _)| *index == at).peekable();
            if own.peek().is_some() {
                let file = files.add(file);
                found.extend(own.map(|(_, problem)| FileProblem { file, problem: problem.clone() }));
            }
        }
        found
    }
}

/// Reads a team's own file, which must lie in the repository.
fn own(base: &Path, name: &str, around: Around<'_>) -> Result<SourceFile, Problem> {
    let inside = !name.starts_with('/') && !name.contains('\\');
    let path = base.join(name);
    let real = if around.files.in_revision(&path).is_none() { path.canonicalize().ok() } else { None };
    let outside = real.as_ref().is_some_and(|real| !real.starts_with(around.repository));
    if !inside || outside || leaves(name, base, around.repository) {
        let message = format!("the set `{}` lies outside the repository", inert_line(name));
        return Err(Problem::new(RuleId::OutsideRepository, 0..0, message)
            .help("put a copy of it below the repository"));
    }
    let mut file = SourceFile::new(shown(&path, around.cwd), String::new());
    match around.files.read_in(&path, around.repository) {
        Disk::Text(text) => {
            file.text = text;
            Ok(file)
        }
        Disk::Missing => {
            let message = format!("there is no set at `{}`", inert_line(name));
            let help = "a path starts at the folder of the file that names it; `formwork catalog new FILE` writes one";
            Err(invalid(0..0, message).help(help))
        }
        Disk::Bad(bad) => {
            let problem = unreadable(&mut file, bad);
            let message = format!("the set `{}` cannot be read: {}", inert_line(name), problem.message);
            Err(Problem { message, ..problem })
        }
    }
}

fn invalid(span: Span, message: String) -> Problem {
    Problem::new(RuleId::InvalidValue, span, message)
}

fn unknown(name: &str, span: Span) -> Problem {
    let help = catalog::nearest_set(name).unwrap_or_else(|| {
        let known: Vec<_> = catalog::set_ids().collect();
        format!("sets are {}; a file of your own is a path that ends in .toml", known.join(", "))
    });
    invalid(span, format!("the catalog has no set `{}`", inert_line(name))).help(help)
}
