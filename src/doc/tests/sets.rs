use super::*;

const SET: &str = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Our own\"\nsource = \"us\"\nabout = \"Ours.\"\n\
    [[question]]\nid = \"tool-use\"\nstage = \"scoping\"\nroles = [\"product-owner\"]\ntext = \"Who may use it?\"\n\
    choices = [\"internal\", \"external\"]\n\
    [[question]]\nid = \"terms\"\nstage = \"scoping\"\nroles = [\"product-owner\"]\ntext = \"Which terms hold?\"\n\
    applies-when = { tool-use = \"external\" }\n";
const HEAD: &str =
    "format = 1\nform = \"mlops-requirements@3\"\nsets = [\"thesis-extras@1\", \"ours.toml\"]\n";

/// A component with a bundled set and one of its own.
fn with_sets(scoping: &str) -> Loaded {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "formwork.toml", HEAD);
    put(dir.path(), "ours.toml", SET);
    put(dir.path(), "formwork/scoping.toml", scoping);
    load(dir.path())
}

fn requirements(scoping: &str) -> String {
    rendered(&with_sets(scoping), "requirements", &Options::default(), "markdown")
}

/// A question's card, up to the next one.
fn card<'t>(text: &'t str, id: &str) -> &'t str {
    let (_, own) = text.split_once(&format!("<a id=\"{id}\"></a>")).unwrap();
    own.split("<a id=").next().unwrap()
}

#[test]
fn every_document_names_the_sets_that_it_was_made_with() {
    for (name, text) in all(&with_sets("")) {
        let footer = text.rsplit("MLOps Requirements Form, version 3").next().unwrap();
        assert!(footer.contains("thesis-extras@1") && footer.contains("ours.toml"), "{name}: {footer}");
    }
    let text = requirements("");
    assert!(
        text.contains("MLOps Requirements Form, version 3, with thesis-extras@1 and ours.toml\n"),
        "{text}"
    );
}

#[test]
fn a_question_that_a_set_brought_says_so() {
    let text = requirements("");
    assert!(card(&text, "tool-use").contains(" · from `ours.toml` · Ask product owner"));
    assert!(card(&text, "expectations").contains(" · from `thesis-extras@1` · "));
    assert!(!card(&text, "business-problems").contains(" · from "));
}

#[test]
fn nothing_is_announced_where_nothing_is_known_to_go_wrong() {
    let text = requirements("");
    assert!(card(&text, "tool-use").contains("**Not answered yet.**\n"));
    assert!(
        card(&text, "business-problems").contains("**Not answered yet. What goes wrong without an answer:**")
    );
}

#[test]
fn a_question_says_when_it_applies_and_an_answer_that_it_does_not_now() {
    let open = requirements("");
    assert!(card(&open, "terms").contains("**Applies when:** tool-use is external"), "{open}");
    let answered = |choice: &str| {
        requirements(&format!("[tool-use]\nchoice = [\"{choice}\"]\n[terms]\nanswer = \"Ours.\"\n"))
    };
    let inside = answered("internal");
    let said = "**Does not apply now: it applies only where tool-use is external.**";
    assert!(card(&inside, "terms").contains(said), "{inside}");
    let outside = answered("external");
    assert!(!card(&outside, "terms").contains("Does not apply now"), "{outside}");
    assert!(card(&outside, "terms").contains("**Applies when:** tool-use is external"));
}

#[test]
fn what_a_status_says_stands_out_in_one_run() {
    let text = requirements("[tool-use]\nstatus = \"not-applicable\"\nreason = \"internal tool\"\n");
    assert!(card(&text, "tool-use").contains("\n**Does not apply: internal tool**\n"), "{text}");
    // Marks between a digit and a colon would mark nothing.
    let held = "[tool-use]\nstatus = \"deferred\"\nuntil = 2027-02-01\nreason = \"later\"\n";
    let text = requirements(held);
    assert!(card(&text, "tool-use").contains("\n**Put off until** 2027-02-01: **later**\n"), "{text}");
}
