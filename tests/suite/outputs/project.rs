//! A project that is made once and copied for each command.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::cases::Case;
use super::masks;
use crate::support::{Ran, shell};

/// What the project's folder is called.
const NAME: &str = "watch";

/// A project in a folder of its own.
pub struct Project {
    dir: tempfile::TempDir,
    /// The commits, the oldest first.
    commits: Vec<String>,
}

/// The files of a folder, but for what git keeps to itself.
type Files = BTreeMap<String, Vec<u8>>;

impl Project {
    /// Makes a project: an empty folder that counts as a repository, and what the script does there.
    pub fn new(setup: &str) -> Self {
        let dir = tempfile::Builder::new().prefix("formwork-test-").tempdir().unwrap();
        let made = dir.path().join("made");
        std::fs::create_dir_all(made.join(".git")).unwrap();
        script(&made, &format!("set -e\n{setup}")).ok();
        let log = script(&made, "git rev-list --all --reverse 2>/dev/null || true").ok().out;
        Self { commits: log.lines().map(str::to_owned).collect(), dir }
    }

    /// Runs a case in a copy of the project and says all that came of it.
    pub fn run(&self, case: &Case) -> String {
        let copy = self.dir.path().join(NAME);
        copied(&self.dir.path().join("made"), &copy);
        let before = files(&copy);
        let ran = script(&copy, &case.command);
        let changed = difference(&before, &files(&copy));
        let mut shown = format!("$ {}\n{}", case.command, closed(&ran.out));
        for (title, text) in [("standard error", &ran.err), ("changed", &changed)] {
            if !text.is_empty() {
                let _ = write!(shown, "--- {title}\n{}", closed(text));
            }
        }
        let _ = writeln!(shown, "[exit {}]", ran.code);
        std::fs::remove_dir_all(&copy).unwrap();
        self.masked(shown, case.whole)
    }

    /// Puts words for what differs from run to run.
    fn masked(&self, mut text: String, whole: bool) -> String {
        for path in [self.dir.path().canonicalize().unwrap().as_path(), self.dir.path()] {
            text = text.replace(path.to_str().unwrap(), "[DIR]");
        }
        for (at, commit) in self.commits.iter().enumerate() {
            for length in [40, 12, 10, 9, 8, 7] {
                text = text.replace(&commit[..length], &format!("[COMMIT {}]", at + 1));
            }
        }
        if whole { text } else { masks::repeated(&text) }
    }
}

/// Runs a script with a fixed day and nothing of the machine's settings.
fn script(dir: &Path, text: &str) -> Ran {
    let mut shell = shell(dir, text);
    shell
        .env("EXAMPLES", crate::case::root().join("examples"))
        .envs([("HOME", "/nonexistent"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .env("FORMWORK_USER", "mia");
    for who in ["AUTHOR", "COMMITTER"] {
        shell
            .env(format!("GIT_{who}_NAME"), "Mia")
            .env(format!("GIT_{who}_EMAIL"), "mia@example.org")
            .env(format!("GIT_{who}_DATE"), "2026-11-20T12:00:00Z");
    }
    Ran::of(shell.output().unwrap())
}

/// Closes the last line of a text, so that one that is open is seen.
fn closed(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') {
        text.to_owned()
    } else {
        format!("{text}\n[no line feed]\n")
    }
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Reads all files below a folder. Of git's own only what a command may write counts: settings, hooks and attributes.
fn files(dir: &Path) -> Files {
    let mut found = Files::new();
    collect(dir, dir, &mut found);
    let git = |path: &str| path.starts_with(".git/");
    let ours = [".git/config", ".git/hooks/", ".git/info/attributes"];
    found.retain(|path, _| !git(path) || ours.iter().any(|start| path.starts_with(start)));
    found
}

fn collect(root: &Path, dir: &Path, found: &mut Files) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// Says what changed from files to files, as a diff. Of a file that was removed, and of a schema, which
/// is as `formwork schema` writes it, only the name is said.
fn difference(before: &Files, after: &Files) -> String {
    let mut shown = String::new();
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        if old == new {
            continue;
        }
        let short = new.is_none() || name.contains("formwork/schema/");
        let text = |bytes: Option<&Vec<u8>>| {
            bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
        };
        let label = |there: Option<&Vec<u8>>, side: &str| {
            there.map_or_else(|| "/dev/null".to_owned(), |_| format!("{side}/{name}"))
        };
        let (was, is) = (text(old), text(new));
        let diff = similar::TextDiff::from_lines(&was, &is);
        if short {
            let _ = writeln!(shown, "--- {}\n+++ {}\n…", label(old, "a"), label(new, "b"));
            continue;
        }
        let _ = write!(
            shown,
            "{}",
            diff.unified_diff().context_radius(2).header(&label(old, "a"), &label(new, "b"))
        );
    }
    shown
}
