use super::*;
use crate::catalog::{background, framework};
use crate::doc::{Part, framework_of_all};
use crate::model::Loaded;

const STAGES: [(&str, &str); 4] = [("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")];
const HEAD: &str = "format = 1\nform = \"mlops-requirements@3\"\n";

fn page(component: &Loaded, id: &str) -> String {
    let options = Options { framework: Some(framework(id).unwrap()), ..Options::default() };
    rendered(component, "framework", &options, "markdown")
}

/// What stands under an item's heading, up to the next one of the same or a higher level.
fn item<'t>(text: &'t str, anchor: &str) -> &'t str {
    let (_, own) = text.split_once(&format!("<a id=\"item.{anchor}\"></a>")).unwrap();
    own.split("<a id=\"item.").next().unwrap()
}

#[test]
fn items_stand_in_their_own_order_with_the_answers_that_inform_them() {
    let text = page(&example("elephant-enclosure-complete"), "annex-iv");
    let places: Vec<usize> = ["1-a", "1-b", "2-g", "3", "8", "9"]
        .iter()
        .map(|anchor| text.find(&format!("id=\"item.{anchor}\"")).unwrap())
        .collect();
    assert!(places.is_sorted());
    assert!(text.contains("**19 of 23 items** have answers to all questions asked about them."));
    assert!(text.contains("**Answers inform an item. They prove no conformity.**"));
    assert!(
        text.contains("**Verification:** verified\n")
            && text.contains("Only the Official Journal is authentic.")
    );
    assert!(item(&text, "1-a").contains("Snakes get into the elephant enclosure."));
    // An answer stands in full once; later items link to it.
    assert_eq!(text.matches("<a id=\"end-users\"></a>").count(), 1);
    assert!(item(&text, "2-b").contains("[Who is the end user?](#end-users)"));
}

#[test]
fn what_nothing_informs_and_what_waits_is_in_plain_sight() {
    let text = page(&component(HEAD, &STAGES), "annex-iv");
    assert!(text.contains("**0 of 23 items** have answers to all questions asked about them. 19 items wait for answers. 4 items are informed by nothing."));
    assert!(item(&text, "8").contains("**Nothing here informs this item**"));
    let waiting = item(&text, "1-g");
    assert!(waiting.contains("**No answer informs this item yet**"));
    assert!(waiting.contains("`user-interface` open, ask business stakeholder"), "{waiting}");
    assert!(item(&text, "2-h").contains("`security` (framework-extras@1)"));
}

#[test]
fn a_component_fills_items_itself() {
    let entries = "[frameworks.annex-iv.\"8\"]\nevidence = [\"https://ok.example/doc\"]\nnote = \"signed\"\n\
        [frameworks.annex-iv.\"1(f)\"]\nstatus = \"not-applicable\"\nreason = \"no product <b>\"\n";
    let text = page(&component(&format!("{HEAD}{entries}"), &STAGES), "annex-iv");
    assert!(text.contains("1 item is informed only by an entry of its own in the files."), "{text}");
    assert!(text.contains("1 item does not apply."));
    let declared = item(&text, "8");
    assert!(
        declared.contains("https://ok.example/doc") && declared.contains("**Note:** signed"),
        "{declared}"
    );
    assert!(!declared.contains("Nothing here"));
    assert!(item(&text, "1-f").contains("**Does not apply:** no product &lt;b>"));
}

#[test]
fn a_model_card_s_results_stay_visibly_empty_and_levels_are_said() {
    let complete = example("elephant-enclosure-complete");
    let card = page(&complete, "model-card");
    assert_eq!(card.matches("**To be filled after training:**").count(), 2);
    assert!(item(&card, "quantitative-analyses").contains("**To be filled after training:**"));
    assert!(card.contains("2 items hold results, which stay empty until there is a model."));
    let nist = page(&complete, "nist-ai-rmf");
    assert!(item(&nist, "govern-1.6").contains("about the portfolio, not about a single component"));
    assert!(page(&complete, "ai-act").contains("every answer (37 of 37 questions are answered)"));
}

#[test]
fn neither_a_question_that_does_not_apply_nor_a_draft_informs() {
    let scoping = "[business-problems]\nanswer = \"x\"\nstatus = \"draft\"\n[end-users]\nstatus = \"not-applicable\"\nreason = \"a machine\"\n";
    let component = component(HEAD, &[("scoping", scoping), STAGES[1], STAGES[2], STAGES[3]]);
    let text = page(&component, "annex-iv");
    let purpose = item(&text, "1-a");
    assert!(purpose.contains("`business-problems` draft"), "{purpose}");
    let reason = "**Said not to apply:** Who is the end user? `end-users` (a machine)";
    assert!(purpose.contains(reason), "{purpose}");
    assert!(purpose.contains("No answer informs this item yet"), "{purpose}");
    assert!(purpose.contains(" are answered, 1 is said not to apply."), "{purpose}");
    assert!(!purpose.contains("<a id=\"end-users\">"), "{purpose}");
}

#[test]
fn an_item_with_some_answers_is_told_apart_from_one_with_all() {
    let text = |scoping: &str| {
        let stages = [("scoping", scoping), STAGES[1], STAGES[2], STAGES[3]];
        page(&component(HEAD, &stages), "annex-iv")
    };
    let some = text("[business-problems]\nanswer = \"x\"\n");
    assert!(some.contains("**0 of 23 items** have answers to all questions asked about them. "), "{some}");
    assert!(some.contains("answers to some."), "{some}");
    assert!(item(&some, "1-a").contains("\n1 of "), "{some}");
    // An item that every question informs is informed in part as long as one is open.
    let stages = [("scoping", "[business-problems]\nanswer = \"x\"\n"), STAGES[1], STAGES[2], STAGES[3]];
    let act = page(&component(HEAD, &stages), "ai-act");
    assert!(act.contains("**0 of "), "{act}");
    assert!(act.contains("every answer (1 of 37 questions is answered)"), "{act}");
}

#[test]
fn one_document_covers_several_components_with_the_root_s_own_entries() {
    let scoping = "[business-problems]\nanswer = \"first\"\n";
    let named = |name: &str| format!("format = 1\nname = \"{name}\"\nform = \"mlops-requirements@3\"\n");
    let first = component(&named("One <b>"), &[("scoping", scoping), STAGES[1], STAGES[2], STAGES[3]]);
    let second = component(&named("Two"), &STAGES);
    let root = component(&format!("{HEAD}[frameworks.annex-iv.\"8\"]\nnote = \"for all\"\n"), &STAGES);
    let views = [View::new(&first, None), View::new(&second, None)];
    let parts: Vec<Part<'_>> = views
        .iter()
        .zip(["a", "b"])
        .map(|(view, prefix)| Part {
            view,
            name: Some(&view.component.name),
            anchors: view.component.form.questions.iter().map(|one| format!("{prefix}:{}", one.id)).collect(),
        })
        .collect();
    let options = Options { background: Some(|| background().ok()), ..Options::default() };
    let framework = framework("annex-iv").unwrap();
    let document =
        framework_of_all("Zoo", &parts, (&root.settings.frameworks, &root.outside), framework, &options);
    let text = (format("markdown").unwrap().render)(&document);
    let purpose = item(&text, "1-a");
    assert!(
        purpose.contains("<a id=\"a:business-problems\"></a>") && purpose.contains("**One &lt;b>**"),
        "{purpose}"
    );
    assert!(purpose.contains("What are the business problems? `business-problems` Two open"), "{purpose}");
    assert!(item(&text, "8").contains("**Note:** for all"));
    let html = (format("html").unwrap().render)(&document);
    assert!(html.contains("One &lt;b&gt;") && !html.contains("One <b>"));
}
