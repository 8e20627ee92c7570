use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::ShowFormat;
use super::check::{read, surroundings};
use crate::catalog::{self, CatalogError, SetSource};
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, frameworks, origins};
use crate::doc;
use crate::model::{Choose, Condition, Form, MaturityLevel, Need, Question, SetInfo};
use crate::query::{choices, conditions};
use crate::source::{inert, inert_line};
use crate::term::{Align, Grid, Paint, Role};

/// A form, or the part of one that a set brings.
struct Shown {
    form: Arc<Form>,
    /// The form without the set.
    plain: Arc<Form>,
    set: Option<usize>,
}

impl Shown {
    fn set(&self) -> Option<&SetInfo> {
        self.form.sets.get(self.set?)
    }

    fn has(&self, question: usize) -> bool {
        self.set.is_none() || self.form.questions[question].set == self.set
    }
}

pub(super) fn show(session: &mut Session<'_>, name: &str, format: ShowFormat) -> Outcome {
    if catalog::framework_ids().any(|id| id == name) {
        return framework(session, name, format);
    }
    let shown = find(session, name)?;
    let text = match format {
        ShowFormat::Text => text(&shown, session.context.out.paint, session.context.out.width),
        ShowFormat::Json => crate::source::json(&described(&shown)?),
        ShowFormat::Markdown => {
            let markdown = doc::markdown();
            (markdown.render)(&doc::catalog_form(&shown.form, shown.set))
        }
    };
    session.data(&text)?;
    Ok(OK)
}

fn framework(session: &mut Session<'_>, name: &str, format: ShowFormat) -> Outcome {
    let framework = frameworks::find(name)?;
    let text = match format {
        ShowFormat::Text => frameworks::text(framework, session),
        ShowFormat::Json => crate::source::json(&frameworks::described(framework)),
        ShowFormat::Markdown => {
            let id = &framework.id;
            return Err(CliError::new("a framework is shown as text or JSON").hint(format!(
                "with a component's answers it is a document: formwork render --document framework --framework {id}"
            )));
        }
    };
    session.data(&text)?;
    Ok(OK)
}

fn find(session: &mut Session<'_>, name: &str) -> Result<Shown, CliError> {
    if name.contains(['/', '.']) {
        return own(session, Path::new(name));
    }
    let id = if name.contains('@') {
        name.to_owned()
    } else {
        catalog::newest_of(name).map_or_else(|| name.to_owned(), |id| id.to_string())
    };
    if catalog::set_ids().any(|known| known == id) {
        let form = bundled_set(&id)?;
        return Ok(Shown { form, plain: catalog::form(catalog::newest())?, set: Some(0) });
    }
    let form = form(&id)?;
    Ok(Shown { plain: form.clone(), form, set: None })
}

/// A form of the catalog.
pub(super) fn form(id: &str) -> Result<Arc<Form>, CliError> {
    catalog::form(id).map_err(|error| unknown(id, &error))
}

/// A bundled set on the newest form.
pub(super) fn bundled_set(id: &str) -> Result<Arc<Form>, CliError> {
    let with_sets = catalog::with_sets(catalog::newest(), &[SetSource::Bundled(id)]);
    with_sets.map(|one| one.form.clone()).map_err(|error| unknown(id, &error))
}

/// A team's own set, as far as it can be used.
fn own(session: &mut Session<'_>, file: &Path) -> Result<Shown, CliError> {
    let (source, path) = read(session, file)?;
    let (form, others) = surroundings(session, None, &path);
    let bundled = || others.iter().map(|id| SetSource::Bundled(id));
    let own = SetSource::Own { name: &source.path, text: &source.text };
    let made =
        |sets: &[SetSource<'_>]| catalog::with_sets(&form, sets).map_err(|error| unknown(&form, &error));
    let plain = made(&bundled().collect::<Vec<_>>())?.form.clone();
    let with_sets = made(&bundled().chain([own]).collect::<Vec<_>>())?;
    let at = others.len();
    let bad = with_sets.problems.iter().filter(|(set, _)| *set == at).count();
    if bad > 0 {
        let what = if bad == 1 { "one thing" } else { "some things" };
        let file = crate::source::shell_word(&source.path);
        session.complain(&format!("{what} in it cannot be used: formwork catalog check {file}\n"))?;
    }
    Ok(Shown { form: with_sets.form.clone(), plain, set: Some(at) })
}

/// Neither a form nor a set.
pub(super) fn unknown(id: &str, error: &CatalogError) -> CliError {
    let CatalogError::Unknown(_) = error else { return error.clone().into() };
    if catalog::framework_ids().any(|known| known == id) {
        return CliError::new(format!("`{}` is a framework, and no form or set", inert_line(id)))
            .hint(format!("formwork catalog show {id}"));
    }
    let hint = catalog::nearest_form(id)
        .or_else(|| catalog::nearest_set(id))
        .or_else(|| crate::source::nearest_help(id, catalog::framework_ids()))
        .unwrap_or_else(|| {
            "`formwork catalog list` shows them, `formwork catalog frameworks` the frameworks; your own set is a path"
                .to_owned()
        });
    CliError::new(format!("the catalog has no form or set `{}`", inert_line(id))).hint(hint)
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

fn described(shown: &Shown) -> Result<serde_json::Value, CliError> {
    let form = &*shown.form;
    let questions = form
        .questions
        .iter()
        .enumerate()
        .filter(|(at, _)| shown.has(*at))
        .map(|(at, question)| {
            let needs: serde_json::Map<_, _> = question
                .required
                .iter()
                .flat_map(|row| MaturityLevel::ALL.iter().map(|&level| (level.word().to_owned(), word(row.at(level)).into())))
                .collect();
            Ok(json!({
                "id": question.id,
                "stage": form.stages[question.stage].id,
                "text": question.text,
                "roles": question.roles.iter().map(|&role| form.roles[role].id.as_str()).collect::<Vec<_>>(),
                "examples": question.examples,
                "examples-text": question.examples_text,
                "measure": question.measure,
                "why": question.why,
                "unanswered": question.unanswered,
                "depends-on": form.graph.depends_on[at].iter().map(|one| json!({ "id": form.questions[one.on].id, "because": one.because })).collect::<Vec<_>>(),
                "traces": question.traces,
                "sections": question.sections,
                "required": needs,
                "required-because": question.required.as_ref().map(|row| row.because.as_str()),
                "when": question.required.iter().flat_map(|row| &row.when).collect::<Vec<_>>(),
                "set": form.set_of(at).map(|set| set.name.as_str()),
                "choices": question.choices,
                "choose": choose(question),
                "applies-when": question.applies_when.iter().map(|one| condition_json(form, one)).collect::<Vec<_>>(),
                "raised-by": question.required.iter().flat_map(|row| &row.raised_by).collect::<Vec<_>>(),
                "origins": origins::described(question)?,
            }))
        })
        .collect::<Result<Vec<_>, CliError>>()?;
    let set = shown.set();
    Ok(json!({
        "schema": if set.is_some() { "formwork/set/1" } else { "formwork/form/1" },
        "id": set.map_or_else(|| form.id.to_string(), |set| set.id.to_string()),
        "version": set.map_or(form.id.version, |set| set.id.version),
        "title": set.map_or(&form.title, |set| &set.title),
        "source": set.map_or(&form.source, |set| &set.source),
        "about": set.map(|set| set.about.as_str()),
        "stages": form.stages.iter().map(|stage| json!({ "id": stage.id, "title": stage.title, "about": stage.about })).collect::<Vec<_>>(),
        "roles": form.roles.iter().map(|role| json!({ "id": role.id, "title": role.title, "about": role.about })).collect::<Vec<_>>(),
        "questions": questions,
    }))
}

fn choose(question: &Question) -> Option<&'static str> {
    (!question.choices.is_empty()).then(|| Choose::WORDS[question.choose as usize])
}

fn condition_json(form: &Form, condition: &Condition) -> serde_json::Value {
    match condition {
        Condition::Fact(fact, yes) => json!({ "fact": fact, "is": yes }),
        Condition::Choice { question, any } => {
            json!({ "question": form.questions[*question].id, "any": any })
        }
    }
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
