use std::sync::Arc;

use super::{Answer, ComponentId, FileId, Form, FormId, Graph, Person, Settings, SourceFiles, Stamp};
use crate::diag::Problem;
use crate::source::{SourceFile, Span};

/// One ML component with its own answers, as its files say. Nothing is resolved against a date: what
/// expired is a question that is asked of it.
#[derive(Debug)]
pub struct Component {
    /// Its path in the workspace.
    pub id: ComponentId,
    /// Its name for people.
    pub name: String,
    /// Its folder relative to where the command ran, with `/`; `.` when that is the same.
    pub dir: String,
    /// Its form with its sets.
    pub form: Arc<Form>,
    /// The newest version of that form in the catalog.
    pub newest_form: Option<FormId>,
    /// What its `formwork.toml` says, with the workspace's defaults taken in.
    pub settings: Settings,
    /// Which question rests on which here, where that differs from the catalog.
    pub own_graph: Option<Box<Graph>>,
    /// One entry a question of the form, in its order; `None` where there is no table.
    pub answers: Vec<Option<Answer>>,
    /// The file of each question's table, or of its stage.
    pub answer_files: Vec<FileId>,
    /// One entry a stage.
    pub stages: Vec<StageState>,
    /// Its files.
    pub files: SourceFiles,
    /// What reading met.
    pub problems: Vec<FileProblem>,
    /// Who looked at what: `reviews.toml`, in its order.
    pub reviews: Vec<Stamp>,
    /// `reviews.toml`, where there is one.
    pub reviews_file: Option<FileId>,
}

/// A problem and the file it is in.
#[derive(Debug, Clone)]
pub struct FileProblem {
    /// One of the component's files.
    pub file: FileId,
    /// The problem.
    pub problem: Problem,
}

/// What became of a stage's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageState {
    /// Read; its questions can be judged.
    Read,
    /// Not there, or not readable: it has its own finding, and its questions have none.
    Unusable,
}

impl Component {
    /// The answer to a question, by index.
    pub fn answer(&self, question: usize) -> Option<&Answer> {
        self.answers.get(question).and_then(Option::as_ref)
    }

    /// Whether anything can be said about a question: its stage's file was read.
    pub fn judgeable(&self, question: usize) -> bool {
        self.stages[self.form.questions[question].stage] == StageState::Read
    }

    /// The file that holds (or should hold) a question's table.
    pub fn file_of(&self, question: usize) -> &SourceFile {
        &self.files[self.answer_files[question]]
    }

    /// Returns the stage whose file this is.
    pub fn stage_of(&self, file: FileId) -> Option<usize> {
        file.stage(self.form.stages.len())
    }

    /// Returns where to point for what is in `reviews.toml`: that file, or `formwork.toml` where there is none any more.
    pub fn reviews_or_settings(&self) -> FileId {
        self.reviews_file.unwrap_or(FileId::SETTINGS)
    }

    /// Where to point for a question: its answer, else the start of its stage's file.
    pub fn place_of(&self, question: usize) -> (FileId, Span) {
        (self.answer_files[question], self.answer(question).map_or(0..0, Answer::place))
    }

    /// Which question rests on which, with the component's own changes.
    pub fn graph(&self) -> &Graph {
        self.own_graph.as_deref().unwrap_or(&self.form.graph)
    }

    /// One hash over every answer's meaning: equal digests, equal requirements.
    pub fn digest(&self) -> String {
        let given = self.answers.iter().enumerate();
        super::digest(given.filter_map(|(at, answer)| {
            answer.as_ref().map(|answer| (self.form.questions[at].id.as_str(), super::answer_hash(answer)))
        }))
    }

    /// The people who play a role.
    pub fn people(&self, role: usize) -> &[Person] {
        let id = self.form.roles[role].id.as_str();
        let staffing = self.settings.roles.iter().find(|staffing| staffing.role.value == id);
        staffing.map_or(&[], |staffing| &staffing.people)
    }

    /// Whether a person's word is that of a role: `[roles]` names them for it, or nobody.
    pub fn may_sign(&self, role: usize, person: &str) -> bool {
        let people = self.people(role);
        people.is_empty() || people.iter().any(|one| one.is(person))
    }

    /// The roles that a person plays.
    pub fn roles_of(&self, person: &str) -> Vec<usize> {
        (0..self.form.roles.len())
            .filter(|&role| self.people(role).iter().any(|one| one.is(person)))
            .collect()
    }

    /// A person as `[roles]` writes them, so that one has one name in all files; `None` for somebody without a role.
    pub fn known_as(&self, person: &str) -> Option<&Person> {
        self.settings.roles.iter().flat_map(|staffing| &staffing.people).find(|one| one.is(person))
    }
}

/// A component whose `formwork.toml` says too little to look any further.
#[derive(Debug)]
pub struct Broken {
    /// Its path in the workspace.
    pub id: ComponentId,
    /// The files that were looked at.
    pub files: SourceFiles,
    /// Why.
    pub problems: Vec<FileProblem>,
}
