//! A case of a rule as a project: `tests/cases/RULE/{bad,good}`.
//!
//! `bad` and `good` hold only what matters; the rest of a component is filled in with answers made of
//! the form's examples, so that nothing else is found. `X.absent` means that `X` is not filled in;
//! `committed` holds the days on which git got it, one a line, and a folder named after a day what was different then;
//! a `policy.toml` is the policy that the case is checked under. A case with a folder `since` is held against it, as
//! `check --since` holds the files against a revision. Further cases of a rule are `bad-NAME`, with `since-NAME`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork::check::Options;
use formwork::gate::{self, Gate, PolicyPlace, Run};
use formwork::{catalog, store};

use crate::git;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn updating() -> bool {
    std::env::var_os("FORMWORK_UPDATE").is_some_and(|value| value == "1")
}

pub fn options() -> Options {
    Options::on(jiff::civil::date(2026, 11, 21))
}

/// A copy of a case that is a whole project.
pub struct Case(tempfile::TempDir);

#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
impl Case {
    pub fn new(case: &Path) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".git")).unwrap();
        let days = fs::read_to_string(case.join("committed")).unwrap_or_default();
        for day in days.lines() {
            state(case, Some(day), dir.path());
            commit(dir.path(), day);
        }
        state(case, None, dir.path());
        Self(dir)
    }

    /// The cases in which a rule finds something, `bad` and every `bad-NAME`, each with the folder of its snapshots.
    pub fn bad(rule: &str) -> Vec<(String, PathBuf)> {
        let folder = root().join("tests/cases").join(rule);
        let all = names(&folder).into_iter().filter(|name| name == "bad" || name.starts_with("bad-"));
        all.map(|name| (name.clone(), folder.join(name.replacen("bad", "expected", 1)))).collect()
    }

    /// The case of a rule, `bad` or `good`, as the gate finds it, held against its earlier state where it has one.
    pub fn gate(rule: &str, which: &str) -> Run {
        let case = root().join("tests/cases").join(rule);
        let since = which.replacen("bad", "since", 1).replacen("good", "since", 1);
        match Some(case.join(since)).filter(|since| since.is_dir()) {
            None => Self::new(&case.join(which)).check(&options()),
            Some(since) => {
                let now = Self::new(&since).becomes(&case.join(which));
                Run { since: None, ..now.run(&options(), Some("HEAD")) }
            }
        }
    }

    /// The same project with the files of another case, after a commit of its own.
    fn becomes(self, case: &Path) -> Self {
        commit(self.path(), "2026-11-20");
        for entry in fs::read_dir(self.path()).unwrap().flatten() {
            match entry.path() {
                path if path.ends_with(".git") => {}
                path if path.is_dir() => fs::remove_dir_all(path).unwrap(),
                path => fs::remove_file(path).unwrap(),
            }
        }
        state(case, None, self.path());
        self
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// What `formwork check` would find, run in the project.
    pub fn check(&self, options: &Options) -> Run {
        self.run(options, None)
    }

    fn run(&self, options: &Options, since: Option<&str>) -> Run {
        let dir = self.0.path().canonicalize().unwrap();
        let mut gate = Gate::new(options.clone());
        let policy = dir.join("policy.toml");
        if policy.exists() {
            let place = PolicyPlace::new(policy, &dir);
            gate.options.policy = Some(gate::read_policy(&place, &dir).unwrap());
            gate.policy = Some(place);
        }
        gate.since = since.map(str::to_owned);
        gate::run(&Arc::new(store::find_at(&dir, &dir).unwrap()), &gate).unwrap()
    }
}

/// Brings the files to what they are, or were on a day.
fn state(case: &Path, day: Option<&str>, dir: &Path) {
    copy(case, dir);
    let days = fs::read_to_string(case.join("committed")).unwrap_or_default();
    for other in days.lines() {
        let _ = fs::remove_dir_all(dir.join(other));
    }
    if let Some(then) = day.map(|day| case.join(day)).filter(|then| then.is_dir()) {
        copy(&then, dir);
    }
    fill(dir);
}

/// Commits everything on a day.
fn commit(dir: &Path, day: &str) {
    git::dated(dir, day, &["init", "-q"]).ok();
    git::dated(dir, day, &["add", "-A"]).ok();
    git::dated(dir, day, &["commit", "-qm", "all"]).ok();
}

#[expect(clippy::disallowed_methods, reason = "a test makes its project")]
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
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

pub fn names(dir: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(dir).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
