//! Where the components of a workspace stand: a line each.

use serde_json::{Value, json};

use crate::check;
use crate::cli::session::Session;
use crate::cli::{FAILED, OK, Outcome};
use crate::diag::Finding;
use crate::gate;
use crate::query::{self, Coverage, Tally, View};
use crate::source::inert_line;
use crate::store::{self, Load, Needs, Project};
use crate::term::{Align, Grid, Paint, Role};

/// A component's line, made on its thread: the component itself is dropped there.
struct Entry {
    json: Value,
    row: Vec<String>,
    blocking: Vec<Finding>,
}

pub(super) fn run(session: &mut Session<'_>, project: &Project, all: bool, as_json: bool) -> Outcome {
    let options = check::Options::on(session.context.today);
    let (paint, width) = (session.context.out.paint, session.context.out.width);
    let entries = store::each(project, Needs::default(), |_, loaded| entry(&loaded, &options, all, paint));
    let mut blocking = gate::blocking_root_findings(project);
    blocking.extend(entries.iter().flat_map(|entry| entry.blocking.clone()));
    let failed = !blocking.is_empty();
    if failed {
        session.show_blocking(blocking)?;
    }
    let text = if as_json {
        let components: Vec<_> = entries.iter().map(|entry| &entry.json).collect();
        crate::source::json(&json!({ "schema": "formwork/maturity/1", "components": components }))
    } else {
        table(&entries, paint, width)
    };
    session.data(&text)?;
    Ok(if failed { FAILED } else { OK })
}

fn table(entries: &[Entry], paint: Paint, width: Option<u16>) -> String {
    let columns = [Align::Left, Align::Left].into_iter().chain([Align::Right; 5]).chain([Align::Wrap]);
    let mut grid = Grid::new(&columns.collect::<Vec<_>>(), width);
    let heads = [
        "component",
        "level",
        "covered",
        "partly",
        "uncovered",
        "open questions",
        "to answer again",
        "takes in",
    ];
    grid.row(heads.map(|title| paint.paint(Role::Faint, title)));
    for entry in entries {
        grid.row(&entry.row);
    }
    grid.lines()
}

fn entry(loaded: &Load, options: &check::Options, all: bool, paint: Paint) -> Entry {
    let component = match gate::readable(loaded, options) {
        Ok(component) => component,
        Err(blocking) => {
            let id = loaded.as_ref().map_or_else(|broken| &broken.id, |component| &component.id);
            return unreadable(id.as_str(), blocking, paint);
        }
    };
    let view = View::new(component, Some(options.today));
    let coverage = query::coverage(&view);
    let now = component.settings.maturity.as_ref().map(|level| level.value);
    // Without a level nothing is left out, as nothing is with what is required.
    let meant = |one: &&Coverage| all || now.is_none_or(|now| one.challenge.level == now);
    let tally = Tally::of(coverage.iter().filter(meant));
    let open = view.open_required().count();
    let questions = &component.form.questions;
    let again: Vec<&str> =
        (0..questions.len()).filter(|&at| view.is_again(at)).map(|at| questions[at].id.as_str()).collect();
    let takes_in: Vec<&str> =
        component.settings.consumes.iter().map(|one| one.component.value.as_str()).collect();
    let count = |many: usize, role: Role| match many {
        0 => paint.paint(Role::Faint, "0"),
        many => paint.paint(role, many.to_string()),
    };
    Entry {
        row: vec![
            paint.paint(Role::Id, inert_line(component.id.as_str())),
            now.map_or("whole form", |level| level.word()).to_owned(),
            count(tally.covered, Role::Good),
            count(tally.partly, Role::Warning),
            count(tally.uncovered, Role::Error),
            count(open, Role::Error),
            count(again.len(), Role::Warning),
            inert_line(&takes_in.join(", ")),
        ],
        json: json!({
            "component": component.id,
            "name": component.name,
            "level": now,
            "covered": tally.covered,
            "partly": tally.partly,
            "uncovered": tally.uncovered,
            "open": open,
            "answer-again": again,
            "consumes": takes_in,
        }),
        blocking: Vec::new(),
    }
}

fn unreadable(id: &str, blocking: Vec<Finding>, paint: Paint) -> Entry {
    let mut row = vec![inert_line(id), paint.paint(Role::Error, "unreadable")];
    row.resize(8, String::new());
    Entry { json: json!({ "component": id, "verdict": "unreadable" }), row, blocking }
}
