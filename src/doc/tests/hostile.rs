use super::corpus::{EVIL, PIECES};
use super::*;
use crate::model::{Datum, Outcome, Reading};

fn toml(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A component in which the text stands wherever people can write, as an answer twice: as a settled one and
/// beside a status.
fn infected(text: &str) -> Component {
    let evil = toml(text);
    let settings = format!(
        "format = 1\nname = {evil}\nform = \"mlops-requirements@3\"\n[questions.end-users]\nrequired = false\nreason = {evil}\n\
         [frameworks.annex-iv.\"8\"]\nevidence = [{evil}, \"https://ok.example/<b>\"]\nnote = {evil}\n\
         [frameworks.annex-iv.\"1(f)\"]\nstatus = \"not-applicable\"\nreason = {evil}\n\
         [frameworks.annex-iv.{evil}]\nnote = {evil}\n[frameworks.{evil}.{evil}]\nnote = {evil}\n"
    );
    let scoping = format!(
        "[business-problems]\nanswer = {evil}\nby = [\"@mia\", \"data-scientist\"]\nevidence = [{evil}, \"https://ok.example/<b>\"]\n\
         source = {evil}\nnote = {evil}\n[[business-problems.requirement]]\nid = \"r\"\ntext = {evil}\nfit-criterion = {evil}\n\
         measured = {{ file = \"r.json\", key = {evil}, equals = {evil}, unit = {evil} }}\ntested = {{ junit = \"r.xml\", case = {evil} }}\n\
         [ml-feasibility]\nanswer = {evil}\nstatus = \"assumed\"\nreason = {evil}\nuntil = 2030-01-01\n\
         [success-metrics]\nanswer = {evil}\nstatus = \"draft\"\n[resources]\nstatus = \"not-applicable\"\nreason = {evil}\n"
    );
    let mut component =
        component(&settings, &[("scoping", &scoping), ("data", ""), ("modeling", ""), ("deployment", "")]);
    // As if the reports said it too.
    for one in component.answers.iter_mut().flatten().flat_map(|answer| &mut answer.requirements) {
        if let Some(measured) = &mut one.measured {
            measured.found = Reading::Says(Datum::Text(text.to_owned()));
        }
        if let Some(tested) = &mut one.tested {
            tested.found = Reading::Says(Outcome::Failed { failed: 1, of: 2, message: text.to_owned() });
        }
    }
    component
}

/// Control and bidi characters.
fn hidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// To the one good host, to a framework's own page, or to a place relative to the document.
fn leads_nowhere_bad(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap();
    let framework = crate::catalog::framework("annex-iv").unwrap();
    address.starts_with("https://ok.example")
        || framework.address.as_deref() == Some(address)
        || !before_path.contains(':') && !address.starts_with("//") && !address.contains(['\\', '\t'])
}

/// Elements and attributes that the renderer itself writes; anything else came from outside.
pub(super) fn check_html(html: &str, context: &str) {
    const ELEMENTS: &[&str] = &[
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "body",
        "a",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "nav",
        "ul",
        "ol",
        "li",
        "span",
        "main",
        "section",
        "article",
        "label",
        "input",
        "select",
        "option",
        "button",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "defs",
        "g",
        "use",
        "desc",
        "time",
        "rect",
        "path",
        "circle",
        "text",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "footer",
        "script",
        "!doctype",
    ];
    assert_eq!(html.matches("<script").count(), html.matches("</script>").count(), "{context}");
    assert!(html.matches("<script").count() <= 1, "{context}");
    assert_eq!(html.matches("</style>").count(), 1, "{context}");
    let (before, rest) = html.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let body = rest.split("<script>").next().unwrap();
    for tag in before.split('<').skip(1).chain(body.split('<').skip(1)) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap().to_lowercase();
        assert!(ELEMENTS.contains(&name.as_str()), "<{name} in {context}");
        // Outside of quotes only names of attributes are left.
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.split_whitespace().any(|word| word.starts_with("on")), "<{tag}> in {context}");
    }
    for address in body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(leads_nowhere_bad(address), "{address} in {context}");
    }
    assert!(!body.contains(hidden), "{context}");
    assert!(!html.contains("&#x202e;") && !html.contains("&#27;"), "{context}");
    assert!(!html.lines().any(|line| line.trim_start().starts_with("::")), "{context}");
    assert!(!html.contains("##["), "{context}");
}

/// What a Markdown reader makes of it: no HTML but anchors and line breaks, no image, no link out of line.
pub(super) fn check_markdown(markdown: &str, context: &str) {
    use pulldown_cmark::{Event, Options as Reader, Parser, Tag, TagEnd};
    let reader = Reader::ENABLE_TABLES | Reader::ENABLE_STRIKETHROUGH | Reader::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(markdown, reader);
    assert_eq!(parser.reference_definitions().iter().count(), 0, "{context}");
    let mut anchors = 0;
    let mut quoted = 0;
    for event in parser {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quoted += 1,
            Event::End(TagEnd::BlockQuote(_)) => quoted -= 1,
            Event::Start(Tag::Heading { .. }) => assert_eq!(quoted, 0, "a heading in an answer in {context}"),
            Event::InlineHtml(html) if &*html == "<a id=\"resources\">" => anchors += 1,
            Event::Html(html) | Event::InlineHtml(html) => {
                let own = html.starts_with("<a id=\"") && !html.contains('\n')
                    || &*html == "</a>"
                    || &*html == "<br>";
                assert!(own, "{html} in {context}");
            }
            Event::Text(text) => assert!(!text.contains(hidden), "{text} in {context}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("image {dest_url} in {context}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(leads_nowhere_bad(&dest_url), "{dest_url} in {context}");
            }
            _ => {}
        }
    }
    assert!(anchors <= 1, "{context}");
    assert!(!markdown.lines().any(|line| line.trim_start().starts_with("::")), "{context}");
}

#[test]
fn hostile_text_is_inert_wherever_people_can_write() {
    for evil in EVIL {
        let component = infected(evil);
        for (document, text) in all(&component) {
            let context = format!("{document} of {evil:?}");
            if document.ends_with("html") {
                check_html(&text, &context);
            } else {
                check_markdown(&text, &context);
            }
            assert!(!text.contains(hidden), "{context}");
        }
    }
}

#[test]
fn hostile_answers_cannot_reach_each_other() {
    let scoping = "[business-problems]\nanswer = '''\n[risk]: https://evil.example\n'''\n[resources]\nanswer = \"a [risk] of ours\"\n";
    let component = component(
        "format = 1\nform = \"mlops-requirements@3\"\n",
        &[("scoping", scoping), ("data", ""), ("modeling", ""), ("deployment", "")],
    );
    check_markdown(&rendered(&component, "requirements", &Options::default(), "markdown"), "definitions");
}

#[test]
fn an_image_is_told_and_a_link_by_reference_still_leads_where_it_led() {
    let scoping = "[business-problems]\nanswer = '''\n![a map](docs/map.png) and [the case][c], [c] and [c][]\n\n[c]: https://ok.example/a_b\n'''\n";
    let component = component(
        "format = 1\nform = \"mlops-requirements@3\"\n",
        &[("scoping", scoping), ("data", ""), ("modeling", ""), ("deployment", "")],
    );
    let markdown = rendered(&component, "requirements", &Options::default(), "markdown");
    assert!(
        markdown.contains("> image: a map (`docs/map.png`) and [the case](<https://ok.example/a_b>), [c](<https://ok.example/a_b>) and [c](<https://ok.example/a_b>)"),
        "{markdown}"
    );
    let html = rendered(&component, "requirements", &Options::default(), "html");
    assert!(html.contains("image: a map (docs/map.png) and <a href=\"https://ok.example/a_b\" rel=\"noopener noreferrer nofollow\">the case</a>"));
}

#[test]
fn harmless_answers_are_quoted_to_the_letter() {
    let answer = "A *b* **c** `d_e` <= 5 & $5,000\n\n1. x\n2. y [z](https://ok.example)\n\n| a | b |\n|---|---|\n| 1 | 2 |";
    let scoping = format!("[business-problems]\nanswer = '''\n{answer}\n'''\n");
    let component = component(
        "format = 1\nform = \"mlops-requirements@3\"\n",
        &[("scoping", &scoping), ("data", ""), ("modeling", ""), ("deployment", "")],
    );
    let markdown = rendered(&component, "requirements", &Options::default(), "markdown");
    let quoted: Vec<String> = answer
        .lines()
        .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") })
        .collect();
    assert!(markdown.contains(&format!("\n\n{}\n", quoted.join("\n"))), "{markdown}");
}

#[test]
fn a_heading_in_an_answer_takes_no_question_s_anchor() {
    let cases = [
        ("## data-format\ntext", "> **data-format**\n>\n> text\n"),
        ("text\n# a *b* ##\n\nmore", "> text\n>\n> __a *b*__\n>\n> more\n"),
        ("Risk\nand more\n====\n- x", "> **Risk\n> and more**\n>\n> - x\n"),
        ("- # in a list\n  text", "> - **in a list**\n>   text\n"),
        ("> Said\n> ---\n\nx", "> > **Said**\n>\n> x\n"),
        ("#\n\nx", ">\n>\n> x\n"),
        ("```\n# code\n```", "> ```\n> # code\n> ```\n"),
    ];
    for (answer, expected) in cases {
        let scoping = format!("[business-problems]\nanswer = {}\n", toml(answer));
        let component = component(
            "format = 1\nform = \"mlops-requirements@3\"\n",
            &[("scoping", &scoping), ("data", ""), ("modeling", ""), ("deployment", "")],
        );
        let markdown = rendered(&component, "requirements", &Options::default(), "markdown");
        assert!(markdown.contains(&format!("\n\n{expected}\n")), "{answer:?}: {markdown}");
        check_markdown(&markdown, answer);
    }
}

#[test]
fn a_name_is_one_line_in_the_title_of_a_page() {
    let stages = [("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")];
    let settings = "format = 1\nname = \"Elephant\\nwatch\"\nform = \"mlops-requirements@3\"\n";
    for (document, text) in all(&component(settings, &stages)) {
        assert!(text.contains("Elephant watch") && !text.contains("Elephant<br>"), "{document}");
    }
}

#[test]
fn endless_nesting_ends() {
    for part in ["> ", "[", "![", "*a **", "<a ", "- ", "[a](", "`", "<!--", "[a]: b\n", "| a "] {
        let answer = part.repeat(20_000);
        let component = component(
            "format = 1\nform = \"mlops-requirements@3\"\n",
            &[
                ("scoping", &format!("[business-problems]\nanswer = {}\n", toml(&answer))),
                ("data", ""),
                ("modeling", ""),
                ("deployment", ""),
            ],
        );
        for (document, text) in all(&component) {
            // A verification quotes requirements and no answers.
            assert!(text.len() > 1000 || document.starts_with("verification"), "{document} of {part:?}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn pieces_of_markdown_in_any_order_are_inert(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..40)) {
        let answer = pieces.concat();
        let component = infected(&answer);
        for (document, text) in all(&component) {
            let context = format!("{document} of {answer:?}");
            if document.ends_with("html") {
                check_html(&text, &context);
            } else {
                check_markdown(&text, &context);
            }
        }
    }
}
