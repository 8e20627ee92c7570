//! Files → a [`Component`], with every problem in them.

use std::path::Path;
use std::sync::Arc;

use super::discover::{MemberDir, Project};
use super::disk::{Disk, ReadProblem};
use super::files::Files;
use super::other_files::Folder;
use super::other_files::REVIEWS_NAME;
use super::sets::{Around, Sets};
use super::settings::SettingsFile;
use super::shown;
use super::stages::Stages;
use crate::catalog::{self, CatalogError, WithSets};
use crate::diag::{Problem, RuleId};
use crate::model::{
    Broken, Component, ComponentId, Dependency, FileId, FileProblem, Form, Graph, Loaded, QuestionPolicy,
    Settings, SourceFiles, Stamp,
};
use crate::read::{self, Document};
use crate::source::SourceFile;

/// What came of loading a member.
pub type Load = Result<Loaded, Broken>;

pub(super) fn unreadable(file: &mut SourceFile, bad: ReadProblem) -> Problem {
    file.text = bad.before;
    let at = file.text.len();
    Problem::new(bad.rule, at..at, bad.message).help(bad.help)
}

/// Reads the files of a component, whose `formwork.toml` was read already. What another state of it holds word for
/// word is not parsed again.
pub(super) fn component_of(
    found: &Project,
    member: &MemberDir,
    (own, files_at): (SettingsFile, &Files),
    beside: Option<&Component>,
) -> Result<Component, Broken> {
    let mut problems: Vec<FileProblem> =
        own.problems.into_iter().map(|problem| FileProblem { file: FileId::SETTINGS, problem }).collect();
    let mut files = SourceFiles::new(own.file);
    let broken = |files, problems| Err(Broken { id: member.id.clone(), files, problems });
    let Some(settings) = own.settings else { return broken(files, problems) };
    let settings = found.with_defaults(settings);
    let sets = Sets::read(&settings, Around::member(found, member, files_at), &mut problems);
    let with_sets = match form(&settings, &sets) {
        Ok(with_sets) => with_sets,
        Err(problem) => {
            if settings.form.is_none() && !found.unreadable_above.is_empty() {
                // The form stands in that file, so it is not missing here.
                for (file, problem) in &found.unreadable_above {
                    let file = files.add(file.clone());
                    problems.push(FileProblem { file, problem: problem.clone() });
                }
            } else {
                problems.push(FileProblem { file: FileId::SETTINGS, problem });
            }
            return broken(files, problems);
        }
    };
    let form = Arc::clone(&with_sets.form);
    let folder = settings.answers_folder();
    let folder_path = member.dir.join(folder);
    let leads_out = leads_out(&member.dir, folder, &found.repository, files_at);
    if leads_out {
        let at = settings.folder.as_ref().map_or(0..0, |folder| folder.span.clone());
        let message = format!(
            "the folder `{}` is a link that leads out of the repository; it was not read",
            crate::source::inert_line(folder)
        );
        let problem =
            Problem::new(RuleId::OutsideRepository, at, message).help("put the folder in its place");
        problems.push(FileProblem { file: FileId::SETTINGS, problem });
    }
    let folder_shown = shown(&folder_path, &found.cwd);
    let stage_files = Stages {
        form: &form,
        folder: &folder_path,
        shown: &folder_shown,
        repository: &found.repository,
        files: files_at,
        outside: leads_out,
        beside,
    };
    let read = stage_files.read(&mut files, &mut problems);
    if !leads_out {
        let mut folder = Folder { path: &folder_path, shown: &folder_shown, files: &mut files };
        problems.extend(folder.other_files(&form, &found.repository, files_at));
    }
    let (mut reviews, mut reviews_file) = (Vec::new(), None);
    if !leads_out && let Some(read) = stamps(&folder_path, &folder_shown, &found.repository, files_at) {
        let file = files.add(read.file);
        problems.extend(read.problems.into_iter().map(|problem| FileProblem { file, problem }));
        reviews_file = Some(file);
        reviews = read.all;
    }
    problems.extend(sets.report(&with_sets, &mut files));
    let unknown = super::frameworks::unknown(&settings).into_iter();
    problems.extend(unknown.map(|problem| FileProblem { file: FileId::SETTINGS, problem }));
    let own_graph = own_graph(&settings, &form, &mut problems);
    Ok(Component {
        reviews,
        reviews_file,
        own_graph,
        id: member.id.clone(),
        name: settings.name.as_ref().map_or_else(|| fallback_name(&member.id), |name| name.value.clone()),
        dir: shown(&member.dir, &found.cwd),
        newest_form: catalog::newest_of(&form.id.name),
        form,
        settings,
        answers: read.answers,
        answer_files: read.answer_files,
        stages: read.states,
        files,
        problems,
    })
}

/// The stamps of a component, with their file.
struct Stamps {
    file: SourceFile,
    all: Vec<Stamp>,
    problems: Vec<Problem>,
}

fn stamps(folder: &Path, shown: &str, repository: &Path, files: &Files) -> Option<Stamps> {
    let path = folder.join(REVIEWS_NAME);
    let mut read = Stamps {
        file: SourceFile::new(join(shown, REVIEWS_NAME), String::new()),
        all: Vec::new(),
        problems: Vec::new(),
    };
    match files.read_in(&path, repository) {
        Disk::Missing => return None,
        Disk::Bad(bad) => read.problems.push(unreadable(&mut read.file, bad)),
        Disk::Text(text) => {
            read.file.text = text;
            match Document::parse(&read.file.text, &mut read.problems) {
                Ok(document) => read.all = read::reviews(&document.root, &mut read.problems),
                Err(errors) => read.problems = errors,
            }
        }
    }
    Some(read)
}

pub(super) fn join(dir: &str, name: &str) -> String {
    if dir.is_empty() || dir == "." { name.to_owned() } else { format!("{dir}/{name}") }
}

/// A name that is the same in every checkout, wherever that lies.
pub(super) fn fallback_name(id: &ComponentId) -> String {
    match id.as_str().rsplit('/').next() {
        None | Some("." | "") => "Component".to_owned(),
        Some(last) => last.to_owned(),
    }
}

/// Whether a folder below the component leaves the repository through a link.
fn leads_out(dir: &Path, folder: &str, repository: &Path, files: &Files) -> bool {
    let full = dir.join(folder);
    let linked = full.ancestors().take_while(|step| *step != dir).any(|step| files.is_link(step));
    linked && full.canonicalize().is_ok_and(|real| !real.starts_with(repository))
}

pub(super) fn form(settings: &Settings, sets: &Sets) -> Result<Arc<WithSets>, Problem> {
    let newest = catalog::newest();
    let Some(written) = &settings.form else {
        return Err(Problem::new(
            RuleId::InvalidValue,
            0..0,
            "`form` is missing: which form does this component answer?",
        )
        .help(format!("form = \"{newest}\"")));
    };
    catalog::with_sets(&written.value, &sets.sources()).map_err(|error| {
        let near = catalog::nearest_form(&written.value);
        let help = match &error {
            CatalogError::Unknown(_) => near.unwrap_or_else(|| {
                format!("forms are {}", catalog::form_ids().collect::<Vec<_>>().join(", "))
            }),
            CatalogError::NoFramework(_) | CatalogError::Damaged(..) => "please report this".to_owned(),
        };
        Problem::new(RuleId::InvalidValue, written.span.clone(), error.to_string()).help(help)
    })
}

/// The form that a component would have if its `formwork.toml`, with the workspace's defaults, said this.
pub(super) fn form_with(
    found: &Project,
    member: &MemberDir,
    files: &Files,
    settings: &Settings,
) -> Result<Arc<Form>, Problem> {
    let sets = Sets::read(settings, Around::member(found, member, files), &mut Vec::new());
    form(settings, &sets).map(|with_sets| Arc::clone(&with_sets.form))
}

/// The component's own changes to what rests on what. One that would close a loop is left out and said.
fn own_graph(settings: &Settings, form: &Form, problems: &mut Vec<FileProblem>) -> Option<Box<Graph>> {
    let changes = |policy: &&QuestionPolicy| !policy.add.is_empty() || !policy.drop.is_empty();
    let policies: Vec<&QuestionPolicy> = settings.questions.iter().filter(changes).collect();
    if policies.is_empty() {
        return None;
    }
    let mut graph = form.graph.clone();
    let known = |policy: &QuestionPolicy| form.find(&policy.question.value);
    // First everything that goes, so that an edge can be turned round.
    for policy in &policies {
        let Some(at) = known(policy) else { continue };
        let dropped = |on: usize| policy.drop.iter().any(|id| form.find(&id.value) == Some(on));
        graph.depends_on[at].retain(|dependency| !dropped(dependency.on));
    }
    for policy in &policies {
        let Some(at) = known(policy) else { continue };
        for added in &policy.add {
            let Some(on) = form.find(&added.value) else { continue };
            if graph.depends_on[at].iter().any(|known| known.on == on) {
                continue;
            }
            if let Some(way) = graph.way(on, at) {
                let ids = way.iter().map(|&step| form.questions[step].id.as_str());
                let problem = catalog::cycle(&policy.question.value, ids, added.span.clone());
                problems.push(FileProblem { file: FileId::SETTINGS, problem });
                continue;
            }
            let because = "this component says so".to_owned();
            graph.depends_on[at].push(Dependency { on, because });
        }
    }
    graph.settle();
    Some(Box::new(graph))
}
