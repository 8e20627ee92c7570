//! Completions that know the project, and the man pages.

use crate::support::Project;

fn words(project: &Project, line: &[&str]) -> Vec<String> {
    let mut args = vec!["completions", "--words", "--"];
    args.extend(line);
    project.run(args).ok().out.lines().map(str::to_owned).collect()
}

#[test]
fn an_argument_takes_what_its_name_in_the_help_says() {
    let project = Project::example("elephant-enclosure");
    let first = |line: &[&str]| words(&project, line).first().cloned().unwrap_or_default();
    assert_eq!(first(&["answer", ""]), "business-problems");
    assert_eq!(first(&["show", "data-source", ""]), "business-problems", "show takes several");
    assert_eq!(first(&["list", "--role", ""]), "business-stakeholder");
    assert_eq!(first(&["list", "--role="]), "business-stakeholder");
    assert_eq!(first(&["list", "--role", "=", ""]), "business-stakeholder", "as bash cuts it");
    assert_eq!(first(&["check", "--stage", ""]), "scoping");
    assert_eq!(first(&["maturity", "set", ""]), "experimentation");
    assert_eq!(first(&["explain", ""]), "invalid-toml");
    for nothing in
        [&["answer", "data-source", ""][..], &["answer", "-"], &["init", ""], &[""], &["no-such", "x"], &[]]
    {
        assert_eq!(words(&project, nothing), [""; 0], "{nothing:?}");
    }
}

#[test]
fn requirements_verdicts_and_frameworks_are_known_too() {
    let project = Project::example("elephant-enclosure");
    project.run(["requirement", "add", "data-source", "ingest-rate", "One image a second."]).ok();
    let first = |line: &[&str]| words(&project, line).first().cloned().unwrap_or_default();
    assert_eq!(first(&["requirement", "add", ""]), "business-problems");
    assert_eq!(words(&project, &["requirement", "add", "data-source", ""]), [""; 0], "a new id is free");
    assert!(words(&project, &["requirement", "show", ""]).contains(&"ingest-rate".to_owned()));
    assert_eq!(first(&["requirement", "list", "--verdict", ""]), "met");
    assert_eq!(first(&["render", "--framework", ""]), "annex-iv");
}

#[test]
fn the_component_that_the_line_names_decides() {
    let project =
        Project::empty().file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"a\", \"b\"]\n");
    project.run(["init", "a", "--form", "mlops-requirements@1"]).ok();
    project.run(["init", "b", "--set", "thesis-extras@1"]).ok();
    assert_eq!(words(&project, &["list", "--component", ""]), ["a", "b"]);
    assert_eq!(words(&project, &["--component", "a", "answer", ""]).len(), 23);
    assert!(words(&project, &["-C", "b", "answer", ""]).len() > 37);
    assert_eq!(words(&Project::empty(), &["answer", ""]).len(), 37, "the newest form where there is none");
}

#[test]
fn zsh_and_fish_get_scripts_that_ask_too() {
    let project = Project::empty();
    let zsh = project.run(["completions", "zsh"]).ok().out;
    assert!(zsh.starts_with("#compdef formwork"));
    assert_eq!(zsh.matches("\n_formwork() {").count(), 1);
    assert_eq!(zsh.matches("\n_formwork_options() {").count(), 1, "clap's own is kept under another name");
    let fish = project.run(["completions", "fish"]).ok().out;
    for line in [
        "using_subcommand list\" -l role -x",
        "using_subcommand answer\" -f",
        "using_subcommand maturity\" -f",
    ] {
        assert!(fish.contains(&format!("{line} -a \"(__formwork_words)\"")), "{line}");
    }
    project.run(["completions"]).exits(2);
}

#[test]
fn every_command_has_a_man_page() {
    let project = Project::empty();
    project.run(["man"]).ok().says(".TH FORMWORK 1").says("SUBCOMMANDS");
    project.run(["man", "--output", "share/man/man1"]).ok();
    for page in ["formwork", "formwork-check", "formwork-catalog-show", "formwork-maturity-set"] {
        let text = project.read(&format!("share/man/man1/{page}.1"));
        assert!(text.contains(".SH NAME") && text.contains(".SH SYNOPSIS"), "{page}");
        assert!(!text.contains("--words"), "what is hidden stays so");
        assert!(text.contains(".SH \"EXIT STATUS\"\n0 nothing to object to, 1 `check`"), "{text}");
    }
    let synopsis = |page: &str| -> String {
        let text = project.read(&format!("share/man/man1/{page}.1"));
        let (_, behind) = text.split_once(".SH SYNOPSIS\n").unwrap();
        let text = behind.split(".SH").next().unwrap().replace("\\~", " ").replace("\\-", "-");
        text.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "").replace('\n', " ")
    };
    assert!(
        synopsis("formwork").starts_with("formwork [-C DIR] [--component ID] "),
        "{}",
        synopsis("formwork")
    );
    assert!(synopsis("formwork").ends_with(" [COMMAND] "));
    let check = synopsis("formwork-check");
    assert!(
        check.starts_with("formwork check [-f, --format FORMAT] [--json] [--report FORMAT=FILE] "),
        "{check}"
    );
    assert!(check.ends_with(" [--policy FILE] [--since REV] [FOLDER] "), "{check}");
    assert_eq!(synopsis("formwork-maturity-set"), "formwork maturity set [--dry-run] LEVEL ");
    assert!(synopsis("formwork-show").ends_with(" ID... "), "{}", synopsis("formwork-show"));
    project.run(["man", "--output", "share/man/man1/formwork.1"]).exits(2).talks("is a file");
}
