use super::*;
use crate::doc::{IndexEntry, catalog_form, format_of_path, formats, index};

fn questions(component: &Loaded) -> Vec<&str> {
    component.form.questions.iter().map(|question| question.id.as_str()).collect()
}

#[test]
fn requirements_come_first_and_words_find_documents_and_formats() {
    assert_eq!(
        kinds().iter().map(|kind| kind.id).collect::<Vec<_>>(),
        [
            "requirements",
            "form",
            "agenda",
            "gaps",
            "summary",
            "verification",
            "maturity",
            "traceability",
            "framework"
        ]
    );
    assert_eq!(format_of_path("a.b/Out.HTM").unwrap().id, "html");
    assert_eq!(format_of_path("out.md").unwrap().id, "markdown");
    assert!(format_of_path("out.html/out").is_none());
    assert!(kind("nonsense").is_none() && format("pdf").is_none());
}

#[test]
fn every_question_has_its_anchor_in_requirements_and_form() {
    let component = example("elephant-enclosure");
    for document in ["requirements", "form"] {
        let markdown = rendered(&component, document, &Options::default(), "markdown");
        let html = rendered(&component, document, &Options::default(), "html");
        for id in questions(&component) {
            assert_eq!(markdown.matches(&format!("<a id=\"{id}\"></a>")).count(), 1, "{id} in {document}");
            assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} in {document}");
            assert!(html.contains(&format!("href=\"#{id}\"")), "{id} links to itself in {document}");
        }
    }
}

#[test]
fn links_within_a_document_lead_somewhere_and_no_anchor_is_there_twice() {
    for name in ["elephant-enclosure", "elephant-enclosure-complete"] {
        for (document, text) in all(&example(name)).iter().filter(|(document, _)| document.ends_with("html"))
        {
            let ids: Vec<&str> =
                text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            for target in text.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.contains(&target), "#{target} in {document}");
            }
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), ids.len(), "{document}");
        }
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    assert_eq!(all(&example("elephant-enclosure")), all(&example("elephant-enclosure")));
}

#[test]
fn open_questions_stand_in_their_place_with_what_they_cost() {
    let component = example("elephant-enclosure");
    let view = View::new(&component, None);
    let markdown = rendered(&component, "requirements", &Options::default(), "markdown");
    let open: Vec<usize> = view.open_required().collect();
    assert_eq!(open.len(), 6);
    for at in open {
        let question = &component.form.questions[at];
        let (_, own) = markdown.split_once(&format!("<a id=\"{}\"></a>", question.id)).unwrap();
        let own = own.split("\n###").next().unwrap();
        assert!(own.contains("**open** · required"), "{own}");
        assert!(own.contains(&question.unanswered), "{own}");
    }
    assert!(markdown.contains("**31 of 37 required questions** are settled. 6 are still open."));
}

#[test]
fn stages_and_roles_restrict_every_document() {
    let component = example("elephant-enclosure");
    let role = component.form.role("legal-team").unwrap();
    let by_stage = Options { stages: vec![1], ..Options::default() };
    let by_role = Options { roles: vec![role], ..Options::default() };
    for document in ["requirements", "form"] {
        let staged = rendered(&component, document, &by_stage, "markdown");
        let asked = rendered(&component, document, &by_role, "markdown");
        for question in &component.form.questions {
            let anchor = format!("<a id=\"{}\"></a>", question.id);
            assert_eq!(staged.contains(&anchor), question.stage == 1, "{anchor}");
            assert_eq!(asked.contains(&anchor), question.roles.contains(&role), "{anchor}");
        }
    }
    for document in ["agenda", "gaps"] {
        let staged = rendered(&component, document, &by_stage, "markdown");
        assert!(!staged.contains("<a id=\"prediction-location\">"), "{document}");
    }
    assert!(!rendered(&component, "summary", &by_stage, "markdown").contains("Deployment"));
}

#[test]
fn an_agenda_is_for_the_roles_that_people_play_and_can_begin_with_what_weighs_most() {
    let stages = [("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")];
    let settings = "format = 1\nform = \"mlops-requirements@3\"\n[roles]\nlegal-team = [\"@ines\"]\n";
    let component = component(settings, &stages);
    let options = Options { people: vec!["@ines".to_owned()], ..Options::default() };
    let agenda = rendered(&component, "agenda", &options, "markdown");
    let legal = component.form.role("legal-team").unwrap();
    for question in &component.form.questions {
        assert_eq!(
            agenda.contains(&format!("<a id=\"{}\">", question.id)),
            question.roles.contains(&legal),
            "{}",
            question.id
        );
    }
    assert!(agenda.contains("For @ines (legal team)"));
    let first = |agenda: &str| agenda.split("\n### ").nth(1).unwrap().to_owned();
    let weighed =
        rendered(&component, "agenda", &Options { by_impact: true, ..Options::default() }, "markdown");
    let most = component.form.graph.reach().iter().max().unwrap();
    assert!(first(&weighed).contains(&format!("{most} other questions rest on it")));
}

#[test]
fn every_state_is_told_in_words() {
    let scoping = "[business-problems]\nanswer = \"x\"\nstatus = \"assumed\"\nuntil = 2030-01-01\n\
        [ml-feasibility]\nstatus = \"unknown\"\nuntil = \"critical\"\n[success-metrics]\nanswer = \"half\"\nstatus = \"draft\"\n\
        [resources]\nstatus = \"not-applicable\"\nreason = \"it is free\"\n\
        [end-users]\nstatus = \"deferred\"\nreason = \"after the trial\"\nuntil = 2031-01-01\n";
    let settings = "format = 1\nform = \"mlops-requirements@3\"\n[questions.user-interface]\nrequired = false\nreason = \"none\"\n";
    let component =
        component(settings, &[("scoping", scoping), ("data", ""), ("modeling", ""), ("deployment", "")]);
    for format in ["markdown", "html"] {
        let text = rendered(&component, "requirements", &Options::default(), format);
        let text = text.replace("**", "").replace("<strong>", "").replace("</strong>", "");
        let text = text.replace("<time>", "").replace("</time>", "");
        for words in [
            "Assumed until 2030-01-01.",
            "Asked, and nobody knows yet; open until the level critical is reached.",
            "A draft, which does not count yet.",
            "Does not apply: it is free",
            "Put off until 2031-01-01: after the trial",
            "Not required (this component says so: none).",
        ] {
            assert!(text.contains(words), "{words}");
        }
    }
}

#[test]
fn rows_of_a_markdown_table_stay_on_one_line_and_have_as_many_cells_as_its_head() {
    let scoping = "[business-problems]\nanswer = '''\na | b\n\n- `c|d` \\\\|\n'''\n[resources]\nanswer = '''\none\ntwo **three**\n'''\n";
    let component = component(
        "format = 1\nform = \"mlops-requirements@3\"\n",
        &[("scoping", scoping), ("data", ""), ("modeling", ""), ("deployment", "")],
    );
    let form = rendered(&component, "form", &Options::default(), "markdown");
    assert!(form.contains("| one<br>two **three** |"), "{form}");
    let options = pulldown_cmark::Options::ENABLE_TABLES;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(&form, options));
    assert_eq!(html.matches("<td>").count(), 37 * 5);
    assert_eq!(html.matches("<td></td>").count(), 0);
}

#[test]
fn the_index_of_a_workspace_links_its_components_and_says_how_far_they_are() {
    let entries = [
        IndexEntry {
            id: "services/a b".into(),
            name: "<A>".into(),
            href: "services/a b/index.html".into(),
            form: "f@1".into(),
            maturity: None,
            consumes: Vec::new(),
            required: 3,
            done: 3,
        },
        IndexEntry { id: "b".into(), name: "b".into(), required: 3, done: 1, ..IndexEntry::default() },
    ];
    let document = index("All", &entries);
    let html = (format("html").unwrap().render)(&document);
    assert!(html.contains("<a href=\"services/a%20b/index.html\">&lt;A&gt;</a>"), "{html}");
    assert!(html.contains("<strong>1 of 2 components</strong> has every required question settled."));
    let markdown = (format("markdown").unwrap().render)(&document);
    assert!(markdown.contains("[&lt;A>](<services/a%20b/index.html>)"), "{markdown}");
}

#[test]
fn a_form_of_the_catalog_has_its_columns_and_guidance() {
    for id in ["mlops-requirements@1", "mlops-requirements@2", "mlops-requirements@3"] {
        let form = crate::catalog::form(id).unwrap();
        let document = catalog_form(&form, None);
        for format in formats() {
            let text = (format.render)(&document);
            assert!(text.contains("Requirement Question Answer"));
            let ids =
                form.questions.iter().filter(|question| text.contains(&format!("id=\"{}\"", question.id)));
            assert_eq!(ids.count(), form.questions.len());
        }
    }
}

#[test]
fn the_index_draws_no_more_arrows_than_can_be_read_and_tells_all_of_them() {
    let made = |many: usize| -> Vec<IndexEntry> {
        let entry = |at: usize| IndexEntry {
            id: format!("c/{at}"),
            name: format!("- 1. {at}"),
            consumes: if at == 0 { Vec::new() } else { vec!["c/0".into(), "c/0".into(), format!("c/{at}")] },
            ..IndexEntry::default()
        };
        (0..many).map(entry).collect()
    };
    let few = made(3);
    let markdown = (format("markdown").unwrap().render)(&index("All", &few));
    assert!(markdown.contains("c/0") && markdown.contains("no level"), "{markdown}");
    assert_eq!(markdown.matches(" --> ").count(), 2, "{markdown}");
    let html = (format("html").unwrap().render)(&index("All", &few));
    assert!(html.contains("<svg") && html.contains("Components by level"), "{html}");
    let many = made(200);
    let markdown = (format("markdown").unwrap().render)(&index("All", &many));
    assert!(markdown.contains("| - 1. 0 `c/0` | none | - 1. 1 `c/1`, "), "{markdown}");
    assert!(!markdown.contains("mermaid"));
    let (_, told) = markdown.split_once("## Who feeds whom").unwrap();
    assert_eq!(told.matches("`c/").count(), 200, "{told}");
}
