//! The README's shell blocks are run as they stand, with this build in place of `cargo run --release --`
//! and `formwork`; `cargo test` itself is what is running.

use std::process::Command;

use crate::support::TODAY;

fn blocks() -> Vec<String> {
    let readme = include_str!("../../README.md");
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in readme.lines() {
        match (&mut open, line) {
            (None, "```sh") => open = Some(String::new()),
            (Some(_), "```") => blocks.extend(open.take()),
            (Some(block), line) => *block += &format!("{line}\n"),
            _ => {}
        }
    }
    blocks
}

#[test]
fn every_shell_block_runs() {
    let blocks = blocks();
    assert!(blocks.len() >= 15, "{} blocks", blocks.len());
    let dir = tempfile::tempdir().unwrap();
    let bin = env!("CARGO_BIN_EXE_formwork");
    // The blocks tell one story in one folder; the first ones run in the repository itself.
    let root = env!("CARGO_MANIFEST_DIR");
    let mut script =
        format!("set -e\nformwork() {{ '{bin}' \"$@\"; }}\nmkdir .git\ncp -r '{root}/examples' .\n");
    for block in &blocks {
        for line in block.lines().filter(|line| *line != "cargo test") {
            script += &line.replace("cargo run --release --", "formwork");
            script.push('\n');
        }
    }
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(dir.path())
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("FORMWORK_TODAY", TODAY)
        .env("EDITOR", "true")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{text}");
}

#[test]
fn the_first_two_commands_are_the_main_job_and_the_tests() {
    let commands: Vec<String> =
        blocks().iter().flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert_eq!(
        commands[..2],
        [
            "cargo run --release -- render examples/elephant-enclosure --output target/elephant-enclosure.html",
            "cargo test"
        ]
    );
}

#[test]
fn every_command_has_a_section() {
    let readme = include_str!("../../README.md");
    for command in [
        "init",
        "list",
        "show",
        "answer",
        "export",
        "import",
        "review",
        "check",
        "diff",
        "log",
        "explain",
        "status",
        "render",
        "catalog",
        "fact",
        "maturity",
        "upgrade",
        "requirement",
        "schema",
        "completions",
        "man",
    ] {
        assert!(
            readme.lines().any(|line| line.starts_with("### ") && line.contains(&format!("`{command}`"))),
            "{command}"
        );
    }
}
