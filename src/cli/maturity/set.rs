//! `maturity set`: the level and the questions to be answered again, in one go, with all that follows.

use crate::cli::changes::{print_diffs, wrote};
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, args, project};
use crate::model::{Change, Component, Edit, MaturityLevel, Value};
use crate::query::{self, Coverage, Move, State, Tally, Verdict, View, resolve_level};
use crate::report::{self, Paper};
use crate::source::{count, inert_line, inflect, list_and};
use crate::store::{Mode, SETTINGS_NAME};
use crate::term::{Align, Grid, Role};

pub(super) fn run(session: &mut Session<'_>, level: &str, dry_run: bool) -> Outcome {
    let level = resolve_level(level).map_err(|error| args::unknown(&error))?;
    let (project, member) = project::one(session)?;
    let before = project::writable(session, &project, &member)?;
    let today = session.context.today;
    let begun = project.begin(&member, &before, Mode::of(dry_run))?;
    let view = View::new(begun.now(), Some(today));
    let planned = change(begun.now(), &query::level_move(&view, &[], level));
    drop(view);
    let diffs = begun.commit(&[planned])?.diffs;
    if dry_run {
        print_diffs(session, &member, &diffs)?;
    } else {
        let said = wrote(session, &member.dir, &diffs);
        session.talk(if diffs.is_empty() { "formwork.toml says so already\n" } else { &said })?;
    }
    let view = project::view(session, &before);
    let there = query::arrived(&view, &query::level_move(&view, &[], level));
    let coverage = query::coverage(&there);
    let at = session.component_options(&project, &member);
    let (paint, width) = (session.context.err.paint, session.context.err.width);
    let to = query::level_move(&view, &coverage, level);
    let mut told = told((&view, &there), &to, &Paper { paint, width, at: &at });
    told += &next_steps(&view, &there, &to, &at);
    session.talk(&told)?;
    Ok(OK)
}

fn change(component: &Component, to: &Move<'_>) -> Change {
    let level = Value::Text(to.to.word().to_owned());
    let mut edits = vec![Edit::Set { table: Vec::new(), key: "maturity".to_owned(), value: level }];
    edits.extend(query::list_again(component, &to.listed));
    Change { file: SETTINGS_NAME.to_owned(), edits, template: String::new() }
}

/// What the level changes, in the order in which people ask.
fn told((view, there): (&View<'_>, &View<'_>), to: &Move<'_>, paper: &Paper<'_>) -> String {
    let form = &view.component.form;
    let paint = paper.paint;
    let mut out = match form.level(to.to) {
        Some(info) => format!("{}: {}\n", paint.paint(Role::Heading, &info.title), info.recognise),
        None => String::new(),
    };
    if to.required.is_empty() && to.dropped.is_empty() {
        out += "what is required stays the same\n";
    }
    out += &raised(to);
    out += &questions(view, "newly required", &to.required, paper);
    out += &ids(view, "no longer required", &to.dropped);
    out += &ids(view, "settled only until this level, so open from here on", &to.expires);
    let title = "to be answered again, because the level changes what they mean";
    out += &questions(view, title, &to.again, paper);
    out += &reasons(view, &to.again);
    if !to.again.is_empty() {
        out += &format!(
            "  each until it is answered anew, or confirmed: formwork{} answer ID --confirm\n",
            paper.at
        );
    }
    let gone = view.component.settings.answer_again.iter().filter(|id| !to.listed.contains(&id.value));
    let gone: Vec<String> = gone.map(|id| inert_line(&id.value)).collect();
    if !gone.is_empty() {
        out += &format!("no longer to be answered again ({}): {}\n", gone.len(), gone.join(", "));
    }
    if let Some((reached, passed)) = to.steps.split_last() {
        let tally = Tally::of(reached.challenges.iter().copied());
        let title = format!("challenges that this level brings ({})", tally.sentence());
        out += &format!("\n{}\n", paint.paint(Role::Strong, title));
        out += &report::challenges(there, &reached.challenges, "  ", paper);
        if !passed.is_empty() {
            out +=
                &format!("\n{}\n", paint.paint(Role::Strong, "levels passed on the way would have brought"));
        }
        for step in passed {
            out += &passed_by(view, step.level, &step.required, &step.challenges);
        }
    }
    out += &unread(view);
    out
}

/// What the level asks for that nobody has stated, and the command that comes next.
fn next_steps(view: &View<'_>, there: &View<'_>, to: &Move<'_>, at: &str) -> String {
    let mut out = String::new();
    let facts: Vec<String> =
        query::unstated(view.component, to.to).map(|info| info.fact.to_string()).collect();
    if !facts.is_empty() {
        let facts_are = format!("not stated yet ({}): {}", facts.len(), facts.join(", "));
        out += &format!("{facts_are}; formwork{at} fact NAME yes|no\n");
    }
    let next = if let Some(next) = query::next(there) {
        let id = view.component.form.questions[next.question].id.as_str();
        let command = if there.states[next.question] == State::Draft {
            query::accept(id)
        } else {
            format!("answer {id}")
        };
        match there.open_required().count() {
            0 | 1 => command,
            many => format!("{command}   ({many} are open: formwork{at} list --open --required)"),
        }
    } else if !to.again.is_empty() {
        "list --again".to_owned()
    } else {
        "check".to_owned()
    };
    format!("\n{out}next: formwork{at} {next}\n")
}

/// A fact may have asked for the higher level's answers all along.
fn raised(to: &Move<'_>) -> String {
    let Some((_, column)) = to.raised.first() else { return String::new() };
    let facts: Vec<String> = to.raised.iter().map(|(fact, _)| format!("`{fact}`")).collect();
    let verb = inflect(facts.len(), "is", "are");
    let required = match to.required.len() {
        0 => "so this requires nothing more".to_owned(),
        1 => "so this requires 1 question more".to_owned(),
        many => format!("so this requires only {} more", count(many, "question")),
    };
    let again = match to.again.len() {
        0 => "no answer changes its meaning".to_owned(),
        1 => "1 answer changes its meaning".to_owned(),
        many => format!("{many} answers change their meaning"),
    };
    let brought: usize = to.steps.iter().map(|step| step.challenges.len()).sum();
    format!(
        "{} {verb} yes, which has asked for what level {column} asks for all along: {required}; {again}, and the way brings {brought} challenges\n",
        list_and(facts)
    )
}

/// Questions with whom to ask, a line each.
fn questions(view: &View<'_>, title: &str, all: &[usize], paper: &Paper<'_>) -> String {
    if all.is_empty() {
        return String::new();
    }
    let form = &view.component.form;
    let paint = paper.paint;
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Wrap], paper.width);
    for &at in all {
        let question = &form.questions[at];
        let state = view.states[at].title();
        let ask = format!("{} Ask {}.", question.text, question.ask(form).join(", "));
        grid.row([format!("  {}", paint.paint(Role::Id, question.id.as_str())), state.to_owned(), ask]);
    }
    format!("{}\n{}", paint.paint(Role::Strong, format!("{title} ({}):", all.len())), grid.lines())
}

/// Why the level changes what each answer means.
fn reasons(view: &View<'_>, all: &[usize]) -> String {
    let questions = all.iter().map(|&at| &view.component.form.questions[at]);
    let rows = questions.filter_map(|question| Some((&question.id, &question.required.as_ref()?.because)));
    rows.fold(String::new(), |all, (id, because)| all + &format!("  {id}: {}\n", inert_line(because)))
}

fn ids(view: &View<'_>, title: &str, all: &[usize]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let ids: Vec<&str> = all.iter().map(|&at| view.component.form.questions[at].id.as_str()).collect();
    format!("{title} ({}): {}\n", ids.len(), ids.join(", "))
}

fn passed_by(view: &View<'_>, level: MaturityLevel, required: &[usize], challenges: &[&Coverage]) -> String {
    let tally = Tally::of(challenges.iter().copied());
    let open = challenges.iter().filter(|one| one.verdict == Verdict::Uncovered);
    let open: Vec<&str> = open.map(|one| one.challenge.id.as_str()).collect();
    let open = if open.is_empty() { String::new() } else { format!(": {}", open.join(", ")) };
    let required: Vec<&str> =
        required.iter().map(|&at| view.component.form.questions[at].id.as_str()).collect();
    let required = match required.len() {
        0 => "nothing newly required".to_owned(),
        many => format!("{many} newly required ({})", required.join(", ")),
    };
    format!("  {level}: {required}; challenges: {}{open}\n", tally.sentence())
}

/// Answers that cannot be read could not be looked at.
fn unread(view: &View<'_>) -> String {
    let stages = view.component.form.stages.iter().zip(&view.component.stages);
    let unread = stages.filter(|(_, state)| **state != crate::model::StageState::Read);
    let unread: Vec<&str> = unread.map(|(stage, _)| stage.title.as_str()).collect();
    if unread.is_empty() {
        return String::new();
    }
    format!("the answers of {} cannot be read, so they were not looked at\n", unread.join(", "))
}
