//! A form as the catalog has it: its front page, its questions, and the guidance to each.

use super::super::document::{Block, Card, Cell, Document, Inline, Layout, Row, Section, Table, line};
use super::parts::{columns, form_name, front};
use super::words::{joined, pair, spoken};
use crate::model::{Fact, Form, MaturityLevel, Need, Question, Raise};
use crate::query::{choices, conditions};
use crate::source::{count, list_or};

/// A form with nothing filled in, or the questions that one of its sets brings.
pub fn catalog_form(form: &Form, set: Option<usize>) -> Document<'_> {
    let shown = |at: usize| set.is_none() || form.questions[at].set == set;
    let info = set.and_then(|set| form.sets.get(set));
    let mut blocks: Vec<Block<'_>> = match info {
        Some(set) => vec![Block::Paragraph(line(&*set.about))],
        None => form.front.as_ref().map(|page| front(form, page)).into_iter().collect(),
    };
    for (stage, info) in form.stages.iter().enumerate() {
        let here = || form.in_stage(stage).filter(|(at, _)| shown(*at));
        if here().next().is_none() {
            continue;
        }
        let table = Table {
            widths: &[],
            caption: format!("Questions of the stage {}", info.title).into(),
            head: columns(form).into_iter().map(Into::into).collect(),
            rows: here().map(|(_, question)| row(form, question)).collect(),
        };
        let mut content = vec![Block::Paragraph(line(&*info.about)), Block::Table(table)];
        content.extend(here().map(|(at, _)| Block::Card(card(form, at))));
        blocks.push(Block::Section(Section {
            id: format!("stage.{}", info.id),
            title: info.title.as_str().into(),
            count: None,
            blocks: content,
        }));
    }
    Document {
        kind: "Catalog",
        title: info.map_or_else(|| form_name(form), |set| format!("{} ({})", set.title, set.name)).into(),
        subtitle: line(count((0..form.questions.len()).filter(|&at| shown(at)).count(), "question")),
        facets: None,
        blocks,
        footer: line(info.map_or(&*form.source, |set| &*set.source)),
        layout: Layout::Wide,
    }
}

fn row<'a>(form: &'a Form, question: &'a Question) -> Row<'a> {
    let asked = vec![Inline::Question { id: question.id.as_str(), text: question.text.as_str().into() }];
    let cells = [
        line(&*form.stages[question.stage].title),
        line(spoken(form, &question.roles)),
        asked,
        Vec::new(),
        line(&*question.examples_text),
    ];
    Row { question: None, cells: cells.into_iter().map(Cell::Line).collect() }
}

fn card(form: &Form, at: usize) -> Card<'_> {
    let question = &form.questions[at];
    let mut pairs = Vec::new();
    let known = [("Why it is asked", &question.why), ("Without it", &question.unanswered)];
    pairs.extend(
        known.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| pair(name, &**text)),
    );
    pairs.extend(choices(question).map(|text| pair("Answer", text)));
    pairs.extend(conditions(form, at).map(|text| pair("Condition", text)));
    if let Some(measure) = &question.measure {
        pairs.push(pair("Answer with", format!("a number ({})", measure.replace('-', " "))));
    }
    let mut blocks = Vec::new();
    if let Some(raise) = &question.required {
        pairs.push(pair("Required", required(raise)));
        pairs.push(pair("Because", &*raise.because));
    }
    let traces = question.traces.iter().chain(&question.sections).map(|trace| Inline::text(&**trace));
    if !question.traces.is_empty() || !question.sections.is_empty() {
        pairs.push(("From".into(), joined(traces, ", ")));
    }
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    let rests = form.graph.depends_on[at].iter().map(|on| {
        let other = &form.questions[on.on];
        vec![
            Inline::text("Rests on "),
            Inline::Question { id: other.id.as_str(), text: other.text.as_str().into() },
            Inline::text(format!(" because {}", on.because)),
        ]
    });
    let rests: Vec<_> = rests.collect();
    if !rests.is_empty() {
        blocks.push(Block::List(rests));
    }
    Card {
        id: question.id.as_str(),
        text: &question.text,
        tags: None,
        quiet: false,
        meta: vec![line(spoken(form, &question.roles))],
        blocks,
    }
}

/// "yes at experimentation, critical; if streaming at …": the row of the table, and what raises it.
fn required(raise: &Raise) -> String {
    let words = |facts: &[Fact]| list_or(facts.iter().map(|fact| fact.word()));
    let mut parts: Vec<String> = Vec::new();
    for &level in MaturityLevel::ALL {
        let need = match raise.at(level) {
            Need::Yes => "yes".to_owned(),
            Need::Again => "yes, answered anew".to_owned(),
            Need::When => format!("if {}", words(&raise.when)),
            Need::Optional => "optional".to_owned(),
            Need::NotYet => "not yet".to_owned(),
        };
        parts.push(format!("{level}: {need}"));
    }
    if !raise.raised_by.is_empty() {
        parts.push(format!("at every level if {}", words(&raise.raised_by)));
    }
    parts.join("; ")
}
