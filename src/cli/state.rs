//! The state of a question in a word or two.

use crate::query::{State, View};
use crate::term::{Paint, Role};

pub(super) fn shown_state(view: &View<'_>, at: usize) -> &'static str {
    if view.expired[at] { "expired" } else { view.states[at].word() }
}

pub(super) fn painted_state(view: &View<'_>, at: usize, paint: Paint) -> String {
    let word = shown_state(view, at);
    let role = match view.states[at] {
        _ if view.expired[at] => Role::Error,
        _ if view.is_again(at) || view.is_changed(at) || view.is_suspect(at) => Role::Warning,
        State::Answered | State::NotApplicable => Role::Good,
        State::Open if view.required[at].required => Role::Error,
        State::Open => Role::Faint,
        _ => Role::Warning,
    };
    let text = match word {
        "open" if !view.required[at].required => "open, optional".to_owned(),
        word if view.is_again(at) => format!("{word}, again"),
        word if view.is_changed(at) => format!("{word}, changed"),
        word if view.is_suspect(at) => format!("{word}, suspect"),
        word => word.to_owned(),
    };
    paint.paint(role, text)
}
