use super::draw::Layout;
use super::*;
use crate::doc::document::EdgeKind;

fn subject(labels: &[(&str, usize)], edges: &[(usize, usize)]) -> Subject {
    let node = |&(label, group): &(&str, usize)| Node {
        label: label.to_owned().into(),
        about: format!("What is {label}?").into(),
        link: Link::File(format!("#{label}").into()),
        group,
        state: None,
        marked: false,
    };
    Subject {
        id: "g".to_owned(),
        title: "Test".to_owned(),
        groups: (0..6).map(|at| format!("Group {at}")).collect(),
        nodes: labels.iter().map(node).collect(),
        edges: edges.iter().map(|&(from, to)| Edge { from, to, kind: EdgeKind::Plain }).collect(),
    }
}

/// The form with all that the catalog can add to it.
fn all_sets() -> Subject {
    let ids = ["thesis-extras@1", "taxonomy-extras@1", "framework-extras@1"];
    let sets: Vec<_> = ids.iter().map(|id| crate::catalog::SetSource::Bundled(id)).collect();
    of_form(&crate::catalog::with_sets("mlops-requirements@3", &sets).unwrap().form)
}

fn of_form(form: &crate::model::Form) -> Subject {
    let labels: Vec<_> = form.questions.iter().map(|one| (one.id.as_str(), one.stage)).collect();
    let rests = form.graph.depends_on.iter().enumerate();
    let edges: Vec<_> =
        rests.flat_map(|(at, rests)| rests.iter().map(move |dependency| (dependency.on, at))).collect();
    subject(&labels, &edges)
}

/// Small graphs, also with circles, from a fixed sequence.
fn scattered() -> impl Iterator<Item = Subject> {
    let mut seed = 7_usize;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    (0..200).map(move |_| {
        let count = 1 + next(70);
        let labels: Vec<_> = (0..count).map(|_| ("a-b", next(5))).collect();
        let edges: Vec<_> = (0..next(count * 3)).map(|_| (next(count), next(count))).collect();
        let mut subject = subject(&labels, &edges);
        let mut known = Vec::new();
        subject.edges.retain(|edge| {
            let is_new = edge.from != edge.to && !known.contains(&(edge.from, edge.to));
            known.push((edge.from, edge.to));
            is_new
        });
        subject
    })
}

type Piece = ((usize, usize), (usize, usize));

fn pieces(layout: &Layout, subject: &Subject) -> Vec<(usize, Vec<Piece>)> {
    let lines = subject.edges.iter().enumerate();
    lines
        .map(|(line, edge)| {
            let points = layout.points(line, (edge.from, edge.to));
            (edge.from, points.windows(2).map(|two| (two[0].min(two[1]), two[0].max(two[1]))).collect())
        })
        .collect()
}

fn check(subject: &Subject) {
    let layout = Layout::of(subject);
    let boxes: Vec<_> = (0..subject.nodes.len()).map(|node| layout.corner(node)).collect();
    for (at, one) in boxes.iter().enumerate() {
        assert!(!boxes[..at].contains(one), "two boxes in one place");
    }
    let all = pieces(&layout, subject);
    for (at, (from, own)) in all.iter().enumerate() {
        for &(start, end) in own {
            assert!(start.0 == end.0 || start.1 == end.1, "askew");
            for &(x, y) in &boxes {
                let across = start.0 < x + layout.size.0 && end.0 > x;
                let down = start.1 < y + layout.size.1 && end.1 > y;
                assert!(!(across && down), "a line runs through a box");
            }
            for (other, others) in &all[..at] {
                for &(from_other, to_other) in others.iter().filter(|_| other != from) {
                    let upright = start.0 == end.0 && from_other.0 == to_other.0 && start.0 == from_other.0;
                    let level = start.1 == end.1 && from_other.1 == to_other.1 && start.1 == from_other.1;
                    let shared = upright && start.1 < to_other.1 && from_other.1 < end.1
                        || level && start.0 < to_other.0 && from_other.0 < end.0;
                    assert!(!shared, "lines of different boxes run on top of each other: {start:?} {end:?}");
                }
            }
        }
    }
}

#[test]
fn no_line_runs_through_a_box_or_on_top_of_another_one_s() {
    check(&of_form(&crate::catalog::form("mlops-requirements@3").unwrap()));
    check(&all_sets());
    scattered().for_each(|subject| check(&subject));
}

#[test]
fn the_form_fits_the_column_of_text_and_all_sets_a_screen() {
    let width = |subject| {
        let head = draw::draw(subject).head;
        let (_, width) = head.split_once("width=\"").unwrap();
        width.split('"').next().unwrap().parse::<usize>().unwrap()
    };
    assert!(width(of_form(&crate::catalog::form("mlops-requirements@3").unwrap())) <= 704);
    assert!(width(all_sets()) <= 1000);
}

#[test]
fn a_group_s_ground_is_as_wide_as_its_title() {
    let grounds = |title: &str| {
        let mut subject = subject(&[("a", 0), ("b", 1)], &[(0, 1)]);
        subject.groups = vec![title.to_owned(), "B".to_owned()];
        let head = draw::draw(subject).head;
        let number = |part: &str, name: &str| -> usize {
            let (_, number) = part.split_once(&format!("{name}=\"")).unwrap();
            number.split('"').next().unwrap().parse().unwrap()
        };
        let grounds = head.split("class=\"ground\"").skip(1);
        let grounds: Vec<_> = grounds.map(|one| (number(one, " x"), number(one, "width"))).collect();
        (grounds, number(&head, "width"))
    };
    let (short, _) = grounds("A");
    let (long, whole) = grounds("experimentation and more");
    assert!(long[0].1 > short[0].1 && long[0].1 >= 24 * 8, "{long:?}");
    assert_eq!(long[1].1, short[1].1);
    assert!(long[0].0 + long[0].1 < long[1].0 && long[1].0 + long[1].1 <= whole, "{long:?} of {whole}");
}

#[test]
fn what_rests_on_something_stands_below_it() {
    let subject = all_sets();
    let layout = Layout::of(&subject);
    for edge in &subject.edges {
        assert!(layout.corner(edge.from).1 < layout.corner(edge.to).1);
    }
}

#[test]
fn nothing_and_lines_to_nowhere_are_drawn_too() {
    assert!(draw::draw(subject(&[], &[])).boxes.is_empty());
    let drawing = draw::draw(subject(&[("a", 0)], &[(0, 0), (0, 9), (9, 0)]));
    assert!(!drawing.head.contains("<path"));
}

#[test]
fn a_drawing_is_kept_and_only_states_differ() {
    let node = |state| Node {
        label: "kept-once".into(),
        about: "<b>".into(),
        link: Link::Question("kept-once"),
        group: 0,
        state: Some(state),
        marked: false,
    };
    let graph = |state| Graph {
        id: "g",
        title: "Kept".into(),
        caption: Vec::new(),
        groups: vec!["A".into()],
        nodes: vec![node(state)],
        edges: Vec::new(),
    };
    let html = |state| {
        let mut body = Body { out: String::new() };
        push(&mut body, &graph(state));
        body.out
    };
    let (open, answered) = (html(State::Open), html(State::Answered));
    assert!(open.contains("<g class=\"node open\"><a href=\"#kept-once\"><title>&lt;b&gt; (open)</title>"));
    assert_eq!(
        open.replace("node open", "node answered")
            .replace("(open)", "(answered)")
            .replace('○', "✓")
            .replace("state open\">open", "state answered\">answered"),
        answered
    );
    let known = Known::none();
    let drawing = |graph: &Graph<'_>| known.drawing(graph);
    assert!(Arc::ptr_eq(&drawing(&graph(State::Open)), &drawing(&graph(State::Answered))));
    let other = Graph { title: "Other".into(), ..graph(State::Open) };
    assert!(!Arc::ptr_eq(&drawing(&graph(State::Open)), &drawing(&other)));
    for at in 0..KEPT * 2 {
        drawing(&Graph { title: at.to_string().into(), ..graph(State::Open) });
    }
    assert_eq!(known.0.lock().unwrap().len(), KEPT);
}
