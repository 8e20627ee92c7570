//! What is missing, with what that costs, whom to ask, and how much rests on it.

use super::super::document::{Block, Card, Cell, Document, Inline, Layout, Line, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::parts::{narrowed, page, verdict};
use super::scope::Scope;
use super::words::{ask, pair, rest_on_it, until};
use crate::query::State;

/// What is missing.
pub(super) static KIND: Kind =
    Kind { id: "gaps", title: "Gaps", about: "what is open, what that costs, and whom to ask", build };

fn build<'v>(scope: &Scope<'v>, _options: &Options) -> Document<'v> {
    let view = scope.view;
    let of = |fits: &dyn Fn(usize) -> bool| -> Vec<usize> {
        scope.questions.iter().copied().filter(|&at| fits(at)).collect()
    };
    let mut blocks: Vec<Block<'v>> = narrowed(scope).into_iter().collect();
    blocks.push(Block::Lead(verdict(scope.tally(|_| true))));
    let open = scope.weightiest();
    let cards = open.iter().map(|&at| Block::Card(card(scope, at))).collect();
    section(&mut blocks, "part.open", "Required and open", cards);
    let drafts = of(&|at| view.states[at] == State::Draft && !view.required[at].required);
    let cards = drafts.iter().map(|&at| Block::Card(card(scope, at))).collect();
    section(&mut blocks, "part.drafts", "Drafts, and not required", cards);
    let again = of(&|at| view.is_again(at) && !open.contains(&at));
    section(
        &mut blocks,
        "part.again",
        "To be answered again",
        table(&again, |all| others(scope, all, AGAIN)),
    );
    let held = of(&|at| view.states[at].is_held() && !open.contains(&at) && !again.contains(&at));
    section(&mut blocks, "part.held", "Settled for a while", table(&held, |held| holding(scope, held)));
    let optional = of(&|at| view.states[at] == State::Open && !view.required[at].required);
    let optional = scope.by_weight(optional);
    section(
        &mut blocks,
        "part.optional",
        "Open, and not required",
        table(&optional, |all| others(scope, all, "Open questions that are not required")),
    );
    Document {
        facets: Some(scope.facets(|at| {
            [&open, &drafts, &again, &held, &optional].into_iter().any(|part| part.contains(&at))
        })),
        ..page(scope, &KIND, blocks, Layout::Text)
    }
}

fn section<'v>(blocks: &mut Vec<Block<'v>>, id: &str, title: &'v str, content: Vec<Block<'v>>) {
    if !content.is_empty() {
        blocks.push(Block::Section(Section {
            id: id.to_owned(),
            title: title.into(),
            count: None,
            blocks: content,
        }));
    }
}

fn table<'v>(questions: &[usize], make: impl FnOnce(&[usize]) -> Table<'v>) -> Vec<Block<'v>> {
    if questions.is_empty() { Vec::new() } else { vec![Block::Table(make(questions))] }
}

fn card<'v>(scope: &Scope<'v>, at: usize) -> Card<'v> {
    let question = &scope.view.component.form.questions[at];
    let mut blocks = Vec::new();
    if !question.unanswered.is_empty() {
        blocks.push(Block::Paragraph(line(&*question.unanswered)));
    }
    if let Some(answer) = scope.view.component.answer(at).filter(|answer| answer.text.is_some()) {
        if scope.view.states[at] == State::Draft {
            blocks.push(Block::Paragraph(vec![Inline::Strong("A draft, which does not count yet:".into())]));
        }
        blocks.push(Block::Answer(answer.text().into()));
    }
    blocks.push(whom(scope, at));
    Card {
        id: question.id.as_str(),
        text: &question.text,
        tags: Some(scope.tags(at)),
        quiet: false,
        meta: Vec::new(),
        blocks,
    }
}

fn whom<'v>(scope: &Scope<'v>, at: usize) -> Block<'v> {
    let component = scope.view.component;
    let mut pairs = vec![pair("Ask", ask(component, &component.form.questions[at].roles))];
    match scope.view.weight(at) {
        0 => {}
        many => pairs.push(pair("Impact", rest_on_it(many))),
    }
    Block::Pairs(pairs)
}

fn holding<'v>(scope: &Scope<'v>, questions: &[usize]) -> Table<'v> {
    let component = scope.view.component;
    let rows = questions.iter().map(|&at| {
        let answer = component.answer(at);
        let until = answer.and_then(|answer| answer.until.as_ref()).map(|held| until(held.value));
        let reason = answer.and_then(|answer| answer.reason.as_ref()).map_or("", |reason| &reason.value);
        let state = vec![Inline::State(scope.view.states[at])];
        row(scope, at, [asked(scope, at), state, until.into_iter().collect(), line(reason)])
    });
    let head = vec!["Question".into(), "State".into(), "Until".into(), "Reason".into()];
    Table {
        widths: &[],
        caption: "Questions that are settled for a while".into(),
        head,
        rows: rows.collect(),
    }
}

/// Caption of the questions whose meaning changed.
const AGAIN: &str = "Questions whose meaning changed since they were answered";

fn others<'v>(scope: &Scope<'v>, questions: &[usize], caption: &'v str) -> Table<'v> {
    let component = scope.view.component;
    let rows = questions.iter().map(|&at| {
        let whom = line(ask(component, &component.form.questions[at].roles));
        row(scope, at, [asked(scope, at), whom, line(scope.view.weight(at).to_string())])
    });
    let head = vec!["Question".into(), "Ask".into(), "Resting on it".into()];
    Table { widths: &[], caption: caption.into(), head, rows: rows.collect() }
}

fn row<'v>(scope: &Scope<'v>, at: usize, cells: impl IntoIterator<Item = Line<'v>>) -> Row<'v> {
    let id = scope.view.component.form.questions[at].id.as_str();
    Row { question: Some((id, scope.tags(at))), cells: cells.into_iter().map(Cell::Line).collect() }
}

fn asked<'v>(scope: &Scope<'v>, at: usize) -> Line<'v> {
    let question = &scope.view.component.form.questions[at];
    vec![Inline::text(&*question.text), Inline::text(" "), Inline::Code(question.id.as_str().into())]
}
