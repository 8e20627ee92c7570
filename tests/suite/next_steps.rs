//! What a command tells to do next runs as it is printed.

use crate::support::{Project, Ran, shell};

/// The command behind `help` in what was said, run by a shell in the project's folder.
fn follow(project: &Project, said: &str, before: &str) -> Ran {
    let (_, rest) = said.split_once(before).unwrap_or_else(|| panic!("no {before:?} in\n{said}"));
    let command = rest.lines().next().unwrap();
    Ran::of(shell(project.root(), command).output().unwrap())
}

#[test]
fn the_import_that_export_names_runs_from_where_it_was_said() {
    let project =
        Project::empty().file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"services/*\"]\n");
    for folder in ["services/a b", "services/c"] {
        project.run(["init", folder]).ok();
    }
    for (options, sheet) in [
        (&["-C", "services/a b"][..], "sheet.md"),
        (&["-C", "services/a b"], "../my sheet.md"),
        (&["--component", "services/c"], "out.md"),
    ] {
        let args = options.iter().copied().chain(["export", "--role", "legal", "--output", sheet]);
        let said = project.run(args).ok();
        follow(&project, &said.err, "it comes back with: ").ok();
    }
    let alone = Project::fresh();
    alone
        .run(["export", "--role", "legal", "--output", "legal.md"])
        .ok()
        .talks("\nit comes back with: formwork import legal.md\n");
}

#[test]
fn an_id_that_is_taken_says_where_it_stands_and_how_to_take_it_out() {
    let project = Project::fresh();
    let add = ["requirement", "add", "privacy", "no-faces", "The system shall keep no faces."];
    project.run(add).ok();
    project.run(add).exits(2).talks("in formwork/data.toml:").talks("`formwork requirement remove no-faces`");
    project.run(["requirement", "remove", "no-faces"]).ok();
    project.run(add).ok();
}
