//! Holds the cases against the commands and formats that there are, and the snapshots against the cases.

use std::collections::BTreeSet;
use std::process::Command;

use super::cases::Cases;
use super::{PROJECTS, folder};
use crate::support::Ran;

fn help(words: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    Ran::of(command.env_clear().args(words.split_whitespace()).arg("--help").output().unwrap()).ok().out
}

/// Returns the words of a command's list of commands.
fn listed(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    // What continues a line stands further in.
    let starts = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    starts.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// Returns the words of every command, the program itself, which is the empty text, first: `init`, …, `catalog list`.
pub fn commands() -> Vec<String> {
    let mut all = vec![String::new()];
    let mut at = 0;
    while at < all.len() {
        let words = all[at].clone();
        all.extend(listed(&help(&words)).into_iter().map(|word| format!("{words} {word}").trim().to_owned()));
        at += 1;
    }
    all
}

/// Returns the values that an option of a command can have.
fn values(help: &str, option: &str) -> Vec<String> {
    let mut lines = help.lines().skip_while(|line| {
        let line = line.trim_start();
        !line.starts_with('-') || !line.split([' ', ',']).any(|word| word == option)
    });
    lines.next();
    let mut found = Vec::new();
    for line in
        lines.take_while(|line| !line.trim_start().starts_with('-') || line.trim_start().starts_with("- "))
    {
        let line = line.trim();
        if let Some(list) = line.strip_prefix("[possible values: ") {
            found.extend(list.trim_end_matches(']').split(", ").map(str::to_owned));
        } else if let Some(value) = line.strip_prefix("- ") {
            found.push(value.split(':').next().unwrap().to_owned());
        }
    }
    found
}

/// Returns the command lines of all cases that ask for no help.
fn lines() -> Vec<String> {
    let all = PROJECTS.iter().flat_map(|project| Cases::read(project).cases);
    all.map(|case| case.command).filter(|command| !command.ends_with("--help")).collect()
}

/// Whether one of the lines has a command, and behind it all of these words.
fn covered(lines: &[String], command: &str, words: &[&[&str]]) -> bool {
    let start = format!("formwork {command}");
    lines.iter().filter_map(|line| line.split_once(&start)).any(|(_, rest)| {
        let rest: Vec<&str> = rest.split_whitespace().collect();
        words.iter().any(|words| rest.windows(words.len()).any(|window| window == *words))
    })
}

/// Whether one of the lines has a command and names no format, so that the output is text.
fn is_plain(lines: &[String], command: &str) -> bool {
    let named = ["--format", "-f", "--json"];
    let start = format!("formwork {command}");
    let behind = lines.iter().filter_map(|line| line.split_once(&start)).map(|(_, rest)| rest);
    behind.into_iter().any(|rest| rest.split_whitespace().all(|word| !named.contains(&word)))
}

#[test]
fn every_command_has_a_case_and_every_format_of_it_too() {
    let lines = lines();
    let mut missing = Vec::new();
    let mut formats = 0;
    for command in commands().iter().filter(|command| !command.is_empty()) {
        let help = help(command);
        if listed(&help).is_empty() && !lines.iter().any(|line| line.contains(&format!("formwork {command}")))
        {
            missing.push(command.clone());
        }
        for value in values(&help, "--format") {
            formats += 1;
            if value == "text" && is_plain(&lines, command) {
                continue;
            }
            let short = format!("--{value}");
            if !covered(&lines, command, &[&["--format", &value], &["-f", &value], &[&short]]) {
                missing.push(format!("{command} --format {value}"));
            }
        }
        if command == "render" {
            let documents = values(&help, "--document");
            assert!(documents.len() >= 10, "{documents:?}");
            for document in documents {
                for format in ["markdown", "html"] {
                    let words = [["--document", &document], ["--format", format]];
                    let line = |line: &&String| words.iter().all(|pair| line.contains(&pair.join(" ")));
                    if !lines.iter().any(|one| line(&one)) {
                        missing.push(words.concat().join(" "));
                    }
                }
            }
        }
    }
    assert!(formats >= 30, "{formats} formats were found in the help");
    assert!(missing.is_empty(), "no case in tests/suite/outputs/*.cases has: {missing:#?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "on demand the snapshots are those of the cases")]
fn every_snapshot_belongs_to_a_case() {
    let root = folder("");
    let known: BTreeSet<String> = PROJECTS.map(str::to_owned).into();
    assert_eq!(crate::case::names(&root), known, "a folder in tests/snapshots belongs to no project");
    let mut stale = Vec::new();
    for project in PROJECTS {
        let cases: BTreeSet<String> =
            Cases::read(project).cases.into_iter().map(|case| format!("{}.snap", case.name)).collect();
        for name in crate::case::names(&folder(project)) {
            if cases.contains(&name) || name.ends_with(".snap.new") {
                continue;
            }
            if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
                std::fs::remove_file(folder(project).join(&name)).unwrap();
            } else {
                stale.push(format!("{project}/{name}"));
            }
        }
    }
    assert!(stale.is_empty(), "no case has these snapshots: {stale:#?}");
}
