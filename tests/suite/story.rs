//! `examples/story.md` is run command by command in a repository of its own, and holds what the commands said.
//!
//! A command stands after a prompt that names who types it (`mia$ `); what it printed follows, and `[exit 1]`
//! where it did not end with 0. `FORMWORK_UPDATE=1` rewrites the file; look at the difference before committing.

use std::path::Path;

use crate::support::{Ran, TODAY, blocks, difference, shell};

const STORY: &str = include_str!("../../examples/story.md");

/// Who types, and what.
fn prompt(line: &str) -> Option<(&str, &str)> {
    let (who, command) = line.split_once("$ ")?;
    ["ci", "ines", "lea", "mia"].contains(&who).then_some((who, command))
}

/// What a terminal shows of one command. A minute passes with each, so commits differ and yet are the same each time.
fn run(dir: &Path, minute: usize, who: &str, command: &str) -> (String, i32) {
    let mut shell = shell(dir, &format!("exec 2>&1\nset -o pipefail\n{command}"));
    let time = format!("{TODAY}T{:02}:{:02}:00Z", 9 + minute / 60, minute % 60);
    shell.env("HOME", "/nonexistent").env("GIT_CONFIG_NOSYSTEM", "1").env("FORMWORK_USER", who);
    for role in ["AUTHOR", "COMMITTER"] {
        shell
            .env(format!("GIT_{role}_NAME"), who)
            .env(format!("GIT_{role}_EMAIL"), format!("{who}@example.org"))
            .env(format!("GIT_{role}_DATE"), &time);
    }
    let Ran { code, out, .. } = Ran::of(shell.output().unwrap());
    let mut shown = out;
    if !shown.is_empty() && !shown.ends_with('\n') {
        shown.push('\n');
    }
    if code != 0 {
        shown += &format!("[exit {code}]\n");
    }
    (shown, code)
}

#[test]
fn the_story_says_what_its_commands_say() {
    let dir = tempfile::Builder::new().prefix("formwork-test-").tempdir().unwrap();
    let mut told = STORY.to_owned();
    let mut gate = Vec::new();
    let mut minute = 0;
    for block in blocks(STORY, "console") {
        let mut anew = String::new();
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let Some((who, command)) = prompt(line) else {
                assert!(!anew.is_empty(), "a block begins with a command: {line}");
                continue;
            };
            let (mut line, mut command) = (line.to_owned(), command.to_owned());
            while let Some(more) = lines.next_if(|more| more.starts_with("> ") && command.ends_with('\\')) {
                line += &format!("\n{more}");
                command += &format!("\n{}", &more[2..]);
            }
            let (shown, code) = run(dir.path(), minute, who, &command);
            assert!(!shown.contains("```"), "{shown}");
            assert!(!shown.contains(dir.path().to_str().unwrap()), "a path of this machine: {shown}");
            minute += 1;
            anew += &format!("{line}\n{shown}");
            if command.starts_with("formwork check") {
                gate.push((code, shown));
            } else {
                assert_eq!(code, 0, "{line}\n{shown}");
            }
        }
        told = told.replacen(&format!("```console\n{block}```"), &format!("```console\n{anew}```"), 1);
    }
    let updating = std::env::var_os("FORMWORK_UPDATE").is_some_and(|value| value == "1");
    if updating {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/story.md");
        std::fs::write(path, &told).unwrap();
    }
    // Green, red for just these two, and green again, whatever the file says.
    let codes: Vec<i32> = gate.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, [0, 1, 0]);
    let severities = ["error[", "warning[", "note["];
    let found = gate[1].1.lines().filter(|line| severities.iter().any(|severity| line.starts_with(severity)));
    let found: Vec<&str> = found.filter_map(|line| line.split(':').next()).collect();
    assert_eq!(found, ["error[unmet-requirement]", "warning[suspect-answer]"]);
    let lines = difference(STORY, &told);
    assert!(
        lines.is_empty() || updating,
        "FORMWORK_UPDATE=1 writes examples/story.md anew:\n{}",
        lines.join("\n")
    );
}
