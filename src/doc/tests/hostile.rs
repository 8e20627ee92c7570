use super::corpus::{EVIL, PIECES};
use super::harmless::{check_html, check_markdown, hidden};
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
fn infected(text: &str) -> Loaded {
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
    let Loaded { component: read, outside } = &mut component;
    for one in read.answers.iter().flatten().flat_map(|answer| &answer.requirements) {
        if let Some(measured) = &one.measured {
            let reading = Reading::Says(Datum::Text(text.to_owned()));
            outside
                .values
                .entry(measured.file.value.clone())
                .or_default()
                .insert(measured.key.clone(), reading);
        }
        if let Some(tested) = &one.tested {
            let reading = Reading::Says(Outcome::Failed { failed: 1, of: 2, message: text.to_owned() });
            outside.tests.entry(tested.junit.value.clone()).or_default().insert(tested.case.clone(), reading);
        }
    }
    component
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
