//! What rests on what, in the requirements.

use super::*;

const SETTINGS: &str = "format = 1\nname = \"C\"\nform = \"mlops-requirements@3\"\n";
const STAGES: [(&str, &str); 4] = [("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")];

fn drawing(component: &Loaded) -> String {
    let html = rendered(component, "requirements", &Options::default(), "html");
    let (_, drawing) = html.split_once("<div class=\"graph\">").unwrap();
    drawing.split("</svg>").next().unwrap().to_owned()
}

#[test]
fn every_question_is_a_box_that_links_to_it_and_shows_its_state() {
    let component = example("elephant-enclosure");
    let view = View::new(&component, None);
    let drawing = drawing(&component);
    let boxes: Vec<&str> = drawing.split("<g class=\"node ").skip(1).collect();
    assert_eq!(boxes.len(), 37);
    for (at, question) in component.form.questions.iter().enumerate() {
        let state = view.states[at];
        let own = boxes[at];
        assert!(own.starts_with(&format!("{}\">", state.word())), "{own}");
        let link =
            format!("<a href=\"#{}\"><title>{} ({})</title>", question.id, question.text, state.title());
        assert!(own.contains(&link), "{link} in {own}");
    }
    for stage in &component.form.stages {
        assert!(drawing.contains(&format!("y=\"19\">{}</text>", stage.title)));
    }
}

#[test]
fn what_follows_from_other_arrows_is_kept_for_who_points_at_a_box() {
    let drawing = drawing(&example("elephant-enclosure"));
    let (kept, shown) = drawing.split_once("</defs>").unwrap();
    assert_eq!((kept.matches("<path").count(), shown.matches("<path").count()), (27, 63));
    // Each line is repeated with both of its boxes.
    assert_eq!(shown.matches("<use href=\"#g.").count(), 180);
    let markdown = rendered(&example("elephant-enclosure"), "requirements", &Options::default(), "markdown");
    let (_, mermaid) = markdown.split_once("```mermaid\nflowchart TB\n").unwrap();
    let mermaid = mermaid.split("```").next().unwrap();
    assert_eq!(mermaid.matches(" --> ").count(), 63);
    assert_eq!(mermaid.matches("subgraph").count(), 4);
    assert_eq!(mermaid.matches(":::open\n").count(), 6);
}

#[test]
fn a_component_s_own_graph_is_the_one_that_is_drawn_and_named() {
    let own = "[questions.data-volume]\ndepends-on = { add = [\"retraining\"] }\n";
    let component = component(&format!("{SETTINGS}{own}"), &STAGES);
    assert_eq!(drawing(&component).matches("<path").count(), 91);
    let markdown = rendered(&component, "requirements", &Options::default(), "markdown");
    assert!(markdown.contains("[streaming-frequency](#streaming-frequency), [retraining](#retraining)"));
}

#[test]
fn gaps_begin_with_what_most_others_rest_on() {
    let component = component(&format!("{SETTINGS}maturity = \"experimentation\"\n"), &STAGES);
    let view = View::new(&component, None);
    let gaps = rendered(&component, "gaps", &Options::default(), "markdown");
    let ids = gaps.split("<a id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found: Vec<usize> = ids.filter_map(|id| component.form.find(id)).collect();
    let (required, optional): (Vec<usize>, Vec<usize>) =
        found.iter().copied().partition(|&at| view.required[at].required);
    assert_eq!(found, [required.clone(), optional.clone()].concat());
    for part in [required, optional] {
        assert!(part.len() > 3 && part.is_sorted_by_key(|&at| std::cmp::Reverse(view.weight(at))));
    }
}

#[test]
fn a_restricted_document_has_no_drawing_and_links_only_to_what_it_holds() {
    let component = component(SETTINGS, &STAGES);
    for stage in 0..4 {
        let options = Options { stages: vec![stage], ..Options::default() };
        let html = rendered(&component, "requirements", &options, "html");
        assert!(!html.contains("<div class=\"graph\">") && html.contains("<dt>Rests on</dt>"));
        for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(html.contains(&format!(" id=\"{target}\"")), "#{target}");
        }
    }
}

#[test]
fn titles_of_stages_from_elsewhere_are_shown_and_do_nothing() {
    use crate::doc::document::{Block, Document, Edge, EdgeKind, Graph, Layout, Link, Node, line};
    for evil in corpus::EVIL {
        let node = |link| Node {
            label: (*evil).into(),
            about: (*evil).into(),
            link,
            group: 0,
            state: None,
            marked: true,
        };
        let graph = Graph {
            id: "g",
            title: (*evil).into(),
            caption: line(*evil),
            groups: vec![(*evil).into()],
            nodes: vec![node(Link::None), node(Link::File(crate::source::address(evil).into()))],
            edges: vec![Edge { from: 0, to: 1, kind: EdgeKind::Further }],
        };
        let mermaid = crate::doc::mermaid(&graph);
        assert_eq!(mermaid.lines().count(), 7, "{mermaid}");
        assert!(mermaid.lines().all(|line| line.matches('"').count() % 2 == 0 && !line.contains('`')));
        let dot = crate::doc::dot(&graph);
        assert_eq!(dot.lines().count(), 9, "{dot}");
        let document = Document {
            kind: "Test",
            title: "t".into(),
            subtitle: Vec::new(),
            facets: None,
            blocks: vec![Block::Graph(graph)],
            footer: Vec::new(),
            layout: Layout::Text,
        };
        for format in formats() {
            let text = (format.render)(&document);
            if format.id == "html" {
                harmless::check_html(&text, evil);
            }
            assert!(!text.lines().any(|line| line.starts_with("::") || line.starts_with("##[")), "{text}");
        }
    }
}
