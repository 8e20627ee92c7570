//! What `diff` shows, in real repositories.

use crate::support::{Project, Ran};

pub fn repository(project: Project) -> Project {
    let project = project.versioned();
    project.commit("first");
    project
}

/// A component whose first answers are committed.
pub fn alone() -> Project {
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
