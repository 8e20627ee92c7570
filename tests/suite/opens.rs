//! How often a command opens a file of the project: once to read, and once more under the lock to write.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::Project;

/// Runs a command under strace and counts how often it opens each TOML file below a folder; `None` where strace is not
/// there or may not trace. Processes that it starts are not followed.
fn opens(root: &Path, dir: &Path, args: &[&str]) -> Option<BTreeMap<String, usize>> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut traced = Command::new("strace");
    traced
        .args(["-qq", "-e", "trace=open,openat", "-s", "4096", "-o"])
        .arg(log.path())
        .arg(env!("CARGO_BIN_EXE_formwork"))
        .args(args);
    let ran = traced.current_dir(dir).env("HOME", root).env("FORMWORK_USER", "@mia").output().ok()?;
    let text = std::fs::read_to_string(log.path()).unwrap_or_default();
    if !text.contains("open") {
        return None;
    }
    let code = ran.status.code();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(matches!(code, Some(0 | 1)), "{args:?}: {code:?}: {said}");
    let mut counts = BTreeMap::new();
    for line in text.lines().filter(|line| !line.contains("= -1 ") && !line.contains("O_DIRECTORY")) {
        let Some(path) = line.split('"').nth(1).map(|path| dir.join(path)) else { continue };
        let Ok(below) = path.strip_prefix(root) else { continue };
        if path.extension().is_some_and(|extension| extension == "toml") {
            *counts.entry(below.to_string_lossy().into_owned()).or_default() += 1;
        }
    }
    Some(counts)
}

/// Says that nothing was counted, which is no failure where strace is missing.
fn skipped() {
    eprintln!("strace is not there or may not trace, so nobody counted what a command opens");
}

#[test]
fn a_file_is_opened_once_to_read_and_once_more_to_write() {
    let project = Project::empty();
    project.run(["init", "."]).ok();
    project.run(["answer", "success-metrics", "95 % of the snakes are found."]).ok();
    let root = project.root().canonicalize().unwrap();
    let commands: &[(usize, &[&str])] = &[
        (1, &["check"]),
        (1, &["show", "success-metrics"]),
        (1, &["list"]),
        (1, &["status"]),
        (1, &["render"]),
        (1, &["maturity"]),
        (1, &["impact", "success-metrics"]),
        (1, &["requirement", "list"]),
        (1, &["export"]),
        (2, &["answer", "business-problems", "Snakes are in the way.", "--dry-run"]),
        (2, &["answer", "business-problems", "Snakes are in the way."]),
        (2, &["answer", "business-problems", "--status", "draft"]),
        (2, &["answer", "business-problems", "--status", "open"]),
        (2, &["maturity", "set", "critical"]),
        (2, &["answer", "success-metrics", "--confirm"]),
        (2, &["fact", "harm", "no"]),
        (2, &["requirement", "add", "success-metrics", "floor", "The system shall find 95 % of the snakes."]),
        (2, &["requirement", "remove", "floor"]),
        (2, &["review", "success-metrics", "--yes"]),
        (2, &["upgrade"]),
    ];
    for (most, args) in commands {
        let Some(counts) = opens(&root, &root, args) else { return skipped() };
        assert!(counts.contains_key("formwork.toml"), "{args:?}: {counts:?}");
        assert!(counts.values().all(|count| count <= most), "{args:?}: {counts:?}");
    }
}

#[test]
fn a_workspace_s_files_are_opened_once_whoever_consumes_whose_output() {
    let project = Project::empty();
    project.write("formwork.toml", "format = 1\n[workspace]\nmembers = [\"*\"]\n");
    let form = "form = \"mlops-requirements@3\"\n";
    let consumes = |one: &str| format!("format = 1\n{form}[[consumes]]\ncomponent = \"{one}\"\n");
    project.write("a/formwork.toml", consumes("b"));
    project.write("b/formwork.toml", format!("format = 1\n{form}"));
    project.write("c/formwork.toml", consumes("a"));
    let root = project.root().canonicalize().unwrap();
    let commands: &[(&str, &[&str])] = &[
        (".", &["check"]),
        (".", &["status"]),
        (".", &["list"]),
        (".", &["impact", "success-metrics"]),
        ("a", &["check"]),
        ("a", &["show", "success-metrics"]),
        ("b", &["show", "success-metrics"]),
        ("a", &["--component", "c", "show", "success-metrics"]),
        (".", &["--component", "c", "list"]),
    ];
    for (dir, args) in commands {
        let Some(counts) = opens(&root, &root.join(dir), args) else { return skipped() };
        assert!(!counts.is_empty(), "{args:?} in {dir}");
        assert!(counts.values().all(|&count| count == 1), "{args:?} in {dir}: {counts:?}");
    }
}
