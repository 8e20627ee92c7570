//! `diff`, `log` and `check --since`, in real repositories.

use std::path::Path;

use crate::git::git;
use crate::support::{Project, Ran};

fn repository(project: Project) -> Project {
    let project = project.versioned();
    project.commit("first");
    project
}

/// A component whose first answers are committed.
fn alone() -> Project {
    let project = Project::fresh();
    project.run(["answer", "data-source", "Four old cameras at the gate"]).ok();
    project.run(["answer", "data-format", "JPEG images, one a second"]).ok();
    repository(project)
}

/// A workspace of two, with blanks and quotes in a folder's name.
fn workspace() -> Project {
    let project = Project::empty().file(
        "formwork.toml",
        "format = 1\n[workspace]\nmembers = [\"services/*\"]\n[workspace.defaults]\nform = \"mlops-requirements@3\"\nmaturity = \"experimentation\"\n",
    );
    project.run(["init", "services/a"]).ok();
    project.run(["init", "services/it's \"b\""]).ok();
    repository(project)
}

fn components(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let all = json["components"].as_array().unwrap().iter();
    all.map(|one| one["component"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn nothing_changed_is_one_line_of_talk() {
    let project = alone();
    let ran = project.run(["diff"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.lines().count()), ("", 1), "{}", ran.err);
    // Comments, order and line endings say nothing of requirements.
    project.change("formwork/data.toml", "\n[data-source]", "\n# seen\r\n[data-source]");
    assert_eq!(project.run(["diff"]).ok().out, "");
}

#[test]
fn a_changed_answer_shows_its_words_and_what_rests_on_it() {
    let project = alone();
    project.change("formwork/data.toml", "Four old cameras", "Five new cameras");
    let ran = project.run(["diff"]).ok();
    ran.says("  data-source: changed\n")
        .says("    answer: [-Four old-]{+Five new+} cameras at the gate\n")
        .says("    rests on it, look again: data-format\n");
    let json = project.run(["diff", "--json"]).ok().json();
    let question = &json["components"][0]["questions"][0];
    assert_eq!(json["schema"], "formwork/diff/1");
    assert_eq!((&question["id"], &question["change"]), (&"data-source".into(), &"changed".into()));
    assert_eq!(question["fields"][0]["before"], "Four old cameras at the gate");
    assert_eq!(question["rests-on-it"][0], "data-format");
    assert_eq!(json["to"]["commit"], serde_json::Value::Null);
}

#[test]
fn the_index_the_working_tree_and_revisions_are_told_apart() {
    let project = alone();
    project.change("formwork/data.toml", "Four old", "Five old");
    project.git(&["add", "-A"]);
    project.change("formwork/data.toml", "Five old", "Six old");
    project.run(["diff", "--cached"]).ok().says("[-Four-]{+Five+}");
    project.run(["diff", "--staged"]).ok().says("[-Four-]{+Five+}");
    project.run(["diff", "HEAD"]).ok().says("[-Four-]{+Six+}");
    project.commit("second");
    project.run(["diff", "HEAD~1..HEAD"]).ok().says("[-Four-]{+Six+}");
    project.run(["diff", "HEAD.."]).ok().talks("no requirement changed between HEAD and HEAD");
    project.git(&["checkout", "-q", "-b", "side", "HEAD~1"]);
    project.run(["answer", "data-format", "PNG"]).ok();
    project.commit("third");
    // From where the branch began, what main did meanwhile is none of it.
    let ran = project.run(["diff", "main...side"]).ok();
    assert!(ran.out.contains("data-format") && !ran.out.contains("data-source"), "{}", ran.out);
    let both = project.run(["diff", "main..side"]).ok();
    assert!(both.out.contains("data-format") && both.out.contains("data-source"), "{}", both.out);
    project.run(["diff", "a..b", "--cached"]).exits(2);
}

#[test]
fn policy_that_asks_for_less_is_marked_and_what_is_newly_required_is_listed() {
    let project = alone();
    project.change("formwork.toml", "maturity = \"experimentation\"", "maturity = \"critical\"");
    let ran = project.run(["diff"]).ok();
    let ran = ran.says("policy maturity: experimentation → critical\n").says("newly required (");
    assert!(!ran.out.contains("asks for less"), "{}", ran.out);
    project.commit("second");
    project.change("formwork.toml", "maturity = \"critical\"", "maturity = \"non-critical\"");
    project.run(["diff"]).ok().says("policy maturity: critical → non-critical  asks for less than before");
}

#[test]
fn only_components_that_changed_are_shown_and_new_and_gone_ones_are_said() {
    let project = workspace();
    let odd = "services/it's \"b\"";
    project.run(["answer", "data-source", "Cameras", "--component", odd]).ok();
    let ran = project.run(["diff", "--json"]).ok();
    assert_eq!(components(&ran), [odd]);
    project.run(["diff"]).ok().says("services/it's \"b\": the gate ").says("  data-source: answered");
    project.run(["init", "services/c"]).ok();
    std::fs::remove_dir_all(project.path("services/a")).unwrap();
    let ran = project.run(["diff"]).ok();
    ran.says("services/c: new component, its gate ").says("services/a: the component is gone\n");
    // Below a member, it is about that member.
    let ran =
        Ran::of(project.command().current_dir(project.path("services/c")).arg("diff").output().unwrap());
    assert!(ran.out.contains("new component") && !ran.out.contains("gone"), "{}{}", ran.out, ran.err);
}

#[test]
fn the_workspaces_own_file_concerns_all_members() {
    let project = workspace();
    project.change("formwork.toml", "experimentation", "critical");
    let ran = project.run(["diff", "--json"]).ok();
    assert_eq!(components(&ran).len(), 2, "{}", ran.out);
}

#[test]
fn a_renamed_folder_stays_the_same_component() {
    let project = workspace();
    project.run(["answer", "data-source", "Four cameras", "--component", "services/a"]).ok();
    project.commit("second");
    std::fs::rename(project.path("services/a"), project.path("services/y")).unwrap();
    // Without a word to git, the file that stayed the same tells.
    project.change("services/y/formwork/data.toml", "Four", "Three");
    project.run(["diff"]).ok().says("services/y (was services/a): ").says("[-Four-]{+Three+}");
    std::fs::rename(project.path("services/y"), project.path("services/a")).unwrap();
    project.change("services/a/formwork/data.toml", "Three", "Four");
    project.git(&["mv", "services/a", "services/z"]);
    project.change("services/z/formwork/data.toml", "Four", "Five");
    let ran = project.run(["diff"]).ok();
    let ran = ran.says("services/z (was services/a): the gate still ").says("[-Four-]{+Five+}");
    assert!(!ran.out.contains("gone") && !ran.out.contains("new component"), "{}", ran.out);
    project.commit("third");
    let log = project.run(["log", "data-source", "--component", "services/z"]).ok();
    assert!(log.out.contains("third") && log.out.contains("second"), "{}", log.out);
    let old = project.run(["check", "--since", "HEAD~2", "--component", "services/z"]).ok();
    old.says("Nothing new since HEAD~2");
}

#[test]
fn markdown_holds_other_peoples_text_in_code() {
    let project = alone();
    let bad = "```\n</details><img src=x> @mia [a](javascript:b)\n````\n::error::x";
    project.run(["answer", "data-source", bad]).ok();
    let out = project.run(["diff", "--format", "markdown"]).ok().out;
    let html = |text: &str| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(
            &mut html,
            pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::all()),
        );
        html
    };
    let html = html(&out);
    assert_eq!((html.matches("<details>").count(), html.matches("</details>").count()), (1, 1), "{html}");
    assert!(!html.contains("<img") && !html.contains("<a "), "{html}");
    assert!(out.lines().all(|line| !line.trim_start().starts_with("::")), "{out}");
    assert!(out.starts_with("### Requirements: `HEAD` → the working tree\n\n| component |"), "{out}");
}

#[test]
fn a_revision_that_is_none_and_places_without_git_are_said() {
    let project = alone();
    for name in ["nothing", "--upload-pack=touch x", "a\nb", ""] {
        project.run(["diff", "--", name]).exits(2).talks("error: there is no commit");
        project.run(["check", &format!("--since={name}")]).exits(2).talks("error: there is no commit");
    }
    assert!(!project.path("x").exists());
    let bare = Project::fresh();
    bare.run(["diff"]).exits(2).talks("is not in a git repository");
    bare.run(["log", "data-source"]).exits(2).talks("is not in a git repository");
    let empty = Project::fresh();
    std::fs::remove_dir(empty.path(".git")).unwrap();
    empty.git(&["init", "-q"]);
    empty.run(["diff"]).exits(2).talks("nothing has been committed here yet");
    project.run(["diff"]).ok();
    let without = Ran::of(project.command().env("PATH", "/nowhere").arg("diff").output().unwrap());
    without.exits(2).talks("git is not installed");
    Ran::of(project.command().env("PATH", "/nowhere").arg("list").output().unwrap()).ok();
}

#[test]
fn a_shallow_clone_and_a_linked_worktree_work_as_far_as_they_reach() {
    let project = alone();
    project.change("formwork/data.toml", "Four", "Five");
    project.commit("second");
    project.change("formwork/data.toml", "Five", "Six");
    project.commit("third");
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", project.root().display());
    git(clone.path(), &["clone", "-q", "--depth", "2", &url, "."]).ok();
    let at =
        |dir: &Path, args: &[&str]| Ran::of(project.command().current_dir(dir).args(args).output().unwrap());
    at(clone.path(), &["diff", "HEAD~1"]).ok().says("[-Five-]{+Six+}");
    at(clone.path(), &["diff", "HEAD~2"]).exits(2).talks("this clone is shallow").talks("fetch-depth: 0");
    let log = at(clone.path(), &["log", "data-source"]).ok().talks("this clone is shallow");
    assert!(
        log.out.contains("third") && !log.out.contains("first") && !log.out.contains("answered"),
        "{}",
        log.out
    );
    let beside = tempfile::tempdir().unwrap();
    let linked = beside.path().join("linked tree");
    project.git(&["worktree", "add", "-q", linked.to_str().unwrap(), "HEAD"]);
    let file = linked.join("formwork/data.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Six", "Seven")).unwrap();
    at(&linked.join("formwork"), &["diff"]).ok().says("[-Six-]{+Seven+}");
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

#[test]
fn what_became_suspect_since_its_review_is_listed() {
    let project = alone();
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    project.run(["answer", "user-interface", "A phone in the pocket"]).ok();
    project.run(["review", "user-interface", "--by", "@mia", "--as", "product-owner", "--yes"]).ok();
    project.commit("reviewed");
    let none = project.run(["diff", "HEAD~1..HEAD"]).ok().out;
    assert!(!none.contains("suspect"), "{none}");
    project.run(["answer", "end-users", "Visitors"]).ok();
    project.run(["diff"]).ok().says("suspect since their review (1): user-interface\n");
    project
        .run(["diff", "--format", "markdown"])
        .ok()
        .says("Suspect since their review (1): `user-interface`");
    let json = project.run(["diff", "--json"]).ok().json();
    assert_eq!(json["components"][0]["suspect"], serde_json::json!(["user-interface"]));
    project.commit("changed");
    project.run(["answer", "end-users", "Visitors and keepers"]).ok();
    let again = project.run(["diff"]).ok().out;
    assert!(!again.contains("suspect since"), "it was suspect before: {again}");
}

#[test]
fn the_log_of_a_question_tells_who_changed_it_when_and_how() {
    let project = alone();
    project.change("formwork/data.toml", "Four old", "Five new");
    project.commit("more cameras");
    project.change("formwork/data.toml", "JPEG", "PNG");
    project.commit("of another question");
    project.change("formwork/data.toml", "\n[data-source]", "\n# only a comment\n[data-source]");
    project.commit("a comment");
    project.run(["answer", "data-source", "--status", "draft", "Six"]).ok();
    let ran = project.run(["log", "data-source"]).ok();
    let heads: Vec<&str> = ran.out.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(heads.len(), 3, "{}", ran.out);
    assert_eq!(heads[0], "not committed yet");
    assert!(heads[1].ends_with("2026-11-20 Mia: more cameras") && heads[2].ends_with("first"), "{}", ran.out);
    let ran = ran.says("[-Four old-]{+Five new+}");
    assert!(ran.out.contains("  reopened (answered → draft)\n"), "{}", ran.out);
    let json = project.run(["log", "data-source", "--json", "-n", "2"]).ok().json();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(
        (changes.len(), &changes[1]["author"], &changes[1]["change"]),
        (2, &"Mia".into(), &"changed".into())
    );
    project.run(["log", "privacy"]).ok().talks("no commit of this clone changed privacy");
    project.run(["log", "privcy"]).exits(2).talks("privacy");
}

#[test]
fn a_state_that_cannot_be_read_is_said_and_nothing_is_made_up() {
    let project = alone();
    project.change("formwork/data.toml", "[data-source]", "[data-source");
    let ran = project.run(["diff"]).exits(2).talks("invalid-toml");
    assert!(ran.out.contains("unreadable") && !ran.out.contains("reopened"), "{}", ran.out);
    project.commit("broken");
    project.change("formwork/data.toml", "[data-source", "[data-source]");
    let ran = project.run(["diff"]).ok().says("unreadable → ");
    assert!(!ran.out.contains("answered"), "{}", ran.out);
}

#[test]
fn evidence_sets_and_stray_files_are_those_of_the_revision() {
    let project = alone();
    project.write("docs/cameras.md", "x");
    project.run(["answer", "data-source", "--evidence", "docs/cameras.md"]).ok();
    project.commit("evidence");
    std::fs::remove_file(project.path("docs/cameras.md")).unwrap();
    let ran = project.run(["check", "--since", "HEAD", "--format", "short"]).ok();
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.contains("warning[missing-evidence]"), "{}", ran.out);
    project.git(&["checkout", "-q", "."]);
    project.write("formwork/dat.toml", "");
    let ran = project.run(["check", "--since", "HEAD", "--format", "short"]).ok();
    assert!(ran.out.contains("warning[unknown-file]"), "{}", ran.out);
    project.commit("stray");
    project.run(["check", "--since", "HEAD"]).ok().says("Nothing new since HEAD");
}

#[test]
#[cfg(unix)]
fn inside_of_a_hook_the_index_is_that_of_the_commit() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = alone();
    let hook = project.path(".git/hooks/pre-commit");
    let bin = env!("CARGO_BIN_EXE_formwork");
    // Git tells a hook of its repository and index by variables, with paths from the top.
    project.write(
        ".git/hooks/pre-commit",
        format!("#!/bin/sh\n'{bin}' -C formwork diff --cached > .git/seen\n"),
    );
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    project.change("formwork/data.toml", "Four old", "Five new");
    project.change("formwork/data.toml", "JPEG", "PNG");
    project.git(&["add", "-A"]);
    project.change("formwork/data.toml", "Five new", "Six more");
    // Only what is named goes into this commit.
    project.write("README", "x");
    project.git(&["add", "README"]);
    project.git(&["commit", "-q", "-m", "a readme", "README"]);
    assert_eq!(project.read(".git/seen"), "");
    project.git(&["commit", "-q", "-m", "what is staged"]);
    let seen = project.read(".git/seen");
    assert!(seen.contains("{+Five new+}") && seen.contains("PNG"), "{seen}");
    git(&project.path("formwork"), &["commit", "-q", "-a", "-m", "the rest"]).ok();
    assert!(project.read(".git/seen").contains("[-Five new-]{+Six more+}"), "{}", project.read(".git/seen"));
}

#[test]
fn a_merge_is_in_the_log_only_where_it_changed_something_itself() {
    let project = alone();
    project.git(&["checkout", "-q", "-b", "side"]);
    project.change("formwork/data.toml", "Four old", "Five old");
    project.commit("on the side");
    project.git(&["checkout", "-q", "main"]);
    project.change("formwork/data.toml", "JPEG", "PNG");
    project.commit("on main");
    project.git(&["merge", "-q", "--no-commit", "side"]);
    project.git(&["commit", "-q", "-m", "a plain merge"]);
    let log = project.run(["log", "data-source"]).ok().out;
    assert!(log.contains("on the side") && !log.contains("merge") && !log.contains("not committed"), "{log}");
    project.git(&["checkout", "-q", "-b", "other"]);
    project.change("formwork/data.toml", "PNG", "TIFF");
    project.commit("elsewhere");
    project.git(&["checkout", "-q", "main"]);
    project.git(&["merge", "-q", "--no-ff", "--no-commit", "other"]);
    project.change("formwork/data.toml", "Five old", "Six");
    project.commit("a merge that decides");
    let log = project.run(["log", "data-source"]).ok().out;
    assert!(log.contains("a merge that decides") && log.contains("[-Five old-]{+Six+}"), "{log}");
    assert!(!log.contains("not committed"), "{log}");
}
