use clap::Args;

use super::Outcome;
use super::error::CliError;
use super::format::Format;
use super::session::Session;
use crate::check;
use crate::diag::RuleId;
use crate::report::{RulePage, Rules};

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
        let Some(wanted) = self.rule else { return session.print(&Rules::all(), &self.format) };
        let Some(rule) = check::rule_named(&wanted) else {
            let ids = RuleId::ALL.iter().map(|id| id.as_str());
            let hint = crate::source::nearest_help(&wanted, ids)
                .unwrap_or_else(|| "`formwork explain` lists them".to_owned());
            return Err(CliError::new(format!("there is no rule `{}`", crate::source::inert_line(&wanted)))
                .hint(hint));
        };
        session.print(&RulePage::new(rule), &self.format)
    }
}
