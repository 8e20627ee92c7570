//! What holds for all rules: their pages in `docs/rules`, the form's examples, and places of findings.
//! `FORMWORK_UPDATE=1` rewrites the pages.

use std::collections::BTreeSet;
use std::fs;

use formwork::check;
use formwork::diag::Finding;
use formwork::emit;
use formwork::gate::Run;
use formwork::model::{Form, Outside};
use formwork::term::Paint;
use formwork::{catalog, store};

use crate::case::{Case, names, options, root, updating};

fn short(run: &Run) -> String {
    (emit::format("short").unwrap().write)(run, Paint::default(), None)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "on demand the pages are written anew")]
fn every_rule_has_its_page_and_the_page_says_what_explain_says() {
    let pages = root().join("docs/rules");
    let expected: BTreeSet<String> = check::rules().iter().map(|rule| format!("{}.md", rule.id)).collect();
    if updating() {
        for rule in check::rules() {
            fs::write(pages.join(format!("{}.md", rule.id)), check::explain(rule)).unwrap();
        }
    }
    assert_eq!(names(&pages), expected);
    for rule in check::rules() {
        let page = fs::read_to_string(pages.join(format!("{}.md", rule.id))).unwrap();
        assert_eq!(page, check::explain(rule), "FORMWORK_UPDATE=1 writes it anew");
    }
}

#[test]
fn every_single_example_given_as_an_answer_yields_nothing_above_note() {
    for id in catalog::form_ids() {
        let form = catalog::form(id).unwrap();
        let most = form.questions.iter().map(|question| question.examples.len()).max().unwrap();
        for nth in 0..most {
            let findings = answered(&form, nth);
            let loud: Vec<_> = findings.iter().filter(|one| one.rule.as_str() != "outdated-form").collect();
            assert!(loud.is_empty(), "{id}, example {nth}: {loud:#?}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn answered(form: &Form, nth: usize) -> Vec<Finding> {
    let case = tempfile::tempdir().unwrap();
    fs::write(case.path().join("formwork.toml"), format!("format = 1\nform = \"{}\"\n", form.id)).unwrap();
    fs::create_dir(case.path().join("formwork")).unwrap();
    for (stage, info) in form.stages.iter().enumerate() {
        let mut text = String::new();
        for (_, question) in form.in_stage(stage) {
            let example = &question.examples[nth % question.examples.len()];
            text += &format!("[{}]\nanswer = '''{example}'''\n", question.id);
        }
        fs::write(case.path().join(format!("formwork/{}.toml", info.id)), text).unwrap();
    }
    Case::new(case.path()).check(&options()).findings
}

#[test]
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn evidence_behind_a_link_out_of_the_repository_is_outside() {
    let project = Case::new(&root().join("tests/cases/outside-repository/good"));
    let elsewhere = tempfile::tempdir().unwrap();
    let cameras = project.path().join("docs/cameras.md");
    fs::rename(&cameras, elsewhere.path().join("cameras.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("cameras.md"), &cameras).unwrap();
    let run = project.check(&options());
    assert_eq!(run.findings.iter().map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["outside-repository"]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn the_first_red_gate_of_a_fresh_component_fits_on_a_screen() {
    let case = tempfile::tempdir().unwrap();
    let form = catalog::form(catalog::newest()).unwrap();
    let head = format!("format = 1\nform = \"{}\"\nmaturity = \"non-critical\"\n", form.id);
    fs::write(case.path().join("formwork.toml"), head).unwrap();
    fs::create_dir(case.path().join("formwork")).unwrap();
    for (stage, info) in form.stages.iter().enumerate() {
        let tables = form.in_stage(stage).map(|(_, question)| format!("[{}]\nanswer = \"\"\n", question.id));
        fs::write(case.path().join(format!("formwork/{}.toml", info.id)), tables.collect::<String>())
            .unwrap();
    }
    let run = Case::new(case.path()).check(&options());
    let text = (emit::format("text").unwrap().write)(&run, Paint::default(), Some(80));
    assert!(run.open >= 27 && run.findings.len() > run.open, "with the facts that nobody has stated yet");
    assert!(text.lines().count() < 24, "{} lines:\n{text}", text.lines().count());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let rest = format!("  and {} more: formwork list --open --required\n", run.open - 7);
    assert!(text.contains(&rest), "{text}");
    let log = (emit::format("text").unwrap().write)(&run, Paint::default(), None);
    let ids = run.findings.iter().filter(|one| one.open.is_some()).filter_map(|one| one.question.as_deref());
    assert!(ids.into_iter().all(|id| log.contains(&format!("\n  {id} "))), "no terminal, no screen:\n{log}");
    assert!(text.ends_with("To make it green:\n  formwork answer --open --required\n"), "{text}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn what_a_member_takes_from_the_workspace_is_not_looked_for_in_its_own_file() {
    let case = tempfile::tempdir().unwrap();
    let root = "format = 1\n\n[workspace]\nmembers = [\"a\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@2\"\n\
                maturity = \"critical\"\nrules = { missing-evidense = \"note\", invalid-toml = \"off\" }\n";
    fs::write(case.path().join("formwork.toml"), root).unwrap();
    fs::create_dir(case.path().join("a")).unwrap();
    fs::write(case.path().join("a/formwork.toml"), "format = 1\nname = \"A\"\n").unwrap();
    let project = Case::new(case.path());
    let run = project.check(&options());
    let own: Vec<_> =
        short(&run).lines().filter(|line| line.starts_with("a/formwork.toml")).map(str::to_owned).collect();
    assert_eq!(own.len(), 4, "{own:?}");
    assert!(own.iter().all(|line| line.starts_with("a/formwork.toml:1:1: ")), "{own:?}");
    let dir = project.path().canonicalize().unwrap();
    let (file, settings) = store::find_at(&dir, &dir).unwrap().workspace.unwrap();
    let form = catalog::form("mlops-requirements@2").unwrap();
    let places: Vec<_> = check::check_defaults(&file, (&settings, &Outside::default()), Some(&form))
        .iter()
        .map(|one| (one.rule.as_str(), one.location.as_ref().unwrap().line))
        .collect();
    assert_eq!(places, [("invalid-value", 9), ("invalid-value", 9)]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn questions_and_roles_of_the_workspace_are_looked_at_once_in_its_own_file() {
    let case = tempfile::tempdir().unwrap();
    let root = "format = 1\n\n[workspace]\nmembers = [\"a\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@3\"\n\n\
                [workspace.defaults.roles]\nproduct-ownr = [\"@mia\"]\n\n\
                [workspace.defaults.questions.privacy]\nrequired = false\n\n\
                [workspace.defaults.questions.privcy]\nrequired = false\nreason = \"r\"\n";
    fs::write(case.path().join("formwork.toml"), root).unwrap();
    fs::create_dir(case.path().join("a")).unwrap();
    fs::write(case.path().join("a/formwork.toml"), "format = 1\nname = \"A\"\n").unwrap();
    let project = Case::new(case.path());
    let dir = project.path().canonicalize().unwrap();
    let (file, settings) = store::find_at(&dir, &dir).unwrap().workspace.unwrap();
    let form = catalog::form("mlops-requirements@3").unwrap();
    let found = |form: Option<&Form>| -> Vec<(&str, usize)> {
        let all = check::check_defaults(&file, (&settings, &Outside::default()), form);
        all.iter().map(|one| (one.rule.as_str(), one.location.as_ref().unwrap().line)).collect()
    };
    assert_eq!(found(Some(&form)), [("unknown-role", 10), ("missing-reason", 12), ("unknown-question", 15)]);
    assert_eq!(found(None), [("missing-reason", 12)]);
}
