use super::{Coverage, View, at_level, required_with};
use crate::model::{Component, Fact, FactInfo, MaturityLevel, Need, Until};

/// What another maturity level would change in a component.
#[derive(Debug, Clone)]
pub struct Move<'c> {
    /// The level now; `None` where none is set, so that the whole form is required.
    pub from: Option<MaturityLevel>,
    /// The other level.
    pub to: MaturityLevel,
    /// On the way up, what each level brings that is passed and last the one that is reached; empty on the way down.
    pub steps: Vec<Step<'c>>,
    /// Questions that are required there and are not now, by index.
    pub required: Vec<usize>,
    /// Questions that are required now and are not there.
    pub dropped: Vec<usize>,
    /// Questions with an answer that counts whose meaning changes on the way.
    pub again: Vec<usize>,
    /// Questions required there that were settled only until a level that is reached on the way.
    pub expires: Vec<usize>,
    /// Facts whose yes has asked for the column of a level on the way all along, and that level.
    pub raised: Vec<(Fact, MaturityLevel)>,
    /// `answer-again` as it should stand then, by id: what stands there now, without what belongs to levels that are
    /// left, and with what comes on the way.
    pub listed: Vec<String>,
}

/// What a level brings on the way up.
#[derive(Debug, Clone)]
pub struct Step<'c> {
    /// The level.
    pub level: MaturityLevel,
    /// Questions that it requires and the level before does not.
    pub required: Vec<usize>,
    /// Questions with an answer that counts whose meaning it changes.
    pub again: Vec<usize>,
    /// Its challenges.
    pub challenges: Vec<&'c Coverage>,
}

/// What the level `to` would change. Nothing is written.
///
/// Without a level now nothing is known about the way, so only what `to` itself says counts.
pub fn level_move<'c>(view: &View<'_>, coverage: &'c [Coverage], to: MaturityLevel) -> Move<'c> {
    let component = view.component;
    let from = component.settings.maturity.as_ref().map(|level| level.value);
    let all = || 0..component.form.questions.len();
    let is = |at: usize, level: Option<MaturityLevel>| {
        required_with(component, at, level, component.settings.facts).required
    };
    let between = |low: Option<MaturityLevel>, high: MaturityLevel| {
        let both = all().filter(move |&at| is(at, Some(high)) && !is(at, low));
        both.collect::<Vec<_>>()
    };
    let changes = |at: usize, level: MaturityLevel| {
        counts(view, at) && cell(component, at, level) == Some(Need::Again) && is(at, Some(to))
    };
    let passed: Vec<MaturityLevel> = match from {
        Some(now) => MaturityLevel::ALL.iter().copied().filter(|&level| level > now && level <= to).collect(),
        None => vec![to],
    };
    let mut below = from;
    let mut steps = Vec::with_capacity(passed.len());
    for &level in &passed {
        steps.push(Step {
            level,
            required: between(below, level),
            again: all().filter(|&at| changes(at, level)).collect(),
            challenges: at_level(coverage, level).collect(),
        });
        below = Some(level);
    }
    let again: Vec<usize> = all().filter(|&at| passed.iter().any(|&level| changes(at, level))).collect();
    let raised = component.form.facts.iter().filter_map(|info| {
        let (start, column) = info.raises?;
        let ahead = from.is_some_and(|now| now >= start && now < column) && column <= to;
        let holds = super::holds(&component.form, component.settings.facts, info.fact);
        (ahead && holds).then_some((info.fact, column))
    });
    Move {
        from,
        to,
        steps,
        required: between(from, to),
        expires: all().filter(|&at| is(at, Some(to)) && held_until(component, at, from, to)).collect(),
        dropped: all().filter(|&at| is(at, from) && !is(at, Some(to))).collect(),
        raised: raised.collect(),
        listed: listed(component, from, to, &again),
        again,
    }
}

/// The component as it would be seen after the move: what is required, what has to be answered again, what is over.
pub fn arrived<'c>(view: &View<'c>, to: &Move<'_>) -> View<'c> {
    let component = view.component;
    let form = &component.form;
    let mut there = View::of(component, view.outside, view.today);
    for at in 0..form.questions.len() {
        there.required[at] = required_with(component, at, Some(to.to), component.settings.facts);
        there.again[at] = to.listed.iter().any(|id| id == form.questions[at].id.as_str());
        there.expired[at] |= to.expires.contains(&at);
    }
    there
}

/// What stands on the list may be there for another reason than the level, so only what a level that is left has put
/// there goes, and no level that stays reached would have.
fn listed(
    component: &Component,
    from: Option<MaturityLevel>,
    to: MaturityLevel,
    again: &[usize],
) -> Vec<String> {
    let form = &component.form;
    let left = |id: &str| {
        let Some(at) = form.find(id) else { return false };
        let says = |level: MaturityLevel| cell(component, at, level) == Some(Need::Again);
        let levels = MaturityLevel::ALL.iter().copied();
        let (below, above): (Vec<_>, Vec<_>) =
            levels.filter(|&level| says(level)).partition(|&level| level <= to);
        below.is_empty() && above.iter().any(|&level| from.is_some_and(|now| level <= now))
    };
    let mut listed: Vec<String> = Vec::new();
    for id in component.settings.answer_again.iter().map(|id| &id.value).filter(|id| !left(id)) {
        if !listed.contains(id) {
            listed.push(id.clone());
        }
    }
    for &at in again {
        let id = form.questions[at].id.as_str();
        if !listed.iter().any(|one| one == id) {
            listed.push(id.to_owned());
        }
    }
    listed
}

/// Whether a state of its answer was to end at a level above the one now, and up to the other one.
fn held_until(component: &Component, at: usize, from: Option<MaturityLevel>, to: MaturityLevel) -> bool {
    let held = super::state(&component.form.questions[at], component.answer(at));
    let until = component.answer(at).and_then(|answer| answer.until.as_ref()).map(|until| until.value);
    held.is_held()
        && matches!(until, Some(Until::Level(level)) if level <= to && from.is_none_or(|now| level > now))
}

fn cell(component: &Component, at: usize, level: MaturityLevel) -> Option<Need> {
    component.form.questions[at].required.as_ref().map(|row| row.at(level))
}

/// Whether there is an answer that counts.
fn counts(view: &View<'_>, at: usize) -> bool {
    // That something does not apply can be just what the level changes.
    view.states[at].is_statement() && !view.expired[at]
}

/// The facts that a level asks for and that nobody has stated.
pub fn unstated(component: &Component, level: MaturityLevel) -> impl Iterator<Item = &FactInfo> {
    component.form.facts.iter().filter(move |info| {
        info.asked_from.is_some_and(|from| level >= from)
            && !component.settings.unusable_facts.contains(&info.fact)
            && component.settings.facts.stated(info.fact).is_none()
    })
}
