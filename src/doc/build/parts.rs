//! What documents share about a component as a whole and about its form.

use std::borrow::Cow;

use super::super::document::{Block, Document, Flow, Inline, Layout, Line, Row, Section, Table, line};
use super::super::{Kind, Options};
use super::scope::{Scope, Tally};
use super::words::{self, level_title, pair};
use crate::model::{Form, Front, Provider};
use crate::query::{State, View};
use crate::source::{count, inflect, list_or};

/// The form's name and version with the sets that join it: "MLOps Requirements Form, version 3, with
/// thesis-extras@1 and sets/ours.toml".
pub(super) fn form_name(form: &Form) -> String {
    let mut name = format!("{}, version {}", form.title, form.id.version);
    for (before, set) in sets(form) {
        name.push_str(before);
        name.push_str(set);
    }
    name
}

/// The sets as people name them, each with what stands before it in a sentence.
fn sets(form: &Form) -> impl Iterator<Item = (&'static str, &str)> {
    form.sets.iter().enumerate().map(|(at, set)| {
        let before = match at {
            0 => ", with ",
            at if at + 1 == form.sets.len() => " and ",
            _ => ", ",
        };
        (before, set.name.as_str())
    })
}

/// The last line of every document of a component.
pub(super) fn footer(form: &Form) -> Line<'_> {
    let mut footer = vec![
        Inline::text(format!("{}, version {}", form.title, form.id.version)),
        Inline::text(" ("),
        Inline::Code(form.id.to_string().into()),
        Inline::text(")"),
    ];
    for (before, set) in sets(form) {
        footer.extend([Inline::text(before), Inline::Code(set.into())]);
    }
    footer.extend([
        Inline::text(". "),
        Inline::text(&*form.source),
        Inline::text(". Written by formwork from the component's files, so change those and render again."),
    ]);
    footer
}

/// What the document leaves out, where it is restricted.
pub(super) fn narrowed<'a>(scope: &Scope<'a>) -> Option<Block<'a>> {
    let narrowed = scope.narrowed.as_ref()?;
    Some(Block::Paragraph(line(format!(
        "This document is restricted to {narrowed}; its numbers count only that."
    ))))
}

/// A document of a component, with the head and the last line that all of them have; without filters.
pub(super) fn page<'v>(
    scope: &Scope<'v>,
    kind: &Kind,
    blocks: Vec<Block<'v>>,
    layout: Layout,
) -> Document<'v> {
    let component = scope.view.component;
    Document {
        kind: kind.title,
        title: component.name.as_str().into(),
        subtitle: line(form_name(&component.form)),
        facets: None,
        blocks,
        footer: footer(&component.form),
        layout,
    }
}

impl Kind {
    /// Makes the document, from a view without a day. Where a restriction leaves no question it says so: an empty
    /// one would read like good news.
    pub fn document<'v>(&self, view: &'v View<'v>, options: &Options) -> Document<'v> {
        let scope = Scope::new(view, options);
        let Some(narrowed) = scope.narrowed.as_ref().filter(|_| scope.questions.is_empty()) else {
            return (self.build)(&scope, options);
        };
        let strangers = options.people.iter().all(|person| view.component.roles_of(person).is_empty());
        let only_people = options.roles.is_empty() && !options.people.is_empty();
        let said = if only_people && strangers {
            format!("Nobody of the name {} plays a role here.", list_or(&options.people))
        } else {
            format!("No question is left: this document is restricted to {narrowed}.")
        };
        page(&scope, self, vec![Block::Lead(line(said))], Layout::Text)
    }
}

/// The one sentence about completeness.
pub(super) fn verdict<'a>(tally: Tally) -> Line<'a> {
    if tally.required == 0 {
        return line("Nothing is required here.");
    }
    let settled = format!("{} of {}", tally.done, count(tally.required, "required question"));
    let open = match tally.open() {
        0 => "Nothing required is open.".to_owned(),
        open => format!("{open} {} still open.", inflect(open, "is", "are")),
    };
    let verb = inflect(tally.required, "is", "are");
    vec![Inline::Strong(settled.into()), Inline::text(format!(" {verb} settled. {open}"))]
}

/// The maturity level, with the sentence by which a team recognises it.
pub(super) fn level<'a>(view: &View<'a>) -> Line<'a> {
    let form = &view.component.form;
    let Some(level) = &view.component.settings.maturity else {
        return line("none is set, so the whole form is required");
    };
    let title = level_title(form, level.value);
    match form.level(level.value) {
        Some(info) => vec![Inline::Strong(title.into()), Inline::text(format!(": “{}”", info.recognise))],
        None => vec![Inline::Strong(title.into())],
    }
}

/// Required questions by stage, as a table with bars.
pub(super) fn stages<'a>(scope: &Scope<'a>) -> Block<'a> {
    let form = &scope.view.component.form;
    let rows = scope.stages().map(|stage| {
        let tally = scope.tally(|at| form.questions[at].stage == stage);
        Row::of([
            line(&*form.stages[stage].title),
            vec![Inline::Progress { done: tally.done, of: tally.required }],
        ])
    });
    Block::Table(Table {
        widths: &[],
        caption: "Required questions that are settled, by stage".into(),
        head: vec!["Stage".into(), "Settled".into()],
        rows: rows.collect(),
    })
}

/// How many questions are in which state, settled ones first: "31 answered, 6 open".
pub(super) fn states(scope: &Scope<'_>) -> String {
    let (settled, open): (Vec<State>, Vec<State>) = State::ALL.iter().partition(|state| state.is_settled());
    let parts = settled.into_iter().chain(open).filter_map(|state| {
        let many = scope.questions.iter().filter(|&&at| scope.view.states[at] == state).count();
        (many > 0).then(|| format!("{many} {}", state.title()))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The facts that are stated, one each, then those that are not with what counts meanwhile.
pub(super) fn facts<'a>(view: &View<'a>) -> Vec<Line<'a>> {
    let say = |yes: bool| if yes { "yes" } else { "no" };
    let mut lines = Vec::new();
    let mut unstated = Vec::new();
    for info in &view.component.form.facts {
        match view.component.settings.facts.stated(info.fact) {
            Some(yes) => {
                lines.push(vec![Inline::text(format!("{} ", info.text)), Inline::Strong(say(yes).into())]);
            }
            None => {
                unstated.push(line(format!("{} not stated, counts as {}", info.text, say(info.unstated))));
            }
        }
    }
    lines.append(&mut unstated);
    lines
}

/// Whose output the component takes in and who takes in its own: names, for where their documents are is not known.
pub(super) fn feeding<'a>(view: &View<'a>) -> Vec<(Cow<'a, str>, Line<'a>)> {
    let component = view.component;
    let named = |id: &'a str, name: &'a str| {
        let mut parts = vec![Inline::text(name)];
        if id != name {
            parts.extend([Inline::text(" "), Inline::Code(id.into())]);
        }
        parts
    };
    let consumed = component.settings.consumes.iter().zip(&view.outside.providers);
    let taken_in = consumed.map(|(one, provider)| {
        let id = one.component.value.as_str();
        match provider {
            Provider::Known { name, .. } => named(id, name),
            Provider::Unknown(_) => vec![Inline::Code(id.into()), Inline::text(" (no such component)")],
            Provider::Alone => vec![Inline::Code(id.into())],
        }
    });
    let fed = view.outside.consumers.iter().map(|one| named(one.id.as_str(), &one.name));
    [("Takes in", words::listed(taken_in)), ("Feeds", words::listed(fed))]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(title, names)| (title.into(), names))
        .collect()
}

/// The stages and what they tell each other; nothing where the form says nothing about that.
pub(super) fn flow(form: &Form) -> Option<Block<'_>> {
    let feeds = form.feeds.iter().filter_map(|feed| {
        Some((form.stage(feed.from.as_str())?, form.stage(feed.to.as_str())?, feed.what.as_str()))
    });
    let feeds: Vec<_> = feeds.collect();
    let stages = form.stages.iter().map(|stage| stage.title.as_str()).collect();
    (!feeds.is_empty()).then_some(Block::Flow(Flow { stages, feeds }))
}

/// The form's front page: what it is for, in which order, what its columns mean, its stages.
pub(super) fn front<'a>(form: &'a Form, front: &'a Front) -> Block<'a> {
    let mut blocks = vec![Block::Paragraph(line(&*front.purpose)), Block::Paragraph(line(&*front.order))];
    blocks.push(Block::Pairs(front.columns.iter().map(|(title, about)| pair(title, &**about)).collect()));
    blocks.push(Block::Paragraph(line(&*front.stages)));
    blocks.extend(flow(form));
    Block::Section(Section { id: "part.front".into(), title: "About this form".into(), count: None, blocks })
}

/// The titles of the five columns: the form's own, else those of the figures.
pub(super) fn columns(form: &Form) -> [&str; 5] {
    let mut titles = [
        "Part of ML Lifecycle",
        "Roles to ask",
        "Requirement Question",
        "Requirement Question Answer",
        "Examples",
    ];
    for (title, (own, _)) in titles.iter_mut().zip(form.front.iter().flat_map(|front| &front.columns)) {
        *title = own;
    }
    titles
}

/// Who is asked, who plays the role, how much is asked and how much of that is open.
pub(super) fn roles<'a>(scope: &Scope<'a>) -> Block<'a> {
    let component = scope.view.component;
    let named = component.settings.roles.iter().any(|staffing| !staffing.people.is_empty());
    let rows = scope.roles().map(|role| {
        let asked = scope.questions.iter().filter(|&&at| component.form.questions[at].roles.contains(&role));
        let tally = scope.tally(|at| component.form.questions[at].roles.contains(&role));
        let mut cells = vec![line(&*component.form.roles[role].title)];
        cells.extend(named.then(|| line(words::people(component, role))));
        cells.extend([line(asked.count().to_string()), line(tally.open().to_string())]);
        Row::of(cells)
    });
    let mut head = vec!["Role".into()];
    head.extend(named.then(|| "People".into()));
    head.extend(["Questions".into(), "Required and open".into()]);
    Block::Table(Table { widths: &[], caption: "Who is asked how much".into(), head, rows: rows.collect() })
}
