use super::{State, View, not_asked};
use crate::model::{Activity, Challenge, Extra, Form, MaturityLevel, Reach, Taxonomy};

/// How far the answers of a component meet a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They settle it.
    Covered,
    /// They settle a part of it.
    Partly,
    /// They say nothing about it.
    Uncovered,
}

impl Verdict {
    /// All of them, best first.
    pub const ALL: &'static [Self] = &[Self::Covered, Self::Partly, Self::Uncovered];

    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Partly => "partly",
            Self::Uncovered => "uncovered",
        }
    }

    /// The words for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Partly => "partly covered",
            other => other.word(),
        }
    }
}

/// What keeps a challenge from being covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// No question of the form and its sets asks about it.
    NoQuestion,
    /// Every question that asks about it is said not to apply.
    NotApplicable,
    /// Questions that ask about it have no answer that counts.
    Unanswered,
    /// All questions are answered, and they reach only a part of it.
    Reach,
    /// All is answered, and some of that has to be given or confirmed again.
    Again,
}

impl Gap {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoQuestion => "no-question",
            Self::NotApplicable => "not-applicable",
            Self::Unanswered => "unanswered",
            Self::Reach => "reach",
            Self::Again => "again",
        }
    }

    /// A sentence for people.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoQuestion => "no question asks about it",
            Self::NotApplicable => "what asks about it is said not to apply",
            Self::Unanswered => "not everything that asks about it is answered",
            Self::Reach => "what is asked reaches only a part of it",
            Self::Again => "an answer to it has to be given or confirmed again",
        }
    }
}

/// A challenge with what the component has to say about it.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The challenge.
    pub challenge: &'static Challenge,
    /// The questions that are asked here about it, by index: the form's, then those of sets.
    pub asked: Vec<usize>,
    /// Those of them that are said not to apply.
    pub not_applicable: Vec<usize>,
    /// Those of them whose answer counts.
    pub answered: Vec<usize>,
    /// Questions of sets that the component does not use, where those of its form do not reach the whole of it.
    pub missing: Vec<&'static Extra>,
    /// How far it is met.
    pub verdict: Verdict,
    /// What is lacking; `None` where it is covered.
    pub gap: Option<Gap>,
}

impl Coverage {
    /// The asked questions that would still have to be answered.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        self.asked
            .iter()
            .copied()
            .filter(|at| !self.answered.contains(at) && !self.not_applicable.contains(at))
    }
}

/// How the answers of a component meet each challenge of the taxonomy, in its order.
pub fn coverage(view: &View<'_>) -> Vec<Coverage> {
    view.component.form.taxonomy().challenges.iter().map(|challenge| one(view, challenge)).collect()
}

/// An answer counts where it is there and holds: answered, or assumed in time. A draft, "nobody knows yet" and
/// "later" say nothing about a challenge. "Does not apply" says nothing either, but nothing more is to be said:
/// such a question is left out of the reckoning, and where no other is left the challenge stays uncovered,
/// with that as the reason. Questions whose conditions do not hold, and those that a set takes out, are not
/// asked. An answer that is to be given or confirmed again meets a challenge only partly: what it was given for is not
/// what is asked now.
///
/// Whether the form's own questions are enough when all are answered is the catalog's judgement; where they reach
/// only a part, a question of a set has to be answered as well.
fn one(view: &View<'_>, challenge: &'static Challenge) -> Coverage {
    let component = view.component;
    let form = &*component.form;
    let is_asked = |at: &usize| {
        form.questions[*at].retired.is_none() && not_asked(component, *at, component.settings.facts).is_none()
    };
    let own: Vec<usize> = challenge.questions.iter().filter_map(|id| form.find(id)).collect();
    let whole = challenge.reach == Reach::Full && own.len() == challenge.questions.len();
    let extras: Vec<usize> = challenge.extras.iter().filter_map(|extra| form.find(extra)).collect();
    let extras: Vec<usize> = extras.into_iter().filter(is_asked).collect();
    let asked: Vec<usize> = own.into_iter().filter(is_asked).chain(extras.iter().copied()).collect();
    let of = |fits: &dyn Fn(usize) -> bool| asked.iter().copied().filter(|&at| fits(at)).collect::<Vec<_>>();
    let not_applicable = of(&|at| view.states[at] == State::NotApplicable);
    let answered = of(&|at| view.states[at].is_answer() && !view.expired[at]);
    // Where the form's own questions are enough, those of sets need not be answered.
    let counting = of(&|at| !(not_applicable.contains(&at) || whole && extras.contains(&at)));
    let complete = !counting.is_empty() && counting.iter().all(|at| answered.contains(at));
    let reaches = whole || extras.iter().any(|at| answered.contains(at));
    let again = counting.iter().any(|&at| view.is_again(at));
    let (verdict, gap) = if complete && reaches {
        if again { (Verdict::Partly, Some(Gap::Again)) } else { (Verdict::Covered, None) }
    } else if asked.is_empty() {
        (Verdict::Uncovered, Some(Gap::NoQuestion))
    } else if asked.len() == not_applicable.len() {
        (Verdict::Uncovered, Some(Gap::NotApplicable))
    } else if answered.is_empty() {
        (Verdict::Uncovered, Some(Gap::Unanswered))
    } else if complete {
        (Verdict::Partly, Some(Gap::Reach))
    } else {
        (Verdict::Partly, Some(Gap::Unanswered))
    };
    Coverage {
        challenge,
        not_applicable,
        answered,
        missing: if whole { Vec::new() } else { missing(form, challenge) },
        asked,
        verdict,
        gap,
    }
}

fn missing(form: &Form, challenge: &'static Challenge) -> Vec<&'static Extra> {
    challenge.offers.iter().filter(|extra| form.find(&extra.question).is_none()).collect()
}

/// The challenges that no question of a form with its sets asks about, whatever a component may answer.
pub fn never_asked<'t>(form: &Form, taxonomy: &'t Taxonomy) -> Vec<&'t Challenge> {
    let asks = |id: &str| form.find(id).is_some();
    let silent = |challenge: &&Challenge| {
        let extras = challenge.extras.iter().map(String::as_str);
        !challenge.questions.iter().map(String::as_str).chain(extras).any(asks)
    };
    taxonomy.challenges.iter().filter(silent).collect()
}

/// How many challenges have which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Covered.
    pub covered: usize,
    /// Partly covered.
    pub partly: usize,
    /// Uncovered.
    pub uncovered: usize,
}

impl Tally {
    /// Counts.
    pub fn of<'c>(all: impl IntoIterator<Item = &'c Coverage>) -> Self {
        let mut tally = Self::default();
        for one in all {
            match one.verdict {
                Verdict::Covered => tally.covered += 1,
                Verdict::Partly => tally.partly += 1,
                Verdict::Uncovered => tally.uncovered += 1,
            }
        }
        tally
    }

    /// All that were counted.
    pub fn all(self) -> usize {
        self.covered + self.partly + self.uncovered
    }

    /// "2 covered, 5 partly covered, 6 uncovered", without those that there are none of.
    pub fn sentence(self) -> String {
        let parts = Verdict::ALL.iter().zip([self.covered, self.partly, self.uncovered]);
        let parts =
            parts.filter(|(_, many)| *many > 0).map(|(verdict, many)| format!("{many} {}", verdict.title()));
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
    }
}

/// Those of a level.
pub fn at_level(all: &[Coverage], level: MaturityLevel) -> impl Iterator<Item = &Coverage> {
    all.iter().filter(move |one| one.challenge.level == level)
}

/// Challenges by activity, each under the first that it belongs to, in the taxonomy's order; activities without one
/// are left out.
pub fn by_activity<'c>(
    taxonomy: &'static Taxonomy,
    all: impl IntoIterator<Item = &'c Coverage>,
) -> Vec<(&'static Activity, Vec<&'c Coverage>)> {
    let mut groups: Vec<(&Activity, Vec<&Coverage>)> =
        taxonomy.activities.iter().map(|activity| (activity, Vec::new())).collect();
    for one in all {
        if let Some(group) = one.challenge.activities.first().and_then(|&first| groups.get_mut(first)) {
            group.1.push(one);
        }
    }
    groups.retain(|(_, all)| !all.is_empty());
    groups
}

/// The further activities of a challenge within a sentence: "deploy, create model".
pub fn further_activities(taxonomy: &Taxonomy, challenge: &Challenge) -> String {
    let further = challenge.activities.iter().skip(1).filter_map(|&at| taxonomy.activities.get(at));
    further.map(|activity| activity.title.to_lowercase()).collect::<Vec<_>>().join(", ")
}

/// The sets that would bring a question for one of these, each once, in the order of the challenges.
pub fn missing_sets<'c>(all: impl IntoIterator<Item = &'c Coverage>) -> Vec<&'static str> {
    let mut sets = Vec::new();
    let short = all.into_iter().filter(|one| one.verdict != Verdict::Covered);
    for extra in short.flat_map(|one| &one.missing) {
        if !sets.contains(&extra.set) {
            sets.push(extra.set);
        }
    }
    sets
}

/// The questions of sets that a challenge lacks, by set.
pub fn by_set(one: &Coverage) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut sets: Vec<(&str, Vec<&str>)> = Vec::new();
    for extra in &one.missing {
        match sets.iter_mut().find(|(set, _)| *set == extra.set) {
            Some((_, questions)) => questions.push(&extra.question),
            None => sets.push((extra.set, vec![&extra.question])),
        }
    }
    sets
}
