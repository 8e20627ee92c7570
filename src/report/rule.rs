use serde::Serialize;

use super::{Named, Report, Style};
use crate::check;
use crate::term::{Align, Grid, Role};

/// What a rule means, why it is there, how to fix a finding and how to lower its severity.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct RulePage<'r> {
    id: &'r str,
    /// The default severity: `error`, `warning` or `note`.
    severity: &'r str,
    /// Whether neither `[rules]` nor a waiver changes its severity.
    fixed: bool,
    /// Whether a waiver can let a finding pass.
    waivable: bool,
    title: &'r str,
    what: &'r str,
    why: &'r str,
    fix: &'r str,
    #[serde(skip)]
    page: String,
}

impl RulePage<'_> {
    /// Describes a rule.
    pub fn new(rule: &check::Rule) -> RulePage<'_> {
        RulePage {
            id: rule.id.as_str(),
            severity: rule.severity.word(),
            fixed: rule.fixed,
            waivable: rule.waivable,
            title: rule.title,
            what: rule.what,
            why: rule.why,
            fix: rule.fix,
            page: check::explain(rule),
        }
    }
}

impl Report for RulePage<'_> {
    const SCHEMA: &'static str = "formwork/rule/1";

    fn text(&self, _: Style) -> String {
        self.page.clone()
    }
}

/// All rules.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rules<'r> {
    rules: Vec<Named<RulePage<'r>>>,
}

impl Rules<'static> {
    /// Describes all rules, in the order of the manual.
    pub fn all() -> Self {
        let pages = check::rules().iter().map(|rule| RulePage::new(rule));
        Self { rules: pages.map(|report| Named { schema: RulePage::SCHEMA, report }).collect() }
    }
}

impl Report for Rules<'_> {
    const SCHEMA: &'static str = "formwork/rules/1";

    fn text(&self, style: Style) -> String {
        let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Wrap], style.width);
        for Named { report: rule, .. } in &self.rules {
            grid.row([&style.paint.paint(Role::Id, rule.id), rule.severity, rule.title]);
        }
        grid.lines()
    }
}
