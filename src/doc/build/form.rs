//! The five-column form of the thesis (figures 4.2 to 4.5), filled in.

use super::super::document::{Block, Cell, Document, Inline, Layout, Line, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::parts::{columns, front, narrowed, page};
use super::scope::Scope;
use super::words::status;
use crate::query::State;

/// The filled-in form.
pub(super) static KIND: Kind = Kind {
    id: "form",
    title: "Form",
    about: "the form with its five columns, filled in, one table a stage",
    build,
};

fn build<'v>(scope: &Scope<'v>, _options: &Options) -> Document<'v> {
    let view = scope.view;
    let component = view.component;
    let form = &*component.form;
    let mut blocks = Vec::new();
    blocks.extend(narrowed(scope));
    blocks.extend(form.front.as_ref().map(|page| front(form, page)));
    for stage in scope.stages() {
        let info = &form.stages[stage];
        let tally = scope.tally(|at| form.questions[at].stage == stage);
        let rows = scope.in_stage(stage).map(|at| row(scope, at)).collect();
        let table = Table {
            widths: &[],
            caption: format!("Questions and answers of the stage {}", info.title).into(),
            head: columns(form).into_iter().map(Into::into).collect(),
            rows,
        };
        blocks.push(Block::Section(Section {
            id: format!("stage.{}", info.id),
            title: info.title.as_str().into(),
            count: Some((tally.done, tally.required)),
            blocks: vec![Block::Table(table)],
        }));
    }
    Document { facets: Some(scope.facets(|_| true)), ..page(scope, &KIND, blocks, Layout::Wide) }
}

fn row<'v>(scope: &Scope<'v>, at: usize) -> Row<'v> {
    let form = &*scope.view.component.form;
    let question = &form.questions[at];
    let asked = vec![Inline::Question { id: question.id.as_str(), text: question.text.as_str().into() }];
    Row {
        question: Some((question.id.as_str(), scope.tags(at))),
        cells: vec![
            Cell::Line(line(&*form.stages[question.stage].title)),
            Cell::Line(line(scope.spoken(&question.roles))),
            Cell::Line(asked),
            answer(scope, at),
            Cell::Line(line(&*question.examples_text)),
        ],
    }
}

fn answer<'v>(scope: &Scope<'v>, at: usize) -> Cell<'v> {
    let state = scope.view.states[at];
    let Some(answer) = scope.view.component.answer(at) else { return Cell::Line(vec![Inline::State(state)]) };
    let mut said: Line<'v> = Vec::new();
    if state != State::Answered {
        said.push(Inline::State(state));
        said.push(Inline::text("\n"));
    }
    if scope.view.is_again(at) {
        said.push(Inline::Strong("To be answered again.".into()));
        said.push(Inline::text("\n"));
    }
    if let Some(status) = status(state, answer) {
        said.extend(status);
        said.push(Inline::text("\n"));
    }
    if !answer.choice.is_empty() {
        let chosen: Vec<&str> = answer.choice.iter().map(|choice| choice.value.as_str()).collect();
        said.push(Inline::text(format!("{}\n", chosen.join(", "))));
    }
    if answer.text.is_some() {
        return Cell::Answer { before: said, text: answer.text() };
    }
    // The last of them would break the line before nothing.
    if let Some(Inline::Text(last)) = said.last_mut() {
        *last = last.trim_end().to_owned().into();
    }
    Cell::Line(said)
}
