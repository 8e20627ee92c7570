//! The agenda of a meeting: what some people, or everybody, still have to say.

use super::super::document::{Block, Card, Document, Inline, Layout, Line, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::excerpt::excerpt;
use super::parts::{form_name, page};
use super::question::brought;
use super::scope::{Scope, roles};
use super::words::{again, ask, pair, rest_on_it};
use crate::query::View;
use crate::source::{count, inflect};

/// The agenda of a meeting.
pub(super) static KIND: Kind = Kind {
    id: "agenda",
    title: "Agenda",
    about: "for a meeting: what these roles or people still have to answer",
    build,
};

/// How many characters of an answer remind people of it.
const REMINDER: usize = 120;

fn build<'v>(scope: &Scope<'v>, options: &Options) -> Document<'v> {
    let view = scope.view;
    let component = view.component;
    let form = &*component.form;
    let invited = roles(view, options);
    let mut open: Vec<usize> =
        scope.questions.iter().copied().filter(|&at| scope.open_required(at)).collect();
    if options.by_impact {
        open = scope.weightiest();
    }
    let mut blocks = vec![Block::Lead(intro(scope, open.len()))];
    let cards = open.iter().map(|&at| Block::Card(card(scope, at, invited.as_deref()))).collect();
    blocks.push(section("part.open", "To be answered", cards));
    let optional =
        scope.questions.iter().copied().filter(|&at| view.is_open(at) && !view.required[at].required);
    let optional: Vec<usize> = optional.collect();
    if !optional.is_empty() {
        let blocks_of = if_time_is_left(scope, &optional, invited.is_none());
        blocks.push(section("part.optional", "If time is left", blocks_of));
    }
    let said: Vec<Row<'v>> =
        scope.questions.iter().filter(|&&at| !view.is_open(at)).map(|&at| said(scope, at)).collect();
    if !said.is_empty() {
        let head = vec!["Question".into(), "State".into(), "In short".into()];
        let table = Table { widths: &[], caption: "What has been said already".into(), head, rows: said };
        blocks.push(section("part.said", "Already said", vec![Block::Table(table)]));
    }
    blocks.retain(|block| !matches!(block, Block::Section(section) if section.blocks.is_empty()));
    Document {
        subtitle: line(format!("For {}. {}", invitation(view, options), form_name(form))),
        ..page(scope, &KIND, blocks, Layout::Text)
    }
}

fn section<'v>(id: &str, title: &'v str, blocks: Vec<Block<'v>>) -> Block<'v> {
    Block::Section(Section { id: id.to_owned(), title: title.into(), count: None, blocks })
}

/// Who is invited: "product owner (@mia), legal team", "@jonas (data engineer)", "everybody".
fn invitation(view: &View<'_>, options: &Options) -> String {
    let component = view.component;
    let mut invited = Vec::new();
    if !options.roles.is_empty() {
        invited.push(ask(component, &options.roles));
    }
    for person in &options.people {
        let roles = component.roles_of(person);
        let played: Vec<&str> = roles.iter().map(|&role| component.form.roles[role].spoken()).collect();
        let played = if played.is_empty() { "who plays no role here".to_owned() } else { played.join(", ") };
        invited.push(format!("{person} ({played})"));
    }
    if invited.is_empty() { "everybody".to_owned() } else { invited.join(", ") }
}

fn intro<'v>(scope: &Scope<'v>, open: usize) -> Line<'v> {
    let asked = scope.questions.len();
    if open == 0 {
        return line(format!("Nothing required is open among {}.", count(asked, "question")));
    }
    let verb = inflect(open, "needs", "need");
    let strong = count(open, "required question");
    vec![
        Inline::Strong(strong.into()),
        Inline::text(format!(" still {verb} an answer, of {asked} asked here.")),
    ]
}

fn card<'v>(scope: &Scope<'v>, at: usize, invited: Option<&[usize]>) -> Card<'v> {
    let component = scope.view.component;
    let form = &*component.form;
    let question = &form.questions[at];
    let mut pairs = Vec::new();
    let known = [
        ("Why it is asked", &question.why),
        ("Without it", &question.unanswered),
        ("Examples", &question.examples_text),
    ];
    pairs.extend(
        known.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| pair(name, &**text)),
    );
    pairs.extend(rests_on(scope, at).map(|rests| pair("Rests on", rests)));
    let (here, also): (Vec<usize>, Vec<usize>) =
        question.roles.iter().copied().partition(|role| invited.is_none_or(|invited| invited.contains(role)));
    if !also.is_empty() {
        pairs.push(pair("Also asked", ask(component, &also)));
    }
    let mut blocks = Vec::new();
    if let Some(answer) = component.answer(at).filter(|answer| answer.text.is_some()) {
        blocks.push(Block::Paragraph(vec![Inline::Strong("A draft, which does not count yet:".into())]));
        blocks.push(Block::Answer(answer.text().into()));
    }
    blocks.push(Block::Pairs(pairs));
    blocks.push(Block::Room("Notes"));
    let mut meta = vec![line(format!("Ask {}", ask(component, &here)))];
    match scope.view.weight(at) {
        0 => {}
        many => meta.push(line(rest_on_it(many))),
    }
    meta.extend(brought(scope, at));
    Card {
        id: question.id.as_str(),
        text: &question.text,
        tags: Some(scope.tags(at)),
        quiet: false,
        meta,
        blocks,
    }
}

/// What it rests on: by name what is not settled, by number what is.
fn rests_on(scope: &Scope<'_>, at: usize) -> Option<String> {
    let form = &scope.view.component.form;
    let on = scope.view.component.graph().depends_on[at].iter().map(|dependency| dependency.on);
    let (settled, open): (Vec<usize>, Vec<usize>) = on.partition(|&on| !scope.view.is_open(on));
    let mut parts: Vec<String> =
        open.into_iter().map(|on| format!("{} (open)", form.questions[on].text)).collect();
    if !settled.is_empty() {
        parts.push(format!(
            "{} that {} settled",
            count(settled.len(), "question"),
            inflect(settled.len(), "is", "are")
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Where everybody is invited, by stage and with whom to ask: nobody reads a list of twenty questions that are
/// somebody's.
fn if_time_is_left<'v>(scope: &Scope<'v>, optional: &[usize], everybody: bool) -> Vec<Block<'v>> {
    if !everybody {
        return vec![Block::List(optional.iter().map(|&at| brief(scope, at)).collect())];
    }
    let component = scope.view.component;
    let form = &*component.form;
    let mut blocks = Vec::new();
    for (stage, info) in form.stages.iter().enumerate() {
        let questions = optional.iter().filter(|&&at| form.questions[at].stage == stage);
        let lines = questions.map(|&at| {
            let mut line = brief(scope, at);
            line.push(Inline::text(format!(" · ask {}", ask(component, &form.questions[at].roles))));
            line
        });
        let lines: Vec<Line<'v>> = lines.collect();
        if !lines.is_empty() {
            let id = format!("optional.{}", info.id);
            blocks.push(section(&id, &info.title, vec![Block::List(lines)]));
        }
    }
    blocks
}

fn brief<'v>(scope: &Scope<'v>, at: usize) -> Line<'v> {
    let question = &scope.view.component.form.questions[at];
    vec![Inline::text(&*question.text), Inline::text(" "), Inline::Code(question.id.as_str().into())]
}

fn said<'v>(scope: &Scope<'v>, at: usize) -> Row<'v> {
    let component = scope.view.component;
    let question = &component.form.questions[at];
    let answer = component.answer(at);
    let text = answer.map_or("", |answer| answer.text());
    let reason = answer.and_then(|answer| answer.reason.as_ref()).map_or("", |reason| reason.value.as_str());
    let short = excerpt(if text.is_empty() { reason } else { text }, REMINDER);
    let mut state = vec![Inline::State(scope.view.states[at])];
    state.extend(again(scope.view, at));
    Row::of([line(&*question.text), state, line(short)])
}
