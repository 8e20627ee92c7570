//! The state of a question in a word or two.

use crate::model::{State, Tone};
use crate::query::View;
use crate::term::{Paint, Role};

pub(super) fn shown_state(view: &View<'_>, at: usize) -> &'static str {
    if view.expired[at] { "expired" } else { view.states[at].word() }
}

pub(super) fn painted_state(view: &View<'_>, at: usize, paint: Paint) -> String {
    let word = shown_state(view, at);
    let role = match view.states[at] {
        _ if view.expired[at] => Role::Error,
        _ if view.is_again(at) || view.is_changed(at) || view.is_suspect(at) => Role::Warning,
        state => match state.tone() {
            Tone::Good => Role::Good,
            Tone::Waiting => Role::Warning,
            Tone::Open if view.required[at].required => Role::Error,
            Tone::Open => Role::Faint,
        },
    };
    let text = match word {
        word if view.states[at] == State::Open && !view.required[at].required => format!("{word}, optional"),
        word if view.is_again(at) => format!("{word}, again"),
        word if view.is_changed(at) => format!("{word}, changed"),
        word if view.is_suspect(at) => format!("{word}, suspect"),
        word => word.to_owned(),
    };
    paint.paint(role, text)
}
