//! Which questions a document is about, and what is counted among them.

use super::super::Options;
use super::super::document::{Facets, Tags};
use crate::query::{State, View};
use crate::source::list_and;

/// The questions that a document is about, with what documents ask of them again and again.
pub(in crate::doc) struct Scope<'v> {
    /// The view.
    pub view: &'v View<'v>,
    /// Indices, in form order.
    pub questions: Vec<usize>,
    /// The restriction in words, where there is one.
    pub narrowed: Option<String>,
}

/// Required questions that are settled, and all required ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    pub done: usize,
    pub required: usize,
}

impl Tally {
    pub(super) fn open(self) -> usize {
        self.required - self.done
    }
}

impl<'v> Scope<'v> {
    pub(super) fn new(view: &'v View<'v>, options: &Options) -> Self {
        let form = &view.component.form;
        let roles = roles(view, options);
        let asked =
            |of: &[usize]| roles.as_ref().is_none_or(|wanted| of.iter().any(|role| wanted.contains(role)));
        let within = |stage: usize| options.stages.is_empty() || options.stages.contains(&stage);
        let questions = form.questions.iter().enumerate();
        let questions =
            questions.filter(|(at, one)| view.asked[*at] && within(one.stage) && asked(&one.roles));
        let questions = questions.map(|(at, _)| at).collect();
        Self { view, questions, narrowed: narrowed(view, options) }
    }

    /// Titles within a sentence: "data scientist, product owner".
    pub(super) fn spoken(&self, roles: &[usize]) -> String {
        let mut all = String::with_capacity(48);
        for &role in roles {
            if !all.is_empty() {
                all.push_str(", ");
            }
            all.push_str(self.view.component.form.roles[role].spoken());
        }
        all
    }

    pub(super) fn tally(&self, fits: impl Fn(usize) -> bool) -> Tally {
        let mut tally = Tally::default();
        for &at in &self.questions {
            if self.view.required[at].required && fits(at) {
                tally.required += 1;
                tally.done += usize::from(!self.view.is_open(at));
            }
        }
        tally
    }

    /// The questions of a stage.
    pub(super) fn in_stage(&self, stage: usize) -> impl Iterator<Item = usize> {
        let form = &self.view.component.form;
        self.questions.iter().copied().filter(move |&at| form.questions[at].stage == stage)
    }

    /// The stages that have questions here, by index.
    pub(super) fn stages(&self) -> impl Iterator<Item = usize> {
        (0..self.view.component.form.stages.len()).filter(|&stage| self.in_stage(stage).next().is_some())
    }

    /// The roles that are asked here, by index.
    pub(super) fn roles(&self) -> impl Iterator<Item = usize> {
        let form = &self.view.component.form;
        (0..form.roles.len())
            .filter(|role| self.questions.iter().any(|&at| form.questions[at].roles.contains(role)))
    }

    /// The required questions that still need something, the one that most rest on first.
    pub(super) fn weightiest(&self) -> Vec<usize> {
        self.by_weight(self.questions.iter().copied().filter(|&at| self.open_required(at)).collect())
    }

    /// The one that most rest on first; the form's order decides between equals.
    pub(super) fn by_weight(&self, mut questions: Vec<usize>) -> Vec<usize> {
        questions.sort_by_key(|&at| std::cmp::Reverse(self.view.weight(at)));
        questions
    }

    pub(super) fn open_required(&self, at: usize) -> bool {
        self.view.required[at].required && self.view.is_open(at)
    }

    pub(super) fn tags(&self, at: usize) -> Tags<'v> {
        let question = &self.view.component.form.questions[at];
        Tags { stage: question.stage, roles: &question.roles, state: self.view.states[at] }
    }

    /// By what the questions for which `shown` holds can be filtered.
    pub(super) fn facets(&self, shown: impl Fn(usize) -> bool) -> Facets<'v> {
        let form = &self.view.component.form;
        let shown: Vec<usize> = self.questions.iter().copied().filter(|&at| shown(at)).collect();
        let of = |fits: &dyn Fn(usize) -> bool| shown.iter().any(|&at| fits(at));
        let stages =
            form.stages.iter().enumerate().filter(|(stage, _)| of(&|at| form.questions[at].stage == *stage));
        let roles = form
            .roles
            .iter()
            .enumerate()
            .filter(|(role, _)| of(&|at| form.questions[at].roles.contains(role)));
        Facets {
            stages: stages.map(|(at, stage)| (at, stage.title.as_str())).collect(),
            roles: roles.map(|(at, role)| (at, role.title.as_str())).collect(),
            states: State::ALL
                .iter()
                .copied()
                .filter(|state| of(&|at| self.view.states[at] == *state))
                .collect(),
        }
    }
}

/// The roles that are meant, by index; `None` for everybody.
pub(super) fn roles(view: &View<'_>, options: &Options) -> Option<Vec<usize>> {
    if options.roles.is_empty() && options.people.is_empty() {
        return None;
    }
    let mut roles = options.roles.clone();
    roles.extend(options.people.iter().flat_map(|person| view.component.roles_of(person)));
    roles.sort_unstable();
    roles.dedup();
    Some(roles)
}

fn narrowed(view: &View<'_>, options: &Options) -> Option<String> {
    let form = &view.component.form;
    let stages = options.stages.iter().filter_map(|&at| form.stages.get(at)).map(|stage| stage.title.clone());
    let roles =
        options.roles.iter().filter_map(|&at| form.roles.get(at)).map(|role| role.spoken().to_owned());
    let people = options.people.iter().map(|person| {
        let plays = !view.component.roles_of(person).is_empty();
        if plays { person.clone() } else { format!("{person} (who plays no role here)") }
    });
    let asked: Vec<String> = roles.chain(people).collect();
    let stages: Vec<String> = stages.collect();
    let mut parts = Vec::new();
    if !stages.is_empty() {
        parts.push(format!("the part {}", stages.join(", ")));
    }
    if !asked.is_empty() {
        parts.push(format!("what is asked of {}", asked.join(", ")));
    }
    (!parts.is_empty()).then(|| list_and(parts))
}
