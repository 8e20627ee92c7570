//! `check --since` on changes that make the gate ask for less: with git, by whole commands.

use crate::support::Project;

const MEMBER: &str = "format = 1\nform = \"mlops-requirements@3\"\nmaturity = \"experimentation\"\n";

/// A workspace of two complete components, committed.
fn workspace() -> Project {
    let project = Project::empty().versioned();
    for name in ["a", "b"] {
        let dir = format!("services/{name}");
        project.run(["init", &dir, "--from", "elephant-enclosure-complete"]).ok();
        project.change(&format!("{dir}/formwork.toml"), "Elephant enclosure watch", name);
    }
    project.write("formwork.toml", "format = 1\n[workspace]\nmembers = [\"services/*\"]\n");
    project.commit("two components");
    project
}

/// What of `check --since HEAD` is about policy.
fn loosened(project: &Project, args: &[&str]) -> Vec<String> {
    let all = ["check", "--since", "HEAD", "--format", "short"].into_iter().chain(args.iter().copied());
    let out = project.run(all).out;
    out.lines().filter(|line| line.contains("[loosened-policy]")).map(str::to_owned).collect()
}

#[test]
fn a_component_that_is_there_and_no_longer_checked_is_said() {
    let project = workspace();
    let told = |what: &str| {
        let found = loosened(&project, &[]);
        assert_eq!(found.len(), 1, "{what}: {found:?}");
        assert!(
            found[0].ends_with(
                "warning[loosened-policy] the component `services/b` is there and is no longer checked"
            ),
            "{what}: {found:?}"
        );
        project.git(&["checkout", "-q", "."]);
    };
    project.change("formwork.toml", "members", "exclude = [\"services/b\"]\nmembers");
    told("excluded");
    project.change("formwork.toml", "services/*", "services/a");
    told("off the list");
    std::fs::remove_file(project.path("services/b/formwork.toml")).unwrap();
    told("without its formwork.toml");
    assert!(loosened(&project, &[]).is_empty());
    // With all that it was, nothing is left to check.
    std::fs::remove_dir_all(project.path("services/b")).unwrap();
    assert!(loosened(&project, &[]).is_empty());
    project.git(&["checkout", "-q", "."]);
    // What moved is checked where it is now.
    project.git(&["mv", "services/b", "services/z"]);
    assert!(loosened(&project, &[]).is_empty());
    // Unless that is where nobody looks.
    std::fs::create_dir(project.path("attic")).unwrap();
    project.git(&["mv", "services/z", "attic/b"]);
    let found = loosened(&project, &[]);
    assert!(
        found.len() == 1 && found[0].contains("the component `attic/b` is there and is no longer checked"),
        "{found:?}"
    );
}

#[test]
fn a_workspace_that_is_none_any_more_leaves_its_components_out() {
    let project = workspace();
    project.write("formwork.toml", MEMBER);
    let found = loosened(&project, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| line.starts_with("formwork.toml:1:1: ")), "{found:?}");
    // What cannot be read has its own finding, and leaves nobody out.
    project.write("formwork.toml", "format = \n");
    assert!(loosened(&project, &[]).is_empty());
    project.write("formwork.toml", MEMBER);
    // Whoever looks at one component is not told of the others.
    assert!(loosened(&project, &["services/a"]).is_empty());
}

#[test]
fn a_component_that_moves_takes_its_past_along() {
    let project = workspace();
    project.git(&["mv", "services/b", "services/z"]);
    project.change("services/z/formwork.toml", "maturity = \"critical\"", "maturity = \"non-critical\"");
    let found = loosened(&project, &[]);
    assert!(found.len() == 1 && found[0].contains("`maturity` asks for less"), "{found:?}");
    // Nothing of its settings is as it was, and its answers tell.
    project.write("services/z/formwork.toml", MEMBER);
    let found = loosened(&project, &[]);
    assert!(found.iter().any(|line| line.contains("`maturity` asks for less")), "{found:?}");
    assert!(found.iter().all(|line| line.starts_with("services/z/")), "{found:?}");
}

#[test]
fn stamps_dependencies_and_the_form_are_held_against_the_revision() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    for id in ["privacy", "data-source"] {
        project.run(["review", id, "--as", "product-owner", "--by", "@mia", "--yes", "--note", "n"]).ok();
    }
    project.commit("reviewed");
    project.write("formwork/reviews.toml", "");
    assert!(loosened(&project, &[])[0].ends_with("`reviews.toml` is gone: it was `2 stamps`"));
    std::fs::remove_file(project.path("formwork/reviews.toml")).unwrap();
    assert!(loosened(&project, &[])[0].ends_with("`reviews.toml` is gone: it was `2 stamps`"));
    project.git(&["checkout", "-q", "."]);
    project.change("formwork/reviews.toml", "[privacy.product-owner]", "[privacy.legal-team]");
    let found = loosened(&project, &[]);
    assert!(found.len() == 1 && found[0].contains("`reviews.privacy.product-owner` is gone"), "{found:?}");
    assert!(found[0].starts_with("formwork/data.toml:"), "{found:?}");
    project.git(&["checkout", "-q", "."]);
    project.change("formwork.toml", "mlops-requirements@3", "mlops-requirements@1");
    let found = loosened(&project, &[]);
    assert!(found.iter().any(|line| line.contains("`form` asks for less than before")), "{found:?}");
    project.git(&["checkout", "-q", "."]);
    let text =
        project.read("formwork.toml") + "\n[questions.privacy]\ndepends-on = { drop = [\"data-source\"] }\n";
    project.write("formwork.toml", text);
    assert!(loosened(&project, &[])[0].contains("`questions.privacy.depends-on` asks for less"));
}

#[test]
fn under_a_policy_what_asks_for_less_is_an_error_that_the_component_cannot_turn_off() {
    let project = workspace();
    project.write("policy.toml", "format = 1\n");
    project.change("services/a/formwork.toml", "maturity = \"critical\"", "maturity = \"non-critical\"");
    project.change("formwork.toml", "members", "exclude = [\"services/b\"]\nmembers");
    project.run(["check", "--since", "HEAD"]).ok();
    let under = ["check", "--since", "HEAD", "--policy", "policy.toml", "--format", "short"];
    project.run(under).exits(1);
    let found = loosened(&project, &["--policy", "policy.toml"]);
    assert!(found.len() == 2 && found.iter().all(|line| line.contains("error[")), "{found:?}");
    let defaults = "\n[workspace.defaults]\nrules = { loosened-policy = \"off\" }\n";
    project.write("formwork.toml", project.read("formwork.toml") + defaults);
    let found = loosened(&project, &["--policy", "policy.toml"]);
    assert!(found.len() == 3 && found.iter().all(|line| line.contains("error[")), "{found:?}");
}

#[test]
fn a_rule_turned_up_makes_what_was_there_new_and_says_what_it_was() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.change("formwork/data.toml", "evidence = [\"docs/", "evidence = [\"gone/");
    project.commit("a warning");
    let rules = project.read("formwork.toml").replace("[rules]\n", "");
    project.write("formwork.toml", rules + "\n[rules]\nmissing-evidence = \"error\"\n");
    let ran = project.run(["check", "--since", "HEAD", "--format", "short"]).exits(1);
    assert!(ran.out.contains("is not there; at HEAD it was a warning"), "{}", ran.out);
    // Whoever fails on warnings had it before.
    project
        .run(["check", "--since", "HEAD", "--fail-on", "warning"])
        .ok()
        .says("1 finding was there at HEAD");
}

#[test]
fn a_set_of_a_team_s_own_that_asks_for_less_is_told_by_its_questions() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    let set = |more: &str| format!("format = 1\nid = \"ours\"\nversion = 1\ntitle = \"Ours\"\n{more}");
    let question = "\n[[question]]\nid = \"our-budget\"\nstage = \"scoping\"\ntext = \"How much?\"\n\
                    roles = [\"product-owner\"]\nexamples = [\"little\"]\n";
    project.write("sets/ours.toml", set(question));
    project.change("formwork.toml", "maturity = ", "sets = [\"sets/ours.toml\"]\nmaturity = ");
    project.commit("a set");
    project.write("sets/ours.toml", set(""));
    let found = loosened(&project, &[]);
    assert!(found.len() == 1 && found[0].contains("`questions.our-budget` asks for less"), "{found:?}");
    let retire = "\n[[retire]]\nquestion = \"privacy\"\nreason = \"r\"\n";
    project.write("sets/ours.toml", set(&format!("{question}{retire}")));
    let found = loosened(&project, &[]);
    assert!(found.len() == 1 && found[0].contains("is `taken out by sets/ours.toml`"), "{found:?}");
    assert!(found[0].contains("`questions.privacy` asks for less"), "{found:?}");
}

#[test]
fn a_project_that_is_gone_is_said_where_its_absence_is_fine() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.commit("all");
    project.write("policy.toml", "format = 1\n");
    std::fs::remove_file(project.path("formwork.toml")).unwrap();
    let said = "formwork.toml:1:1: warning[loosened-policy] the formwork.toml is gone, so nothing is checked any more";
    let args = ["check", "--if-present", "--since", "HEAD", "--format", "short"];
    project.run(args).ok().says(said);
    project.run(args.into_iter().chain(["-C", "formwork"])).ok().says("[loosened-policy]");
    project.run(args.into_iter().chain(["--policy", "policy.toml"])).exits(1).says("error[loosened-policy]");
    // Where there never was one, or nobody can tell, that is all.
    assert_eq!(project.run(["check", "--if-present"]).ok().out, "");
    assert_eq!(project.run(["check", "--if-present", "--since", "nowhere"]).ok().out, "");
    project.commit("without");
    project.run(args).ok().talks("nothing to check");
}

#[test]
fn a_policy_in_the_repository_is_held_against_itself() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.write("policy.toml", "format = 1\nlongest-waiver = 30\n[rules]\nmissing-evidence = \"error\"\n");
    let args = ["check", "--policy", "policy.toml", "--since", "HEAD", "--format", "short"];
    project.commit("a policy");
    project.write("policy.toml", "format = 1\nlongest-waiver = 90\n");
    let ran = project.run(args).exits(1);
    let ran = ran.says(
        "policy.toml:1:1: error[loosened-policy] `longest-waiver` asks for less than before: it was `30`",
    );
    let ran = ran.says("`rules.missing-evidence` asks for less than before: it was `error` and is not there");
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    // From a folder below, and by another name of the same file.
    project.run(["check", "--policy", "../policy.toml", "--since", "HEAD", "-C", "formwork"]).exits(1);
    project.commit("another");
    project.run(args).ok();
    project.write("policy.toml", "format = 1\nlongest-waiver = 9\n");
    project.run(args).ok();
    // The revision before had none.
    project.git(&["rm", "-q", "--cached", "policy.toml"]);
    project.git(&["commit", "-q", "-m", "without"]);
    project.run(args).ok();
}

#[test]
fn a_hash_that_leaves_a_stamp_is_told_unless_somebody_looked_again() {
    let project = Project::example("elephant-enclosure-complete").versioned();
    let review = ["review", "privacy", "--as", "product-owner", "--by", "@mia", "--yes"];
    project.run(review).ok();
    project.commit("reviewed");
    let stamps = "formwork/reviews.toml";
    let text = project.read(stamps);
    let last = text.lines().rfind(|line| line.contains(" = \"1:")).unwrap().to_owned();
    let (on, hash) = last.split_once(" = ").unwrap();
    let own = text.lines().rfind(|line| line.starts_with("hash = ")).unwrap();
    let table = format!("{}\n", text.lines().rfind(|line| line.ends_with(".depends-on]")).unwrap());
    let below = text.split_once(&table).unwrap().1;
    for (from, to, said) in [
        (last.as_str(), "", format!("depends-on.{on}` is gone")),
        (hash, "\"9:aaaaaaaaaaaa\"", format!("depends-on.{on}` cannot be read any more")),
        (own, "hash = \"9:aaaaaaaaaaaa\"", "reviews.privacy.product-owner.hash` cannot be read".to_owned()),
        (below, "", format!("depends-on.{on}` is gone")),
        (&table, "[privacy.product-owner.depend-on]\n", format!("depends-on.{on}` is gone")),
    ] {
        project.write(stamps, text.replacen(from, to, 1));
        let found = loosened(&project, &[]);
        assert!(found.iter().any(|one| one.contains(&said)), "{from} to {to}: {found:?}");
    }
    // Whoever looks again writes all of it anew.
    project.write(stamps, text.replace("\"1:", "\"9:"));
    project.run(["--today", "2026-11-22"].into_iter().chain(review)).ok();
    project.change(stamps, &last, &format!("{on} = \"9:aaaaaaaaaaaa\""));
    assert!(loosened(&project, &[]).is_empty());
}
