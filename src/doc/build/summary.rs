//! One page: what the component is for, how far it is, what is missing most, and who is asked.

use super::super::document::{Block, Document, Inline, Layout, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::excerpt::opening;
use super::parts::{level, narrowed, page, roles, stages, verdict};
use super::scope::Scope;
use super::words::ask;
use crate::query::{View, awaited_sign_offs, progress, unstaffed};
use crate::source::{count, inflect, list_and};

/// One page.
pub(super) static KIND: Kind = Kind {
    id: "summary",
    title: "Summary",
    about: "one page: purpose, level, progress, what is missing most, who is asked",
    build,
};

/// How much of the purpose a page has room for, in characters.
const PURPOSE: usize = 500;
/// How many open questions a page names.
const NAMED: usize = 5;

fn build<'v>(scope: &Scope<'v>, _options: &Options) -> Document<'v> {
    let view = scope.view;
    let form = &*view.component.form;
    let mut blocks: Vec<Block<'v>> = narrowed(scope).into_iter().collect();
    blocks.extend(purpose(view));
    let mut standing = vec![Block::Lead(verdict(scope.tally(|_| true)))];
    let mut at_level = vec![Inline::text("Level: ")];
    at_level.extend(level(view));
    standing.push(Block::Paragraph(at_level));
    standing.push(stages(scope));
    let again = scope.questions.iter().filter(|&&at| view.is_again(at)).count();
    if again > 0 {
        let said = "to be answered or confirmed again, because the meaning changed since.";
        let verb = inflect(again, "is", "are");
        standing.push(Block::Paragraph(vec![
            Inline::Strong(count(again, "question").into()),
            Inline::text(format!(" {verb} {said}")),
        ]));
    }
    standing.extend(super::verification::in_short(scope).map(Block::Paragraph));
    standing.extend(awaited(scope).map(|said| Block::Paragraph(line(said))));
    blocks.push(section("part.progress", "Where it stands", standing));
    blocks.extend(missing(scope));
    let mut asked = vec![roles(scope)];
    let alone = unstaffed(view, &progress(view));
    let alone: Vec<String> = alone
        .into_iter()
        .filter(|role| scope.roles().any(|one| one == *role))
        .map(|role| form.roles[role].spoken().to_owned())
        .collect();
    if !alone.is_empty() {
        let title = format!("{} that nobody plays", count(alone.len(), "role"));
        asked.push(Block::Paragraph(vec![
            Inline::Strong(format!("{title}:").into()),
            Inline::text(format!(" {}", alone.join(", "))),
        ]));
    }
    blocks.push(section("part.roles", "Who is asked", asked));
    page(scope, &KIND, blocks, Layout::Page)
}

/// The stamps that somebody waits for: sign-offs, and new looks at what changed since it was reviewed.
fn awaited(scope: &Scope<'_>) -> Option<String> {
    let view = scope.view;
    let of = |fits: &dyn Fn(usize) -> bool| scope.questions.iter().filter(|&&at| fits(at)).count();
    let unsigned: usize = scope.questions.iter().map(|&at| awaited_sign_offs(view, at)).sum();
    let again = of(&|at| view.is_changed(at) || view.is_suspect(at));
    let mut parts = Vec::new();
    if unsigned > 0 {
        parts.push(count(unsigned, "sign-off"));
    }
    if again > 0 {
        parts.push(format!(
            "{again} {}",
            inflect(again, "new look at a reviewed answer", "new looks at reviewed answers")
        ));
    }
    (!parts.is_empty()).then(|| format!("Awaited: {}.", list_and(parts)))
}

fn section<'v>(id: &str, title: &'v str, blocks: Vec<Block<'v>>) -> Block<'v> {
    Block::Section(Section { id: id.to_owned(), title: title.into(), count: None, blocks })
}

/// What everything else rests on: the question that rests on no other and on which most others rest.
fn purpose<'v>(view: &View<'v>) -> Option<Block<'v>> {
    let form = &*view.component.form;
    let roots = (0..form.questions.len()).filter(|&at| view.component.graph().depends_on[at].is_empty());
    // The first of equals, which `max_by_key` would not give.
    let root = roots.min_by_key(|&at| std::cmp::Reverse(view.weight(at)))?;
    let question = &form.questions[root];
    let mut blocks = vec![Block::Paragraph(vec![Inline::Strong(question.text.as_str().into())])];
    match view.component.answer(root).filter(|answer| answer.text.is_some()) {
        Some(answer) => blocks.push(Block::Answer(opening(answer.text(), PURPOSE))),
        None => blocks.push(Block::Paragraph(vec![Inline::State(view.states[root])])),
    }
    Some(section("part.purpose", "Purpose", blocks))
}

fn missing<'v>(scope: &Scope<'v>) -> Option<Block<'v>> {
    let component = scope.view.component;
    let open = scope.weightiest();
    let rows = open.iter().take(NAMED).map(|&at| {
        let question = &component.form.questions[at];
        Row::of([
            line(&*question.text),
            line(ask(component, &question.roles)),
            line(scope.view.weight(at).to_string()),
        ])
    });
    let head = vec!["Question".into(), "Ask".into(), "Resting on it".into()];
    let table = Table {
        widths: &[],
        caption: "The open questions that most others rest on".into(),
        head,
        rows: rows.collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    if open.len() > NAMED {
        blocks.push(Block::Paragraph(line(format!("And {} more.", open.len() - NAMED))));
    }
    (!open.is_empty()).then(|| section("part.open", "Open questions that weigh most", blocks))
}
