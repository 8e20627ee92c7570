use std::collections::HashMap;

use super::{Fact, FactInfo, FormId, LevelInfo, MaturityLevel, QuestionId, RoleId, StageId};

/// A form with the sets a component adds to it, and all that the catalog knows about its questions.
/// Questions are addressed by their index, in the form's order.
#[derive(Debug)]
pub struct Form {
    /// Name and version.
    pub id: FormId,
    /// For people.
    pub title: String,
    /// Where the form was published.
    pub source: String,
    /// Its front page, if it has one.
    pub front: Option<Front>,
    /// Stages in order; each is a file.
    pub stages: Vec<Stage>,
    /// What one stage tells another.
    pub feeds: Vec<FeedsInto>,
    /// Roles in the catalog's order.
    pub roles: Vec<Role>,
    /// Questions in order.
    pub questions: Vec<Question>,
    /// Levels, lowest first.
    pub levels: Vec<LevelInfo>,
    /// Facts.
    pub facts: Vec<FactInfo>,
    /// Which question rests on which.
    pub graph: Graph,
    index: HashMap<QuestionId, usize>,
}

/// The form's front page, in our own words (figures A.2 and A.5).
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// What the form is for.
    pub purpose: String,
    /// In which order it is answered.
    pub order: String,
    /// The stages and how they feed each other.
    pub stages: String,
    /// The form's columns: title, meaning.
    pub columns: Vec<(String, String)>,
}

/// Part of the ML life cycle.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Names the stage's file.
    pub id: StageId,
    /// For people.
    pub title: String,
    /// What it is.
    pub about: String,
}

/// What information flows from one stage into another.
#[derive(Debug, Clone)]
pub struct FeedsInto {
    /// From this stage.
    pub from: StageId,
    /// Into this one.
    pub to: StageId,
    /// What flows.
    pub what: String,
}

/// Who is asked.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// For people.
    pub title: String,
    /// Who that is.
    pub about: String,
    /// How the form's figures write it.
    pub spellings: Vec<String>,
    spoken: String,
}

impl Role {
    /// A role.
    pub fn new(id: RoleId, title: String, about: String, spellings: Vec<String>) -> Self {
        let lower = |word: &str| {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            if capitals > 1 { word.to_owned() } else { word.to_lowercase() }
        };
        let spoken = title.split(' ').map(lower).collect::<Vec<_>>().join(" ");
        Self { id, title, about, spellings, spoken }
    }

    /// The title within a sentence: "data scientist", "IT architect", "DevOps engineer".
    pub fn spoken(&self) -> &str {
        &self.spoken
    }
}

impl Question {
    /// Whom to ask, as people say it.
    pub fn ask(&self, form: &Form) -> Vec<String> {
        self.roles.iter().map(|&role| form.roles[role].spoken().to_owned()).collect()
    }
}

/// One requirement question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Its stage, as index into [`Form::stages`].
    pub stage: usize,
    /// The question, to the letter.
    pub text: String,
    /// Whom to ask, as indices into [`Form::roles`], in the form's order.
    pub roles: Vec<usize>,
    /// Single examples.
    pub examples: Vec<String>,
    /// The form's examples cell, to the letter.
    pub examples_text: String,
    /// Set when it asks how much, how often, how long or how fast.
    pub measure: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// What goes wrong while it is unanswered.
    pub unanswered: String,
    /// Problems and practices it answers: P1-P6, BP1-BP4 of the thesis.
    pub traces: Vec<String>,
    /// Sections of the sources.
    pub sections: Vec<String>,
    /// What the answer rests on.
    pub depends_on: Vec<Dependency>,
    /// When it is required.
    pub required: Option<Raise>,
}

/// An answer rests on another, with the reason.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// Index of the question it rests on.
    pub on: usize,
    /// Why.
    pub because: String,
}

/// One cell of the table of what is required at which level (DOMAIN, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Required.
    Yes,
    /// Required, and to be answered again because the level changes its meaning.
    Again,
    /// Required if one of the row's facts holds.
    When,
    /// May be answered.
    Optional,
    /// Not asked yet.
    NotYet,
}

/// A question's row of that table.
#[derive(Debug, Clone)]
pub struct Raise {
    /// One cell a level, lowest level first.
    pub cells: [Need; 5],
    /// The facts that [`Need::When`] hangs on; any of them.
    pub when: Vec<Fact>,
    /// The facts that make it required at every level.
    pub raised_by: Vec<Fact>,
    /// The reason for the row.
    pub because: String,
}

impl Raise {
    /// The cell of a level.
    pub fn at(&self, level: MaturityLevel) -> Need {
        self.cells[level as usize]
    }
}

/// Who depends on whom, by index.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// For each question, those that rest on it directly.
    pub dependents: Vec<Vec<usize>>,
    /// For each question, how many rest on it directly or not.
    pub reach: Vec<usize>,
}

impl Graph {
    fn of(questions: &[Question]) -> Self {
        let mut dependents = vec![Vec::new(); questions.len()];
        for (index, question) in questions.iter().enumerate() {
            for dependency in &question.depends_on {
                dependents[dependency.on].push(index);
            }
        }
        let reach = (0..questions.len())
            .map(|from| {
                let mut seen = vec![false; questions.len()];
                let mut open = vec![from];
                let mut count = 0;
                while let Some(at) = open.pop() {
                    for &next in &dependents[at] {
                        if !seen[next] && next != from {
                            seen[next] = true;
                            count += 1;
                            open.push(next);
                        }
                    }
                }
                count
            })
            .collect();
        Self { dependents, reach }
    }
}

impl Form {
    /// Puts a form together; `graph` and the index follow from the questions.
    #[expect(
        clippy::too_many_arguments,
        reason = "the one constructor; every field is named at its one call"
    )]
    pub fn new(
        id: FormId,
        title: String,
        source: String,
        front: Option<Front>,
        stages: Vec<Stage>,
        feeds: Vec<FeedsInto>,
        roles: Vec<Role>,
        questions: Vec<Question>,
        (levels, facts): (Vec<LevelInfo>, Vec<FactInfo>),
    ) -> Self {
        let index = questions.iter().enumerate().map(|(at, question)| (question.id.clone(), at)).collect();
        let graph = Graph::of(&questions);
        Self { id, title, source, front, stages, feeds, roles, questions, levels, facts, graph, index }
    }

    /// A question's index.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The questions of a stage with their indices, in order.
    pub fn in_stage(&self, stage: usize) -> impl Iterator<Item = (usize, &Question)> {
        self.questions.iter().enumerate().filter(move |(_, question)| question.stage == stage)
    }

    /// A role's index.
    pub fn role(&self, id: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.id.as_str() == id)
    }

    /// A stage's index.
    pub fn stage(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id.as_str() == id)
    }

    /// What the catalog says of a fact.
    pub fn fact(&self, fact: Fact) -> Option<&FactInfo> {
        self.facts.iter().find(|info| info.fact == fact)
    }

    /// What the catalog says of a level.
    pub fn level(&self, level: MaturityLevel) -> Option<&LevelInfo> {
        self.levels.iter().find(|info| info.level == level)
    }
}
