//! A policy: one floor under many components, which none of them digs below.

use crate::support::Project;

/// A green component under a policy.
fn under(policy: &str) -> Project {
    let project = Project::example("elephant-enclosure-complete").env("FORMWORK_POLICY", "policy.toml");
    project.write("policy.toml", format!("format = 1\n{policy}"));
    project
}

/// Adds to a component's settings.
fn add(project: &Project, path: &str, text: &str) {
    let settings = project.read(path);
    project.write(path, settings + text);
}

/// The findings of a run as `severity[rule] question`.
fn found(project: &Project, args: &[&str]) -> Vec<String> {
    let ran = project.run(["check", "--json"].iter().chain(args).copied());
    let all = ran.json()["findings"].as_array().unwrap().clone();
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or("-").to_owned();
    let short = |one| format!("{}[{}] {}", word(one, "severity"), word(one, "rule"), word(one, "question"));
    all.iter().map(short).collect()
}

#[test]
fn a_policy_asks_for_the_sign_off_of_a_question_a_stage_or_all_and_no_component_turns_that_off() {
    let project = under("[sign-off]\nprivacy = [\"legal-team\"]\n");
    project.run(["check"]).exits(1).says("`privacy` needs the sign-off of the legal team");
    project.run(["check"]).exits(1).says("asked for by policy.toml");
    assert_eq!(found(&project, &[]), ["error[missing-sign-off] privacy"]);
    let rules = project.read("formwork.toml").replace("[rules]\n", "");
    project.write("formwork.toml", rules + "\n[rules]\nmissing-sign-off = \"off\"\n");
    assert_eq!(found(&project, &[]), ["error[missing-sign-off] privacy"]);
    project.write("policy.toml", "format = 1\n[sign-off]\nscoping = [\"product-owner\"]\n");
    assert_eq!(found(&project, &[]).len(), 8);
    project.write(
        "policy.toml",
        "format = 1\n[sign-off]\n\"*\" = [\"product-owner\"]\nscoping = [\"product-owner\"]\n",
    );
    assert_eq!(found(&project, &[]).len(), 37);
    project
        .run(["review", "--as", "product-owner", "--unreviewed", "--yes", "--note", "n", "--by", "@mia"])
        .ok();
    project.run(["check"]).ok();
}

#[test]
fn what_cannot_be_waived_cannot_be_turned_off_instead() {
    let project = under("unwaivable = [\"missing-evidence\"]\n");
    project.change("formwork/data.toml", "evidence = [\"docs/", "evidence = [\"gone/");
    let rules = project.read("formwork.toml").replace("[rules]\n", "");
    project.write("formwork.toml", rules + "\n[rules]\nmissing-evidence = \"off\"\n");
    assert!(found(&project, &[])[0].starts_with("warning[missing-evidence]"));
    project.run(["check", "--fail-on", "warning"]).exits(1).says("missing-evidence");
}

#[test]
fn what_a_policy_requires_or_does_not_leave_to_a_component_cannot_be_made_optional() {
    let project = under("optional = [\"model-audit\"]\n");
    let mut settings = String::new();
    for id in ["model-audit", "privacy"] {
        settings += &format!("\n[questions.{id}]\nrequired = false\nreason = \"r\"\n");
    }
    add(&project, "formwork.toml", &settings);
    assert_eq!(found(&project, &[]), ["error[policy-violation] privacy"]);
    project.run(["check"]).exits(1).says("`privacy` is made optional");
    project.write("policy.toml", "format = 1\nrequired = [\"model-audit\"]\n");
    assert_eq!(found(&project, &[]), ["error[policy-violation] model-audit"]);
    project.run(["check"]).exits(1).says("`model-audit` is not required here; policy.toml requires it");
    // What the form does not have cannot be answered either.
    project.write("policy.toml", "format = 1\nrequired = [\"model-drift\"]\nsets = [\"sets/ours.toml\"]\n");
    project.run(["check"]).exits(1).says("requires `model-drift`, which mlops-requirements@3 does not have");
}

#[test]
fn a_name_that_the_catalog_does_not_have_makes_a_policy_hold_nobody_and_is_said() {
    let project = Project::example("elephant-enclosure-complete");
    for (text, why) in [
        ("required = [\"privcy\"]", "did you mean `privacy`?"),
        ("optional = [\"privcy\"]", "`privcy` is no question of the catalog"),
        ("[sign-off]\nscopng = [\"product-owner\"]", "did you mean `scoping`?"),
        ("[sign-off]\nprivacy = [\"legal\"]", "`legal` is no role of the catalog"),
        ("[sign-off]\nprivacy = \"legal-team\"", "takes a list of the roles that sign it"),
    ] {
        project.write("policy.toml", format!("format = 1\n{text}\n"));
        let ran = project.run(["check", "--policy", "policy.toml"]).exits(2).talks(why);
        assert_eq!(ran.out, "");
    }
    // A set of a team's own may have any question.
    project.write("policy.toml", "format = 1\nsets = [\"sets/a.toml\"]\noptional = [\"our-question\"]\n");
    project.run(["check", "--policy", "policy.toml"]).exits(1).says("policy-violation");
}

/// A set of a team's own that takes a question of the form out.
const RETIRING: &str = "format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n\n\
                        [[retire]]\nquestion = \"privacy\"\nreason = \"r\"\n";

#[test]
fn what_a_set_of_a_team_s_own_takes_out_is_made_optional_too() {
    let project = under("optional = []\n").file("sets/ours.toml", RETIRING);
    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    let said = "`privacy` is taken out by sets/ours.toml; policy.toml does not leave that to a component";
    project.run(["check"]).exits(1).says(said);
    let json = project.run(["status", "--json"]).ok().json();
    assert_eq!(json["components"][0]["made-optional"], serde_json::json!(["privacy"]));
    // A policy that asks for the set asks for what it does.
    project.write("policy.toml", "format = 1\noptional = []\nsets = [\"sets/ours.toml\"]\n");
    assert_eq!(found(&project, &[]), Vec::<String>::new());
    project.write("policy.toml", "format = 1\nrequired = [\"privacy\"]\n");
    assert_eq!(found(&project, &[]), ["error[policy-violation] privacy"]);
}

#[test]
fn a_policy_that_contradicts_itself_or_asks_for_what_is_so_anyway_is_said() {
    let project = Project::example("elephant-enclosure-complete");
    for (text, why) in [
        ("required = [\"privacy\"]\noptional = [\"privacy\"]", "`privacy` is in `required` as well"),
        ("unwaivable = [\"unanswered-question\"]", "under `[rules]`: unanswered-question = \"error\""),
    ] {
        project.write("policy.toml", format!("format = 1\n{text}\n"));
        project.run(["check", "--policy", "policy.toml"]).exits(2).talks(why);
    }
    // One that asks for nothing but is there: no more than the gate does by itself.
    project.write("policy.toml", "format = 1\n[rules]\n[sign-off]\n");
    project.run(["check", "--policy", "policy.toml"]).ok();
}

#[test]
fn each_member_is_held_to_the_policy_by_itself() {
    let project = Project::empty();
    for (name, level) in [("a", "critical"), ("b", "non-critical")] {
        project.run(["init", name, "--from", "elephant-enclosure-complete"]).ok();
        project.change(&format!("{name}/formwork.toml"), "\"critical\"", &format!("\"{level}\""));
    }
    project.write("formwork.toml", "format = 1\n[workspace]\nmembers = [\"a\", \"b\"]\n");
    project.write("policy.toml", "format = 1\nleast-maturity = \"critical\"\n");
    let ran = project.run(["check", "--policy", "policy.toml", "--format", "short"]).exits(1);
    let violations: Vec<&str> = ran.out.lines().filter(|line| line.contains("[policy-violation]")).collect();
    assert!(violations.len() == 1 && violations[0].starts_with("b/formwork.toml:"), "{violations:?}");
    project.run(["check", "--policy", "policy.toml", "a"]).ok();
    // The file is looked for where the command runs, whatever it looks at.
    project.run(["check", "-C", "a", "--policy", "../policy.toml"]).ok();
}

#[test]
#[cfg(unix)]
fn a_policy_behind_a_link_is_held_against_what_the_link_led_to() {
    let project = Project::fresh().versioned();
    project.write("cfg/a.toml", "format = 1\nlongest-waiver = 30\n");
    project.write("cfg/b.toml", "format = 1\n");
    std::os::unix::fs::symlink("cfg/a.toml", project.path("policy.toml")).unwrap();
    project.commit("a policy");
    let check = ["check", "--since", "HEAD", "--policy", "policy.toml", "--format", "short"];
    assert!(!project.run(check).out.contains("loosened-policy"));
    std::fs::remove_file(project.path("policy.toml")).unwrap();
    std::os::unix::fs::symlink("cfg/b.toml", project.path("policy.toml")).unwrap();
    project.run(check).exits(1).says("error[loosened-policy]").says("longest-waiver");
}

#[test]
fn a_policy_that_asks_for_less_is_told_where_the_first_component_comes_with_it() {
    let project = Project::empty().versioned();
    project.write("policy.toml", "format = 1\nlongest-waiver = 30\n");
    project.commit("a policy");
    project.write("policy.toml", "format = 1\n");
    project.run(["init"]).ok();
    let check = ["check", "--since", "HEAD", "--policy", "policy.toml", "--format", "short"];
    project.run(check).exits(1).says("error[loosened-policy]").says("longest-waiver");
}
