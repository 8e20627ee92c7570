//! Which question rests on which: the words of files become a graph without loops.

use std::collections::HashMap;

use super::assemble::Joining;
use crate::diag::{Problem, RuleId};
use crate::model::{Dependency, Graph, Question};
use crate::read::{Asked, invalid_set};
use crate::source::{Spanned, inert_line, nearest_help};

/// Which answer rests on which. An edge of a team's own set that would close a loop is left out and said.
pub(super) fn edges(
    questions: &[Question],
    written: &[&Asked],
    sets: &[Joining<'_>],
    problems: &mut Vec<(usize, Problem)>,
) -> Graph {
    let bundled = |at: &usize| questions[*at].set.is_none_or(|set| sets[set].bundled);
    let mut order: Vec<usize> = (0..questions.len()).filter(bundled).collect();
    order.extend((0..questions.len()).filter(|at| !bundled(at)));
    // A question that this version does not have may live on in one that stands for it.
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (at, asked) in written.iter().enumerate() {
        for id in std::iter::once(&asked.id.value).chain(&asked.stands_for) {
            known.entry(id).or_insert(at);
        }
    }
    // Looking for the way back before every edge is only worth it where there is a loop at all.
    for careful in [false, true] {
        let mut graph = Graph::new(vec![Vec::new(); questions.len()]);
        let mut found = Vec::new();
        for &at in &order {
            let own = questions[at].set.filter(|set| !sets[*set].bundled);
            for (on, because) in &written[at].depends_on {
                let new =
                    Edge { at, target: known.get(on.value.as_str()).copied(), own: own.is_some(), careful };
                let report = |problem| found.push((own.unwrap_or_default(), problem));
                add(&mut graph, questions, &new, (on, because), report);
            }
        }
        graph.settle();
        if careful || graph.order().is_some() {
            problems.extend(found);
            return graph;
        }
    }
    Graph::default()
}

/// What a question would rest on.
struct Edge {
    /// The question.
    at: usize,
    /// What it rests on, where there is such a question.
    target: Option<usize>,
    /// Whether the question is a team's own, which is looked at closely.
    own: bool,
    /// Whether it may close a loop.
    careful: bool,
}

/// Adds what a question rests on.
fn add(
    graph: &mut Graph,
    questions: &[Question],
    &Edge { at, target, own, careful }: &Edge,
    (on, because): (&Spanned<String>, &str),
    mut report: impl FnMut(Problem),
) {
    let id = questions[at].id.as_str();
    let Some(target) = target else {
        // A question of a form or a set that is not in use here is no mistake.
        if own {
            unknown_dependency(id, questions, on).into_iter().for_each(report);
        }
        return;
    };
    if graph.depends_on[at].iter().any(|known| known.on == target) || (!own && target == at) {
        return;
    }
    if own
        && careful
        && let Some(way) = graph.way(target, at)
    {
        let ids = way.iter().map(|&step| questions[step].id.as_str());
        report(cycle(id, ids, on.span.clone()));
        return;
    }
    graph.depends_on[at].push(Dependency { on: target, because: because.to_owned() });
}

/// A dependency on a question that nothing has.
pub(super) fn unknown_dependency(id: &str, questions: &[Question], on: &Spanned<String>) -> Option<Problem> {
    let known = questions.iter().any(|question| question.id.as_str() == on.value);
    if known || super::is_question(&on.value) {
        return None;
    }
    let near = nearest_help(&on.value, questions.iter().map(|question| question.id.as_str()));
    let message = format!("`{id}` depends on `{}`, which no form and no set has", inert_line(&on.value));
    Some(invalid_set(on.span.clone(), message).maybe_help(near))
}

/// A dependency that closes a loop: `way` leads from what `id` would rest on back to `id`.
pub(crate) fn cycle<'i>(
    id: &'i str,
    way: impl Iterator<Item = &'i str>,
    span: crate::source::Span,
) -> Problem {
    let steps: Vec<&str> = std::iter::once(id).chain(way).collect();
    let message = format!("`{id}` would depend on itself: {}", steps.join(" → "));
    Problem::new(RuleId::DependencyCycle, span, message)
        .help("take one of these dependencies out; an arrow reads `depends on`")
        .question(id)
}
