use crate::model::{Component, Consumer};

/// The components that take in this one's output and depend on a question of it: those that name it, and those
/// that name none, which depend on all.
pub fn consumers_of(component: &Component, question: usize) -> impl Iterator<Item = &Consumer> {
    let id = component.form.questions[question].id.as_str();
    component
        .consumers
        .iter()
        .filter(move |one| one.questions.is_empty() || one.questions.iter().any(|named| named == id))
}
