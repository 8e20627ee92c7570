//! Stamps that came, were renewed or went, and what was changed or suspect and is no longer because of them.

use jiff::civil::Date;

use crate::model::Stamp;
use crate::query::{Reviewed, View};

/// A stamp of `reviews.toml` that came, was renewed or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewChange {
    /// Its question's id.
    pub question: String,
    /// Its role's id.
    pub role: String,
    /// Before; `None` where it is new.
    pub before: Option<Stamped>,
    /// Now; `None` where it is gone.
    pub after: Option<Stamped>,
    /// What it put right.
    pub settles: Vec<Settled>,
    /// Whether it went although its answer stands, so that nothing tells any more when that changes.
    pub loosens: bool,
}

/// What a stamp says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// Who looked.
    pub by: String,
    /// When.
    pub on: Option<Date>,
    /// A remark.
    pub note: Option<String>,
    /// The hash of what the answer said.
    pub hash: String,
}

/// Something that a stamp put right. The ids are those of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The answer had changed since it was reviewed.
    Changed(String),
    /// The answer rested on another that had changed since.
    Suspect {
        /// The one that rests on the other.
        question: String,
        /// The one that had changed.
        on: String,
    },
}

impl Settled {
    /// The question that was objected to.
    fn question(&self) -> &str {
        match self {
            Self::Changed(question) | Self::Suspect { question, .. } => question,
        }
    }
}

impl ReviewChange {
    /// What became of the stamp, in a word.
    pub fn word(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "new",
            (_, None) => "gone",
            _ => "renewed",
        }
    }
}

/// The stamps that differ: those of now in the order of their file, then those that went.
pub(super) fn changes(before: Option<&View<'_>>, after: Option<&View<'_>>) -> Vec<ReviewChange> {
    let (old, new) = (stamps(before), stamps(after));
    let mut found: Vec<ReviewChange> = Vec::new();
    for stamp in new {
        let was = old.iter().find(|one| is_same(one, stamp));
        if was.is_some_and(|was| says(was) == says(stamp)) {
            continue;
        }
        found.push(change(was, Some(stamp)));
    }
    let own = found.len();
    if let (Some(before), Some(after)) = (before, after) {
        for at in 0..own {
            let settles = settled(before, after, &found[at], &found[..own]);
            found[at].settles = settles;
        }
    }
    for stamp in old.iter().filter(|old| !new.iter().any(|one| is_same(one, old))) {
        let loosens = after.is_some_and(|after| counts(after, stamp));
        found.push(ReviewChange { loosens, ..change(Some(stamp), None) });
    }
    found
}

/// Whether a stamp's question is still asked and answered.
pub(super) fn counts(view: &View<'_>, stamp: &Stamp) -> bool {
    view.component.form.find(&stamp.question.value).is_some_and(|at| view.states[at].is_settled())
}

/// Whether two stamps are one person's business: of a question and in a role.
pub(super) fn is_same(one: &Stamp, other: &Stamp) -> bool {
    one.question.value == other.question.value && one.role.value == other.role.value
}

fn stamps<'c>(view: Option<&View<'c>>) -> &'c [Stamp] {
    view.map_or(&[], |view| &view.component.reviews)
}

/// All that a stamp says, without its places.
fn says(stamp: &Stamp) -> impl PartialEq {
    let rests: Vec<_> = stamp.depends_on.iter().map(|(id, hash)| (id.value.clone(), hash.clone())).collect();
    (stamped(stamp), stamp.form.clone(), stamp.maturity, stamp.stands_for.clone(), rests)
}

fn stamped(stamp: &Stamp) -> Stamped {
    Stamped { by: stamp.by.clone(), on: stamp.on, note: stamp.note.clone(), hash: stamp.hash.value.clone() }
}

fn change(before: Option<&Stamp>, after: Option<&Stamp>) -> ReviewChange {
    let id = |of: fn(&Stamp) -> &String| after.or(before).map(of).cloned().unwrap_or_default();
    ReviewChange {
        question: id(|stamp| &stamp.question.value),
        role: id(|stamp| &stamp.role.value),
        before: before.map(stamped),
        after: after.map(stamped),
        settles: Vec::new(),
        loosens: false,
    }
}

/// What was objected to before, is no longer, and is this stamp's doing: its own question's, or, where it says that
/// two wordings mean the same, that of stamps which nobody renewed.
fn settled(before: &View<'_>, after: &View<'_>, by: &ReviewChange, all: &[ReviewChange]) -> Vec<Settled> {
    let mut found = Vec::new();
    let stands_for_more = stands_for_more(after, by);
    for was in before.reviews().iter().filter(|was| !was.holds()) {
        let stamp = was.of(before.component);
        let of = |one: &ReviewChange| one.question == stamp.question.value && one.role == stamp.role.value;
        let own = of(by);
        if !own && (!stands_for_more || all.iter().any(of)) {
            continue;
        }
        let now = after.reviews().iter().find(|now| is_same(now.of(after.component), stamp));
        let Some(now) = now else { continue };
        let question = &stamp.question.value;
        let mut add = |one: Settled| {
            if !found.contains(&one) {
                found.push(one);
            }
        };
        if was.changed && !now.changed && (own || by.question == *question) {
            add(Settled::Changed(question.clone()));
        }
        let suspect = on(after, now);
        for on in on(before, was) {
            if !suspect.contains(&on) && !now.changed && (own || by.question == on) {
                add(Settled::Suspect { question: question.clone(), on: on.to_owned() });
            }
        }
    }
    found.sort_by_key(|one| one.question() != by.question);
    found
}

/// The questions whose answers make one suspect.
fn on<'v>(view: &'v View<'_>, one: &'v Reviewed) -> Vec<&'v str> {
    one.suspects().iter().map(|suspect| view.component.form.questions[suspect.on].id.as_str()).collect()
}

fn stands_for_more(view: &View<'_>, change: &ReviewChange) -> bool {
    let all = &mut view.component.reviews.iter();
    all.any(|one| {
        one.question.value == change.question && one.role.value == change.role && !one.stands_for.is_empty()
    })
}
