//! `check --since REV`, also on a branch that main has left behind (`REV...`).

use crate::diff::{alone, repository};
use crate::support::Project;

/// A gate that is red on both branches at first; then main alone is mended, and the branch adds nothing.
fn left_behind() -> Project {
    let project = Project::example("elephant-enclosure-complete").versioned();
    project.change("formwork.toml", "[roles]", "[rules]\nechoed-example = \"off\"\n\n[roles]");
    project.change("formwork/data.toml", "[data-format]\n", "[data-format]\nstatus = \"draft\"\n");
    project.commit("red");
    project.git(&["switch", "-q", "-c", "side"]);
    project.write("note.txt", "unrelated");
    project.commit("side");
    project.git(&["switch", "-q", "main"]);
    project.change("formwork/data.toml", "[data-format]\nstatus = \"draft\"\n", "[data-format]\n");
    project.commit("mended");
    project.git(&["switch", "-q", "side"]);
    project
}

#[test]
fn what_main_mended_since_is_old_from_where_it_was_left() {
    let project = left_behind();
    project
        .run(["check", "--since", "main", "--format", "short"])
        .exits(1)
        .says("draft-answer")
        .talks("main has commits that are not in HEAD")
        .talks("`--since main...` holds against");
    for since in ["main...", "main...HEAD"] {
        let ran = project.run(["check", "--since", since]).ok();
        assert!(ran.out.starts_with("Nothing new since the merge base with main ("), "{}", ran.out);
        assert_eq!(ran.err, "");
    }
    // From itself nothing was left behind.
    project.change("formwork/data.toml", "[data-source]\n", "[data-source]\nstatus = \"draft\"\n");
    let ran = project.run(["check", "--since", "HEAD"]).exits(1);
    assert_eq!(ran.err, "");
    // A variable that is empty in CI is no revision.
    project.run(["check", "--since", "..."]).exits(2).talks("there is no commit ``");
}

#[test]
fn two_revisions_are_one_too_many() {
    let project = left_behind();
    for since in ["main..side", "main..", "main...main"] {
        project
            .run(["check", "--since", since])
            .exits(2)
            .talks(&format!("error: --since takes one revision, not `{since}`"))
            .talks("--since REV... for the commit where HEAD left it");
    }
}

#[test]
fn a_base_that_a_shallow_clone_lacks_is_said() {
    let project = left_behind();
    let whole = format!("file://{}", project.root().display());
    let clone = Project::empty();
    clone.git(&["clone", "-q", "--depth", "1", "--no-single-branch", &whole, "clone"]);
    clone
        .run(["-C", "clone", "check", "--since", "origin/main..."])
        .exits(2)
        .talks("have no common ancestor in this clone")
        .talks("fetch-depth: 0");
}

#[test]
fn only_findings_that_the_revision_did_not_have_fail() {
    let project = alone();
    project.run(["check"]).exits(1);
    let ran = project.run(["check", "--since", "HEAD"]).ok();
    ran.says("Nothing new since HEAD: ").says(" were there at HEAD already: ");
    // Lines above move what was there before.
    project.change("formwork/data.toml", "[data-source]", "# one\n# two\n[data-source]\nstatus = \"draft\"");
    let ran = project.run(["check", "--since", "HEAD", "--format", "short"]).exits(1);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.contains("error[draft-answer]"), "{}", ran.out);
    let json = project.run(["check", "--since", "HEAD", "--json"]).exits(1).json();
    let findings = json["findings"].as_array().unwrap();
    let new: Vec<_> = findings.iter().filter(|one| one["new"] == true).collect();
    assert_eq!((new.len(), &new[0]["rule"]), (1, &"draft-answer".into()));
    assert_eq!(json["summary"]["before"], findings.len() - 1);
    assert_eq!(json["since"], "HEAD");
    let github = project.run(["check", "--since", "HEAD", "--format", "github"]).exits(1);
    assert_eq!(github.out.lines().count(), 1, "{}", github.out);
    assert!(project.run(["check", "--json"]).exits(1).json()["findings"][0].get("new").is_none());
}

#[test]
fn where_there_was_no_component_all_findings_are_new() {
    let project = Project::empty().file("README", "x");
    let project = repository(project);
    project.run(["init", "--name", "Watch"]).ok();
    let all = project.run(["check", "--json"]).exits(1).json();
    let since = project.run(["check", "--since", "HEAD", "--json"]).exits(1).json();
    assert_eq!(since["summary"]["errors"], all["summary"]["errors"]);
    assert_eq!(since["summary"]["before"], 0);
    project.run(["diff"]).ok().says("new component");
}

#[test]
fn a_lowered_level_is_a_warning_at_its_place_and_cannot_turn_itself_off() {
    let project = alone();
    project.change("formwork.toml", "maturity = \"experimentation\"", "maturity = \"critical\"");
    project.commit("second");
    project.change("formwork.toml", "maturity = \"critical\"", "maturity = \"non-critical\"");
    let lower = |args: &[&str]| {
        project.run(["check", "--since", "HEAD", "--format", "short"].into_iter().chain(args.iter().copied()))
    };
    let ran = lower(&[]).ok();
    assert!(
        ran.out.contains(
            "warning[loosened-policy] `maturity` asks for less than before: it was `critical` and is `non-critical`"
        ),
        "{}",
        ran.out
    );
    let line =
        project.read("formwork.toml").lines().position(|line| line.starts_with("maturity")).unwrap() + 1;
    assert!(ran.out.starts_with(&format!("formwork.toml:{line}:")), "{}", ran.out);
    lower(&["--fail-on", "warning"]).exits(1);
    let text = project.read("formwork.toml") + "\n[rules]\nloosened-policy = \"off\"\n";
    project.write("formwork.toml", text);
    let ran = lower(&[]).ok().says("`rules.loosened-policy` asks for less than before");
    assert!(ran.out.contains("`maturity` asks for less"), "{}", ran.out);
    assert!(!project.run(["check"]).exits(1).out.contains("loosened-policy"));
}

#[test]
fn the_policy_holds_for_the_revision_as_for_the_files_and_reports_get_what_is_new() {
    let project = alone();
    // What the component turned off was there before, and the floor asks for it on both sides.
    let settings = project.read("formwork.toml") + "\n[rules]\nunknown-file = \"off\"\n";
    project.write("formwork.toml", settings);
    project.write("formwork/odd.toml", "");
    project.commit("an odd file");
    project.write("floor.toml", "format = 1\n[rules]\nunknown-file = \"error\"\n");
    let check = |args: &[&str]| {
        let all = ["check", "--policy", "floor.toml", "--since", "HEAD"];
        project.run(all.into_iter().chain(args.iter().copied()))
    };
    let all = project.run(["check", "--policy", "floor.toml"]).exits(1).out;
    assert!(all.contains("error[unknown-file]"), "{all}");
    check(&["--report", "junit=out/junit.xml", "--report", "markdown=out/page.md"])
        .ok()
        .says("Nothing new since HEAD");
    let junit = project.read("out/junit.xml");
    assert!(junit.contains(" failures=\"0\"") && junit.contains("was there before HEAD"), "{junit}");
    assert!(project.read("out/page.md").starts_with("### formwork: nothing new stands in the way\n"));
    project.change("formwork/data.toml", "Four old cameras at the gate", "TBD");
    check(&["--report", "junit=out/junit.xml"]).exits(1);
    assert!(project.read("out/junit.xml").contains(" failures=\"1\""));
    check(&["--exit-zero"]).ok();
}

#[test]
fn reports_of_a_run_are_no_part_of_a_revision() {
    let project = alone();
    let requirement = "\n[[data-source.requirement]]\nid = \"r\"\ntext = \"The system shall see all.\"\n\
        measured = { file = \"eval.json\", key = \"recall\", at-least = 0.9 }\n";
    let text = project.read("formwork/data.toml");
    let at = text.find("[data-source]").unwrap();
    let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end + 1);
    project.write("formwork/data.toml", format!("{}{requirement}{}", &text[..end], &text[end..]));
    project.commit("a requirement");
    let rules = |args: &[&str]| -> Vec<String> {
        let json = project
            .run(["check", "--json", "--exit-zero"].into_iter().chain(args.iter().copied()))
            .ok()
            .json();
        let all = json["findings"].as_array().unwrap().clone();
        let new = all.iter().filter(|one| one["new"] != false && one["question"] == "data-source");
        new.map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
    };
    project.write("eval.json", "{ \"recall\": 0.95 }");
    assert_eq!(rules(&["--since", "HEAD"]), Vec::<String>::new());
    project.write("eval.json", "{ \"recall\": 0.5 }");
    assert_eq!(rules(&["--since", "HEAD"]), ["unmet-requirement"], "what a report says is of now");
    std::fs::remove_file(project.path("eval.json")).unwrap();
    project.run(["diff", "--json"]).ok();
    let before = project.run(["diff", "HEAD~1..HEAD"]).ok().out;
    assert!(!before.contains("warning"), "nobody looked for the report: {before}");
}
