//! The README's shell blocks are run as they stand, with this build in place of `cargo run --release --`
//! and `formwork`; `cargo test` itself is what is running.

use crate::support::{self, Ran};

fn blocks() -> Vec<String> {
    support::blocks(include_str!("../../README.md"), "sh")
}

#[test]
fn every_shell_block_runs() {
    let blocks = blocks();
    assert!(blocks.len() >= 15, "{} blocks", blocks.len());
    let dir = tempfile::tempdir().unwrap();
    // The blocks tell one story in one folder; the first ones run in the repository itself.
    let root = env!("CARGO_MANIFEST_DIR");
    let mut script = format!("set -e\nmkdir .git\ncp -r '{root}/examples' .\n");
    for block in &blocks {
        for line in block.lines().filter(|line| *line != "cargo test") {
            script += &line.replace("cargo run --release --", "formwork");
            script.push('\n');
        }
    }
    let ran = Ran::of(support::shell(dir.path(), &script).output().unwrap());
    assert_eq!(ran.code, 0, "{script}\n{}{}", ran.out, ran.err);
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
