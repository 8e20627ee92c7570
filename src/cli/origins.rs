//! Where questions come from, as `list`, `show` and `catalog` filter by it and show it.

use clap::Args;

use super::args::unknown;
use super::error::CliError;
use crate::catalog;
use crate::model::{Background, Form, SetQuestion};
use crate::query::OriginWords;

/// Which questions are meant, by where they come from and what they inform.
#[derive(Debug, Args, Default, Clone)]
pub(super) struct OriginFilters {
    /// Only questions that help with this challenge of the taxonomy: L4-1; repeatable
    #[arg(long, value_name = "CHALLENGE")]
    challenge: Vec<String>,
    /// Only questions for this problem or practice: P1 to P6, BP1 to BP4; repeatable
    #[arg(long, value_name = "PRACTICE")]
    practice: Vec<String>,
    /// Only questions that come from this theme of the interviews; repeatable
    #[arg(long, value_name = "THEME")]
    theme: Vec<String>,
    /// Only questions that come from this code of the interviews; repeatable
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    /// Only questions that inform this framework, or one item of it: annex-iv, "annex-iv:2(d)"; repeatable
    #[arg(long, value_name = "FRAMEWORK[:ITEM]")]
    framework: Vec<String>,
}

impl OriginFilters {
    /// The questions that are meant, a list a kind. Questions of sets that the form does not have go to `off`.
    pub(super) fn choose(
        &self,
        form: &Form,
        off: &mut Vec<&'static SetQuestion>,
        about: &mut Vec<String>,
    ) -> Result<Vec<Vec<usize>>, CliError> {
        let words = OriginWords {
            challenges: self.challenge.clone(),
            practices: self.practice.clone(),
            themes: self.theme.clone(),
            codes: self.code.clone(),
            frameworks: self.framework.clone(),
        };
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let chosen = words.choose(background()?, form).map_err(|error| unknown(&error))?;
        for extra in chosen.off {
            if off.iter().all(|known| known.id != extra.id) {
                off.push(extra);
            }
        }
        about.extend(chosen.about.into_iter().filter(|line| !about.contains(line)).collect::<Vec<_>>());
        Ok(chosen.among)
    }
}

/// What the catalog knows; that it cannot be read is a fault of this program.
pub(super) fn background() -> Result<&'static Background, CliError> {
    Ok(catalog::background()?)
}

/// Which sets would bring more of what was asked for: a line each.
pub(super) fn elsewhere(off: &[&SetQuestion]) -> String {
    let mut sets: Vec<&str> = off.iter().map(|extra| extra.set).collect();
    sets.sort_unstable();
    sets.dedup();
    let line = |set: &&str| {
        let ids: Vec<&str> =
            off.iter().filter(|extra| extra.set == *set).map(|extra| extra.id.as_str()).collect();
        format!("{set}, which is not switched on, asks about it too: {}\n", ids.join(", "))
    };
    sets.iter().map(line).collect()
}

/// What was asked for and what no question asks about.
pub(super) fn nobody_asks(off: &[&SetQuestion]) -> String {
    if off.is_empty() {
        "no question of the form or of a bundled set is about it\n".to_owned()
    } else {
        String::new()
    }
}
