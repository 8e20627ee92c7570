//! How documents say things: lists, numbers, states, dates, facts.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::*;
use crate::doc::document::{Block, Document, Formal, Inline, Layout, line};
use crate::doc::{IndexEntry, index};

fn made(settings: &str, scoping: &str) -> Loaded {
    let settings = format!("format = 1\nname = \"C\"\nform = \"mlops-requirements@3\"\n{settings}");
    component(&settings, &[("scoping", scoping), ("data", ""), ("modeling", ""), ("deployment", "")])
}

fn whole(component: &Loaded, kind: &str, format: &str) -> String {
    rendered(component, kind, &Options::default(), format)
}

/// The lists of a Markdown text that stand in no other and in no quotation, with the number of their points.
fn lists(markdown: &str) -> Vec<usize> {
    let mut lists = Vec::new();
    let mut depth = 0;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(_)) if depth == 0 => lists.push(0),
            Event::Start(Tag::Item) if depth == 1 => *lists.last_mut().unwrap() += 1,
            _ => {}
        }
        match event {
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => depth -= 1,
            _ => {}
        }
    }
    lists
}

#[test]
fn lists_that_follow_each_other_stay_apart_in_markdown() {
    let scoping = "[business-problems]\nanswer = \"x\"\n[[business-problems.requirement]]\nid = \"auc\"\ntext = \"t\"\nfit-criterion = \"f\"\n";
    let component = made("", scoping);
    let requirements = component.answer(0).unwrap().requirements.iter();
    let requirements = requirements.map(|requirement| Formal { requirement, judged: None }).collect();
    let points = |many: usize| Block::List((0..many).map(|_| line("point")).collect());
    let pairs = || Block::Pairs(vec![("Said by".into(), line("x")), ("Note".into(), line("y"))]);
    let document = Document {
        kind: "Kind",
        title: "Title".into(),
        subtitle: line("sub"),
        facets: None,
        blocks: vec![
            points(3),
            pairs(),
            points(0),
            points(1),
            Block::Requirements(requirements),
            pairs(),
            points(4),
            Block::Answer("- a\n- b".into()),
            points(5),
        ],
        footer: line("end"),
        layout: Layout::Text,
    };
    let markdown = (format("markdown").unwrap().render)(&document);
    assert_eq!(lists(&markdown), [3, 2, 1, 1, 2, 4, 5], "{markdown}");
}

#[test]
fn who_said_it_is_no_formal_requirement() {
    let scoping = "[business-problems]\nanswer = \"x\"\nby = [\"@mia\"]\nevidence = [\"https://a.example\"]\n\
        [[business-problems.requirement]]\nid = \"auc\"\ntext = \"t\"\n";
    let markdown = whole(&made("", scoping), "requirements", "markdown");
    let (_, own) = markdown.split_once("**Formal requirements**").unwrap();
    assert_eq!(lists(own.split("\n### ").next().unwrap()), [1, 2], "{own}");
}

#[test]
fn an_agenda_reminds_of_an_answer_in_plain_words() {
    let scoping = "[business-problems]\nanswer = '''\n## Rechtsgrundlage\n\nWir *stützen* uns auf `Art. 6`,\nsiehe [hier](https://a.example).\n\n- eins\n- **zwei**\n'''\n\
        [ml-feasibility]\nanswer = \"One short answer\"\n[success-metrics]\nanswer = '''\n{long}\n'''\n[resources]\nanswer = \"<b>\"\n";
    let component = made("", &scoping.replace("{long}", &"word ".repeat(60)));
    for format in ["markdown", "html"] {
        let agenda = whole(&component, "agenda", format);
        let (_, said) = agenda.split_once("part.said\">").unwrap();
        let words = "Rechtsgrundlage: Wir stützen uns auf Art. 6, siehe hier. eins; zwei";
        assert!(agenda.contains(words), "{said}");
        assert!(said.contains("One short answer") && said.contains("&lt;b"), "{said}");
        assert!(said.contains(&format!("{} …", ["word"; 24].join(" "))), "{said}");
        assert!(!said.contains("##"), "{said}");
    }
}

#[test]
fn what_stands_out_ends_before_the_blank_behind_it() {
    let document = Document {
        kind: "Kind",
        title: "Title".into(),
        subtitle: line("sub"),
        facets: None,
        blocks: vec![Block::Paragraph(vec![Inline::Strong("Roles: ".into()), Inline::text("owner")])],
        footer: line("end"),
        layout: Layout::Text,
    };
    let markdown = (format("markdown").unwrap().render)(&document);
    assert!(markdown.contains("\n**Roles:** owner\n"), "{markdown}");
    let summary = whole(&made("[roles]\nlegal-team = [\"@ines\"]\n", ""), "summary", "markdown");
    assert!(summary.contains(" roles that nobody plays:** business stakeholder, "), "{summary}");
}

/// Settings that require none of these questions.
fn not_required<'q>(questions: impl Iterator<Item = &'q crate::model::Question>) -> String {
    let tables: Vec<String> = questions
        .map(|question| format!("[questions.{}]\nrequired = false\nreason = \"none\"", question.id))
        .collect();
    tables.join("\n")
}

/// One draft and one open that are required, one of each that are not, and one that is settled for a while.
fn patchy() -> Loaded {
    let form = crate::catalog::form("mlops-requirements@3").unwrap();
    let optional = not_required(form.questions.iter().skip(2));
    let scoping = "[business-problems]\nanswer = \"half *done*\"\nstatus = \"draft\"\n\
        [success-metrics]\nanswer = \"third\"\nstatus = \"draft\"\n\
        [resources]\nstatus = \"deferred\"\nreason = \"later\"\nuntil = 2031-01-01\n\
        [end-users]\nstatus = \"unknown\"\nuntil = \"critical\"\n";
    made(&optional, scoping)
}

#[test]
fn every_question_among_the_gaps_can_be_found_and_is_counted() {
    let component = patchy();
    let html = whole(&component, "gaps", "html");
    let (_, main) = html.split_once("<main").unwrap();
    let main = main.split("</main>").next().unwrap();
    assert_eq!(main.matches(" data-state=\"").count(), 37);
    let (tools, _) = html.split_once("<main").unwrap();
    for state in ["open", "draft", "unknown", "deferred"] {
        assert!(tools.contains(&format!("<option value=\"{state}\">")), "{state}");
    }
}

#[test]
fn as_many_gaps_are_listed_as_required_and_open_as_are_counted() {
    let gaps = whole(&patchy(), "gaps", "markdown");
    assert!(gaps.contains("2 are still open."), "{gaps}");
    let (_, open) = gaps.split_once("## Required and open").unwrap();
    let open = open.split("\n## ").next().unwrap();
    assert_eq!(open.matches("\n### ").count(), 2, "{open}");
    assert!(open.contains("**A draft, which does not count yet:**\n\n> half *done*"), "{open}");
    let (_, drafts) = gaps.split_once("## Drafts, and not required").unwrap();
    assert_eq!(drafts.split("\n## ").next().unwrap().matches("\n### ").count(), 1);
}

#[test]
fn the_column_until_says_until_once_and_no_date_is_broken() {
    let component = patchy();
    let markdown = whole(&component, "gaps", "markdown");
    assert!(markdown.contains("| deferred | 2031-01-01 | later |"), "{markdown}");
    assert!(markdown.contains("| unknown | the level critical is reached |  |"), "{markdown}");
    assert!(whole(&component, "gaps", "html").contains("<time>2031-01-01</time>"));
    assert!(whole(&component, "requirements", "html").contains("<time>2031-01-01</time>"));
    assert!(crate::doc::render::STYLE.contains("time{white-space:nowrap}"));
}

#[test]
fn facts_are_told_as_questions_also_where_they_are_not_stated() {
    let component = made("[facts]\nstreaming = false\n", "");
    for format in ["markdown", "html"] {
        let text = whole(&component, "requirements", format);
        assert!(text.contains("Does compute for training have to be paid for? not stated, counts as yes"));
        assert!(text.contains(
            "Can people come to harm when the component is wrong or fails? not stated, counts as no"
        ));
        assert!(!text.contains("paid-compute"));
    }
}

#[test]
fn a_stage_in_which_nothing_is_required_says_so() {
    let form = crate::catalog::form("mlops-requirements@3").unwrap();
    let settings = not_required(form.questions.iter().filter(|question| question.stage == 3));
    let component = made(&settings, "");
    for kind in ["requirements", "summary"] {
        assert!(whole(&component, kind, "markdown").contains("| Deployment | nothing required |"));
    }
    for kind in ["requirements", "summary", "form"] {
        let html = whole(&component, kind, "html");
        assert!(html.contains("nothing required</span>"), "{kind}");
        assert!(!html.contains("of 0<"), "{kind}");
        assert!(!whole(&component, kind, "markdown").contains("of 0"), "{kind}");
    }
}

#[test]
fn the_index_calls_settled_what_every_document_calls_settled() {
    let entries =
        [IndexEntry { id: "a".into(), name: "a".into(), required: 2, done: 2, ..IndexEntry::default() }];
    let markdown = (format("markdown").unwrap().render)(&index("All", &entries));
    assert!(markdown.contains("**1 of 1 component** has every required question settled."), "{markdown}");
}

#[test]
fn no_question_of_the_form_in_markdown_links_to_the_row_that_it_stands_in() {
    let component = example("elephant-enclosure");
    let form = whole(&component, "form", "markdown");
    assert_eq!(form.matches("](#").count(), 0);
    assert!(whole(&component, "requirements", "markdown").contains("](#"));
}
