use super::{State, View};

/// What follows when some answers change: what to look at again now, and, kept apart, how far it can reach.
#[derive(Debug, PartialEq, Eq)]
pub struct Impact<'c> {
    /// The questions asked about, in the order given, each once.
    pub asked: Vec<usize>,
    /// Those that rest directly on one of them, in form order.
    pub direct: Vec<Direct<'c>>,
    /// All that rest on one of them, directly or not, in form order.
    pub reach: Vec<Reached>,
    /// The components that take in this one's output and are concerned, as indices into
    /// [`crate::model::Outside::consumers`].
    pub consumers: Vec<Concerned>,
}

/// A question that rests directly on one that was asked about.
#[derive(Debug, PartialEq, Eq)]
pub struct Direct<'c> {
    /// Its index.
    pub question: usize,
    /// The questions asked about that it rests on, and why.
    pub because: Vec<(usize, &'c str)>,
    /// Whether something is said there that has to be looked at again.
    pub again: bool,
}

/// A question that a change can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Its index.
    pub question: usize,
    /// How many steps away it is, at least; 1 is direct.
    pub steps: usize,
    /// The question by which it is reached on that way.
    pub through: usize,
}

/// A component that takes in the output of the one asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concerned {
    /// Its index.
    pub consumer: usize,
    /// Whether it depends on an answer that was asked about; otherwise on one that can be reached.
    pub direct: bool,
}

/// Finds what follows when these answers change.
pub fn impact<'c>(view: &View<'c>, questions: &[usize]) -> Impact<'c> {
    let graph = view.component.graph();
    let mut asked: Vec<usize> = Vec::new();
    for &question in questions {
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    let because = |question: usize| {
        let rests = graph.depends_on[question].iter().filter(|dependency| asked.contains(&dependency.on));
        rests.map(|dependency| (dependency.on, dependency.because.as_str())).collect()
    };
    let direct = graph.direct(&asked).into_iter().map(|question| Direct {
        question,
        because: because(question),
        again: view.states[question] != State::Open,
    });
    let direct = direct.collect();
    let reach = reach(view, &asked);
    let consumers = consumers(view, &asked, &reach);
    Impact { asked, direct, reach, consumers }
}

/// Step by step outwards, each in form order, so that every question is found on a shortest way.
fn reach(view: &View<'_>, asked: &[usize]) -> Vec<Reached> {
    let graph = view.component.graph();
    let mut seen = vec![false; graph.dependents.len()];
    for &at in asked {
        seen[at] = true;
    }
    let mut all: Vec<Reached> = Vec::new();
    let mut outermost = asked.to_vec();
    outermost.sort_unstable();
    for steps in 1.. {
        let mut next = Vec::new();
        for &through in &outermost {
            for &question in &graph.dependents[through] {
                if !seen[question] {
                    seen[question] = true;
                    next.push(question);
                    all.push(Reached { question, steps, through });
                }
            }
        }
        if next.is_empty() {
            break;
        }
        next.sort_unstable();
        outermost = next;
    }
    all.sort_unstable_by_key(|reached| reached.question);
    all
}

/// The consumers that depend on one of these answers; those that name none depend on all.
fn consumers(view: &View<'_>, asked: &[usize], reach: &[Reached]) -> Vec<Concerned> {
    let form = &view.component.form;
    let concerned = |(consumer, one): (usize, &crate::model::Consumer)| {
        let names = |at: usize| one.questions.iter().any(|id| form.find(id) == Some(at));
        let direct = one.questions.is_empty() || asked.iter().any(|&at| names(at));
        let reached = direct || reach.iter().any(|reached| names(reached.question));
        reached.then_some(Concerned { consumer, direct })
    };
    view.outside.consumers.iter().enumerate().filter_map(concerned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ComponentId, Consumer};
    use crate::sample::example;

    #[test]
    fn an_asked_question_is_not_among_what_the_others_reach() {
        let component = example("elephant-enclosure");
        let find = |id: &str| component.form.find(id).unwrap();
        let view = View::new(&component, None);
        let (source, format) = (find("data-source"), find("data-format"));
        let impact = impact(&view, &[format, source, format]);
        assert_eq!(impact.asked, [format, source]);
        assert!(impact.direct.iter().all(|one| one.question != format));
        assert!(impact.reach.iter().all(|one| one.question != format && one.steps > 0));
        assert_eq!(impact.reach.len(), component.graph().downstream(&[source, format]).len());
        for one in &impact.reach {
            let is_direct = impact.direct.iter().any(|direct| direct.question == one.question);
            assert_eq!(one.steps == 1, is_direct);
        }
    }

    #[test]
    fn consumers_are_concerned_by_what_they_name_and_by_all_where_they_name_nothing() {
        let mut component = example("elephant-enclosure");
        let consumer = |id: &str, questions: &[&str]| Consumer {
            id: ComponentId::new(id),
            name: id.to_owned(),
            maturity: None,
            questions: questions.iter().map(|&one| one.to_owned()).collect(),
        };
        component.outside.consumers = vec![
            consumer("all", &[]),
            consumer("named", &["data-format"]),
            consumer("further", &["labelers"]),
            consumer("other", &["business-problems"]),
        ];
        let at = component.form.find("data-format").unwrap();
        let view = View::new(&component, None);
        let concerned = impact(&view, &[at]).consumers;
        let concerned: Vec<_> = concerned.iter().map(|one| (one.consumer, one.direct)).collect();
        assert_eq!(concerned, [(0, true), (1, true), (2, false)]);
    }
}
