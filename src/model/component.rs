use std::sync::Arc;

use super::{Answer, ComponentId, Form, FormId, Graph, Person, Settings, Stamp};
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
    /// The index into `files` of each question's table, or of its stage's file.
    pub answer_files: Vec<usize>,
    /// One entry a stage.
    pub stages: Vec<StageState>,
    /// `formwork.toml`, then one file a stage (empty where it could not be read).
    pub files: Vec<SourceFile>,
    /// What reading met.
    pub problems: Vec<FileProblem>,
    /// Who looked at what: `reviews.toml`, in its order.
    pub reviews: Vec<Stamp>,
    /// The index of `reviews.toml` in `files`; 0 where there is none.
    pub reviews_file: usize,
}

/// A problem and the file it is in, as index into [`Component::files`].
#[derive(Debug, Clone)]
pub struct FileProblem {
    /// Index into the files.
    pub file: usize,
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

/// Index of `formwork.toml` in [`Component::files`].
pub const SETTINGS_FILE: usize = 0;

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

    /// Where to point for a question: its answer, else the start of its stage's file.
    pub fn place_of(&self, question: usize) -> (usize, Span) {
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
    pub files: Vec<SourceFile>,
    /// Why.
    pub problems: Vec<FileProblem>,
}
