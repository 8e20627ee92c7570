//! What rests on what, as a section of a document.

use super::super::document::{Block, Edge, EdgeKind, Graph, Inline, Line, Link, Node, Section};
use super::scope::Scope;

/// The graph of all questions by stage; nothing where no answer rests on another, and in a document that is
/// restricted, whose boxes would lead nowhere.
pub(super) fn graph<'v>(scope: &Scope<'v>) -> Option<Block<'v>> {
    let component = scope.view.component;
    let form = &*component.form;
    let known = component.graph();
    if scope.narrowed.is_some() || known.depends_on.iter().all(Vec::is_empty) {
        return None;
    }
    let nodes = form.questions.iter().enumerate().map(|(at, question)| Node {
        label: question.id.as_str().into(),
        about: question.text.as_str().into(),
        link: Link::Question(question.id.as_str()),
        group: question.stage,
        state: Some(scope.view.states[at]),
        marked: false,
    });
    let mut edges = Vec::with_capacity(known.depends_on.iter().map(Vec::len).sum());
    for (to, (rests, implied)) in known.depends_on.iter().zip(known.implied()).enumerate() {
        edges.extend(rests.iter().zip(implied).map(|(dependency, &implied)| Edge {
            from: dependency.on,
            to,
            kind: if implied { EdgeKind::Implied } else { EdgeKind::Plain },
        }));
    }
    let implied = edges.iter().any(|edge| edge.kind == EdgeKind::Implied);
    let graph = Graph {
        id: "g",
        title: "Questions by stage, and which rests on which".into(),
        caption: caption(implied),
        groups: form.stages.iter().map(|stage| stage.title.as_str().into()).collect(),
        nodes: nodes.collect(),
        edges,
    };
    Some(Block::Section(Section {
        id: "part.graph".into(),
        title: "What rests on what".into(),
        count: None,
        blocks: vec![Block::Graph(graph)],
    }))
}

fn caption<'v>(implied: bool) -> Line<'v> {
    let mut caption = vec![Inline::text(
        "An arrow leads from a question to one that rests on its answer: when the answer changes, look at that one again.",
    )];
    if implied {
        caption.push(Inline::text(
            " What also follows along other arrows is left out here; each question names all that it rests on.",
        ));
    }
    caption
}
