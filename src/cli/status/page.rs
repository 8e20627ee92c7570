//! A component's state for people: stages, roles, what comes next.

use crate::check;
use crate::cli::feeding;
use crate::diag::Finding;
use crate::emit::by_rule;
use crate::model::{Component, Policy};
use crate::query::{self, Count, Progress, View};
use crate::source::inert_line;
use crate::term::{Align, Grid, Paint, Role, wrap};

/// Done of required, as a bar; dots where nothing is required.
pub(super) fn bar(count: &Count, width: usize, paint: Paint) -> String {
    if count.required == 0 {
        return paint.paint(Role::Faint, "·".repeat(width));
    }
    let full = count.done * width / count.required;
    let role = if count.open() == 0 { Role::Good } else { Role::Warning };
    format!("{}{}", paint.paint(role, "█".repeat(full)), paint.paint(Role::Faint, "░".repeat(width - full)))
}

/// What makes the gate red although nothing is open.
pub(super) struct Red {
    /// How many errors of which rules.
    by: String,
    /// The policy's flag, as `check` takes it.
    policy: String,
}

impl Red {
    pub(super) fn of(component: &Component, failing: Vec<&Finding>, policy: Option<&Policy>) -> Option<Self> {
        let policy = policy.map(|policy| check::policy_flag(component, policy)).unwrap_or_default();
        (!failing.is_empty()).then(|| Self { by: by_rule(failing), policy })
    }
}

pub(super) fn page(
    view: &View<'_>,
    progress: &Progress,
    (gate, red): ((String, String), Option<Red>),
    (paint, width): (Paint, Option<u16>),
    at: &str,
) -> String {
    let component = view.component;
    let form = &component.form;
    let level = component.settings.maturity.as_ref().map(|level| level.value);
    let level = level.map_or("no maturity level, so the whole form is required".to_owned(), |level| {
        format!("level {level}")
    });
    let mut out = format!(
        "{}  {} · {level} · gate {}\n",
        paint.paint(Role::Heading, inert_line(&component.name)),
        form.id,
        verdict(gate, paint)
    );
    for line in feeding::lines(view, paint) {
        let wrapped = width.map_or_else(|| vec![line.clone()], |width| wrap(&line, usize::from(width)));
        out.extend(wrapped.into_iter().map(|line| line + "\n"));
    }
    out.push('\n');
    let mut stages = Grid::new(&[Align::Left, Align::Left, Align::Right, Align::Wrap], width);
    let open: Vec<usize> = view.open_required().collect();
    for (at, stage) in form.stages.iter().enumerate() {
        let count = &progress.stages[at];
        let ids: Vec<_> = open
            .iter()
            .filter(|&&question| form.questions[question].stage == at)
            .map(|&question| form.questions[question].id.to_string())
            .collect();
        let ids = if ids.is_empty() { String::new() } else { format!("open: {}", ids.join(", ")) };
        let ids = if count.required == 0 { paint.paint(Role::Faint, "nothing required yet") } else { ids };
        stages.row([
            stage.title.clone(),
            bar(count, 20, paint),
            format!("{}/{}", count.done, count.required),
            ids,
        ]);
    }
    stages.row([
        paint.paint(Role::Strong, "All"),
        bar(&progress.all, 20, paint),
        format!("{}/{}", progress.all.done, progress.all.required),
        String::new(),
    ]);
    out += &stages.lines();
    out.push('\n');
    out += &by_role(view, progress, paint, width);
    out += &next_steps(view, &open, red, paint, at);
    out
}

fn by_role(view: &View<'_>, progress: &Progress, paint: Paint, width: Option<u16>) -> String {
    let form = &view.component.form;
    let mut columns = vec![Align::Left];
    columns.extend(form.stages.iter().map(|_| Align::Right));
    columns.push(Align::Right);
    columns.push(Align::Wrap);
    let mut grid = Grid::new(&columns, width);
    let titles = form.stages.iter().map(|stage| stage.title.as_str());
    let heads: Vec<_> = ["asked"]
        .into_iter()
        .chain(titles)
        .chain(["open", "people"])
        .map(|title| paint.paint(Role::Faint, title))
        .collect();
    grid.row(heads);
    for (role, count) in query::role_counts(progress) {
        let mut cells = vec![form.roles[role].spoken().to_owned()];
        for stage in &progress.by_stage_role {
            let count = &stage[role];
            cells.push(if count.required == 0 {
                paint.paint(Role::Faint, "·")
            } else {
                format!("{}/{}", count.done, count.required)
            });
        }
        cells.push(match (count.required, count.open()) {
            (0, _) => paint.paint(Role::Faint, "·"),
            (_, 0) => paint.paint(Role::Good, "0"),
            (_, open) => open.to_string(),
        });
        let people: Vec<_> =
            view.component.people(role).iter().map(|person| inert_line(person.as_str())).collect();
        cells.push(people.join(", "));
        grid.row(cells);
    }
    grid.lines()
}

fn next_steps(view: &View<'_>, open: &[usize], red: Option<Red>, paint: Paint, at: &str) -> String {
    let form = &view.component.form;
    let again = super::again(view);
    let again = match again.len() {
        0 => String::new(),
        many => format!(
            "\n{} {}\n      formwork{at} list --again\n",
            paint.paint(Role::Warning, format!("To be answered again ({many}):")),
            again.join(", ")
        ),
    };
    let again = again + &reviewed(view, paint, at);
    let Some(next) = query::next(view) else {
        if let Some(Red { by, policy }) = red {
            let word = paint.paint(Role::Error, "the gate is red");
            return format!(
                "{again}\nEvery required question is settled, but {word}: {by}.\n      formwork{at} check{policy}\n"
            );
        }
        return format!(
            "{again}\nEvery required question is settled. `formwork{at} check` looks at the answers themselves.\n"
        );
    };
    let question = &form.questions[next.question];
    let why = match next.weight {
        0 => "it is the first open question that is required".to_owned(),
        1 => "one question rests on it".to_owned(),
        several => format!("{several} questions rest on it, more than on any other that is open"),
    };
    let command = match view.states[next.question] {
        query::State::Draft => format!("{}   (it is a draft)", query::accept(question.id.as_str())),
        _ => format!("answer {}", question.id),
    };
    format!(
        "{again}\n{} {} {}\n      {why}; ask {}\n      formwork{at} {command}\n{}",
        paint.paint(Role::Hint, "Next:"),
        paint.paint(Role::Id, question.id.as_str()),
        question.text,
        question.ask(form).join(", "),
        if open.len() > 1 {
            format!("{} more are open: formwork{at} list --open --required\n", open.len() - 1)
        } else {
            String::new()
        },
    )
}

/// How far the answers were reviewed; nothing where nobody reviews.
fn reviewed(view: &View<'_>, paint: Paint, at: &str) -> String {
    if view.reviews().is_empty() {
        return String::new();
    }
    let given = super::chosen(view, |at| view.states[at].is_settled()).len();
    let held = |at: usize| view.states[at].is_settled() && view.reviewed(at).next().is_some();
    let mut out = format!("\nReviewed: {} of {given} answers\n", super::chosen(view, held).len());
    let kinds = [
        ("Changed since:", super::chosen(view, |at| view.is_changed(at)), "--changed"),
        ("Suspect:", super::chosen(view, |at| view.is_suspect(at)), "--suspect"),
    ];
    for (title, ids, flag) in kinds.into_iter().filter(|(_, ids, _)| !ids.is_empty()) {
        let title = paint.paint(Role::Warning, title);
        out += &format!("{title} {}\n      formwork{at} review {flag}\n", ids.join(", "));
    }
    out
}

/// The gate's verdict in a word or two, and what it was told to pass over.
pub(in crate::cli) fn verdict((verdict, eased): (String, String), paint: Paint) -> String {
    let role = if verdict == "green" { Role::Good } else { Role::Error };
    format!("{}{}", paint.paint(role, verdict), paint.paint(Role::Warning, eased))
}
