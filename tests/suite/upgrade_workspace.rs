//! Upgrades of a workspace, whose members share a form.

use crate::support::Project;

#[test]
fn a_member_says_where_its_form_stands_and_the_workspace_moves_all_who_share_it() {
    let project = Project::empty()
        .file("formwork.toml", "format = 1\n# shared\n[workspace]\nmembers = [\"services/*\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@1\" # all\n");
    for (name, more) in [("a", ""), ("b", ""), ("own", "form = \"mlops-requirements@2\"\n")] {
        project.write(
            &format!("services/{name}/formwork.toml"),
            format!("format = 1\nname = \"{name}\"\n{more}"),
        );
        project.write(
            &format!("services/{name}/formwork/scoping.toml"),
            "[business-problems-and-ai]\nanswer = \"old\"\n",
        );
    }
    let before = project.snapshot();
    project
        .run(["-C", "services/a", "upgrade"])
        .exits(2)
        .talks("[workspace.defaults] of formwork.toml")
        .talks("formwork -C . upgrade");
    project
        .run(["upgrade", "--dry-run"])
        .ok()
        .says("services/a/formwork/retired.toml")
        .says("+form = \"mlops-requirements@3\" # all");
    assert_eq!(project.snapshot(), before);
    project
        .run(["upgrade"])
        .ok()
        .talks("services/a:\n")
        .talks("services/b:\n")
        .talks("wrote formwork.toml")
        .talks("services/own stays on mlops-requirements@2");
    for name in ["a", "b"] {
        assert!(
            project
                .read(&format!("services/{name}/formwork/scoping.toml"))
                .contains("[ml-feasibility]\nanswer = \"old\"")
        );
        assert!(!project.read(&format!("services/{name}/formwork.toml")).contains("form ="));
    }
    assert!(project.read("services/own/formwork/scoping.toml").starts_with("[business-problems-and-ai]"));
    assert_eq!(
        project.read("formwork.toml"),
        "format = 1\n# shared\n[workspace]\nmembers = [\"services/*\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@3\" # all\n"
    );
    let done = project.snapshot();
    project.run(["upgrade"]).ok();
    assert_eq!(project.snapshot(), done);
    // Stopped before the workspace's own file was written.
    project.change("formwork.toml", "requirements@3", "requirements@1");
    project.run(["upgrade"]).ok();
    assert_eq!(project.snapshot(), done);
    // A member with a form of its own goes its own way, and missing tables are added anywhere.
    project
        .run(["upgrade", "--component", "services/own"])
        .ok()
        .talks("mlops-requirements@2 → mlops-requirements@3");
    std::fs::remove_file(project.path("services/a/formwork/data.toml")).unwrap();
    project.run(["-C", "services/a", "upgrade"]).ok().talks("wrote services/a/formwork/data.toml");
}

#[test]
fn a_workspace_is_told_what_its_defaults_still_say_of_questions_that_are_gone() {
    let project = Project::empty()
        .file("formwork.toml", "format = 1\n[workspace]\nmembers = [\"a\"]\n\n[workspace.defaults]\nform = \"mlops-requirements@1\"\n\n[workspace.defaults.questions.business-problems-and-ai]\nrequired = false\nreason = \"r\"\n")
        .file("a/formwork.toml", "format = 1\nname = \"A\"\n");
    let left = "gone: [workspace.defaults.questions.business-problems-and-ai]\n";
    project.run(["upgrade", "--dry-run"]).ok().talks(left);
    let ran = project.run(["upgrade"]).ok().talks(left);
    assert_eq!(ran.err.matches("gone:").count(), 1, "{}", ran.err);
}
