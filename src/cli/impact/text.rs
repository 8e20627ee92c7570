//! For people: two lists that are kept apart.

use super::Further;
use crate::cli::state::{painted_state, shown_state};
use crate::query::{Impact, View, decides};
use crate::source::{count, inert_line};
use crate::term::{Align, Grid, Paint, Role};

/// What to look at again now, then how far it can reach.
pub(super) fn page(
    view: &View<'_>,
    impact: &Impact<'_>,
    further: &[Further<'_>],
    paint: Paint,
    width: Option<u16>,
) -> String {
    let form = &view.component.form;
    let id = |at: usize| paint.paint(Role::Id, form.questions[at].id.as_str());
    let mut out = String::new();
    for &at in &impact.asked {
        out += &format!("{}  {}  {}\n", id(at), painted_state(view, at, paint), form.questions[at].text);
    }
    out += &deciding(view, impact, paint);
    out.push('\n');
    if impact.reach.is_empty() {
        out += "No other question rests on it.\n";
        consumers(&mut out, view, impact, true, paint);
        reached(&mut out, view, impact, further, paint);
        return out;
    }
    out += &format!("{}\n", paint.paint(Role::Heading, "Look at again now"));
    let again = impact.direct.iter().filter(|one| one.again);
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Left, Align::Wrap], width);
    for one in again.clone() {
        let because: Vec<String> = one
            .because
            .iter()
            .map(|&(on, why)| {
                let why = inert_line(why);
                if impact.asked.len() > 1 { format!("{}: {why}", form.questions[on].id) } else { why }
            })
            .collect();
        let cells = [String::new(), id(one.question), painted_state(view, one.question, paint)];
        grid.row(cells.into_iter().chain([because.join("; ")]));
    }
    out += &grid.lines();
    if again.count() == 0 {
        out += "  nothing: no question that rests directly on it has an answer yet\n";
    }
    let open: Vec<String> =
        impact.direct.iter().filter(|one| !one.again).map(|one| id(one.question)).collect();
    if !open.is_empty() {
        out += &format!("  {} {}\n", paint.paint(Role::Faint, "still open:"), open.join(", "));
    }
    consumers(&mut out, view, impact, true, paint);
    let steps = impact.reach.iter().map(|one| one.steps).max().unwrap_or(0);
    let others = form.questions.len() - impact.asked.len();
    out += &format!(
        "\n{}  {} of {others} other questions, at most {} away\n",
        paint.paint(Role::Heading, "Can reach"),
        impact.reach.len(),
        count(steps, "step")
    );
    let several = impact.asked.len() > 1;
    for &at in &impact.asked {
        if several {
            out += &format!("  {}\n", id(at));
        }
        branches(&mut out, view, impact, at, "  ", paint);
    }
    let stages = by_stage(view, impact).map(|(stage, many)| format!("{} {many}", form.stages[stage].id));
    out +=
        &format!("  {} {}\n", paint.paint(Role::Faint, "by stage:"), stages.collect::<Vec<_>>().join(", "));
    reached(&mut out, view, impact, further, paint);
    out
}

/// The questions that are reached through one, each with those that are reached through it. Each stands at its
/// nearest place and nowhere else.
fn branches(out: &mut String, view: &View<'_>, impact: &Impact<'_>, at: usize, before: &str, paint: Paint) {
    let below: Vec<usize> =
        impact.reach.iter().filter(|one| one.through == at).map(|one| one.question).collect();
    for (place, &question) in below.iter().enumerate() {
        let (branch, further) =
            if place + 1 == below.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let id = paint.paint(Role::Id, view.component.form.questions[question].id.as_str());
        *out += &format!("{before}{branch}{id}");
        if shown_state(view, question) != "answered" {
            *out += &format!("  {}", painted_state(view, question, paint));
        }
        out.push('\n');
        branches(out, view, impact, question, &format!("{before}{further}"), paint);
    }
}

/// The questions that are asked or not depending on a choice made here.
fn deciding(view: &View<'_>, impact: &Impact<'_>, paint: Paint) -> String {
    let form = &view.component.form;
    let mut out = String::new();
    for &at in &impact.asked {
        let ids: Vec<String> = decides(form, at)
            .into_iter()
            .map(|one| paint.paint(Role::Id, form.questions[one].id.as_str()))
            .collect();
        if !ids.is_empty() {
            out += &format!("  its choice decides whether these are asked: {}\n", ids.join(", "));
        }
    }
    out
}

/// Other components that are concerned in the end: by an answer that this can reach, or through others.
fn reached(out: &mut String, view: &View<'_>, impact: &Impact<'_>, further: &[Further<'_>], paint: Paint) {
    consumers(out, view, impact, false, paint);
    for one in further {
        let [id, through] =
            [&one.consumer.id, one.through].map(|id| paint.paint(Role::Id, inert_line(id.as_str())));
        *out += &format!("  {id} takes in the output of {through}\n");
    }
}

/// Components that take in this one's output: those that are concerned at once, or those that this can reach.
fn consumers(out: &mut String, view: &View<'_>, impact: &Impact<'_>, at_once: bool, paint: Paint) {
    for one in impact.consumers.iter().filter(|one| one.direct == at_once) {
        let consumer = &view.outside.consumers[one.consumer];
        let id = paint.paint(Role::Id, inert_line(consumer.id.as_str()));
        let on = if consumer.questions.is_empty() {
            String::new()
        } else {
            format!(" and depends on {}", inert_line(&consumer.questions.join(", ")))
        };
        *out += &format!("  {id} takes in this component's output{on}\n");
    }
}

/// How many questions of each stage can be reached; stages without any are left out.
pub(super) fn by_stage(view: &View<'_>, impact: &Impact<'_>) -> impl Iterator<Item = (usize, usize)> {
    let form = &view.component.form;
    let within =
        |stage: usize| impact.reach.iter().filter(|one| form.questions[one.question].stage == stage).count();
    (0..form.stages.len()).map(move |stage| (stage, within(stage))).filter(|(_, many)| *many > 0)
}

/// A component's line in the table of a workspace.
pub(super) fn row(view: &View<'_>, impact: &Impact<'_>, further: usize, paint: Paint) -> Vec<String> {
    let others = impact.consumers.len() + further;
    let again = impact.direct.iter().filter(|one| one.again).count();
    vec![
        paint.paint(Role::Id, inert_line(view.component.id.as_str())),
        again.to_string(),
        impact.direct.len().to_string(),
        impact.reach.len().to_string(),
        if others == 0 { String::new() } else { others.to_string() },
    ]
}

pub(super) fn table(rows: impl Iterator<Item = Vec<String>>, paint: Paint, width: Option<u16>) -> String {
    let rows: Vec<Vec<String>> = rows.collect();
    let mut head = vec!["component", "look at again now", "direct", "can reach", "other components"];
    if rows.iter().all(|row| row.last().is_none_or(String::is_empty)) {
        head.pop();
    }
    let columns: Vec<Align> =
        head.iter().enumerate().map(|(at, _)| if at == 0 { Align::Left } else { Align::Right }).collect();
    let mut grid = Grid::new(&columns, width);
    grid.row(head.iter().map(|title| paint.paint(Role::Faint, title)));
    for row in rows {
        grid.row(row.into_iter().take(head.len()));
    }
    grid.lines()
}
