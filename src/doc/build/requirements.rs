//! The requirements of a component: what is answered, by whom, and what is open, stage by stage.

use super::super::document::{Block, Document, Inline, Layout, Line, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::graph::graph;
use super::parts;
use super::question::card;
use super::scope::Scope;
use super::words::{self, pair, rest_on_it};
use crate::source::inflect;

/// The requirements of a component.
pub(super) static KIND: Kind = Kind {
    id: "requirements",
    title: "Requirements",
    about: "all answers by stage, open questions in their place, and who is asked what",
    build,
};

/// How many open questions the overview names.
const NAMED: usize = 8;

fn build<'v>(scope: &Scope<'v>, _options: &Options) -> Document<'v> {
    let view = scope.view;
    let form = &view.component.form;
    let mut blocks = vec![overview(scope)];
    if let Some(flow) = parts::flow(form) {
        let title = "How the stages feed each other".into();
        blocks.push(Block::Section(Section {
            id: "part.flow".into(),
            title,
            count: None,
            blocks: vec![flow],
        }));
    }
    for stage in scope.stages() {
        let tally = scope.tally(|at| form.questions[at].stage == stage);
        let info = &form.stages[stage];
        let mut cards = vec![Block::Paragraph(line(&*info.about))];
        cards.extend(scope.in_stage(stage).map(|at| Block::Card(card(scope, at))));
        blocks.push(Block::Section(Section {
            id: format!("stage.{}", info.id),
            title: info.title.as_str().into(),
            count: Some((tally.done, tally.required)),
            blocks: cards,
        }));
    }
    blocks.extend(graph(scope));
    blocks.push(by_role(scope));
    Document { facets: Some(scope.facets(|_| true)), ..parts::page(scope, &KIND, blocks, Layout::Text) }
}

fn overview<'v>(scope: &Scope<'v>) -> Block<'v> {
    let view = scope.view;
    let mut blocks = Vec::new();
    blocks.extend(parts::narrowed(scope));
    blocks.push(Block::Lead(parts::verdict(scope.tally(|_| true))));
    blocks.push(parts::stages(scope));
    let mut pairs = vec![("Level".into(), parts::level(view))];
    pairs.push(pair("Questions", parts::states(scope)));
    pairs.extend(parts::feeding(view));
    blocks.push(Block::Pairs(pairs));
    let facts = parts::facts(view);
    if !facts.is_empty() {
        let title = "Facts about the component".into();
        let id = "part.facts".into();
        blocks.push(Block::Section(Section { id, title, count: None, blocks: vec![Block::List(facts)] }));
    }
    let open = scope.weightiest();
    if !open.is_empty() {
        let mut items: Vec<Line<'v>> = open.iter().take(NAMED).map(|&at| entry(scope, at)).collect();
        if open.len() > NAMED {
            let more = open.len() - NAMED;
            let are_marked = inflect(more, "is marked in its place", "are marked in their places");
            items.push(line(format!("{more} more {are_marked}.")));
        }
        let title = "Open and required".into();
        let id = "part.open".into();
        blocks.push(Block::Section(Section { id, title, count: None, blocks: vec![Block::List(items)] }));
    }
    Block::Section(Section {
        id: "part.overview".into(),
        title: "Where it stands".into(),
        count: None,
        blocks,
    })
}

fn entry<'v>(scope: &Scope<'v>, at: usize) -> Line<'v> {
    let question = &scope.view.component.form.questions[at];
    let mut entry = vec![Inline::Question { id: question.id.as_str(), text: question.text.as_str().into() }];
    match scope.view.weight(at) {
        0 => {}
        many => entry.push(Inline::text(format!(" {}.", rest_on_it(many)))),
    }
    entry
}

fn by_role<'v>(scope: &Scope<'v>) -> Block<'v> {
    let component = scope.view.component;
    let form = &component.form;
    let blocks = scope.roles().map(|role| {
        let info = &form.roles[role];
        let people = words::people(component, role);
        let mut about = vec![Inline::text(&*info.about)];
        if !people.is_empty() {
            about.push(Inline::text(" Here: "));
            about.push(Inline::Strong(people.into()));
            about.push(Inline::text("."));
        }
        let asked = scope.questions.iter().copied().filter(|&at| form.questions[at].roles.contains(&role));
        let rows = asked.map(|at| {
            let question = &form.questions[at];
            let link = Inline::Question { id: question.id.as_str(), text: question.text.as_str().into() };
            let mut state = vec![Inline::State(scope.view.states[at])];
            if !scope.view.required[at].required {
                state.push(Inline::text(" optional"));
            }
            Row::of([vec![link], state])
        });
        let table = Table {
            widths: &[],
            caption: format!("Questions to the {}", info.spoken()).into(),
            head: vec!["Question".into(), "State".into()],
            rows: rows.collect(),
        };
        Block::Section(Section {
            id: format!("role.{}", info.id),
            title: info.title.as_str().into(),
            count: None,
            blocks: vec![Block::Paragraph(about), Block::Table(table)],
        })
    });
    let blocks = blocks.collect();
    Block::Section(Section { id: "part.roles".into(), title: "By role".into(), count: None, blocks })
}
