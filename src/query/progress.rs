use super::{State, View};

/// How far a group of questions is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// All questions of the group.
    pub questions: usize,
    /// Those that are required.
    pub required: usize,
    /// Required ones that need nothing more.
    pub done: usize,
    /// Those with an answer or a written state, required or not.
    pub settled: usize,
}

impl Count {
    /// Required ones that still need something.
    pub fn open(&self) -> usize {
        self.required - self.done
    }

    fn add(&mut self, view: &View<'_>, question: usize) {
        self.questions += 1;
        let open = view.is_open(question);
        self.settled += usize::from(!open);
        if view.required[question].required {
            self.required += 1;
            self.done += usize::from(!open);
        }
    }
}

/// How far a component is: as a whole, by stage, by role, by stage and role, by state.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The whole form.
    pub all: Count,
    /// One entry a stage.
    pub stages: Vec<Count>,
    /// One entry a role.
    pub roles: Vec<Count>,
    /// `by_stage_role[stage][role]`.
    pub by_stage_role: Vec<Vec<Count>>,
    /// One entry a [`State`], in the order of [`State::ALL`].
    pub states: Vec<(State, usize)>,
}

/// Counts a component's questions.
pub fn progress(view: &View<'_>) -> Progress {
    let form = &view.component.form;
    let mut found = Progress {
        all: Count::default(),
        stages: vec![Count::default(); form.stages.len()],
        roles: vec![Count::default(); form.roles.len()],
        by_stage_role: vec![vec![Count::default(); form.roles.len()]; form.stages.len()],
        states: State::ALL.iter().map(|&state| (state, 0)).collect(),
    };
    for (at, question) in form.questions.iter().enumerate().filter(|(at, _)| view.asked[*at]) {
        found.all.add(view, at);
        found.stages[question.stage].add(view, at);
        for &role in &question.roles {
            found.roles[role].add(view, at);
            found.by_stage_role[question.stage][role].add(view, at);
        }
        if let Some(entry) = found.states.iter_mut().find(|(state, _)| *state == view.states[at]) {
            entry.1 += 1;
        }
    }
    found
}

/// Roles that are asked, with their counts, in the catalog's order.
pub fn role_counts(progress: &Progress) -> impl Iterator<Item = (usize, &Count)> {
    progress.roles.iter().enumerate().filter(|(_, count)| count.questions > 0)
}

/// Roles that are asked and that nobody plays. Empty while a component names nobody at all.
pub fn unstaffed(view: &View<'_>, progress: &Progress) -> Vec<usize> {
    if view.component.settings.roles.iter().all(|staffing| staffing.people.is_empty()) {
        return Vec::new();
    }
    role_counts(progress)
        .map(|(role, _)| role)
        .filter(|&role| view.component.people(role).is_empty())
        .collect()
}
