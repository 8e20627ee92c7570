//! Files → [`Form`]: words become indices, a set's questions join the form's, and what a word should have
//! been is said at its place.

use std::collections::HashMap;

use super::common::{self, Common};
use super::conditions::{self, Pending};
use super::edges::{edges, unknown_dependency};
use super::questions::{self, Words};
use crate::diag::Problem;
use crate::model::{Form, FormId, Parts, Question, Retired, Role, RoleId, SetInfo, Stage, StageId};
use crate::read::{Asked, Entry, SetFile, invalid_set};
use crate::source::{Spanned, inert_line, nearest_help};

/// A form with sets, and what is wrong in each set, by index.
pub(super) struct Assembled {
    pub(super) form: Form,
    pub(super) problems: Vec<(usize, Problem)>,
}

/// A set on its way into a form.
pub(super) struct Joining<'s> {
    /// As the component names it.
    pub(super) name: &'s str,
    /// What its file says.
    pub(super) file: &'s SetFile,
    pub(super) bundled: bool,
}

/// Puts a form together with its sets. `base` is the form that guidance is taken from. What is wrong in a
/// set leaves out as little as possible of it.
pub(super) fn form(
    file: &SetFile,
    base: Option<&SetFile>,
    sets: &[Joining<'_>],
) -> Result<Assembled, String> {
    let common = common::read()?;
    let Common { mut stages, feeds, mut roles, levels, facts } = common;
    let mut problems: Vec<(usize, Problem)> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let mut report = |problem| problems.push((at, problem));
        take_in(&mut stages, &set.file.stages, stage_of, "stage", &mut report);
        take_in(&mut roles, &set.file.roles, role_of, "role", &mut report);
    }
    // All questions, each with the set that it comes from.
    let complete: Vec<Asked> = file.questions.iter().map(|own| with_guidance(own, base)).collect();
    let mut asked: Vec<(Option<usize>, &Asked)> = complete.iter().map(|own| (None, own)).collect();
    let mut owners: HashMap<&str, String> =
        file.questions.iter().map(|own| (own.id.value.as_str(), name_of(file))).collect();
    for (at, set) in sets.iter().enumerate() {
        for own in &set.file.questions {
            if let Some(owner) = owners.get(own.id.value.as_str()) {
                let message = format!("{owner} has a question `{}` already", own.id.value);
                let help = "ids are unique in a form and its sets: give this one another";
                problems.push((at, invalid_set(own.id.span.clone(), message).help(help)));
                continue;
            }
            owners.insert(&own.id.value, set.name.to_owned());
            asked.push((Some(at), own));
        }
    }
    let words = Words { stages: &stages, roles: &roles };
    let mut questions: Vec<Question> = Vec::new();
    let mut written: Vec<&Asked> = Vec::new();
    let mut dropped: Vec<(usize, &Asked)> = Vec::new();
    for (set, own) in asked {
        let mut found = Vec::new();
        let question = questions::question(own, set, &words, &mut found);
        if let Some(question) = question {
            questions.push(question);
            written.push(own);
        } else {
            dropped.extend(set.map(|set| (set, own)));
        }
        match set {
            None if !found.is_empty() => return Err(found[0].message.clone()),
            None => {}
            Some(at) => problems.extend(found.into_iter().map(|problem| (at, problem))),
        }
    }
    let order = by_stage(&questions);
    let mut questions: Vec<Question> = order.iter().map(|&at| questions[at].clone()).collect();
    let written: Vec<&Asked> = order.iter().map(|&at| written[at]).collect();
    for (at, set) in sets.iter().enumerate() {
        change(&mut questions, at, set, &words, &mut problems);
    }
    let pending = Pending { questions: &questions, written: &written };
    let applies = conditions::all(&pending, &mut problems)?;
    for (question, applies) in questions.iter_mut().zip(applies) {
        question.applies_when = applies;
    }
    let graph = edges(&questions, &written, sets, &mut problems);
    for (at, own) in dropped {
        // A question whose stage nothing has is left out; what else is wrong in it is said at once.
        let rests = own.depends_on.iter();
        let unknown = rests.filter_map(|(on, _)| unknown_dependency(&own.id.value, &questions, on));
        problems.extend(unknown.map(|problem| (at, problem)));
    }
    problems.sort_by_key(|(set, problem)| (*set, problem.span.start));
    let form = Form::new(Parts {
        id: FormId { name: file.id.clone(), version: file.version },
        title: file.title.clone(),
        source: file.source.clone(),
        front: file.front.clone(),
        sets: sets.iter().map(info).collect(),
        stages,
        feeds,
        roles,
        questions,
        levels,
        facts,
        graph,
        taxonomy: super::taxonomy,
    });
    Ok(Assembled { form, problems })
}

fn name_of(file: &SetFile) -> String {
    format!("{}@{}", file.id, file.version)
}

fn info(set: &Joining<'_>) -> SetInfo {
    SetInfo {
        name: set.name.to_owned(),
        id: FormId { name: set.file.id.clone(), version: set.file.version },
        title: set.file.title.clone(),
        source: set.file.source.clone(),
        about: set.file.about.clone(),
        bundled: set.bundled,
    }
}

/// The order of a form with sets: by stage, in each first the form's questions, then each set's.
fn by_stage(questions: &[Question]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.sort_by_key(|&at| questions[at].stage);
    order
}

/// A question of a form that is based on another, with that one's guidance where it brings none.
fn with_guidance(own: &Asked, base: Option<&SetFile>) -> Asked {
    let mut own = own.clone();
    let same = base.and_then(|base| base.questions.iter().find(|question| question.id.value == own.id.value));
    if let Some(base) = same.filter(|_| own.why.is_empty()) {
        own.why.clone_from(&base.why);
        own.unanswered.clone_from(&base.unanswered);
        own.traces.clone_from(&base.traces);
        own.sections.clone_from(&base.sections);
        own.depends_on.clone_from(&base.depends_on);
        own.required.clone_from(&base.required);
        own.measure.clone_from(&base.measure);
    }
    own
}

fn stage_of(entry: &Entry) -> Stage {
    Stage { id: StageId::new(&entry.id.value), title: entry.title.clone(), about: entry.about.clone() }
}

fn role_of(entry: &Entry) -> Role {
    Role::new(RoleId::new(&entry.id.value), entry.title.clone(), entry.about.clone(), Vec::new())
}

/// A thing with an id that is looked up by it.
pub(super) trait Named {
    fn id(&self) -> &str;
}

impl Named for Stage {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

impl Named for Role {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

/// File names that a stage cannot have, because formwork writes files of its own there.
const RESERVED: &[&str] = &["reviews", "retired", "formwork"];

/// Whether Windows has a device of that name, whatever stands behind a dot.
fn is_device(id: &str) -> bool {
    let numbered = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    matches!(id, "con" | "prn" | "aux" | "nul") || matches!(numbered.map(str::as_bytes), Some([b'1'..=b'9']))
}

fn take_in<T: Named>(
    known: &mut Vec<T>,
    entries: &[Entry],
    make: fn(&Entry) -> T,
    kind: &str,
    report: &mut impl FnMut(Problem),
) {
    for entry in entries {
        let id = &entry.id.value;
        if known.iter().any(|one| one.id() == id) {
            let message = format!("there is a {kind} `{id}` already");
            report(
                invalid_set(entry.id.span.clone(), message)
                    .help(format!("take the entry out to use that {kind}, or give this one another id")),
            );
        } else if kind == "stage" && is_device(id) {
            let message =
                format!("a stage cannot be called `{id}`: Windows takes that for a device, not a file");
            report(invalid_set(entry.id.span.clone(), message).help("give it another id"));
        } else if kind == "stage" && RESERVED.contains(&id.as_str()) {
            let message = format!("a stage cannot be called `{id}`: formwork has a file of that name");
            report(invalid_set(entry.id.span.clone(), message).help("give it another id"));
        } else {
            known.push(make(entry));
        }
    }
}

/// What a set changes in questions of the form or of sets before it.
fn change(
    questions: &mut [Question],
    at: usize,
    set: &Joining<'_>,
    words: &Words<'_>,
    problems: &mut Vec<(usize, Problem)>,
) {
    for changed in &set.file.changes {
        let Some(index) = find(questions, &changed.question, at, problems) else { continue };
        let mut found = Vec::new();
        if let Some(roles) = &changed.roles {
            let roles = questions::roles(roles, words, &mut found);
            if !roles.is_empty() {
                questions[index].roles = roles;
            }
        }
        if let Some(examples) = &changed.examples {
            questions[index].examples_text = questions::listed(examples);
            questions[index].examples.clone_from(examples);
        }
        if !changed.choices.is_empty() {
            questions[index].choices = questions::choices(&changed.choices, &mut found);
            questions[index].choose = changed.choose;
        }
        problems.extend(found.into_iter().map(|problem| (at, problem)));
    }
    for (question, reason) in &set.file.retired {
        if let Some(index) = find(questions, question, at, problems) {
            let shown = inert_line(&question.value);
            if questions[index].set == Some(at) {
                let message = format!("`{shown}` is a question of this set");
                let help = "take its [[question]] out instead; its answers stay in the components";
                problems.push((at, invalid_set(question.span.clone(), message).help(help)));
                continue;
            }
            if questions[index].retired.as_ref().is_some_and(|before| before.set == at) {
                let message = format!("`{shown}` is taken out twice");
                let problem = invalid_set(question.span.clone(), message);
                problems.push((at, problem.help("take one of the entries out")));
                continue;
            }
            questions[index].retired = Some(Retired { set: at, reason: reason.clone() });
        }
    }
}

fn find(
    questions: &[Question],
    written: &Spanned<String>,
    set: usize,
    problems: &mut Vec<(usize, Problem)>,
) -> Option<usize> {
    let found = questions.iter().position(|question| question.id.as_str() == written.value);
    if found.is_none() && !super::is_question(&written.value) {
        let message = format!("there is no question `{}`", inert_line(&written.value));
        let near = nearest_help(&written.value, questions.iter().map(|question| question.id.as_str()));
        problems.push((set, invalid_set(written.span.clone(), message).maybe_help(near)));
    }
    found
}
