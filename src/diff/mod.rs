//! Two states of a component → what changed, question by question. Pure: where the states come from (a revision,
//! the index, the working tree) is nobody's business here. Questions are matched by their id, so that the two
//! states may have different forms.

mod answer;
mod floor;
mod policy;
mod reviews;
mod words;

use answer::silenced;
pub use answer::{Field, RequirementChange, fields, requirements};
pub use floor::floor;
pub use policy::{PolicyChange, Subject, Within};
pub use reviews::{ReviewChange, Settled, Stamped};
pub use words::{Piece, lines, shortened, words};

use crate::diag::Severity;
use crate::model::{Answer, Outside, Question, answer_hash};
use crate::query::{State, View, state};

/// What changed between two states of a component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Questions whose answer, state or requirement changed, in the order of the newer form.
    pub questions: Vec<QuestionChange>,
    /// What changed in `formwork.toml`, and requirements that ask for less.
    pub policy: Vec<PolicyChange>,
    /// Stamps that came, were renewed or went.
    pub reviews: Vec<ReviewChange>,
    /// Required questions that were settled, or not required, and are open now.
    pub newly_open: Vec<String>,
    /// Required questions that were not required before.
    pub newly_required: Vec<String>,
    /// Questions that are no longer required.
    pub no_longer_required: Vec<String>,
    /// Reviewed answers that rest on one which changed since the review, and did not before.
    pub suspect: Vec<String>,
}

/// What changed in one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionChange {
    /// Its id.
    pub id: String,
    /// The question.
    pub text: String,
    /// Its stage's id.
    pub stage: String,
    /// The kind of change that weighs most.
    pub kind: Kind,
    /// The state before; `None` where the form did not have the question.
    pub was: Option<State>,
    /// The state now; `None` where the form no longer has it.
    pub is: Option<State>,
    /// The keys that changed.
    pub fields: Vec<Field>,
    /// Requirements that came, went or changed.
    pub requirements: Vec<RequirementChange>,
    /// Requirements that counted and are there still, and count no longer: the question is said not to apply.
    pub silenced: Vec<String>,
    /// Answered questions that rest directly on it and did not change themselves.
    pub resting: Vec<String>,
}

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was open and is settled.
    Answered,
    /// It was settled and is open, or a draft.
    Reopened,
    /// What it means changed: text, choice, status, reason or a requirement.
    Changed,
    /// Only what stands beside it: who, when, evidence, source, note.
    Details,
    /// The question is new to the form, and answered.
    Added,
    /// The form no longer has it, and it was answered.
    Removed,
}

impl Kind {
    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Reopened => "reopened",
            Self::Changed => "changed",
            Self::Details => "details",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What changed from one state of a component to another. A component that was not there before, or is gone, is
/// compared with nothing. `severity` is what a rule weighs where a project says nothing.
pub fn changes(
    before: Option<&View<'_>>,
    after: Option<&View<'_>>,
    severity: &dyn Fn(&str) -> Option<Severity>,
) -> Changes {
    let mut found = Changes::default();
    let new = after.map(|view| view.component);
    if let (Some(old), Some(new)) = (before, after) {
        found.policy = policy::changes(old, new, severity);
    }
    found.reviews = reviews::changes(before, after);
    if let Some(view) = after {
        for at in 0..view.states.len() {
            let id = view.component.form.questions[at].id.as_str();
            let was = before.and_then(|before| Some((before, before.component.form.find(id)?)));
            found.questions.extend(question(was, Some((view, at))));
            required(was, (view, at), &mut found);
            if view.is_suspect(at) && !was.is_some_and(|(view, at)| view.is_suspect(at)) {
                found.suspect.push(id.to_owned());
            }
        }
    }
    // Of questions that both forms have; what a newer form leaves out, its upgrade tells.
    let nothing = Outside::default();
    let outside = [before, after].map(|view| view.map_or(&nothing, |view| view.outside));
    found.policy.extend(found.questions.iter().flat_map(|one| policy::of_answer(one, outside)));
    if let Some(view) = before {
        for at in 0..view.states.len() {
            let id = view.component.form.questions[at].id.as_str();
            if new.is_none_or(|new| new.form.find(id).is_none()) {
                found.questions.extend(question(Some((view, at)), None));
            }
        }
    }
    let changed: Vec<String> = found.questions.iter().map(|one| one.id.clone()).collect();
    for one in &mut found.questions {
        if let Some(view) = after.filter(|_| one.kind != Kind::Details) {
            one.resting = resting(view, &one.id, &changed);
        }
    }
    found
}

/// A question in a state of its component.
type At<'v, 'c> = (&'v View<'c>, usize);

fn required(was: Option<At<'_, '_>>, (view, at): At<'_, '_>, found: &mut Changes) {
    let id = view.component.form.questions[at].id.to_string();
    let before = was.is_some_and(|(view, at)| view.required[at].required);
    let now = view.required[at].required;
    let open = |(view, at): At<'_, '_>| view.required[at].required && view.is_open(at);
    match (before, now) {
        (false, true) => found.newly_required.push(id.clone()),
        (true, false) => found.no_longer_required.push(id.clone()),
        _ => {}
    }
    if open((view, at)) && !was.is_some_and(open) {
        found.newly_open.push(id);
    }
}

fn question(was: Option<At<'_, '_>>, is: Option<At<'_, '_>>) -> Option<QuestionChange> {
    let (view, at) = is.or(was)?;
    let before = was.and_then(|(view, at)| view.component.answer(at));
    let after = is.and_then(|(view, at)| view.component.answer(at));
    let form = &view.component.form;
    let question = &form.questions[at];
    answer_change((was.map(asked), before), (is.map(asked), after))
        .map(|change| QuestionChange { stage: form.stages[question.stage].id.to_string(), ..change })
}

fn asked<'v>((view, at): At<'v, '_>) -> &'v Question {
    &view.component.form.questions[at]
}

/// What changed in the answer to a question, without a look at anything else: the stage and what rests on
/// it are left empty. `None` stands for a question that the form does not have, or for no answer.
pub fn answer_change(
    (asked, before): (Option<&Question>, Option<&Answer>),
    (asks, after): (Option<&Question>, Option<&Answer>),
) -> Option<QuestionChange> {
    let question = asks.or(asked)?;
    let fields = fields(before, after);
    let requirements = requirements(before, after);
    let old = asked.map(|question| state(question, before));
    let new = asks.map(|question| state(question, after));
    let settled = |state: Option<State>| state.is_some_and(State::is_settled);
    // Of most questions nothing changed, and hashing is dear.
    let differs = !fields.is_empty() || !requirements.is_empty();
    let meaning = |answer: Option<&Answer>| answer_hash(answer.unwrap_or(&Answer::default()));
    let moved = differs && meaning(before) != meaning(after);
    let kind = match (settled(old), settled(new)) {
        (false, true) if old.is_none() => Kind::Added,
        (true, false) if new.is_none() => Kind::Removed,
        (false, true) => Kind::Answered,
        (true, false) => Kind::Reopened,
        _ if moved => Kind::Changed,
        _ if differs => Kind::Details,
        _ => return None,
    };
    Some(QuestionChange {
        id: question.id.to_string(),
        text: question.text.clone(),
        stage: String::new(),
        kind,
        was: old,
        is: new,
        fields,
        requirements,
        silenced: silenced(before, after),
        resting: Vec::new(),
    })
}

fn resting(view: &View<'_>, id: &str, changed: &[String]) -> Vec<String> {
    let form = &view.component.form;
    let Some(at) = form.find(id) else { return Vec::new() };
    let direct = view.component.graph().dependents[at].iter();
    direct
        .filter(|&&one| view.states[one] != State::Open)
        .map(|&one| form.questions[one].id.to_string())
        .filter(|id| !changed.contains(id))
        .collect()
}

#[cfg(test)]
mod tests;
