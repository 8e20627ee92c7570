//! Stamps held against what the answers say now: what changed since somebody looked at it, and what became suspect.

use super::{State, View};
use crate::model::{Answer, Component, Stamp, answer_hash, changed_fields, hash_scheme, text_field};
use crate::source::inert_line;

/// A stamp of a question and a role that the form has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The stamp, as index into [`Component::reviews`].
    pub stamp: usize,
    /// Its question, by index.
    pub question: usize,
    /// Its role, by index.
    pub role: usize,
    /// Whether the answer says something else now. A hash that this version cannot read tells nothing.
    pub changed: bool,
    /// Whether it is worded in another way now, which another role's stamp says means the same. That is enough for a
    /// review and for what rests on it; a sign-off is its role's own.
    pub reworded: bool,
    /// Which parts of it say something else now, where it changed and the stamp tells.
    pub fields: Vec<&'static str>,
    /// What the answer rested on and changed since.
    pub moved: Vec<Suspect>,
}

/// An answer that another rested on when that was reviewed, and that changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The answer that changed, by its question's index.
    pub on: usize,
    /// Why the reviewed one rests on it.
    pub because: String,
    /// Its hash at the time of the review.
    pub recorded: String,
    /// What became of it.
    pub became: Became,
    /// Which of its parts say something else now, where the stamp tells.
    pub fields: Vec<&'static str>,
}

/// What became of an answer that another rested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It says something else.
    Changed,
    /// It is open again.
    TakenBack,
}

impl Reviewed {
    /// The stamp itself.
    pub fn of<'c>(&self, component: &'c Component) -> &'c Stamp {
        &component.reviews[self.stamp]
    }

    /// Who, when and in which role: "by @mia on 2026-11-01 as product owner".
    pub fn who(&self, component: &Component) -> String {
        let stamp = self.of(component);
        let by = inert_line(&stamp.by);
        let by = if by.is_empty() { by } else { format!("by {by} ") };
        let on = stamp.on.map(|on| format!("on {on} ")).unwrap_or_default();
        format!("{by}{on}as {}", component.form.roles[self.role].spoken())
    }

    /// What makes the answer suspect: nothing where it changed itself, because then the stamp says nothing about what
    /// is there now.
    pub fn suspects(&self) -> &[Suspect] {
        if self.changed { &[] } else { &self.moved }
    }

    /// Whether it still holds: nothing changed, neither here nor in what it rests on.
    pub fn holds(&self) -> bool {
        !self.changed && self.moved.is_empty()
    }
}

/// Every stamp of a question and a role that the form has, in the order of the file. Nothing is said where a stage's
/// file cannot be read, and only dependencies count that are recorded in the stamp and still stand: one that was
/// open then, or that a newer catalog brought, was not looked at and so cannot have changed.
pub(super) fn reviews(view: &View<'_>) -> Vec<Reviewed> {
    let component = view.component;
    let form = &component.form;
    let mut found: Vec<Reviewed> = Vec::with_capacity(component.reviews.len());
    for (at, stamp) in component.reviews.iter().enumerate() {
        let known = (form.find(&stamp.question.value), form.role(&stamp.role.value));
        if let (Some(question), Some(role)) = known
            && view.judgeable[question]
        {
            found.push(Reviewed {
                stamp: at,
                question,
                role,
                changed: false,
                reworded: false,
                fields: Vec::new(),
                moved: Vec::new(),
            });
        }
    }
    if found.is_empty() {
        return found;
    }
    let mut stamps: Vec<Vec<&Stamp>> = vec![Vec::new(); form.questions.len()];
    for one in &found {
        stamps[one.question].push(one.of(component));
    }
    let mut hashes: Vec<Option<String>> = vec![None; form.questions.len()];
    for one in &mut found {
        let own = &one.of(component).hash.value;
        let now = hashes[one.question].get_or_insert_with(|| meaning(component.answer(one.question)));
        one.reworded = hash_scheme(own) == Some(1) && own != now;
    }
    let mut same = |question: usize, recorded: &str| {
        let now = hashes[question].get_or_insert_with(|| meaning(component.answer(question)));
        recorded == now
            || hash_scheme(recorded) != Some(1)
            || same_meaning(stamps[question].iter().copied(), recorded, now)
    };
    for one in &mut found {
        one.changed = !same(one.question, &one.of(component).hash.value);
        one.reworded &= !one.changed;
        if one.changed {
            let stamp = one.of(component);
            one.fields = fields(component, stamp, one.question, &stamp.hash.value);
        }
        one.moved = moved(view, one.question, one.of(component), &mut same);
    }
    found
}

fn moved(
    view: &View<'_>,
    question: usize,
    stamp: &Stamp,
    same: &mut impl FnMut(usize, &str) -> bool,
) -> Vec<Suspect> {
    let mut found = Vec::new();
    for dependency in &view.component.graph().depends_on[question] {
        let on = dependency.on;
        let id = view.component.form.questions[on].id.as_str();
        let Some((_, recorded)) = stamp.depends_on.iter().find(|(known, _)| known.value == id) else {
            continue;
        };
        let became = match view.states[on] {
            _ if !view.judgeable[on] => continue,
            State::Open => Became::TakenBack,
            _ if same(on, recorded) => continue,
            _ => Became::Changed,
        };
        let fields = match became {
            Became::Changed => fields(view.component, stamp, on, recorded),
            Became::TakenBack => Vec::new(),
        };
        let (because, recorded) = (dependency.because.clone(), recorded.clone());
        found.push(Suspect { on, because, recorded, became, fields });
    }
    found
}

/// Which parts of an answer say something else than a stamp recorded of them. Of an answer that was a text and nothing
/// else it recorded the hash alone, which is that of the text.
fn fields(component: &Component, stamp: &Stamp, question: usize, hash: &str) -> Vec<&'static str> {
    let id = component.form.questions[question].id.as_str();
    let recorded = stamp.fields.iter().find(|(known, _)| known == id).map(|(_, fields)| fields.clone());
    let then = recorded.unwrap_or_else(|| text_field(hash));
    changed_fields(&then, component.answer(question).unwrap_or(&Answer::default()))
}

/// The hash of what is said, of nothing where there is no table.
pub fn meaning(answer: Option<&Answer>) -> String {
    answer.map_or_else(|| answer_hash(&Answer::default()), answer_hash)
}

/// Whether one of a question's stamps says that two of its wordings mean the same.
fn same_meaning<'s>(stamps: impl IntoIterator<Item = &'s Stamp>, one: &str, other: &str) -> bool {
    let says = |stamp: &Stamp, hash: &str| {
        stamp.hash.value == hash || stamp.stands_for.iter().any(|old| old == hash)
    };
    stamps.into_iter().any(|stamp| !stamp.stands_for.is_empty() && says(stamp, one) && says(stamp, other))
}

/// All wordings of an answer that its stamps say mean the same as this one, itself first.
pub fn meant_by(component: &Component, question: usize, hash: &str) -> Vec<String> {
    let id = component.form.questions[question].id.as_str();
    let mut all = vec![hash.to_owned()];
    for stamp in component.reviews.iter().filter(|stamp| stamp.question.value == id) {
        let group = || std::iter::once(&stamp.hash.value).chain(&stamp.stands_for);
        if group().any(|one| one == hash) {
            for one in group() {
                if !all.contains(one) {
                    all.push(one.clone());
                }
            }
        }
    }
    all
}
