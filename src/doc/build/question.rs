//! A question with its answer, as the requirements show it.

use std::borrow::Cow;

use super::super::document::{Block, Card, Formal, Inline, Line, line};
use super::scope::Scope;
use super::words::{joined, pair, resting, reviewed, said_by, status};
use crate::model::{Answer, AnswerKey, Evidence, EvidenceTarget, KeyValue};
use crate::query::{Reviewed, State, View, Why, applies_when, choices, judge};

/// A question with its answer and everything that belongs to it, or with what its absence costs; and with links to
/// what it rests on.
pub(super) fn card<'a>(scope: &Scope<'a>, at: usize) -> Card<'a> {
    let mut card = alone(scope, at);
    if let Some(rests) = rests_on(scope, at) {
        add(&mut card.blocks, rests);
    }
    card
}

/// Adds to the names and what they stand for that end a card.
fn add<'a>(blocks: &mut Vec<Block<'a>>, one: (Cow<'a, str>, Line<'a>)) {
    match blocks.last_mut() {
        Some(Block::Pairs(pairs)) => pairs.push(one),
        _ => blocks.push(Block::Pairs(vec![one])),
    }
}

/// The same without links, for a document that holds only some of the questions.
pub(super) fn alone<'a>(scope: &Scope<'a>, at: usize) -> Card<'a> {
    let view = scope.view;
    let form = &view.component.form;
    let question = &form.questions[at];
    let state = view.states[at];
    let mut blocks = Vec::new();
    if let Some(answer) = view.component.answer(at) {
        blocks.extend(said(scope, at, answer));
    }
    let quiet = state == State::Open && !view.required[at].required;
    if quiet {
        blocks.insert(0, Block::Paragraph(line(optional(scope, at))));
    } else if state == State::Open {
        blocks.insert(0, missing(scope, at));
    }
    if let Some(when) = applies_when(form, at) {
        add(&mut blocks, pair("Applies when", when));
    }
    Card {
        id: question.id.as_str(),
        text: &question.text,
        tags: Some(scope.tags(at)),
        quiet,
        meta: meta(scope, at, "Ask"),
        blocks,
    }
}

/// Whether required, and who is asked: what stands beside a question's state.
pub(super) fn meta<'a>(scope: &Scope<'a>, at: usize, verb: &str) -> Vec<Line<'a>> {
    let question = &scope.view.component.form.questions[at];
    let required = &scope.view.required[at];
    let mut meta = Vec::new();
    if required.required && scope.view.is_open(at) {
        meta.push(line("required"));
    } else if !required.required {
        meta.push(line("optional"));
    }
    if scope.view.is_again(at) {
        meta.push(vec![Inline::Strong("to be answered again".into())]);
    }
    meta.extend(brought(scope, at));
    if scope.view.is_changed(at) {
        meta.push(vec![Inline::Strong("changed since review".into())]);
    }
    if scope.view.is_suspect(at) {
        meta.push(vec![Inline::Strong("suspect".into())]);
    }
    if !question.roles.is_empty() {
        meta.push(line(format!("{verb} {}", scope.spoken(&question.roles))));
    }
    meta
}

/// The set that brought a question; nothing for the form's own.
pub(super) fn brought<'a>(scope: &Scope<'a>, at: usize) -> Option<Line<'a>> {
    let set = scope.view.component.form.set_of(at)?;
    Some(vec![Inline::text("from "), Inline::Code(set.name.as_str().into())])
}

/// The questions that its answer rests on, as links where the document has them.
fn rests_on<'a>(scope: &Scope<'a>, at: usize) -> Option<(Cow<'a, str>, Line<'a>)> {
    let form = &scope.view.component.form;
    let rests = scope.view.component.graph().depends_on.get(at).filter(|rests| !rests.is_empty())?;
    let links = rests.iter().map(|dependency| {
        let id = form.questions[dependency.on].id.as_str();
        if scope.narrowed.is_none() || scope.questions.contains(&dependency.on) {
            Inline::Question { id, text: id.into() }
        } else {
            Inline::text(id)
        }
    });
    Some(("Rests on".into(), joined(links, ", ")))
}

/// The answers that changed since this one was reviewed and that it rests on.
fn suspect<'a>(scope: &Scope<'a>, at: usize) -> Option<Line<'a>> {
    let view = scope.view;
    let mut on: Vec<usize> =
        view.reviewed(at).flat_map(Reviewed::suspects).map(|suspect| suspect.on).collect();
    on.sort_unstable();
    on.dedup();
    if on.is_empty() {
        return None;
    }
    let links = on.into_iter().map(|on| {
        let id = view.component.form.questions[on].id.as_str();
        if scope.narrowed.is_none() || scope.questions.contains(&on) {
            Inline::Question { id, text: id.into() }
        } else {
            Inline::text(id)
        }
    });
    let mut line = line("it rests on what changed since the review: ");
    line.extend(joined(links, ", "));
    Some(line)
}

/// What an open question costs, in its place.
fn missing<'a>(scope: &Scope<'a>, at: usize) -> Block<'a> {
    let mut lines = Vec::new();
    let question = &scope.view.component.form.questions[at];
    if !question.unanswered.is_empty() {
        lines.push(line(&*question.unanswered));
    }
    lines.extend(choices(question).map(|text| line(format!("{text}."))));
    let mut more = Line::new();
    if let Some(resting) = resting(scope.view.weight(at)) {
        more.push(Inline::text(resting));
    }
    if let Some(why) = why(scope, at) {
        if !more.is_empty() {
            more.push(Inline::text(" "));
        }
        more.push(Inline::text(why));
    }
    if !more.is_empty() {
        lines.push(more);
    }
    let title = if question.unanswered.is_empty() {
        "Not answered yet."
    } else {
        "Not answered yet. What goes wrong without an answer:"
    };
    Block::Callout { title, lines }
}

/// The same in a sentence or two, where nobody waits for an answer.
fn optional(scope: &Scope<'_>, at: usize) -> String {
    let question = &scope.view.component.form.questions[at];
    let mut said = vec!["Not answered yet.".to_owned()];
    said.extend(choices(question).map(|text| format!("{text}.")));
    said.extend(resting(scope.view.weight(at)));
    said.extend(why(scope, at));
    said.join(" ")
}

/// Why it is required or not, where that is not the level's plain yes.
fn why(scope: &Scope<'_>, at: usize) -> Option<String> {
    let required = &scope.view.required[at];
    match (&required.why, required.required) {
        (Why::WholeForm | Why::Level(_), true) => None,
        (why, true) => Some(format!("Required ({}).", plain(why.sentence(true)))),
        (why, false) => Some(format!("Not required ({}).", plain(why.sentence(false)))),
    }
}

/// Without the backticks that sentences for a terminal carry, and without a full stop of its own.
fn plain(sentence: String) -> String {
    sentence.replace('`', "").trim_end_matches('.').to_owned()
}

fn said<'a>(scope: &Scope<'a>, at: usize, answer: &'a Answer) -> Vec<Block<'a>> {
    let form = &scope.view.component.form;
    let state = scope.view.states[at];
    let mut blocks = Vec::new();
    // What is open is told apart already, and who says that it does not apply needs no reminder.
    if !matches!(state, State::Open | State::NotApplicable)
        && let Why::NotAsked(condition) = &scope.view.required[at].why
    {
        let why = format!("Does not apply now: {}.", plain(condition.sentence()));
        blocks.push(Block::Paragraph(vec![Inline::Strong(why.into())]));
    }
    if let Some(status) = status(state, answer) {
        blocks.push(Block::Paragraph(strong(status)));
    }
    if !answer.choice.is_empty() {
        let chosen: Vec<&str> = answer.choice.iter().map(|choice| choice.value.as_str()).collect();
        blocks.push(Block::Paragraph(line(format!("Chosen: {}", chosen.join(", ")))));
    }
    if answer.text.is_some() {
        blocks.push(Block::Answer(answer.text().into()));
    }
    if !answer.requirements.is_empty() {
        blocks.push(Block::Requirements(formal(scope.view, at, answer)));
    }
    let mut pairs = Vec::new();
    if let Some(by) = said_by(form, answer) {
        pairs.push(("Said by".into(), by));
    }
    if let Some(reviewed) = reviewed(scope.view, at) {
        pairs.push(("Reviewed".into(), reviewed));
    }
    if let Some(suspect) = suspect(scope, at) {
        pairs.push(("Suspect".into(), suspect));
    }
    for &key in AnswerKey::ALL {
        let Some(title) = key.title().filter(|_| !answer.value(key).is_absent()) else { continue };
        pairs.push(match (key, answer.value(key)) {
            (AnswerKey::Evidence, _) => (title.into(), evidence(&answer.evidence)),
            (_, KeyValue::Texts(items)) => pair(title, items.join(", ")),
            (_, value) => pair(title, value.words()),
        });
    }
    if state != State::Open
        && let (Why::Policy { .. }, Some(why)) = (&scope.view.required[at].why, why(scope, at))
    {
        pairs.push(pair("Policy", why));
    }
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    blocks
}

/// A line with its text standing out, in one run where it stands together.
fn strong(line: Line<'_>) -> Line<'_> {
    let mut all = Line::new();
    for inline in line {
        match (inline, all.last_mut()) {
            (Inline::Text(text), Some(Inline::Strong(before))) => before.to_mut().push_str(&text),
            (Inline::Text(text), _) => all.push(Inline::Strong(text)),
            (other, _) => all.push(other),
        }
    }
    all
}

/// What supports something: paths, and links to what is on the web.
pub(super) fn evidence(all: &[Evidence]) -> Line<'_> {
    let parts = all.iter().map(|evidence| match evidence.target {
        EvidenceTarget::Web => Inline::Web(&evidence.written),
        EvidenceTarget::Path(_) => Inline::Code(evidence.written.as_str().into()),
    });
    joined(parts, ", ")
}

/// The requirements of an answer with their verdicts.
fn formal<'a>(view: &View<'a>, at: usize, answer: &'a Answer) -> Vec<Formal<'a>> {
    let judged = |one| judge(view.outside, at, one);
    let all = answer.requirements.iter();
    all.map(|one| Formal { requirement: one, judged: one.is_judged().then(|| judged(one)) }).collect()
}
