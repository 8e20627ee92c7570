use super::View;

/// The question to answer next, and why that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Its index.
    pub question: usize,
    /// How many questions rest on it.
    pub weight: usize,
}

/// The open required question that most others depend on; the form's order decides between equals.
pub fn next(view: &View<'_>) -> Option<Next> {
    weightiest(view).first().map(|&question| Next { question, weight: view.weight(question) })
}

/// The open required questions, the one that most depend on first.
pub fn weightiest(view: &View<'_>) -> Vec<usize> {
    let mut open: Vec<usize> = view.open_required().collect();
    open.sort_by_key(|&question| std::cmp::Reverse(view.weight(question)));
    open
}

/// The questions that rest directly on this one and say something: what to look at again when it changes. Where nobody
/// knows yet, or it was put off, there is no text that could have rested on it.
pub fn dependents_answered(view: &View<'_>, question: usize) -> Vec<usize> {
    let dependents = &view.component.graph().dependents[question];
    dependents.iter().copied().filter(|&dependent| view.states[dependent].is_statement()).collect()
}
