//! Where a component stands, for people.

use super::{again_ids, required, verdict};
use crate::model::{LevelInfo, MaturityLevel};
use crate::query::{
    Coverage, Gap, State, Tally, Verdict, View, at_level, by_activity, by_set, further_activities,
    missing_sets,
};
use crate::source::inert_line;
use crate::term::{Align, Grid, Paint, Role};

/// What a page is written on.
#[derive(Debug)]
pub struct Paper<'p> {
    /// The styles.
    pub paint: Paint,
    /// The width of the terminal; `None` where there is none.
    pub width: Option<u16>,
    /// How commands say which component: ` -C dir`, or nothing.
    pub at: &'p str,
}

/// The whole page.
pub(super) fn component(view: &View<'_>, coverage: &[Coverage], all: bool, paper: &Paper<'_>) -> String {
    let component = view.component;
    let form = &component.form;
    let paint = paper.paint;
    let now = component.settings.maturity.as_ref().map(|level| level.value);
    let mut out = format!(
        "{}  {}\n",
        paint.paint(Role::Heading, inert_line(&component.name)),
        inert_line(&form.named())
    );
    match now.and_then(|now| form.level(now)) {
        Some(info) => out += &format!("{}: {}\n\n", paint.paint(Role::Strong, &info.title), info.recognise),
        None => {
            out += &format!(
                "No maturity level is set, so the whole form is required ({} questions).\n\n",
                form.questions.len()
            );
        }
    }
    let shown = |level: MaturityLevel| all || now == Some(level);
    for &level in MaturityLevel::ALL.iter().filter(|&&level| shown(level)) {
        let of_level: Vec<&Coverage> = at_level(coverage, level).collect();
        let title = form.level(level).map_or(level.word().to_owned(), LevelInfo::spoken);
        let heading = format!("Challenges of {title}");
        let tally = Tally::of(of_level.iter().copied());
        out += &format!("{} ({tally})\n\n", paint.paint(Role::Heading, heading), tally = tally.sentence());
        out += &challenges(view, &of_level, "", paper);
        out.push('\n');
    }
    if !all {
        out += &below(coverage, now, paper);
    }
    out += &again(view, paper);
    out += &levels(view, coverage, now, paper);
    out += &next_steps(view, coverage, now, all, paper);
    out
}

/// Challenges by activity, each with its verdict and what it depends on.
pub fn challenges(view: &View<'_>, all: &[&Coverage], indent: &str, paper: &Paper<'_>) -> String {
    let taxonomy = view.component.form.taxonomy();
    let paint = paper.paint;
    let mut out = String::new();
    for (activity, group) in by_activity(taxonomy, all.iter().copied()) {
        out += &format!("{indent}{}\n", paint.paint(Role::Strong, &activity.title));
        let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Wrap], paper.width);
        for one in group {
            let id = format!("{indent}  {}", paint.paint(Role::Id, &one.challenge.id));
            let mut lines = one.challenge.text.clone();
            let further = further_activities(taxonomy, one.challenge);
            if !further.is_empty() {
                lines += &format!(" Also: {further}.");
            }
            for line in basis(view, one, paint) {
                lines += &format!("\n{line}");
            }
            grid.row([id, verdict(one.verdict, paint), lines]);
        }
        out += &grid.lines();
    }
    out
}

/// The questions about a challenge and what is lacking, a line each.
fn basis(view: &View<'_>, one: &Coverage, paint: Paint) -> Vec<String> {
    let form = &view.component.form;
    let mut lines = Vec::new();
    let asked = one.asked.iter().map(|&at| {
        let id = paint.paint(Role::Id, form.questions[at].id.as_str());
        let state = if view.expired[at] { "expired" } else { view.states[at].title() };
        match view.states[at] {
            State::Answered if view.is_again(at) => format!("{id} (again)"),
            State::Answered => id,
            _ => format!("{id} ({state})"),
        }
    });
    let asked: Vec<String> = asked.collect();
    if !asked.is_empty() {
        lines.push(format!("asked: {}", asked.join(", ")));
    }
    let mut lacking: Vec<String> = Vec::new();
    if let Some(gap @ (Gap::NoQuestion | Gap::Reach | Gap::NotApplicable)) = one.gap {
        lacking.push(gap.sentence().to_owned());
    }
    if one.verdict != Verdict::Covered {
        lacking
            .extend(by_set(one).into_iter().map(|(set, all)| format!("{set} would ask {}", all.join(", "))));
    }
    if !lacking.is_empty() {
        lines.push(lacking.join("; "));
    }
    if one.verdict != Verdict::Covered {
        lines.extend(one.challenge.instead.iter().map(|instead| instead.trim().to_owned()));
    }
    lines
}

/// What lower levels brought and nothing answers yet, in brief.
fn below(coverage: &[Coverage], now: Option<MaturityLevel>, paper: &Paper<'_>) -> String {
    let lower = coverage.iter().filter(|one| now.is_none_or(|now| one.challenge.level < now));
    let open: Vec<&Coverage> = lower.filter(|one| one.verdict == Verdict::Uncovered).collect();
    if open.is_empty() {
        return String::new();
    }
    let which = if now.is_some() { "Uncovered from lower levels" } else { "Uncovered" };
    let of = |what: &str, fits: fn(Gap) -> bool| {
        let all = open.iter().filter(|one| one.gap.is_some_and(fits));
        let ids: Vec<String> = all.map(|one| paper.paint.paint(Role::Id, &one.challenge.id)).collect();
        if ids.is_empty() { String::new() } else { format!("\n  {what}: {}", ids.join(", ")) }
    };
    format!(
        "{}{}{}{}\n  formwork{} maturity --all shows them\n\n",
        paper.paint.paint(Role::Warning, format!("{which} ({}):", open.len())),
        of("no question asks about it", |gap| gap == Gap::NoQuestion),
        of("not answered", |gap| gap == Gap::Unanswered),
        of("said not to apply", |gap| gap == Gap::NotApplicable),
        paper.at
    )
}

fn again(view: &View<'_>, paper: &Paper<'_>) -> String {
    let ids = again_ids(view);
    if ids.is_empty() {
        return String::new();
    }
    let title = paper.paint.paint(Role::Warning, format!("To be answered again ({}):", ids.len()));
    format!("{title} {}\n  formwork{} list --again\n\n", ids.join(", "), paper.at)
}

/// Every level with what it requires and how its challenges stand.
fn levels(view: &View<'_>, coverage: &[Coverage], now: Option<MaturityLevel>, paper: &Paper<'_>) -> String {
    let paint = paper.paint;
    let columns = [Align::Left, Align::Left, Align::Right, Align::Left, Align::Wrap];
    let mut grid = Grid::new(&columns, paper.width);
    for info in &view.component.form.levels {
        let here = now == Some(info.level);
        let mark = if here { paint.paint(Role::Good, "here") } else { String::new() };
        let name = paint.paint(if here { Role::Strong } else { Role::Id }, info.level.word());
        let tally = Tally::of(at_level(coverage, info.level));
        let met = format!("{} of {} covered", tally.covered, tally.all());
        let required = format!("{} required", required(view, info.level).len());
        grid.row([mark, name, required, met, info.recognise.clone()]);
    }
    grid.lines()
}

fn next_steps(
    view: &View<'_>,
    coverage: &[Coverage],
    now: Option<MaturityLevel>,
    all: bool,
    paper: &Paper<'_>,
) -> String {
    let mut out = String::new();
    let meant = coverage.iter().filter(|one| all || now.is_none_or(|now| one.challenge.level <= now));
    let missing = missing_sets(meant);
    if !missing.is_empty() {
        let own = view.component.settings.sets.iter().flatten().map(|set| inert_line(&set.written.value));
        let sets: Vec<String> =
            own.chain(missing.into_iter().map(str::to_owned)).map(|set| format!("\"{set}\"")).collect();
        let sets = sets.join(", ");
        out += &format!("\nIn formwork.toml, `sets = [{sets}]` adds questions about what is not covered.\n");
    }
    let next = MaturityLevel::ALL.iter().copied().find(|&level| now.is_none_or(|now| level > now));
    if let Some(next) = next {
        out += &format!(
            "\n`formwork{} maturity set {next} --dry-run` shows what that level requires and brings.\n",
            paper.at
        );
    }
    out
}
