//! Whose stamp counts as a role's sign-off, and one command for all that await it.

use crate::support::Project;

/// A component whose legal team is @lea, and signs these questions.
fn signed_by_lea(ids: &[&str]) -> Project {
    let project = Project::example("elephant-enclosure-complete");
    let mut text = project.read("formwork.toml");
    for id in ids {
        text += &format!("\n[questions.{id}]\nsign-off = [\"legal-team\"]\n");
    }
    if text.contains("\nlegal-team =") {
        let at = text.find("\nlegal-team =").unwrap() + 1;
        let end = at + text[at..].find('\n').unwrap();
        text.replace_range(at..end, "legal-team = [\"@lea\"]");
    } else {
        text = text.replacen("[roles]\n", "[roles]\nlegal-team = [\"@lea\"]\n", 1);
    }
    assert!(text.contains("legal-team = [\"@lea\"]"), "{text}");
    project.write("formwork.toml", text);
    project
}

fn missing(project: &Project) -> Vec<String> {
    let out = project.run(["check", "--format", "short"]).out;
    let lines = out.lines().filter(|line| line.contains("[missing-sign-off]"));
    lines.map(|line| line.split_once("] ").unwrap().1.to_owned()).collect()
}

#[test]
fn a_stamp_by_somebody_whom_roles_does_not_name_is_no_sign_off() {
    let project = signed_by_lea(&["privacy"]);
    let stamp = |by: &str| project.run(["review", "privacy", "--as", "legal-team", "--by", by, "--yes"]).ok();
    assert_eq!(missing(&project), ["`privacy` needs the sign-off of the legal team"]);
    stamp("@jo").talks(
        "warning: privacy: `[roles]` names @lea as legal team, so a stamp by @jo is not that sign-off",
    );
    let told = "`privacy` needs the sign-off of the legal team: @jo stamped it, and `[roles]` names @lea";
    assert_eq!(missing(&project), [told]);
    project.run(["check"]).exits(1).says("@lea looks at it: formwork review privacy --as legal-team");
    // One person has one name.
    let lea = stamp("Lea").says("in place of the stamp by @jo of 2026-11-21");
    assert_eq!(lea.err, "");
    assert!(missing(&project).is_empty());
    assert!(!stamp("lea").out.contains("in place of"));
    project.change("formwork/reviews.toml", "by = \"@lea\"", "by = \"LEA\"");
    assert!(missing(&project).is_empty());
    // Where nobody is named, anybody's word will do.
    project.change("formwork/reviews.toml", "by = \"LEA\"", "by = \"@jo\"");
    assert_eq!(missing(&project), [told]);
    project.change("formwork.toml", "legal-team = [\"@lea\"]\n", "");
    assert!(missing(&project).is_empty());
    assert_eq!(stamp("@kim").err, "");
}

const FIVE: [&str; 5] = ["privacy", "data-source", "end-users", "output-metrics", "data-volume"];

#[test]
fn one_command_shows_and_stamps_all_that_await_a_role() {
    let project = signed_by_lea(&FIVE);
    assert_eq!(missing(&project).len(), 5);
    let check = project.run(["check"]).exits(1);
    let block = "error[missing-sign-off]: 5 answers to look at with formwork review --awaiting legal-team\n";
    let check = check.says(block);
    assert_eq!(check.out.matches("review --as").count(), 0, "{}", check.out);
    let (_, end) = check.out.split_once("To make it green:\n").unwrap();
    assert_eq!(end, "  formwork review --awaiting legal-team\n");
    // It shows all of them, those first that others rest on, and stamps nothing unasked.
    let shown = project.run(["review", "--awaiting", "legal", "--by", "@lea"]).exits(2);
    assert_eq!(shown.out.matches("To be stamped as legal team").count(), 5, "{}", shown.out);
    let at = |id: &str| shown.out.find(&format!("{id}  ")).unwrap_or_else(|| panic!("{id} in {}", shown.out));
    assert!(at("data-source") < at("privacy"), "{}", shown.out);
    assert_eq!(missing(&project).len(), 5);
    // What was stamped by somebody else is awaited as well.
    project.run(["review", "privacy", "--as", "legal-team", "--by", "@jo", "--yes"]).ok();
    project.run(["review", "--awaiting", "legal-team", "--by", "@lea", "--yes"]).ok().says("in place of");
    assert!(missing(&project).is_empty());
    project
        .run(["review", "--awaiting", "legal-team", "--by", "@lea", "--yes"])
        .ok()
        .talks("nothing to review");
    project.run(["review", "--awaiting", "legal-team", "--as", "legal-team"]).exits(2);
}

#[test]
fn the_command_knows_the_policy_that_asks_and_runs_as_printed() {
    let project = signed_by_lea(&[]);
    let list = FIVE.map(|id| format!("{id} = [\"legal-team\"]\n")).concat();
    project.write("base policy.toml", format!("format = 1\n[sign-off]\n{list}"));
    let check = project.run(["check", "--policy", "base policy.toml"]).exits(1);
    let command = "formwork review --awaiting legal-team --policy 'base policy.toml'\n";
    let check = check.says(command);
    let inner = Project::empty();
    let name = inner.path("deep/er");
    std::fs::create_dir_all(&name).unwrap();
    for file in ["formwork.toml", "base policy.toml"] {
        std::fs::copy(
            project.path(file),
            inner.path(if file == "formwork.toml" { "deep/er/formwork.toml" } else { file }),
        )
        .unwrap();
    }
    std::fs::create_dir(inner.path("deep/er/formwork")).unwrap();
    for entry in std::fs::read_dir(project.path("formwork")).unwrap().flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), inner.path("deep/er/formwork").join(entry.file_name())).unwrap();
        }
    }
    let below = inner.run(["check", "deep/er", "--policy", "base policy.toml"]).exits(1);
    let below = below.says("-C deep/er review --awaiting legal-team --policy '../../base policy.toml'\n");
    for (project, out) in [(&project, check.out), (&inner, below.out)] {
        let line = out.lines().rfind(|line| line.contains("--awaiting")).unwrap();
        let script = format!("{} --by @lea --yes", line.trim());
        let ran = crate::support::shell(project.root(), &script).output().unwrap();
        let told = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(told.matches("stamped by @lea as legal team").count(), 5, "{told}");
    }
}
