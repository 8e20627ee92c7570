use std::sync::Arc;

use serde::Serialize;
use serde_json::Map;

use crate::model::{Background, Choose, Condition, Form, MaturityLevel, Need, Question, SetInfo};
use crate::query::{choices, conditions};
use crate::report::{Origins, Report, Style};
use crate::source::{inert, inert_line};
use crate::term::{Align, Grid, Paint, Role};

/// A form, or the part of one that a set brings.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The form, with the set where one is meant.
    pub form: Arc<Form>,
    /// The form without the set.
    pub plain: Arc<Form>,
    /// The set that is meant, as an index into the form's.
    pub set: Option<usize>,
}

impl Shown {
    fn set(&self) -> Option<&SetInfo> {
        self.form.sets.get(self.set?)
    }

    fn has(&self, question: usize) -> bool {
        self.set.is_none() || self.form.questions[question].set == self.set
    }
}

/// A form with its questions.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct FormPage<'r> {
    id: String,
    version: u32,
    title: &'r str,
    source: &'r str,
    about: Option<&'r str>,
    stages: Vec<Named<'r>>,
    roles: Vec<Named<'r>>,
    questions: Vec<Entry<'r>>,
    #[serde(skip)]
    shown: &'r Shown,
}

/// A set with the questions that it adds.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SetPage<'r> {
    #[serde(flatten)]
    page: FormPage<'r>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Named<'r> {
    id: &'r str,
    title: &'r str,
    about: &'r str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct Entry<'r> {
    id: &'r str,
    stage: &'r str,
    text: &'r str,
    roles: Vec<&'r str>,
    examples: &'r [String],
    examples_text: &'r str,
    /// What the answer must give a number for.
    measure: Option<&'r str>,
    why: &'r str,
    unanswered: &'r str,
    depends_on: Vec<DependsOn<'r>>,
    traces: &'r [String],
    sections: &'r [String],
    /// What each maturity level asks: `yes`, `again`, `when`, `optional` or `not-yet`.
    required: Map<String, serde_json::Value>,
    required_because: Option<&'r str>,
    when: Vec<String>,
    set: Option<&'r str>,
    choices: &'r [String],
    choose: Option<&'static str>,
    applies_when: Vec<AppliesWhen<'r>>,
    raised_by: Vec<String>,
    origins: Origins<'r>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct DependsOn<'r> {
    id: &'r str,
    because: &'r str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
enum AppliesWhen<'r> {
    Fact { fact: String, is: bool },
    Choice { question: &'r str, any: &'r [String] },
}

impl<'r> FormPage<'r> {
    /// Describes a form, or what a set brings.
    pub fn new(shown: &'r Shown, background: &'r Background) -> Self {
        let form = &*shown.form;
        let questions = (0..form.questions.len()).filter(|&at| shown.has(at));
        let set = shown.set();
        let stages =
            form.stages.iter().map(|one| Named { id: one.id.as_str(), title: &one.title, about: &one.about });
        let roles =
            form.roles.iter().map(|one| Named { id: one.id.as_str(), title: &one.title, about: &one.about });
        Self {
            id: set.map_or_else(|| form.id.to_string(), |set| set.id.to_string()),
            version: set.map_or(form.id.version, |set| set.id.version),
            title: set.map_or(&form.title, |set| &set.title),
            source: set.map_or(&form.source, |set| &set.source),
            about: set.map(|set| set.about.as_str()),
            stages: stages.collect(),
            roles: roles.collect(),
            questions: questions.map(|at| Entry::new(form, at, background)).collect(),
            shown,
        }
    }

    /// Describes it as a set.
    pub fn into_set(self) -> SetPage<'r> {
        SetPage { page: self }
    }
}

impl<'r> Entry<'r> {
    fn new(form: &'r Form, at: usize, background: &'r Background) -> Self {
        let question = &form.questions[at];
        let row = question.required.as_ref();
        let needs = row.into_iter().flat_map(|row| {
            MaturityLevel::ALL.iter().map(|&level| (level.word().to_owned(), word(row.at(level)).into()))
        });
        let depends_on = form.graph.depends_on[at].iter();
        Self {
            id: question.id.as_str(),
            stage: form.stages[question.stage].id.as_str(),
            text: &question.text,
            roles: question.roles.iter().map(|&role| form.roles[role].id.as_str()).collect(),
            examples: &question.examples,
            examples_text: &question.examples_text,
            measure: question.measure.as_deref(),
            why: &question.why,
            unanswered: &question.unanswered,
            depends_on: depends_on
                .map(|one| DependsOn { id: form.questions[one.on].id.as_str(), because: &one.because })
                .collect(),
            traces: &question.traces,
            sections: &question.sections,
            required: needs.collect(),
            required_because: row.map(|row| row.because.as_str()),
            when: row.into_iter().flat_map(|row| &row.when).map(ToString::to_string).collect(),
            set: form.set_of(at).map(|set| set.name.as_str()),
            choices: &question.choices,
            choose: choose(question),
            applies_when: question.applies_when.iter().map(|one| AppliesWhen::new(form, one)).collect(),
            raised_by: row.into_iter().flat_map(|row| &row.raised_by).map(ToString::to_string).collect(),
            origins: Origins::new(background, question),
        }
    }
}

impl<'r> AppliesWhen<'r> {
    fn new(form: &'r Form, condition: &'r Condition) -> Self {
        match condition {
            Condition::Fact(fact, yes) => Self::Fact { fact: fact.to_string(), is: *yes },
            Condition::Choice { question, any } => {
                Self::Choice { question: form.questions[*question].id.as_str(), any }
            }
        }
    }
}

impl Report for FormPage<'_> {
    const SCHEMA: &'static str = "formwork/form/1";

    fn text(&self, style: Style) -> String {
        text(self.shown, style.paint, style.width)
    }
}

impl Report for SetPage<'_> {
    const SCHEMA: &'static str = "formwork/set/1";

    fn text(&self, style: Style) -> String {
        self.page.text(style)
    }
}

/// The lines of a form or a set for a terminal.
fn text(shown: &Shown, paint: Paint, width: Option<u16>) -> String {
    let form = &*shown.form;
    let lines = |text: &str| crate::term::wrap(text, width.map_or(100, usize::from).min(100)).join("\n");
    let (title, id, source) = match shown.set() {
        Some(set) => (&set.title, set.name.clone(), &set.source),
        None => (&form.title, form.id.to_string(), &form.source),
    };
    let [title, id, source] = [title.as_str(), &id, source.as_str()].map(inert_line);
    let mut out = format!("{}  {id}\n", paint.paint(Role::Heading, title));
    if !source.is_empty() {
        out += &format!("{}\n", paint.paint(Role::Faint, source));
    }
    let about = shown.set().map(|set| inert(&set.about).into_owned());
    let front = form.front.as_ref().filter(|_| shown.set.is_none());
    let front = front.into_iter().flat_map(|front| [&front.purpose, &front.order, &front.stages]);
    for text in about.iter().chain(front).filter(|text| !text.is_empty()) {
        out += &format!("\n{}\n", lines(text));
    }
    for (at, stage) in form.stages.iter().enumerate() {
        let mut grid = Grid::new(&[Align::Left, Align::Wrap], width);
        let mut any = false;
        for (index, question) in form.in_stage(at).filter(|(index, _)| shown.has(*index)) {
            any = true;
            let roles = paint.paint(Role::Faint, format!("({})", question.ask(form).join(", ")));
            let mut said = format!("{} {roles}", inert_line(&question.text));
            for more in [choices(question), conditions(form, index)].into_iter().flatten() {
                said += &format!("\n{}", paint.paint(Role::Faint, more));
            }
            grid.row([paint.paint(Role::Id, question.id.as_str()), said]);
        }
        if any {
            out += &format!("\n{}\n{}", paint.paint(Role::Heading, inert_line(&stage.title)), grid.lines());
        }
    }
    out + &changes(shown, paint)
}

/// What a set changes in questions that are not its own.
fn changes(shown: &Shown, paint: Paint) -> String {
    let Some(at) = shown.set else { return String::new() };
    let (form, plain) = (&*shown.form, &*shown.plain);
    let mut out = String::new();
    for question in form.questions.iter().filter(|question| question.set != Some(at)) {
        let before = plain.find(question.id.as_str()).map(|at| &plain.questions[at]);
        let id = paint.paint(Role::Id, question.id.as_str());
        if let Some(retired) = question.retired.as_ref().filter(|retired| retired.set == at) {
            out += &format!("  {id} is not asked: {}\n", inert_line(&retired.reason));
        }
        let Some(before) = before else { continue };
        let asked = |question: &Question, form: &Form| question.ask(form).join(", ");
        if asked(before, plain) != asked(question, form) {
            out += &format!("  {id} asks {}\n", asked(question, form));
        }
        if before.examples != question.examples {
            out += &format!("  {id} has the examples {}\n", inert_line(&question.examples_text));
        }
        if before.choices != question.choices {
            out += &format!("  {id}: {}\n", choices(question).unwrap_or_default());
        }
    }
    if out.is_empty() { out } else { format!("\n{}\n{out}", paint.paint(Role::Heading, "Changes")) }
}

fn choose(question: &Question) -> Option<&'static str> {
    (!question.choices.is_empty()).then(|| Choose::WORDS[question.choose as usize])
}

fn word(need: Need) -> &'static str {
    match need {
        Need::Yes => "yes",
        Need::Again => "again",
        Need::When => "when",
        Need::Optional => "optional",
        Need::NotYet => "not-yet",
    }
}
