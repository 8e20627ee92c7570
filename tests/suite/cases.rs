//! A rule's behaviour as folders: `tests/cases/RULE/{bad,good,expected}`, and its page in `docs/rules`.
//!
//! `bad` and `good` hold only what matters; the rest of a component is filled in with answers made of
//! the form's examples, so that nothing else is found. `X.absent` means that `X` is not filled in;
//! `committed` holds the day on which git has it all; a `policy.toml` is the policy that the case is checked under.
//! A case with a folder `since` is held against it, as `check --since` holds the files against a revision.
//! `FORMWORK_UPDATE=1` rewrites `expected` and the pages; look at the difference before committing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use formwork::check::{self, Checked, Options};
use formwork::diag::Finding;
use formwork::emit::{self, Run};
use formwork::model::Form;
use formwork::read::PolicyWords;
use formwork::term::Paint;
use formwork::{catalog, store};

use crate::git;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var_os("FORMWORK_UPDATE").is_some_and(|value| value == "1")
}

fn options() -> Options {
    Options::on(jiff::civil::date(2026, 11, 21))
}

/// A copy of a case that is a whole project.
struct Project(tempfile::TempDir);

#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
impl Project {
    fn new(case: &Path) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".git")).unwrap();
        copy(case, dir.path());
        fill(dir.path());
        commit(dir.path());
        Self(dir)
    }

    /// What `formwork check` would find, run in the project.
    fn check(&self, options: &Options) -> Run {
        self.check_since(None, options)
    }

    /// The same, held against an earlier state.
    fn check_since(&self, before: Option<&Self>, options: &Options) -> Run {
        let dir = self.0.path().canonicalize().unwrap();
        let mut options = options.clone();
        let policy = dir.join("policy.toml");
        if policy.exists() {
            let all: Vec<&str> = check::rules().iter().map(|rule| rule.id).collect();
            let words = PolicyWords { rules: all.clone(), waivable: all, sets: catalog::set_ids().collect() };
            let read = store::read_policy(&policy, &dir, &words);
            assert!(read.problems.is_empty(), "{:?}", read.problems);
            options.policy = Some(std::sync::Arc::new(read.policy));
        }
        let found = store::find_at(&dir, &dir).unwrap();
        let mut run = Run { findings: check::check_root(&found.problems), ..Run::default() };
        for member in &found.members {
            let loaded = dated(&found, member);
            if let Some(before) = before {
                let dir = before.0.path().canonicalize().unwrap();
                let was = store::find_at(&dir, &dir).unwrap();
                let was = store::load(&was, was.members.iter().find(|one| one.id == member.id).unwrap());
                run.findings.extend(check::loosened(&was.unwrap(), loaded.as_ref().unwrap(), &options));
            }
            let Checked { findings, questions, required, open, waived, .. } =
                check::check_component(&loaded, &options);
            run.findings.extend(findings);
            run.components += 1;
            run.questions += questions;
            run.required += required;
            run.open += open;
            run.waived += waived;
        }
        run.failed = run.findings.iter().any(|finding| finding.severity == formwork::diag::Severity::Error);
        run
    }
}

/// A component with the dates of its evidence, as the gate looks at it.
fn dated(found: &store::Found, member: &store::MemberDir) -> store::Load {
    let mut loaded = store::load(found, member);
    if let Ok(component) = &mut loaded {
        store::date_evidence(found, &member.dir, component);
    }
    loaded
}

/// Where a case says `committed`, everything is committed on the day that stands in it.
fn commit(dir: &Path) {
    let Ok(day) = fs::read_to_string(dir.join("committed")) else { return };
    for args in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "all"]] {
        git::dated(dir, day.trim(), args).ok();
    }
}

#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Brings every component below `dir` to a state with nothing to object to, but for what the case brings.
fn fill(dir: &Path) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fill(&path);
        } else if path.ends_with("formwork.toml") {
            fill_component(dir, &fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn fill_component(dir: &Path, settings: &str) {
    if settings.contains("[workspace]") {
        return;
    }
    let named = catalog::form_ids().find(|id| settings.contains(&format!("\"{id}\"")));
    let form = catalog::form(named.unwrap_or_else(|| catalog::newest())).unwrap();
    let folder = dir.join("formwork");
    fs::create_dir_all(&folder).unwrap();
    let files: Vec<PathBuf> =
        form.stages.iter().map(|stage| folder.join(format!("{}.toml", stage.id))).collect();
    let brought: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap_or_default()).collect();
    let all = String::from_utf8_lossy(&brought.concat()).into_owned();
    for ((stage, file), text) in files.iter().enumerate().zip(&brought) {
        let absent = file.with_extension("toml.absent");
        if absent.exists() || file.is_dir() {
            let _ = fs::remove_file(absent);
            continue;
        }
        let mut text = text.clone();
        for (_, question) in form.in_stage(stage) {
            if !all.contains(&format!("[{}]", question.id)) {
                text.extend(
                    format!("\n[{}]\nanswer = '''{}'''\n", question.id, question.examples[0]).bytes(),
                );
            }
        }
        fs::write(file, text).unwrap();
    }
}

fn short(run: &Run) -> String {
    (emit::format("short").unwrap().write)(run, Paint::default(), None)
}

fn names(dir: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(dir).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_rule_has_a_case_folder_and_every_case_folder_a_rule() {
    let rules: BTreeSet<String> = check::rules().iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(names(&root().join("tests/cases")), rules);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "on demand the expected output is written anew")]
fn each_rule_finds_what_is_bad_and_leaves_what_is_good() {
    let mut wrong = Vec::new();
    for rule in check::rules() {
        let case = root().join("tests/cases").join(rule.id);
        let since = Some(case.join("since")).filter(|since| since.is_dir()).map(|since| Project::new(&since));
        let bad = Project::new(&case.join("bad")).check_since(since.as_ref(), &options());
        let found = short(&bad);
        if !bad.findings.iter().any(|finding| finding.rule == rule.id) {
            wrong.push(format!("{}: bad has no finding of the rule:\n{found}", rule.id));
        }
        let good = Project::new(&case.join("good")).check_since(since.as_ref(), &options());
        if good.findings.iter().any(|finding| finding.rule == rule.id) {
            wrong.push(format!("{}: good has a finding of the rule:\n{}", rule.id, short(&good)));
        }
        if updating() {
            fs::write(case.join("expected"), &found).unwrap();
        }
        let expected = fs::read_to_string(case.join("expected")).unwrap_or_default();
        if expected != found {
            wrong.push(format!("{}: expected\n{expected}found\n{found}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
            let loud: Vec<_> = findings.iter().filter(|one| one.rule != "outdated-form").collect();
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
    Project::new(case.path()).check(&options()).findings
}

#[test]
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn evidence_behind_a_link_out_of_the_repository_is_outside() {
    let project = Project::new(&root().join("tests/cases/outside-repository/good"));
    let elsewhere = tempfile::tempdir().unwrap();
    let cameras = project.0.path().join("docs/cameras.md");
    fs::rename(&cameras, elsewhere.path().join("cameras.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("cameras.md"), &cameras).unwrap();
    let run = project.check(&options());
    assert_eq!(run.findings.iter().map(|one| one.rule).collect::<Vec<_>>(), ["outside-repository"]);
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
    let run = Project::new(case.path()).check(&options());
    let text = (emit::format("human").unwrap().write)(&run, Paint::default(), Some(80));
    assert!(run.open >= 27 && run.findings.len() > run.open, "with the facts that nobody has stated yet");
    assert!(text.lines().count() <= 50, "{} lines:\n{text}", text.lines().count());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
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
    let project = Project::new(case.path());
    let run = project.check(&options());
    let own: Vec<_> =
        short(&run).lines().filter(|line| line.starts_with("a/formwork.toml")).map(str::to_owned).collect();
    assert_eq!(own.len(), 4, "{own:?}");
    assert!(own.iter().all(|line| line.starts_with("a/formwork.toml:1:1: ")), "{own:?}");
    let dir = project.0.path().canonicalize().unwrap();
    let (file, settings) = store::find_at(&dir, &dir).unwrap().workspace.unwrap();
    let form = catalog::form("mlops-requirements@2").unwrap();
    let places: Vec<_> = check::check_defaults(&file, &settings, Some(&form))
        .iter()
        .map(|one| (one.rule, one.location.as_ref().unwrap().line))
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
    let project = Project::new(case.path());
    let dir = project.0.path().canonicalize().unwrap();
    let (file, settings) = store::find_at(&dir, &dir).unwrap().workspace.unwrap();
    let form = catalog::form("mlops-requirements@3").unwrap();
    let found = |form: Option<&Form>| -> Vec<(&str, usize)> {
        let all = check::check_defaults(&file, &settings, form);
        all.iter().map(|one| (one.rule, one.location.as_ref().unwrap().line)).collect()
    };
    assert_eq!(found(Some(&form)), [("unknown-role", 10), ("missing-reason", 12), ("unknown-question", 15)]);
    assert_eq!(found(None), [("missing-reason", 12)]);
}
