//! `check --since` where a requirement is looked up in another report than before, and how defaults are named.

use crate::requirement::measured;
use crate::support::Project;

/// What of `check --since HEAD` is about policy, without places.
fn loosened(project: &Project) -> Vec<String> {
    let out = project.run(["check", "--since", "HEAD", "--format", "short"]).out;
    let lines = out.lines().filter(|line| line.contains("[loosened-policy]"));
    lines.map(|line| line.split_once("] ").unwrap().1.to_owned()).collect()
}

#[test]
fn what_nothing_said_is_called_the_default() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.commit("complete");
    let text = project.read("formwork.toml");
    project.write("formwork.toml", format!("{text}\n[rules]\nmissing-evidence = \"off\"\n[questions.privacy]\nrequired = false\nreason = \"r\"\n"));
    assert_eq!(
        loosened(&project),
        [
            "`rules.missing-evidence` asks for less than before: it was `warning (the default)` and is `off`",
            "`questions.privacy` asks for less than before: it was `required (the default)` and is `not required`",
        ]
    );
    project.run(["diff"]).ok().says("rules.missing-evidence: warning (the default) → off");
    // The other way round it is the same default.
    project.commit("less");
    project.write("formwork.toml", text);
    project.run(["diff"]).ok().says("rules.missing-evidence: off → warning (the default)");
}
