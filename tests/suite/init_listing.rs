//! `init` in a workspace whose list does not take the new folder in, and what it says that it wrote.

use crate::support::{Project, Ran, difference, shell};

const ROOT: &str = "format = 1\n\n[workspace]\nmembers = [\"services/*\"] # ours\nexclude = [\"old/**\"]\n\n[workspace.defaults]\n\
                    form = \"mlops-requirements@2\"\nmaturity = \"critical\"\n";

#[test]
fn a_folder_that_no_pattern_takes_in_is_added_to_the_members_and_leaves_the_defaults_to_the_workspace() {
    let project = Project::empty().file("formwork.toml", ROOT);
    project.run(["init", "services/a"]).ok();
    let before = project.snapshot();
    project
        .run(["init", "models/churn", "--dry-run"])
        .ok()
        .says("+members = [\"services/*\", \"models/churn\"] # ours");
    assert_eq!(project.snapshot(), before);
    project
        .run(["init", "models/churn"])
        .ok()
        .says("34 of them required at level critical")
        .says("\nwrote formwork.toml: `members` names models/churn now\n");
    let lines = difference(ROOT, &project.read("formwork.toml"));
    assert_eq!(
        lines,
        ["-members = [\"services/*\"] # ours", "+members = [\"services/*\", \"models/churn\"] # ours"]
    );
    let settings = project.read("models/churn/formwork.toml");
    assert!(!settings.contains("form =") && !settings.contains("maturity ="), "{settings}");
    let status = project.run(["status", "--json"]).ok().json();
    assert_eq!(status["components"].as_array().unwrap().len(), 2);
    assert_eq!(status["components"][0]["maturity"], "critical");
    project.run(["init", "services/b"]).ok();
    assert_eq!(difference(ROOT, &project.read("formwork.toml")), lines, "the pattern takes it in");
}

#[test]
fn what_the_workspace_leaves_out_or_cannot_list_is_a_component_of_its_own() {
    for folder in ["old/x", "target/x"] {
        let project = Project::empty().file("formwork.toml", ROOT);
        project.run(["init", folder]).ok();
        assert_eq!(project.read("formwork.toml"), ROOT, "{folder}");
        let settings = project.read(&format!("{folder}/formwork.toml"));
        assert!(settings.contains("form = ") && settings.contains("maturity = "), "{settings}");
    }
}

#[test]
fn a_list_that_cannot_be_added_to_stops_it_before_anything_is_written() {
    let project = Project::empty().file("formwork.toml", ROOT.replace("format = 1", "format = 99"));
    let before = project.snapshot();
    project.run(["init", "models/churn"]).exits(2);
    assert_eq!(project.snapshot(), before);
}

#[test]
fn it_says_what_it_wrote_and_what_comes_next() {
    let project = Project::empty().versioned();
    let ran = project.run(["init", "a b"]).ok();
    let files = std::process::Command::new("find")
        .args(["a b/formwork", "-type", "f"])
        .current_dir(project.root())
        .output()
        .unwrap();
    let count = String::from_utf8(files.stdout).unwrap().lines().count();
    let ran = ran.says(&format!("wrote a b/formwork.toml, {count} files in a b/formwork\n"));
    let next = ran.out.lines().last().unwrap();
    let commands: Vec<&str> = next.split('`').skip(1).step_by(2).collect();
    assert_eq!(commands, ["formwork -C 'a b' hook install", "formwork -C 'a b' init --ci github"], "{next}");
    for command in commands {
        Ran::of(shell(project.root(), command).output().unwrap()).ok();
    }
    assert!(project.read(".github/workflows/formwork.yml").contains("formwork check 'a b'"));
    let ran = project.run(["init", "c", "--ci", "gitlab"]).ok();
    assert!(!ran.out.contains("init --ci"), "{}", ran.out);
}
