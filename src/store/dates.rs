//! When the files that support a requirement changed last, by git. Asked only for the gate, and only where a
//! requirement names a report or a greatest age: documents are the same on every day. Where git cannot tell
//! (it is missing, this is no repository, its history was cut off) nothing is filled in, and why can be asked for.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::discover::Project;
use super::git::{Git, GitError, History, LastChange, trust};
use super::removed;
use crate::model::{
    Answer, AnswerChange, Component, Dated, EvidenceFact, FileId, Loaded, Outside, Requirement,
};
use crate::source::{Span, inert_line};

/// What git knows, asked once for a whole workspace.
#[derive(Debug, Default)]
pub struct Histories {
    git: OnceLock<Result<Git, Undated>>,
    /// Of all files of the repository; read as far as somebody asks.
    shared: OnceLock<Option<Mutex<History>>>,
}

/// Why nobody can tell how old evidence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undated {
    /// The clone's history was cut off.
    Shallow,
    /// Git cannot be asked.
    Git(GitError),
}

impl Undated {
    /// Says so, with the next step; nothing where nobody would expect a date.
    pub fn reason(&self) -> Option<String> {
        let because = match self {
            Self::Shallow => {
                "this clone's history was cut off; `git fetch --unshallow` gets it, in CI `fetch-depth: 0`"
                    .to_owned()
            }
            Self::Git(GitError::NotARepository(_) | GitError::Bare(_)) => return None,
            Self::Git(error @ GitError::Untrusted(top)) => {
                format!("{}; {}", inert_line(&error.to_string()), trust(top))
            }
            Self::Git(error) => inert_line(&error.to_string()),
        };
        Some(format!("nobody looked at how old evidence is, or whether a report was removed: {because}"))
    }
}

impl Histories {
    /// Why evidence could not be dated; `None` also where nothing was asked.
    pub fn undated(&self) -> Option<&Undated> {
        self.git.get()?.as_ref().err()
    }

    fn git(&self, root: &Path) -> Option<&Git> {
        let open = || match Git::open(root) {
            Ok(git) if git.is_shallow() => Err(Undated::Shallow),
            Ok(git) => Ok(git),
            Err(error) => Err(Undated::Git(error)),
        };
        self.git.get_or_init(open).as_ref().ok()
    }
}

/// A file that supports a requirement.
struct Support {
    answer: usize,
    /// The place of its header.
    requirement: usize,
    /// As written, and where.
    file: String,
    span: Span,
    /// From the top of the working tree.
    path: String,
}

/// Looks up when the files changed that support a component's requirements, to be judged on a day; of the files on the
/// disk alone.
pub(super) fn date_evidence(
    found: &Project,
    dir: &Path,
    Loaded { component, outside }: &mut Loaded,
    today: Date,
) {
    if !found.files.is_disk() {
        return;
    }
    if !component.answers.iter().flatten().any(|answer| answer.requirements.iter().any(is_dated)) {
        return;
    }
    let Some(git) = found.histories.git(&found.root) else { return };
    let component = &*component;
    let supports = supports(component, outside, dir, git.root());
    let mut absent = removed::absent(outside, dir, git.root());
    // One question to git a component is little for one, and too much for thousands.
    if !found.whole {
        removed::without_ignored(&mut absent, git);
    }
    if supports.is_empty() && absent.is_empty() {
        return;
    }
    let folder = component.settings.answers_folder();
    let stage_path = |file: FileId| {
        let stage = &component.form.stages[component.stage_of(file)?];
        below(git.root(), &dir.join(folder).join(format!("{}.toml", stage.id)))
    };
    let mut by_path: HashMap<String, LastChange> = HashMap::new();
    let stages = supports.iter().filter_map(|support| stage_path(component.answer_files[support.answer]));
    let mut paths: Vec<String> = supports.iter().map(|support| support.path.clone()).chain(stages).collect();
    paths.sort();
    paths.dedup();
    let mut went = BTreeMap::new();
    let mut ask = |history: &mut History| {
        went = removed::removed(&absent, history);
        by_path.extend(paths.iter().map(|path| (path.clone(), history.last_change(path))));
    };
    if found.whole {
        let shared = found.histories.shared.get_or_init(|| git.history(&[]).ok().flatten().map(Mutex::new));
        let Some(shared) = shared else { return };
        ask(&mut shared.lock().unwrap_or_else(PoisonError::into_inner));
    } else {
        let asked: Vec<String> = paths.iter().chain(absent.values()).cloned().collect();
        let Ok(Some(mut history)) = git.history(&asked) else { return };
        ask(&mut history);
    }
    // A support that is newer than the whole file of the answer is newer than the answer.
    let mut doubtful: HashMap<FileId, Vec<usize>> = HashMap::new();
    for support in &supports {
        let file = component.answer_files[support.answer];
        let stage = stage_path(file).and_then(|path| by_path.get(&path).copied());
        if let (Some(LastChange::At(at)), Some(stage)) = (by_path.get(&support.path), stage)
            && component.answer(support.answer).is_some_and(|answer| answer.text.is_some())
            && after(stage, *at)
        {
            doubtful.entry(file).or_default().push(support.answer);
        }
    }
    let mut answers: HashMap<usize, LastChange> = HashMap::new();
    for (file, mut of_file) in doubtful {
        of_file.dedup();
        let ranges: Vec<_> = of_file.iter().filter_map(|&at| lines(component, at)).collect();
        let lines_of = stage_path(file).and_then(|path| git.lines_changed(&path, &ranges).ok());
        answers.extend(of_file.into_iter().zip(lines_of.unwrap_or_default()));
    }
    if found.whole {
        absent.retain(|written, _| went.contains_key(written));
        removed::without_ignored(&mut absent, git);
        went.retain(|written, _| absent.contains_key(written));
    }
    removed::fill_in(outside, &went);
    outside.judged_on = Some(today);
    for support in supports {
        let Some(LastChange::At(at)) = by_path.get(&support.path).copied() else { continue };
        let Some(changed) = day(at) else { continue };
        let answer_changed = match answers.get(&support.answer) {
            Some(LastChange::Uncommitted) => Some(AnswerChange::Uncommitted),
            Some(LastChange::At(answer)) if *answer > at => day(*answer).map(AnswerChange::On),
            _ => None,
        };
        let dated = Dated { file: support.file, span: support.span, changed, answer_changed };
        outside.dated.entry((support.answer, support.requirement)).or_default().push(dated);
    }
}

fn is_dated(requirement: &Requirement) -> bool {
    requirement.reports().next().is_some() || requirement.max_age.is_some()
}

/// The reports of each requirement; of one that names none but has a greatest age, the answer's evidence.
fn supports(component: &Component, outside: &Outside, dir: &Path, root: &Path) -> Vec<Support> {
    let mut found: Vec<Support> = Vec::new();
    for (at, answer) in component.answers.iter().enumerate() {
        let requirements =
            answer.iter().flat_map(|answer| answer.requirements.iter().map(move |one| (answer, one)));
        for (answer, requirement) in requirements.filter(|(_, one)| is_dated(one)) {
            let header = requirement.span.start;
            for (file, span) in files(answer, requirement, outside) {
                let path = file.split('#').next().unwrap_or_default();
                let Some(path) = below(root, &dir.join(path)) else { continue };
                let known =
                    found.iter().rev().take_while(|one| one.answer == at && one.requirement == header);
                if known.into_iter().all(|one| one.path != path) {
                    found.push(Support { answer: at, requirement: header, file: file.clone(), span, path });
                }
            }
        }
    }
    found
}

fn files<'a>(answer: &'a Answer, requirement: &'a Requirement, outside: &Outside) -> Vec<(&'a String, Span)> {
    let reports: Vec<_> = requirement.reports().map(|file| (&file.value, file.span.clone())).collect();
    if !reports.is_empty() {
        return reports;
    }
    let there = answer.evidence.iter().filter(|one| outside.evidence(one) == EvidenceFact::Exists);
    there.map(|one| (&one.written, one.span.clone())).collect()
}

/// A file's path from the top of the working tree; nothing where it is none of it, or no file.
fn below(root: &Path, path: &Path) -> Option<String> {
    let real = path.canonicalize().ok().filter(|real| real.is_file())?;
    let parts: Option<Vec<&str>> = real.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// The first and last line of an answer's text.
fn lines(component: &Component, answer: usize) -> Option<(usize, usize)> {
    let span = component.answer(answer)?.place();
    let file = component.file_of(answer);
    Some((file.place(span.start).line, file.place(span.end).line))
}

fn after(change: LastChange, at: i64) -> bool {
    match change {
        LastChange::Uncommitted => true,
        LastChange::At(other) => other > at,
    }
}

pub(super) fn day(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}
