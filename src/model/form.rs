use std::collections::HashMap;

use super::{
    Fact, FactInfo, FormId, Graph, LevelInfo, MaturityLevel, Question, QuestionId, RoleId, StageId, Taxonomy,
};

/// A form with the sets a component adds to it, and all that the catalog knows about its questions.
/// Questions are addressed by their index, in the form's order.
#[derive(Debug)]
pub struct Form {
    parts: Parts,
    index: HashMap<QuestionId, usize>,
}

impl std::ops::Deref for Form {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

/// A set as it was added to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetInfo {
    /// As the component names it: `thesis-extras@1`, or a path.
    pub name: String,
    /// Its id and version.
    pub id: FormId,
    /// For people.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// What it is for.
    pub about: String,
    /// Whether it ships in the binary.
    pub bundled: bool,
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

/// All that a form is made of; its index follows.
#[derive(Debug)]
pub struct Parts {
    /// Name and version.
    pub id: FormId,
    /// For people.
    pub title: String,
    /// Where the form was published.
    pub source: String,
    /// Its front page, if it has one.
    pub front: Option<Front>,
    /// The sets that a component adds, in its order.
    pub sets: Vec<SetInfo>,
    /// Stages in order.
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
    /// Gives what is hard at which level. Only few look at that, and only for them it is read.
    pub taxonomy: fn() -> &'static Taxonomy,
}

impl Form {
    /// Puts a form together.
    pub fn new(parts: Parts) -> Self {
        let questions = parts.questions.iter().enumerate();
        let index = questions.map(|(at, question)| (question.id.clone(), at)).collect();
        Self { parts, index }
    }

    /// The set that brought a question.
    pub fn set_of(&self, question: usize) -> Option<&SetInfo> {
        self.sets.get(self.questions.get(question)?.set?)
    }

    /// What is hard at which level.
    pub fn taxonomy(&self) -> &'static Taxonomy {
        (self.parts.taxonomy)()
    }

    /// The form with its sets, as people name it: "mlops-requirements@3", "… with thesis-extras@1".
    pub fn named(&self) -> String {
        let sets: Vec<&str> = self.sets.iter().map(|set| set.name.as_str()).collect();
        if sets.is_empty() { self.id.to_string() } else { format!("{} with {}", self.id, sets.join(", ")) }
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
