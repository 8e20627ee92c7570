use serde::Serialize;

use super::page::{self, Paper};
use super::{again_ids, required};
use crate::model::MaturityLevel;
use crate::query::{self, Coverage, Gap, Tally, View, at_level};
use crate::report::{Report, Style};

/// The level of a component and the challenges there, with how its answers meet them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct MaturityPage<'r> {
    component: &'r str,
    level: Option<MaturityLevel>,
    levels: Vec<AtLevel<'r>>,
    /// The questions that are to be answered or confirmed again.
    answer_again: Vec<&'r str>,
    challenges: Vec<Challenge<'r>>,
    /// The challenges that no question of the form with its sets asks about.
    never_asked: Vec<&'r str>,
    source: &'r str,
    note: &'r str,
    #[serde(skip)]
    page: Page<'r>,
}

#[derive(Debug)]
struct Page<'r> {
    view: &'r View<'r>,
    coverage: &'r [Coverage],
    all: bool,
    at: &'r str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct AtLevel<'r> {
    level: MaturityLevel,
    title: Option<&'r str>,
    recognise: Option<&'r str>,
    /// The questions that this level requires.
    required: Vec<&'r str>,
    covered: usize,
    partly: usize,
    uncovered: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Challenge<'r> {
    id: &'r str,
    level: MaturityLevel,
    activities: Vec<&'r str>,
    kind: &'static str,
    text: &'r str,
    sections: &'r [String],
    /// How far the questions reach: the catalog's judgement.
    coverage: &'static str,
    /// How far the answers meet it.
    verdict: &'static str,
    gap: Option<&'static str>,
    questions: Vec<Asked<'r>>,
    questions_of_sets: Vec<Missing<'r>>,
    instead: Option<&'r str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Asked<'r> {
    id: &'r str,
    status: &'static str,
    expired: bool,
    answer_again: bool,
    set: Option<&'r str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Missing<'r> {
    id: &'r str,
    set: &'r str,
}

impl<'r> MaturityPage<'r> {
    /// Describes a component. The text shows the challenges of every level if `all`; `at` is how commands name the
    /// component: ` -C dir`, or nothing.
    pub fn new(view: &'r View<'r>, coverage: &'r [Coverage], all: bool, at: &'r str) -> Self {
        let component = view.component;
        let form = &component.form;
        let never_asked = query::never_asked(form, form.taxonomy());
        Self {
            component: component.id.as_str(),
            level: component.settings.maturity.as_ref().map(|level| level.value),
            levels: MaturityLevel::ALL.iter().map(|&level| AtLevel::new(view, coverage, level)).collect(),
            answer_again: again_ids(view),
            challenges: coverage.iter().map(|one| Challenge::new(view, one)).collect(),
            never_asked: never_asked.iter().map(|one| one.id.as_str()).collect(),
            source: &form.taxonomy().source,
            note: &form.taxonomy().note,
            page: Page { view, coverage, all, at },
        }
    }
}

impl<'r> AtLevel<'r> {
    fn new(view: &View<'r>, coverage: &[Coverage], level: MaturityLevel) -> Self {
        let form = &view.component.form;
        let tally = Tally::of(at_level(coverage, level));
        let info = form.level(level);
        Self {
            level,
            title: info.map(|info| info.title.as_str()),
            recognise: info.map(|info| info.recognise.as_str()),
            required: required(view, level).iter().map(|&at| form.questions[at].id.as_str()).collect(),
            covered: tally.covered,
            partly: tally.partly,
            uncovered: tally.uncovered,
        }
    }
}

impl<'r> Challenge<'r> {
    fn new(view: &View<'r>, one: &'r Coverage) -> Self {
        let form = &view.component.form;
        let challenge = one.challenge;
        let activities = challenge.activities.iter().filter_map(|&at| form.taxonomy().activities.get(at));
        let questions = one.asked.iter().map(|&at| Asked {
            id: form.questions[at].id.as_str(),
            status: view.states[at].word(),
            expired: view.expired[at],
            answer_again: view.is_again(at),
            set: form.set_of(at).map(|set| set.name.as_str()),
        });
        Self {
            id: &challenge.id,
            level: challenge.level,
            activities: activities.map(|activity| activity.id.as_str()).collect(),
            kind: challenge.kind.word(),
            text: &challenge.text,
            sections: &challenge.sections,
            coverage: challenge.reach.word(),
            verdict: one.verdict.word(),
            gap: one.gap.map(Gap::word),
            questions: questions.collect(),
            questions_of_sets: one
                .missing
                .iter()
                .map(|extra| Missing { id: &extra.question, set: extra.set })
                .collect(),
            instead: challenge.instead.as_deref(),
        }
    }
}

impl Report for MaturityPage<'_> {
    const SCHEMA: &'static str = "formwork/maturity/1";

    fn text(&self, style: Style) -> String {
        let Page { view, coverage, all, at } = self.page;
        page::component(view, coverage, all, &Paper { paint: style.paint, width: style.width, at })
    }
}
