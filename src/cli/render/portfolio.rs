//! One document over the reports that other runs left.

use super::Render;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, portfolio};
use crate::doc;

/// Its word in commands. It is about no component here, so it is none of [`doc::kinds`].
pub(super) const PORTFOLIO: &str = "portfolio";

impl Render {
    pub(super) fn portfolio(&self, session: &mut Session<'_>) -> Outcome {
        if self.from.is_empty() {
            return Err(CliError::new("a portfolio is made of reports: --from says which")
                .hint("formwork render --document portfolio --from 'reports/*.json'"));
        }
        if self.document != PORTFOLIO {
            return Err(CliError::new("--from goes with --document portfolio"));
        }
        if self.folder.is_some() || !(self.stage.is_empty() && self.role.is_empty() && self.people.is_empty())
        {
            return Err(CliError::new(
                "a portfolio takes neither a folder nor filters: it shows what the reports say",
            ));
        }
        if self.framework.is_some() || self.no_names || self.dated {
            return Err(CliError::new("a portfolio takes neither --framework nor --no-names nor --dated")
                .hint("formwork status --json --dated puts the day and the commit into a report"));
        }
        let format = self.format()?;
        let read = portfolio::read(session, &self.from)?;
        let text = (format.render)(&doc::portfolio(&read.components));
        let green = read.components.iter().filter(|one| one.passes()).count();
        let done =
            self.put(session, &text, &format!("{green} of {} components are green", read.components.len()))?;
        let complaint = read.complain(session)?;
        Ok(if complaint == OK { done } else { complaint })
    }
}
