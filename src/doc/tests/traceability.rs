use super::*;
use crate::model::Loaded;

const STAGES: [(&str, &str); 4] = [("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")];

fn matrix(component: &Loaded) -> String {
    rendered(component, "traceability", &Options::default(), "markdown")
}

/// The row of a table that begins with these words.
fn row<'t>(text: &'t str, begin: &str) -> &'t str {
    text.lines().find(|line| line.contains(begin)).unwrap_or_else(|| panic!("no {begin} in {text}"))
}

#[test]
fn a_question_shows_where_it_comes_from_and_a_practice_its_questions() {
    let text = matrix(&example("elephant-enclosure"));
    let bias = row(&text, "<a id=\"bias-risks\">");
    for part in
        ["answered", "P6 Sustainable MLOps", "BP3", "L2-4", "Data: Ingestion sources", "ID7.1", "5.2.1.3"]
    {
        assert!(bias.contains(part), "{part} in {bias}");
    }
    let practice = row(&text, "**BP3** Data quality");
    assert!(practice.contains("[bias-risks](#bias-risks) answered"), "{practice}");
    assert!(practice.contains("`label-quality` (thesis-extras@1)"), "{practice}");
    assert!(row(&text, "- **\\[13\\]:").contains("Vogelsang"));
}

#[test]
fn thirteen_challenges_are_left_without_sets_and_one_with_all_of_them() {
    let bare = component("format = 1\nform = \"mlops-requirements@3\"\n", &STAGES);
    let text = matrix(&bare);
    assert!(text.contains("**13 of 33 challenges** of the taxonomy have no question here: L2-2, L2-6"));
    assert!(text.contains("With taxonomy-extras@1, thesis-extras@1 switched on, what is left is: L3-2."));
    assert!(row(&text, "**L4-1** ").contains("`upstream-models` (taxonomy-extras@1) | none"));
    let sets = "sets = [\"thesis-extras@1\", \"taxonomy-extras@1\", \"framework-extras@1\"]\n";
    let whole = component(&format!("format = 1\nform = \"mlops-requirements@3\"\n{sets}"), &STAGES);
    let text = matrix(&whole);
    assert!(text.contains("**1 of 33 challenges** of the taxonomy has no question here: L3-2."));
    assert!(!text.contains("switched on"));
    assert!(text.contains("**L3-2:** The definition of the product"));
    assert!(row(&text, "**L4-1** ").contains("[upstream-models](#upstream-models) open"));
}

#[test]
fn an_older_form_says_what_only_a_newer_one_asks() {
    let old = component("format = 1\nform = \"mlops-requirements@1\"\n", &STAGES);
    assert!(row(&matrix(&old), "**L3-7** ").contains("`labelers` (a newer form)"));
}

#[test]
fn a_restricted_matrix_links_only_to_what_it_shows() {
    let options = Options { stages: vec![0], ..Options::default() };
    let text = rendered(&example("elephant-enclosure"), "traceability", &options, "html");
    let ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for target in text.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "#{target}");
    }
    assert!(text.contains("<code>bias-risks</code>"));
}
