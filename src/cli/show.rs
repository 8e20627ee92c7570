use clap::Args;
use serde_json::{Value, json};

use super::error::CliError;
use super::format::Format;
use super::list::described;
use super::origins;
use super::session::Session;
use super::state::painted_state;
use super::{OK, Outcome, feeding, project, reviews};
use crate::cli::args;
use crate::model::{AnswerKey, Consumer, KeyValue, Keys};
use crate::query::{self, View, consumers_of};
use crate::report::origin_fields;
use crate::source::{inert, inert_line, inflect};
use crate::store::{Needs, Past};
use crate::term::{Paint, Role, wrap};

/// One question whole: text, roles, why it matters, what it rests on, what rests on it, its answer
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Question ids
    #[arg(required = true)]
    id: Vec<String>,
    #[command(flatten)]
    format: Format,
}

impl Show {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let (project, member) = project::one(session)?;
        let needs = Needs::gate(session.context.today).and_consumers();
        let component = project::load(session, &project, &member, needs)?;
        let view = project::view(session, &component);
        let chosen =
            self.id.iter().map(|id| args::question(&component, id)).collect::<Result<Vec<_>, _>>()?;
        let past = reviews::past(&view, &member, &chosen);
        let text = if self.format.is_json() {
            let questions: Vec<_> =
                chosen.iter().map(|&at| whole(&view, at, &past)).collect::<Result<_, _>>()?;
            crate::source::json(&json!({ "schema": "formwork/show/1", "questions": questions }))
        } else {
            let (paint, width) = (session.context.out.paint, session.context.out.width);
            let pages = chosen.iter().map(|&at| page(&view, at, &past, (paint, width)));
            pages.collect::<Result<Vec<_>, _>>()?.join("\n")
        };
        session.data(&text)?;
        Ok(OK)
    }
}

fn whole(view: &View<'_>, at: usize, past: &Past) -> Result<Value, CliError> {
    let form = &view.component.form;
    let question = &form.questions[at];
    let mut value = described(view, at, Some(past))?;
    let depends: Vec<_> = view.component.graph().depends_on[at]
        .iter()
        .map(|one| json!({ "id": form.questions[one.on].id, "because": one.because }))
        .collect();
    let dependents: Vec<_> =
        view.component.graph().dependents[at].iter().map(|&one| form.questions[one].id.as_str()).collect();
    let requirements: Vec<_> = view
        .component
        .answer(at)
        .into_iter()
        .flat_map(|answer| &answer.requirements)
        .map(|one| super::requirement::described(view.component, view.outside, at, one))
        .collect();
    value["why-asked"] = question.why.clone().into();
    value["unanswered"] = question.unanswered.clone().into();
    value["depends-on"] = depends.into();
    value["direct-dependents"] = json!(dependents);
    value["consumers"] = feeding::consumers_json(consumers_of(view, at));
    value["traces"] = json!(question.traces);
    value["sections"] = json!(question.sections);
    value["requirements"] = requirements.into();
    Ok(value)
}

fn page(
    view: &View<'_>,
    at: usize,
    past: &Past,
    (paint, width): (Paint, Option<u16>),
) -> Result<String, CliError> {
    let form = &view.component.form;
    let question = &form.questions[at];
    let mut page = Page { out: String::new(), paint, width: width.map_or(100, usize::from).min(100) };
    let stage = &form.stages[question.stage].title;
    page.out +=
        &format!("{}  {}\n", paint.paint(Role::Id, question.id.as_str()), paint.paint(Role::Faint, stage));
    page.out += &format!("{}\n\n", paint.paint(Role::Heading, &question.text));
    page.field("status", &painted_state(view, at, paint));
    if view.states[at] == query::State::Draft {
        let accept = query::accept(question.id.as_str());
        page.field("", &format!("a draft does not count; where it holds: formwork {accept}"));
    }
    if view.is_again(at) {
        let said = format!(
            "yes, its meaning changed since it was answered; where the answer still holds: formwork answer {} --confirm",
            question.id
        );
        page.field("answer again", &said);
    }
    page.reviewed(view, at, past);
    page.field("required", &required(view, at));
    page.field("ask", &question.ask(form).join(", "));
    page.field("examples", &question.examples_text);
    if let Some(set) = form.set_of(at) {
        page.field("from", &format!("{} ({})", inert_line(&set.title), inert_line(&set.name)));
    }
    for more in [query::choices(question), query::conditions(form, at)].into_iter().flatten() {
        page.field("", &more);
    }
    page.field("why", &question.why);
    page.field("unanswered", &question.unanswered);
    for (index, one) in view.component.graph().depends_on[at].iter().enumerate() {
        let id = paint.paint(Role::Id, form.questions[one.on].id.as_str());
        page.field(if index == 0 { "rests on" } else { "" }, &format!("{id}: {}", one.because));
    }
    let dependents = &view.component.graph().dependents[at];
    if !dependents.is_empty() {
        let ids: Vec<_> =
            dependents.iter().map(|&one| paint.paint(Role::Id, form.questions[one].id.as_str())).collect();
        let reach = view.weight(at);
        let further = if reach > ids.len() { format!("; {reach} directly or not") } else { String::new() };
        page.field("rests on it", &format!("{}{further}", ids.join(", ")));
    }
    page.taken_in(view, at);
    for (name, text) in origin_fields(origins::background()?, question) {
        page.field(name, &text);
    }
    page.field("sources", &question.sections.join(", "));
    page.answer(view, at);
    Ok(page.out)
}

fn required(view: &View<'_>, at: usize) -> String {
    let required = &view.required[at];
    let word = if required.required { "yes" } else { "no" };
    format!("{word}: {}", inert_line(&required.why.sentence(required.required)))
}

struct Page {
    out: String,
    paint: Paint,
    width: usize,
}

impl Page {
    /// A name and what stands behind it; where that is nothing, the name would say nothing either.
    fn field(&mut self, name: &str, text: &str) {
        const NAME: usize = 13;
        if text.trim().is_empty() {
            return;
        }
        let lines = wrap(text, self.width.saturating_sub(NAME).max(30));
        for (at, line) in lines.iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            let room = " ".repeat(NAME.saturating_sub(name.chars().count()));
            let line = format!("{}{room}{line}", self.paint.paint(Role::Faint, name));
            self.out += line.trim_end();
            self.out.push('\n');
        }
    }

    /// Who looked at the answer, and what changed since.
    fn reviewed(&mut self, view: &View<'_>, at: usize, past: &Past) {
        let component = view.component;
        let mut title = "reviewed";
        for one in view.reviewed(at) {
            let before = past.answer(at, &one.of(component).hash.value).filter(|_| one.changed);
            let keys = before.map(|before| reviews::changed_keys(before, component.answer(at)).join(", "));
            let since = match (one.changed, keys) {
                (true, Some(keys)) => format!("; changed since: {}", inert_line(&keys)),
                (true, None) => "; changed since".to_owned(),
                (false, _) => String::new(),
            };
            self.field(std::mem::take(&mut title), &format!("{}{since}", one.who(component)));
            if let Some(note) = &one.of(component).note {
                self.field("", &inert_line(note));
            }
        }
        let mut title = "suspect";
        let mut said = Vec::new();
        for suspect in view.reviewed(at).flat_map(query::Reviewed::suspects) {
            if said.contains(&suspect.on) {
                continue;
            }
            said.push(suspect.on);
            let id = self.paint.paint(Role::Id, component.form.questions[suspect.on].id.as_str());
            let became = reviews::became(component, past, suspect);
            self.field(std::mem::take(&mut title), &format!("← {id} ({became}): {}", suspect.because));
        }
    }

    /// Who takes in this component's output and rests on this answer: those that name the question, and those
    /// that name none.
    fn taken_in(&mut self, view: &View<'_>, at: usize) {
        let (all, own): (Vec<&Consumer>, Vec<&Consumer>) =
            consumers_of(view, at).partition(|one| one.questions.is_empty());
        let mut title = "feeds";
        for (who, one, several) in [
            (own, "names this question", "name this question"),
            (all, "takes in this component's output", "take in this component's output"),
        ] {
            if !who.is_empty() {
                let does = inflect(who.len(), one, several);
                let names = feeding::consumers(who.into_iter(), self.paint);
                self.field(std::mem::take(&mut title), &format!("{names} {does}"));
            }
        }
    }

    fn answer(&mut self, view: &View<'_>, at: usize) {
        let Some(answer) = view.component.answer(at) else { return };
        if let Some(until) = &answer.until {
            self.field("until", &until.value.to_string());
        }
        if let Some(reason) = &answer.reason {
            self.field("reason", &inert(&reason.value));
        }
        if !answer.by.is_empty() {
            let by: Vec<_> = answer.by.iter().map(|by| by.value.as_str()).collect();
            let on = answer.on.map(|on| format!(" on {on}")).unwrap_or_default();
            self.field("said by", &format!("{}{on}", by.join(", ")));
        }
        for &key in AnswerKey::ALL.iter().filter(|key| key.title().is_some()) {
            match answer.value(key) {
                KeyValue::Texts(items) => {
                    for (index, item) in items.into_iter().enumerate() {
                        self.field(if index == 0 { key.name() } else { "" }, &inert_line(item));
                    }
                }
                value => self.field(key.name(), &inert(&value.words())),
            }
        }
        if !answer.choice.is_empty() {
            self.field("chosen", &inert_line(&answer.chosen().join(", ")));
        }
        if answer.text.is_some() {
            let place = view.component.file_of(at).place(answer.place().start);
            let file = inert_line(&view.component.file_of(at).path);
            self.out += &format!(
                "\n{} {}\n",
                self.paint.paint(Role::Heading, "Answer"),
                self.paint.paint(Role::Faint, format!("{file}:{}", place.line))
            );
            for line in inert(answer.text()).lines() {
                self.out += format!("  {line}").trim_end();
                self.out.push('\n');
            }
        }
        for one in &answer.requirements {
            self.out += &format!(
                "\n{} {}\n",
                self.paint.paint(Role::Heading, "Requirement"),
                self.paint.paint(Role::Id, inert_line(&one.id))
            );
            self.out += &format!("  {}\n", inert_line(&one.text));
            for (key, text) in one.remarks() {
                self.out += &format!("  {}: {}\n", key.name().replace('-', " "), inert_line(text));
            }
            if one.is_judged() {
                let judged = query::judge(view.outside, at, one);
                let verdict =
                    self.paint.paint(super::requirement::role(judged.verdict), judged.verdict.title());
                self.out += &format!("  {verdict}: {}\n", judged.said);
            }
        }
    }
}
