//! `review`: what is shown, who stamps, and what a stamp says.

use crate::support::{Project, difference};

pub const BY: &str = "@mia";

/// A component in a real repository, with two answers of which one rests on the other, both reviewed.
pub fn reviewed() -> Project {
    let project = with_git();
    project.run(["answer", "business-problems", "Snakes get in"]).ok();
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    project.run(["answer", "user-interface", "A phone in the pocket"]).ok();
    project.commit("answers");
    project.run(["review", "end-users", "user-interface", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    project.commit("reviews");
    project
}

/// A fresh component in a repository in which nothing is committed.
pub fn with_git() -> Project {
    let project = Project::empty().versioned();
    project.run(["init", "--name", "Watch"]).ok();
    project
}

/// Rules of reviews that `check` reports, with the question.
#[track_caller]
pub fn found(project: &Project) -> Vec<String> {
    let ran = project.run(["check", "--json", "--fail-on", "error"]);
    let json = ran.json();
    let rules = ["changed-since-review", "suspect-answer", "missing-sign-off", "invalid-value"];
    json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| rules.contains(&one["rule"].as_str().unwrap()))
        .map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["question"].as_str().unwrap_or("-")))
        .collect()
}

pub const REVIEWS: &str = "formwork/reviews.toml";

#[test]
fn a_stamp_says_who_when_as_what_and_what_it_was_about() {
    let project = reviewed();
    insta::assert_snapshot!(project.read(REVIEWS), @r##"
    # Who looked at which answer, and when: a table a question and role, written by `formwork review`.
    # A stamp is a claim; the commit that brings it is its proof.

    [end-users.product-owner]
    by = "@mia"
    on = 2026-11-21
    form = "mlops-requirements@3"
    maturity = "experimentation"
    hash = "1:998756d0b23e"

    [end-users.product-owner.depends-on]
    business-problems = "1:1d38202dd660"

    [user-interface.product-owner]
    by = "@mia"
    on = 2026-11-21
    form = "mlops-requirements@3"
    maturity = "experimentation"
    hash = "1:c6d4fe2a6dd0"

    [user-interface.product-owner.depends-on]
    end-users = "1:998756d0b23e"
    "##);
    assert!(found(&project).is_empty());
}

#[test]
fn nothing_is_stamped_unseen() {
    let project = with_git();
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    let before = project.snapshot();
    let ran = project.run(["review", "end-users", "--by", BY]).exits(2);
    ran.says("Zoo keepers")
        .says("Not reviewed yet")
        .talks("error: nothing was stamped")
        .talks("--yes stamps");
    project.run(["review", "--unreviewed", "--by", BY, "-q"]).exits(2).talks("error: nothing was stamped");
    project.run(["review", "end-users", "--by", BY, "--yes", "--dry-run"]).ok().says("+hash = ");
    project.run(["review", "end-users", "--json"]).ok();
    project.run(["review", "end-users", "--json", "--yes"]).exits(2).talks("as JSON it only shows");
    assert_eq!(project.snapshot(), before);
    // Quiet takes the talk away, never what is stamped.
    project.run(["review", "end-users", "--by", BY, "--yes", "-q"]).ok().says("Zoo keepers");
}

#[test]
fn an_open_question_and_a_draft_are_not_stamped() {
    let project = with_git();
    project.run(["answer", "end-users", "Zoo keepers", "--status", "draft"]).ok();
    let before = project.snapshot();
    let ran = project.run(["review", "end-users", "privacy", "--by", BY, "--yes"]).exits(2);
    ran.talks("end-users: not stamped, it is a draft").talks("privacy: not stamped, it is open");
    project.run(["review", "--unreviewed", "--by", BY, "--yes"]).ok().talks("nothing to review");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn questions_come_before_those_that_rest_on_them() {
    let project = reviewed();
    let out = project.run(["review", "user-interface", "end-users"]).exits(2).out;
    assert!(out.find("Who is the end user").unwrap() < out.find("How will the users interact").unwrap());
}

#[test]
fn without_the_text_of_then_it_says_so_and_shows_what_is_there() {
    let project = reviewed();
    project.run(["answer", "end-users", "Zoo visitors"]).ok();
    std::fs::rename(project.path(".git"), project.path("gone")).unwrap();
    std::fs::create_dir(project.path(".git")).unwrap();
    let ran = project.run(["review", "user-interface", "--by", BY]).exits(2);
    ran.says("changed: answer; the text as reviewed is not in this repository").says("Zoo visitors");
    assert_eq!(found(&project), ["changed-since-review end-users", "suspect-answer user-interface"]);
}

#[test]
fn a_sign_off_is_asked_of_its_role_for_the_present_answer() {
    let project = with_git();
    let head = project.read("formwork.toml");
    project.write(
        "formwork.toml",
        format!(
            "{head}\n[questions.end-users]\nrequired = true\nreason = \"r\"\nsign-off = [\"product-owner\"]\n"
        ),
    );
    assert!(found(&project).is_empty(), "an open question has its own finding");
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    assert_eq!(found(&project), ["missing-sign-off end-users"]);
    project.run(["review", "end-users", "--by", BY, "--as", "data-scientist", "--yes"]).ok();
    assert_eq!(found(&project), ["missing-sign-off end-users"]);
    let ran = project.run(["check"]).exits(1);
    ran.says("formwork review end-users --as product-owner");
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.run(["answer", "end-users", "Visitors"]).ok();
    assert_eq!(found(&project), ["changed-since-review end-users", "missing-sign-off end-users"]);
    // Another role may say that it means the same, and signs for itself alone.
    project.run(["review", "end-users", "--by", "@lea", "--as", "data-scientist", "--wording", "--yes"]).ok();
    assert_eq!(found(&project), ["missing-sign-off end-users"]);
    // Without `--as`, whoever plays no role looks in the one that is missing.
    project.run(["review", "end-users", "--by", BY, "--yes"]).ok().says("stamped by @mia as product owner");
    assert_eq!(found(&project), [""; 0]);
    project.change("formwork.toml", "sign-off = [\"product-owner\"]", "sign-off = [\"product-ownr\"]");
    assert!(found(&project).contains(&"missing-sign-off end-users".to_owned()), "a typo asks nobody");
}

#[test]
fn the_name_comes_from_the_flag_the_environment_or_git_and_the_role_from_who_plays_it() {
    let project = reviewed();
    let ran = project.run(["review", "end-users", "--yes"]).exits(2);
    ran.talks("who reviews?").talks("FORMWORK_USER");
    project.git(&["config", "user.name", "Mia Berg"]);
    project.run(["review", "end-users", "--yes"]).ok().says("stamped by Mia Berg as business stakeholder");
    let head = project.read("formwork.toml");
    project.write("formwork.toml", format!("{head}\n[roles]\nproduct-owner = [\"@lea\"]\n"));
    let project = project.env("FORMWORK_USER", "lea");
    project.run(["answer", "privacy", "No persons"]).ok();
    project.run(["review", "privacy", "--yes"]).ok().says("stamped by @lea as product owner");
    // Whose word is asked for comes first.
    let roles = "domain-expert = [\"@lea\"]\n\n[questions.privacy]\nsign-off = [\"domain-expert\"]\n";
    project.write("formwork.toml", format!("{}{roles}", project.read("formwork.toml")));
    project.run(["review", "privacy", "--yes"]).ok().says("stamped by @lea as domain expert");
    project.run(["review", "end-users", "--yes", "--by", "Jo"]).ok().says("stamped by @Jo as business");
    project.run(["review", "end-users", "--yes", "--by", " "]).exits(2).talks("the name is empty");
    project.run(["review", "end-users", "--yes", "--as", "nobody"]).exits(2).talks("there is no role");
}

#[test]
fn a_renewed_stamp_touches_only_its_own_lines() {
    let project = reviewed();
    let own = "# Mia looked twice.\n[end-users.product-owner] # in the workshop\n";
    project.change(REVIEWS, "[end-users.product-owner]\n", own);
    project.run(["answer", "end-users", "Visitors"]).ok();
    let before = project.read(REVIEWS);
    project
        .run(["review", "end-users", "--by", "@lea", "--as", "product-owner", "--note", "ok", "--yes"])
        .ok();
    let lines = difference(&before, &project.read(REVIEWS));
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(lines.contains(&"+by = \"@lea\"".to_owned()) && lines.contains(&"+note = \"ok\"".to_owned()));
    // Without a note the old one goes, which was about another look.
    project.run(["review", "end-users", "--by", "@lea", "--as", "product-owner", "--yes"]).ok();
    assert!(!project.read(REVIEWS).contains("note"));
}

#[test]
fn stamps_name_nobody_where_no_names_are_wanted() {
    let project = reviewed();
    project.run(["render", "--format", "markdown"]).ok().says("by @mia on 2026-11-21 as product owner");
    let out = project.run(["render", "--format", "markdown", "--no-names"]).ok();
    assert!(!out.out.contains("mia"));
    out.says("on 2026-11-21 as product owner");
}

#[test]
fn broken_stamps_are_found_and_a_broken_file_is_not_written_to() {
    let project = reviewed();
    project.change(REVIEWS, "1:c6d4fe2a6dd0", "c6d4fe2a6dd0");
    project.change(REVIEWS, "by = \"@mia\"", "by = \"\"");
    assert_eq!(found(&project), ["invalid-value end-users", "invalid-value user-interface"]);
    // A review puts them right.
    project.run(["review", "end-users", "user-interface", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.write(REVIEWS, "[end-users\n");
    let before = project.snapshot();
    project.run(["review", "end-users", "--by", BY, "--yes"]).exits(2).talks("reviews.toml");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn an_upgrade_takes_the_stamps_of_questions_that_are_gone_and_keeps_the_others() {
    let project = Project::empty();
    project.run(["init", "--form", "mlops-requirements@1"]).ok();
    for id in ["business-problems-and-ai", "data-source"] {
        project.run(["answer", id, "Four cameras"]).ok();
        project.run(["review", id, "--by", BY, "--yes"]).ok();
    }
    project.run(["upgrade"]).ok();
    let stamps = project.read(REVIEWS);
    assert!(!stamps.contains("business-problems-and-ai.") && stamps.contains("[data-source."), "{stamps}");
    assert!(!project.run(["check", "--format", "short"]).out.contains("reviews.toml"));
}

#[test]
fn a_history_that_was_cut_off_and_a_folder_within_a_repository_are_no_hindrance() {
    let project = Project::empty();
    std::fs::remove_dir(project.path(".git")).unwrap();
    project.git(&["init", "-q", "-b", "main"]);
    project.run(["init", "ml ops/\"watch\""]).ok();
    let at = ["-C", "ml ops/\"watch\""];
    let run = |args: &[&'static str]| project.run(at.iter().copied().chain(args.iter().copied()));
    run(&["answer", "end-users", "Zoo keepers"]).ok();
    run(&["review", "end-users", "--by", BY, "--yes"]).ok();
    project.commit("one");
    run(&["answer", "end-users", "Zoo visitors"]).ok();
    project.commit("two");
    run(&["review", "end-users", "--by", BY]).exits(2).says("Zoo [-keepers-]{+visitors+}");
    let clone = Project::empty();
    let from = format!("file://{}", project.root().display());
    clone.git(&["clone", "-q", "--depth", "1", &from, "clone"]);
    let ran = clone.run(["-C", "clone/ml ops/\"watch\"", "review", "end-users", "--by", BY]).exits(2);
    ran.says("the text as reviewed is not in this repository").says("Zoo visitors");
}
