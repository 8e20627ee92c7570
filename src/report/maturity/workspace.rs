use serde::Serialize;

use super::again_ids;
use crate::model::{ComponentId, MaturityLevel};
use crate::query::{Coverage, Tally, View};
use crate::report::{Report, Style};
use crate::source::inert_line;
use crate::term::{Align, Grid, Paint, Role};

/// The components of a workspace, a row each.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct MaturityTable {
    components: Vec<MaturityRow>,
}

/// The row of a component.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum MaturityRow {
    /// A component that was read.
    Read(Row),
    /// A component that cannot be read.
    Unreadable {
        /// Its path in the workspace.
        component: String,
        /// Always `unreadable`.
        verdict: &'static str,
    },
}

/// What is shown of a component.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    component: String,
    name: String,
    level: Option<MaturityLevel>,
    covered: usize,
    partly: usize,
    uncovered: usize,
    /// The number of required questions that are open.
    open: usize,
    answer_again: Vec<String>,
    consumes: Vec<String>,
}

impl MaturityTable {
    /// Puts rows together.
    pub fn new(components: Vec<MaturityRow>) -> Self {
        Self { components }
    }
}

impl MaturityRow {
    /// Counts the challenges of a component: those of its level, or of every level if `all`.
    pub fn new(view: &View<'_>, coverage: &[Coverage], all: bool) -> Self {
        let component = view.component;
        let level = component.settings.maturity.as_ref().map(|level| level.value);
        // Without a level nothing is left out, as nothing is with what is required.
        let meant = |one: &&Coverage| all || level.is_none_or(|level| one.challenge.level == level);
        let tally = Tally::of(coverage.iter().filter(meant));
        Self::Read(Row {
            component: component.id.to_string(),
            name: component.name.clone(),
            level,
            covered: tally.covered,
            partly: tally.partly,
            uncovered: tally.uncovered,
            open: view.open_required().count(),
            answer_again: again_ids(view).into_iter().map(str::to_owned).collect(),
            consumes: component.settings.consumes.iter().map(|one| one.component.value.clone()).collect(),
        })
    }

    /// Names a component that cannot be read.
    pub fn unreadable(component: &ComponentId) -> Self {
        Self::Unreadable { component: component.to_string(), verdict: "unreadable" }
    }

    fn cells(&self, paint: Paint) -> Vec<String> {
        let row = match self {
            Self::Read(row) => row,
            Self::Unreadable { component, .. } => {
                let mut cells = vec![inert_line(component), paint.paint(Role::Error, "unreadable")];
                cells.resize(HEADS.len(), String::new());
                return cells;
            }
        };
        let count = |number: usize, role: Role| match number {
            0 => paint.paint(Role::Faint, "0"),
            number => paint.paint(role, number.to_string()),
        };
        vec![
            paint.paint(Role::Id, inert_line(&row.component)),
            row.level.map_or("whole form", MaturityLevel::word).to_owned(),
            count(row.covered, Role::Good),
            count(row.partly, Role::Warning),
            count(row.uncovered, Role::Error),
            count(row.open, Role::Error),
            count(row.answer_again.len(), Role::Warning),
            inert_line(&row.consumes.join(", ")),
        ]
    }
}

const HEADS: [&str; 8] =
    ["component", "level", "covered", "partly", "uncovered", "open questions", "to answer again", "takes in"];

impl Report for MaturityTable {
    const SCHEMA: &'static str = "formwork/maturity/1";

    fn text(&self, Style { paint, width }: Style) -> String {
        let columns = [Align::Left, Align::Left].into_iter().chain([Align::Right; 5]).chain([Align::Wrap]);
        let mut grid = Grid::new(&columns.collect::<Vec<_>>(), width);
        grid.row(HEADS.map(|title| paint.paint(Role::Faint, title)));
        for row in &self.components {
            grid.row(row.cells(paint));
        }
        grid.lines()
    }
}
