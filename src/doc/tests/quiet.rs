//! What nobody waits for stands back, words of tables stay whole, and a page says what is awaited.

use super::*;

const STAGES: [(&str, &str); 4] = [("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")];

fn experiment() -> Loaded {
    let head = "format = 1\nname = \"C\"\nform = \"mlops-requirements@3\"\nmaturity = \"experimentation\"\n";
    component(head, &STAGES)
}

fn everybody(component: &Loaded, document: &str, format: &str) -> String {
    rendered(component, document, &Options::default(), format)
}

#[test]
fn only_open_questions_that_are_required_raise_an_alarm() {
    let component = experiment();
    let view = View::new(&component, None);
    let required = view.open_required().count();
    let open = component.form.questions.len();
    assert!(0 < required && required < open);
    let html = everybody(&component, "requirements", "html");
    assert_eq!(html.matches("<div class=\"callout\">").count(), required);
    assert_eq!(html.matches("<article class=\"quiet\" id=\"").count(), open - required);
    assert_eq!(html.matches(" data-state=\"open\"").count(), open, "filters find them all");
    let markdown = everybody(&component, "requirements", "markdown");
    assert_eq!(
        markdown.matches("**Not answered yet. What goes wrong without an answer:**").count(),
        required
    );
    assert_eq!(markdown.matches("\nNot answered yet. ").count(), open - required);
}

#[test]
fn an_agenda_for_everybody_lists_what_is_left_by_stage_with_whom_to_ask() {
    let component = experiment();
    let text = everybody(&component, "agenda", "markdown");
    let (_, left) = text.split_once("## If time is left").unwrap();
    let data = left.split("### Data <a id=\"optional.data\"></a>\n").nth(1).unwrap();
    let data = data.split("\n### ").next().unwrap();
    assert!(data.contains("`labelers` · ask product owner, business stakeholder"), "{data}");
    assert!(!data.contains("`end-users`"), "{data}");
    let legal = vec![component.form.role("legal-team").unwrap()];
    let options = Options { roles: legal, ..Options::default() };
    let text = rendered(&component, "agenda", &options, "markdown");
    assert!(
        text.contains("## If time is left") && !text.contains("optional."),
        "they know who is asked: {text}"
    );
}

#[test]
fn a_summary_counts_requirements_as_the_verification_does_and_says_what_is_awaited() {
    let head = "format = 1\nname = \"C\"\nform = \"mlops-requirements@3\"\n\
                [questions.end-users]\nsign-off = [\"legal-team\", \"product-owner\"]\n\
                [questions.privacy]\nsign-off = [\"legal-team\"]\n";
    let scoping = "[end-users]\nanswer = \"keepers\"\n[[end-users.requirement]]\nid = \"a\"\ntext = \"b\"\n";
    let signed = component(head, &[("scoping", scoping), STAGES[1], STAGES[2], STAGES[3]]);
    let summary = everybody(&signed, "summary", "markdown");
    let verification = everybody(&signed, "verification", "markdown");
    let counted = "**0 of 1 formal requirement** are met; 1 to be verified.\n";
    assert!(summary.contains(counted) && verification.contains(counted), "{summary}{verification}");
    assert!(summary.contains("\nAwaited: 2 sign-offs.\n"), "an open question is not to be signed: {summary}");
    let none = everybody(&experiment(), "summary", "markdown");
    assert!(!none.contains("formal requirement") && !none.contains("Awaited"), "{none}");
}

#[test]
fn only_words_that_no_column_has_room_for_break_inside() {
    let name = "a-very-long-id-of-many-short-parts";
    let path = "reports/evaluation_of_the_second_model.json";
    let scoping = format!(
        "[end-users]\nanswer = \"keepers\"\n[[end-users.requirement]]\nid = \"{name}\"\ntext = \"b\"\n\
         measured = {{ file = \"{path}\", key = \"k\", equals = 1 }}\n"
    );
    let head = "format = 1\nname = \"C\"\nform = \"mlops-requirements@3\"\n";
    let one = component(head, &[("scoping", &scoping), STAGES[1], STAGES[2], STAGES[3]]);
    let html = everybody(&one, "verification", "html");
    let cell = |word: &str| {
        let at = html.find(word).unwrap();
        &html[html[..at].rfind("<t").unwrap()..at]
    };
    assert!(cell(path).contains("class=\"long\""), "{}", cell(path));
    assert!(!cell(name).contains("class=\"long\""), "{}", cell(name));
    assert!(html.contains("th,td{overflow-wrap:break-word}\n.long,td .answer{overflow-wrap:anywhere}"));
}
