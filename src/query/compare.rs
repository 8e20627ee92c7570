//! Two versions of a form, question by question.

use crate::model::{Form, FormId, Question, Recorded};

/// A form, or the questions that one set adds to it.
#[derive(Debug, Clone)]
pub struct Side<'f> {
    /// The form that holds them.
    pub form: &'f Form,
    /// Its name and version.
    pub id: FormId,
    /// The questions that are compared, by index.
    pub questions: Vec<usize>,
    /// Whether they are all of one set.
    of_set: bool,
}

impl<'f> Side<'f> {
    /// All questions of a form with its sets.
    pub fn whole(form: &'f Form) -> Self {
        Self { form, id: form.id.clone(), questions: (0..form.questions.len()).collect(), of_set: false }
    }

    /// The questions of a set, by its index in the form.
    pub fn set(form: &'f Form, set: usize) -> Self {
        let id = form.sets.get(set).map_or_else(|| form.id.clone(), |set| set.id.clone());
        let all = 0..form.questions.len();
        let questions = all.filter(|&at| form.questions[at].set == Some(set)).collect();
        Self { form, id, questions, of_set: true }
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.form.find(id).filter(|at| self.questions.binary_search(at).is_ok())
    }

    /// The name of the set that a form's question comes from, in any version; `None` for what the form asks itself.
    pub fn owner(&self, at: usize) -> Option<&'f str> {
        self.form.set_of(at).filter(|_| !self.of_set).map(|set| set.id.name.as_str())
    }

    /// The question that another side has under this index. One of the same id that somebody else asks is another
    /// question.
    fn same(&self, other: &Side<'_>, at: usize) -> Option<usize> {
        let found = self.find(other.question(at).id.as_str())?;
        (self.owner(found) == other.owner(at)).then_some(found)
    }

    /// A question.
    pub fn question(&self, at: usize) -> &'f Question {
        &self.form.questions[at]
    }

    /// The ids of a question's roles, as its form orders them.
    pub fn roles(&self, at: usize) -> Vec<&'f str> {
        self.question(at).roles.iter().map(|&role| self.form.roles[role].id.as_str()).collect()
    }

    /// The id of a question's stage.
    pub fn stage(&self, at: usize) -> &'f str {
        self.form.stages[self.question(at).stage].id.as_str()
    }
}

/// In what a question differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Difference {
    /// Only the newer version has it.
    Added,
    /// Only the older version has it.
    Deleted,
    /// Deleted, and others ask what it asked.
    Split,
    /// Another wording.
    Reworded,
    /// An answer to the old question does not answer the new one.
    Meaning,
    /// Other roles are asked.
    Roles,
    /// Other examples.
    Examples,
    /// It stands in another stage.
    Stage,
}

impl Difference {
    /// All of them, in the order in which they are told.
    pub const ALL: &'static [Self] = &[
        Self::Added,
        Self::Deleted,
        Self::Split,
        Self::Reworded,
        Self::Meaning,
        Self::Roles,
        Self::Examples,
        Self::Stage,
    ];

    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Deleted => "deleted",
            Self::Split => "split",
            Self::Reworded => "reworded",
            Self::Meaning => "meaning",
            Self::Roles => "roles",
            Self::Examples => "examples",
            Self::Stage => "stage",
        }
    }

    /// The words for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Meaning => "meaning changed",
            Self::Roles => "roles changed",
            Self::Examples => "examples changed",
            Self::Stage => "moved",
            other => other.word(),
        }
    }
}

/// One question of either version.
#[derive(Debug, Clone)]
pub struct Compared<'r> {
    /// Its index in the older version.
    pub old: Option<usize>,
    /// Its index in the newer version.
    pub new: Option<usize>,
    /// In what it differs; empty where it is the same.
    pub differs: Vec<Difference>,
    /// The questions of the newer version that ask what it asked, where it was split.
    pub heirs: Vec<usize>,
    /// What is on record about it, for every version on the way.
    pub recorded: Vec<&'r Recorded>,
}

impl Compared<'_> {
    /// Whether it differs in this.
    pub fn is(&self, difference: Difference) -> bool {
        self.differs.contains(&difference)
    }

    /// Who asked for the changes on the way, each once.
    pub fn origin(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for name in self.recorded.iter().flat_map(|one| &one.origin) {
            if !found.contains(&name.as_str()) {
                found.push(name);
            }
        }
        found
    }

    /// Who or what asked for the changes, for people; empty where nothing is on record.
    pub fn asked_by(&self) -> String {
        let people =
            self.origin().into_iter().map(|name| if name == "authors" { "the authors" } else { name });
        let people: Vec<&str> = people.collect();
        let literature = self.literature();
        match (people.is_empty(), literature.is_empty()) {
            (false, _) => people.join(", "),
            (true, false) => format!("literature {}", literature.join(", ")),
            (true, true) => String::new(),
        }
    }

    /// The literature that the changes on the way rest on, each once.
    pub fn literature(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for number in self.recorded.iter().flat_map(|one| &one.literature) {
            if !found.contains(&number.as_str()) {
                found.push(number);
            }
        }
        found
    }
}

/// Compares two versions. Questions come stage by stage, those that are gone first in theirs; `recorded` is what the
/// catalog knows of changes, of which those on the way are taken.
pub fn compare<'r>(old: &Side<'_>, new: &Side<'_>, recorded: &'r [Recorded]) -> Vec<Compared<'r>> {
    let on_the_way: Vec<&Recorded> = recorded
        .iter()
        .filter(|one| one.to.name == old.id.name && one.to.name == new.id.name)
        .filter(|one| one.to.version > old.id.version && one.to.version <= new.id.version)
        .collect();
    let of = |side: &Side<'_>, at: usize| -> Vec<&'r Recorded> {
        let id = side.question(at).id.as_str();
        let asked = on_the_way.iter().copied().filter(|one| one.question == id);
        asked.filter(|_| side.owner(at).is_none()).collect()
    };
    let gone = old.questions.iter().map(|&at| gone(old, new, at)).filter(|one| one.new.is_none());
    let there = new.questions.iter().map(|&at| {
        let recorded = of(new, at);
        let before = old.same(new, at);
        let differs = match before {
            None => vec![Difference::Added],
            Some(before) => {
                let mut differs = differences(old, before, new, at);
                if recorded.iter().any(|one| one.meaning_changed) {
                    differs.push(Difference::Meaning);
                }
                differs.sort();
                differs
            }
        };
        Compared { old: before, new: Some(at), differs, heirs: Vec::new(), recorded }
    });
    let mut all: Vec<Compared<'r>> = gone
        .map(|one| Compared { recorded: one.old.map(|at| of(old, at)).unwrap_or_default(), ..one })
        .collect();
    all.extend(there);
    // A stage that only the older version has comes last; the sort is stable.
    let stage = |one: &Compared<'_>| match (one.new, one.old) {
        (Some(at), _) => new.question(at).stage,
        (None, Some(at)) => new.form.stage(old.stage(at)).unwrap_or(usize::MAX),
        (None, None) => usize::MAX,
    };
    all.sort_by_key(stage);
    all
}

fn gone<'r>(old: &Side<'_>, new: &Side<'_>, at: usize) -> Compared<'r> {
    let question = old.question(at);
    let heirs: Vec<usize> = question.stands_for.iter().filter_map(|id| new.find(id.as_str())).collect();
    let mut differs = vec![Difference::Deleted];
    if !heirs.is_empty() {
        differs.push(Difference::Split);
    }
    Compared { old: Some(at), new: new.same(old, at), differs, heirs, recorded: Vec::new() }
}

fn differences(old: &Side<'_>, before: usize, new: &Side<'_>, after: usize) -> Vec<Difference> {
    let (was, is) = (old.question(before), new.question(after));
    let asked = |side: &Side<'_>, at: usize| {
        let mut roles: Vec<String> = side.roles(at).into_iter().map(str::to_owned).collect();
        roles.sort();
        roles
    };
    let pairs = [
        (Difference::Reworded, was.text != is.text),
        (Difference::Roles, asked(old, before) != asked(new, after)),
        (Difference::Examples, was.examples != is.examples),
        (Difference::Stage, old.stage(before) != new.stage(after)),
    ];
    pairs.into_iter().filter(|(_, differs)| *differs).map(|(difference, _)| difference).collect()
}

#[cfg(test)]
mod tests;
