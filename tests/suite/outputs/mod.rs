//! The whole output of every command in every format, held as files: `tests/snapshots/PROJECT/NAME.snap`.
//!
//! `PROJECT.cases` says how a project is made and which commands run in it: see [`cases`]. Each command runs in a copy of
//! the project, and its snapshot holds the command, standard output, standard error, what it changed in the project, and
//! the exit code. `coverage` holds the cases against the commands and formats that there are, and the files against the
//! cases. `INSTA_UPDATE=always cargo test --test integration outputs` writes all snapshots anew and takes away those that
//! no case has: read the difference before you commit it.
//!
//! What other tests hold whole is not held again: `requirements` of both elephants and `verification` of
//! `examples/verification` stand beside these examples (`examples.rs`), the manual of the rules in `docs/rules/`, and
//! JSON Schemas of outputs in `docs/schema/`.

mod cases;
mod coverage;
mod masks;
mod project;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use self::cases::Cases;
use self::project::Project;

/// The projects, each with a file of cases.
const PROJECTS: [&str; 7] = ["fresh", "elephant", "complete", "taxonomy", "verification", "history", "help"];

/// Returns the folder of a project's snapshots.
fn folder(project: &str) -> PathBuf {
    crate::case::root().join("tests/snapshots").join(project)
}

/// Runs all cases of a project and holds each against its snapshot; says in the end which differ.
fn hold(name: &str) {
    let cases = Cases::read(name);
    let project = Project::new(&cases.setup);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder(name));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut wrong = Vec::new();
    for case in &cases.cases {
        let text = project.run(case);
        let held = || settings.bind(|| insta::assert_snapshot!(case.name.as_str(), text));
        if catch_unwind(AssertUnwindSafe(held)).is_err() {
            wrong.push(case.name.as_str());
        }
    }
    assert!(wrong.is_empty(), "{name}: {} of {} outputs differ: {wrong:?}", wrong.len(), cases.cases.len());
}

#[test]
fn a_fresh_component() {
    hold("fresh");
}

#[test]
fn the_workshop_as_recorded() {
    hold("elephant");
}

#[test]
fn the_finished_component() {
    hold("complete");
}

#[test]
fn the_workspace_of_the_taxonomy() {
    hold("taxonomy");
}

#[test]
fn the_component_with_reports() {
    hold("verification");
}

#[test]
fn the_repository_with_a_history() {
    hold("history");
}

#[test]
fn help_and_what_needs_no_project() {
    hold("help");
}
