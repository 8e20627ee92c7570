//! Documents for some people only.

use super::*;

const SETTINGS: &str =
    "format = 1\nname = \"C\"\nform = \"mlops-requirements@3\"\n[roles]\nlegal-team = [\"@ines\"]\n";

fn staffed() -> Loaded {
    component(SETTINGS, &[("scoping", ""), ("data", ""), ("modeling", ""), ("deployment", "")])
}

#[test]
fn for_somebody_who_plays_no_role_every_document_says_that_and_nothing_else() {
    let component = staffed();
    let nobody = Options { people: vec!["@nobody".to_owned()], ..Options::default() };
    for kind in kinds() {
        let text = rendered(&component, kind.id, &nobody, "markdown");
        let (_, body) = text.split_once("version 3\n").unwrap();
        let body = body.split("\n---\n").next().unwrap();
        assert_eq!(body.trim(), "Nobody of the name @nobody plays a role here.", "{}", kind.id);
        let html = rendered(&component, kind.id, &nobody, "html");
        assert!(!html.contains("page.tools") || !html.contains("<script>"), "{}", kind.id);
    }
}

#[test]
fn somebody_who_plays_no_role_beside_a_role_is_told_as_such() {
    let component = staffed();
    let roles = vec![component.form.role("legal-team").unwrap()];
    let both = Options { roles, people: vec!["@nobody".to_owned()], ..Options::default() };
    for kind in kinds() {
        let text = rendered(&component, kind.id, &both, "markdown");
        assert!(text.contains("@nobody (who plays no role here)"), "{}", kind.id);
    }
}

#[test]
fn a_restriction_that_leaves_no_question_reads_like_no_good_news() {
    let component = staffed();
    let form = &component.form;
    let asked = |role: usize, stage: usize| form.in_stage(stage).any(|(_, one)| one.roles.contains(&role));
    let pairs =
        || (0..form.roles.len()).flat_map(|role| (0..form.stages.len()).map(move |stage| (role, stage)));
    let (role, stage) = pairs().find(|&(role, stage)| !asked(role, stage)).unwrap();
    let options = Options { roles: vec![role], stages: vec![stage], ..Options::default() };
    let said = format!(
        "No question is left: this document is restricted to the part {} and what is asked of {}.",
        form.stages[stage].title,
        form.roles[role].spoken()
    );
    for kind in kinds() {
        let text = rendered(&component, kind.id, &options, "markdown");
        assert!(text.contains(&said), "{text}");
    }
}

#[test]
fn an_agenda_asks_those_it_is_for_and_names_the_others_once() {
    let component = staffed();
    let everybody = rendered(&component, "agenda", &Options::default(), "markdown");
    assert!(!everybody.contains("Also asked"));
    let legal = component.form.role("legal-team").unwrap();
    for options in [
        Options { roles: vec![legal], ..Options::default() },
        Options { people: vec!["@ines".to_owned()], ..Options::default() },
    ] {
        let agenda = rendered(&component, "agenda", &options, "markdown");
        let asked: Vec<&str> =
            agenda.split(" · Ask ").skip(1).filter_map(|rest| rest.split(['·', '\n']).next()).collect();
        assert!(!asked.is_empty());
        assert!(asked.iter().all(|asked| asked.trim() == "legal team (@ines)"), "{asked:?}");
        let also: Vec<&str> =
            agenda.split("**Also asked:** ").skip(1).filter_map(|rest| rest.lines().next()).collect();
        assert!(!also.is_empty() && also.iter().all(|also| !also.contains("legal team")), "{also:?}");
    }
}

#[test]
fn a_role_has_its_title_where_it_is_a_name_and_is_spoken_within_sentences() {
    let component = example("elephant-enclosure-complete");
    let role = component.form.role("it-architect").unwrap();
    for options in [Options::default(), Options { roles: vec![role], ..Options::default() }] {
        for kind in kinds() {
            let html = rendered(&component, kind.id, &options, "html");
            let names = html.matches(">IT Architect</").count();
            assert_eq!(html.matches("IT Architect").count(), names, "{}", kind.id);
            assert_eq!(html.matches(">IT architect</th>").count(), 0, "{}", kind.id);
        }
    }
}
