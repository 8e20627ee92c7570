//! A page to decide by: where the component stands, which challenges its answers meet, and what the next level
//! would ask for and bring.

use super::super::document::{Block, Document, Inline, Layout, Line, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::challenges::{Asks, table as challenge_table};
use super::excerpt::excerpt;
use super::parts::{level, narrowed, page, verdict};
use super::scope::Scope;
use super::words::{again, ask, pair, spoken_level};
use crate::model::{LevelInfo, MaturityLevel};
use crate::query::{
    Coverage, Move, Tally, Verdict, View, arrived, at_level, by_activity, coverage, level_move, missing_sets,
};
use crate::source::{count, inflect};

/// Where the component stands and what the next level brings.
pub(super) static KIND: Kind = Kind {
    id: "maturity",
    title: "Maturity",
    about: "where the component stands, which challenges it meets, and what the next level brings",
    build,
};

/// How many characters of an answer remind people of it.
const REMINDER: usize = 160;

fn build<'v>(scope: &Scope<'v>, _options: &Options) -> Document<'v> {
    let view = scope.view;
    let component = view.component;
    let form = &*component.form;
    let asks = Asks::new(scope);
    let met: Vec<Coverage> = coverage(view).into_iter().filter(|one| asks.shows(one)).collect();
    let now = component.settings.maturity.as_ref().map(|level| level.value);
    let mut blocks = vec![standing(scope, &met, now)];
    if let Some(now) = now {
        blocks.extend(here(scope, &asks, &met, now));
        blocks.extend(below(&asks, &met, now));
    }
    blocks.extend(waiting(scope, &asks));
    let next = MaturityLevel::ALL.iter().copied().find(|&level| now.is_some_and(|now| level > now));
    if let Some(info) = next.and_then(|next| form.level(next)) {
        let bare = level_move(view, &[], info.level);
        let there = arrived(view, &bare);
        let then: Vec<Coverage> = coverage(&there).into_iter().filter(|one| asks.shows(one)).collect();
        let to = level_move(view, &then, info.level);
        blocks.push(ahead(scope, &asks, (&there, &to), info));
    }
    blocks.extend(sets(&met, next));
    blocks.extend(named(scope, &asks));
    let note = &form.taxonomy().note;
    let about = vec![Block::Paragraph(line(&*form.taxonomy().source)), Block::Paragraph(line(note.trim()))];
    blocks.push(section("part.source", "Where the challenges come from", about));
    page(scope, &KIND, blocks, Layout::Text)
}

fn section<'v>(
    id: impl Into<String>,
    title: impl Into<std::borrow::Cow<'v, str>>,
    blocks: Vec<Block<'v>>,
) -> Block<'v> {
    Block::Section(Section { id: id.into(), title: title.into(), count: None, blocks })
}

fn standing<'v>(scope: &Scope<'v>, met: &[Coverage], now: Option<MaturityLevel>) -> Block<'v> {
    let form = &*scope.view.component.form;
    let mut blocks: Vec<Block<'v>> = narrowed(scope).into_iter().collect();
    if let Some(now) = now {
        let tally = Tally::of(at_level(met, now));
        let of = count(tally.all(), "challenge");
        let covered = format!("{} of {of}", tally.covered);
        let title = spoken_level(form, now);
        let verb = inflect(tally.covered, "is", "are");
        let mut lead = match tally.all() {
            0 => line("None of the challenges at this level concerns what is asked here."),
            _ => vec![
                Inline::Strong(covered.into()),
                Inline::text(format!(" of {title} {verb} covered by answers")),
            ],
        };
        if tally.all() > 0 {
            let rest = [(tally.partly, "covered in part"), (tally.uncovered, "not covered")];
            let rest = rest.iter().filter(|(many, _)| *many > 0);
            let rest: Vec<String> =
                rest.map(|(many, what)| format!("{many} {} {what}", inflect(*many, "is", "are"))).collect();
            let rest = if rest.is_empty() { ".".to_owned() } else { format!("; {}.", rest.join(", ")) };
            lead.push(Inline::text(rest));
        }
        blocks.push(Block::Lead(lead));
    }
    let mut pairs = vec![("Level".into(), level(scope.view))];
    pairs.push(("Required".into(), verdict(scope.tally(|_| true))));
    blocks.push(Block::Pairs(pairs));
    let rows = form.levels.iter().map(|info| {
        let tally = Tally::of(at_level(met, info.level));
        let name = if now == Some(info.level) {
            vec![Inline::Strong(format!("{} (here)", info.title).into())]
        } else {
            line(&*info.title)
        };
        let met = match tally.all() {
            0 => line("none here"),
            of => vec![Inline::Progress { done: tally.covered, of }],
        };
        Row::of([name, line(&*info.recognise), met])
    });
    let head = vec!["Level".into(), "Recognised by".into(), "Challenges covered".into()];
    blocks.push(Block::Table(Table {
        widths: &[],
        caption: "The levels, and how many of their challenges are covered".into(),
        head,
        rows: rows.collect(),
    }));
    section("part.standing", "Where it stands", blocks)
}

/// The challenges of the component's level, by activity.
fn here<'v>(scope: &Scope<'v>, asks: &Asks<'v>, met: &[Coverage], now: MaturityLevel) -> Option<Block<'v>> {
    let form = &*scope.view.component.form;
    let taxonomy = form.taxonomy();
    let groups = by_activity(taxonomy, at_level(met, now));
    let parts = groups.into_iter().map(|(activity, group)| {
        let table = challenge_table(asks, scope.view, activity.title.as_str(), &group);
        let about = Block::Paragraph(line(&*activity.about));
        section(format!("activity.{}", activity.id), activity.title.as_str(), vec![about, table])
    });
    let parts: Vec<Block<'v>> = parts.collect();
    let title = format!("Challenges of {}", spoken_level(form, now));
    (!parts.is_empty()).then(|| section("part.challenges", title, parts))
}

/// What lower levels brought and nothing covers.
fn below<'v>(asks: &Asks<'v>, met: &[Coverage], now: MaturityLevel) -> Option<Block<'v>> {
    let open = met.iter().filter(|one| one.challenge.level < now && one.verdict == Verdict::Uncovered);
    let open: Vec<&Coverage> = open.collect();
    (!open.is_empty()).then(|| {
        let table =
            challenge_table(asks, asks.view(), "Challenges of lower levels that are not covered", &open);
        section("part.below", "Not covered at lower levels", vec![table])
    })
}

/// What is on the list now.
fn waiting<'v>(scope: &Scope<'v>, asks: &Asks<'v>) -> Option<Block<'v>> {
    let waiting = scope.questions.iter().copied().filter(|&at| scope.view.is_again(at));
    let waiting: Vec<usize> = waiting.collect();
    (!waiting.is_empty()).then(|| {
        let about = "The meaning of these questions changed since they were answered. Each is answered anew, or its answer is confirmed.";
        let table = question_table(scope, asks, "Questions to be answered again", &waiting);
        section("part.again", "To be answered again", vec![Block::Paragraph(line(about)), table])
    })
}

/// What the next level would change.
fn ahead<'v>(
    scope: &Scope<'v>,
    asks: &Asks<'v>,
    (there, to): (&View<'_>, &Move<'_>),
    info: &'v LevelInfo,
) -> Block<'v> {
    let within = |all: &[usize]| -> Vec<usize> {
        all.iter().copied().filter(|at| scope.questions.contains(at)).collect()
    };
    let about =
        vec![Inline::Strong(info.recognise.as_str().into()), Inline::text(" "), Inline::text(&*info.about)];
    let mut blocks = vec![Block::Paragraph(about)];
    if let Some((_, column)) = to.raised.first() {
        let facts = scope.view.component.form.facts.iter();
        let facts = facts.filter(|fact| to.raised.iter().any(|(raised, _)| *raised == fact.fact));
        let facts: Vec<&str> = facts.map(|fact| fact.text.as_str()).collect();
        blocks.push(Block::Paragraph(line(format!(
            "{} Yes; so what the level {column} requires has been required all along. What a level still changes is what some answers mean, and which challenges come with it.",
            facts.join(" ")
        ))));
    }
    let parts = [
        ("next.required", "Newly required", "Nothing more is required.", within(&to.required)),
        ("next.expires", "Settled only until then", "", within(&to.expires)),
        (
            "next.again",
            "To be answered again, because they mean something else there",
            "No answer changes its meaning.",
            within(&to.again),
        ),
    ];
    for (id, title, none, questions) in parts {
        let block = match questions.len() {
            0 if none.is_empty() => continue,
            0 => Block::Paragraph(line(none)),
            many => {
                section(id, format!("{title} ({many})"), vec![question_table(scope, asks, title, &questions)])
            }
        };
        blocks.push(block);
    }
    let brought: Vec<&Coverage> = to.steps.iter().flat_map(|step| step.challenges.iter().copied()).collect();
    if !brought.is_empty() {
        let title = format!("Challenges that it brings ({})", brought.len());
        let about = "How the answers of today would meet them.";
        let table = challenge_table(asks, there, "Challenges of the next level", &brought);
        blocks.push(section("next.challenges", title, vec![Block::Paragraph(line(about)), table]));
    }
    section("part.next", format!("The next level: {}", info.title), blocks)
}

/// Questions with whom to ask and their state.
fn question_table<'v>(
    scope: &Scope<'v>,
    asks: &Asks<'v>,
    caption: &'v str,
    questions: &[usize],
) -> Block<'v> {
    let component = scope.view.component;
    let rows = questions.iter().map(|&at| {
        let question = &component.form.questions[at];
        asks.note(at);
        let link = Inline::Question { id: question.id.as_str(), text: question.text.as_str().into() };
        Row::of([
            vec![link],
            line(ask(component, &question.roles)),
            vec![Inline::State(scope.view.states[at])],
        ])
    });
    let head = vec!["Question".into(), "Ask".into(), "State".into()];
    Block::Table(Table { widths: &[42, 36, 22], caption: caption.into(), head, rows: rows.collect() })
}

/// Sets that would ask about what is not covered here, and there.
fn sets<'v>(met: &[Coverage], next: Option<MaturityLevel>) -> Option<Block<'v>> {
    let near = || met.iter().filter(|one| next.is_none_or(|next| one.challenge.level <= next));
    let rows = missing_sets(near()).into_iter().map(|set| {
        let short = near().filter(|one| one.verdict != Verdict::Covered);
        let extras = short.flat_map(|one| one.missing.iter().map(move |extra| (extra, one)));
        let mut questions: Vec<(&str, Vec<&str>)> = Vec::new();
        for (extra, one) in extras.filter(|(extra, _)| extra.set == set) {
            match questions.iter_mut().find(|(id, _)| *id == extra.question) {
                Some((_, challenges)) => challenges.push(&one.challenge.id),
                None => questions.push((&extra.question, vec![&one.challenge.id])),
            }
        }
        let said = questions.iter().map(|(id, challenges)| format!("{id} ({})", challenges.join(", ")));
        pair(set, said.collect::<Vec<_>>().join(", "))
    });
    let pairs: Vec<_> = rows.collect();
    let about = "These sets of questions come along and are not used here. With each question the challenges that it asks about.";
    (!pairs.is_empty()).then(|| {
        let blocks = vec![Block::Paragraph(line(about)), Block::Pairs(pairs)];
        section("part.sets", "Questions that could be added", blocks)
    })
}

/// Every question that the page links to, with its answer in short.
fn named<'v>(scope: &Scope<'v>, asks: &Asks<'v>) -> Option<Block<'v>> {
    let component = scope.view.component;
    let linked = asks.linked();
    let rows = linked.iter().map(|&at| {
        let question = &component.form.questions[at];
        let answer = component.answer(at);
        let text = answer.map_or("", |answer| answer.text());
        let reason = answer.and_then(|answer| answer.reason.as_ref()).map_or("", |reason| &reason.value);
        let mut state: Line<'v> = vec![Inline::State(scope.view.states[at])];
        state.extend(again(scope.view, at));
        let short = excerpt(if text.is_empty() { reason } else { text }, REMINDER);
        let asked =
            vec![Inline::text(&*question.text), Inline::text(" "), Inline::Code(question.id.as_str().into())];
        let row = Row::of([asked, state, line(short)]);
        Row { question: Some((question.id.as_str(), scope.tags(at))), ..row }
    });
    let head = vec!["Question".into(), "State".into(), "In short".into()];
    let table =
        Table { widths: &[], caption: "The questions named above".into(), head, rows: rows.collect() };
    (!linked.is_empty()).then(|| section("part.questions", "The answers in short", vec![Block::Table(table)]))
}
