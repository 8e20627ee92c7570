use clap::Args;
use serde_json::json;

use super::error::CliError;
use super::format::Format;
use super::session::Session;
use super::{OK, Outcome};
use crate::check;
use crate::term::{Align, Grid, Role};

/// What a rule means, why it is there, how to fix it, how to turn it off
///
/// Without a rule, all of them.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule, as a finding names it
    rule: Option<String>,
    #[command(flatten)]
    format: Format,
}

impl Explain {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let Some(wanted) = self.rule else { return list(session, self.format.is_json()) };
        let Some(rule) = check::rule(&wanted) else {
            let ids = check::rules().iter().map(|rule| rule.id);
            let hint = crate::source::nearest_help(&wanted, ids)
                .unwrap_or_else(|| "`formwork explain` lists them".to_owned());
            return Err(CliError::new(format!("there is no rule `{}`", crate::source::inert_line(&wanted)))
                .hint(hint));
        };
        if self.format.is_json() {
            session.data(&format!("{:#}\n", described(rule)))?;
        } else {
            session.data(&check::explain(rule))?;
        }
        Ok(OK)
    }
}

fn described(rule: &check::Rule) -> serde_json::Value {
    json!({
        "schema": "formwork/rule/1", "id": rule.id, "severity": rule.severity.word(), "fixed": rule.fixed,
        "waivable": rule.waivable, "title": rule.title, "what": rule.what, "why": rule.why, "fix": rule.fix,
    })
}

fn list(session: &mut Session<'_>, as_json: bool) -> Outcome {
    if as_json {
        let rules: Vec<_> = check::rules().iter().map(|rule| described(rule)).collect();
        session.data(&format!("{:#}\n", json!({ "schema": "formwork/rules/1", "rules": rules })))?;
        return Ok(OK);
    }
    let paint = session.context.out.paint;
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Wrap], session.context.out.width);
    for rule in check::rules() {
        grid.row([paint.paint(Role::Id, rule.id), rule.severity.word().to_owned(), rule.title.to_owned()]);
    }
    session.data(&grid.lines())?;
    Ok(OK)
}
