//! How mature the use of a component is: its level and the challenges there, and a row per component of a workspace.

mod component;
mod page;
mod workspace;

pub use component::MaturityPage;
pub use page::{Paper, challenges};
pub use workspace::{MaturityRow, MaturityTable};

use crate::model::MaturityLevel;
use crate::query::{self, Verdict, View};
use crate::term::{Paint, Role};

/// Returns the questions that a level requires of a component, by index.
fn required(view: &View<'_>, level: MaturityLevel) -> Vec<usize> {
    let component = view.component;
    let is =
        |at: &usize| query::required_with(component, *at, Some(level), component.settings.facts).required;
    (0..component.form.questions.len()).filter(is).collect()
}

/// Returns the ids of the questions that are to be answered again.
fn again_ids<'v>(view: &View<'v>) -> Vec<&'v str> {
    let questions = &view.component.form.questions;
    (0..questions.len()).filter(|&at| view.is_again(at)).map(|at| questions[at].id.as_str()).collect()
}

/// Paints the verdict on a challenge.
fn verdict(verdict: Verdict, paint: Paint) -> String {
    let role = match verdict {
        Verdict::Covered => Role::Good,
        Verdict::Partly => Role::Warning,
        Verdict::Uncovered => Role::Error,
    };
    paint.paint(role, format!("{:<9}", verdict.word()))
}
