use super::View;
use crate::model::Consumer;

/// The components that take in this one's output and depend on a question of it: those that name it, and those
/// that name none, which depend on all.
pub fn consumers_of<'c>(view: &View<'c>, question: usize) -> impl Iterator<Item = &'c Consumer> {
    let id = view.component.form.questions[question].id.as_str();
    view.outside
        .consumers
        .iter()
        .filter(move |one| one.questions.is_empty() || one.questions.iter().any(|named| named == id))
}
