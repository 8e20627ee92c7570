//! What `diff` tells of stamps: who looked at what, and what that put right.

use crate::support::Project;

/// A component with two answers, one resting on the other and reviewed, all committed.
fn reviewed() -> Project {
    let project = Project::fresh().versioned();
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    project.run(["answer", "user-interface", "A phone in the pocket"]).ok();
    project.commit("answers");
    project.run(review("user-interface", "@mia")).ok();
    project.commit("reviewed");
    project
}

fn review<'a>(id: &'a str, by: &'a str) -> [&'a str; 9] {
    ["review", id, "--as", "product-owner", "--by", by, "--yes", "--note", "with <b> @all"]
}

fn json(project: &Project, range: &str) -> serde_json::Value {
    project.run(["diff", range, "--json"]).ok().json()["components"][0]["reviews"].take()
}

#[test]
fn a_new_stamp_is_told_in_every_format() {
    let project = reviewed();
    let said = "  review of user-interface as product-owner: new, by @mia on 2026-11-21: with <b> @all\n";
    project.run(["diff", "HEAD~1..HEAD"]).ok().says(said);
    let all = json(&project, "HEAD~1..HEAD");
    let [one] = &all.as_array().unwrap()[..] else { panic!("one review: {all}") };
    assert_eq!((&one["question"], &one["role"]), (&"user-interface".into(), &"product-owner".into()));
    assert_eq!((&one["change"], &one["before"]), (&"new".into(), &serde_json::Value::Null));
    assert_eq!((&one["after"]["by"], &one["after"]["on"]), (&"@mia".into(), &"2026-11-21".into()));
    assert_eq!(one["after"]["note"], "with <b> @all");
    let page = project.run(["diff", "HEAD~1..HEAD", "--format", "markdown"]).ok();
    let (top, folded) = page.out.split_once("<details>").unwrap();
    assert!(top.ends_with("\n\n1 review new.\n\n"), "{top}");
    assert!(
        folded.starts_with("<summary><code>Watch</code>: 0 questions, 1 review new</summary>"),
        "{folded}"
    );
    let item =
        "- review of `user-interface` as `product-owner`: new, by `@mia` on 2026-11-21: `with <b> @all`\n";
    assert!(folded.contains(item), "{folded}");
    project.run(["diff", "HEAD"]).ok().talks("no requirement changed");
}

#[test]
fn a_renewed_stamp_says_what_it_settled() {
    let project = reviewed();
    project.run(["answer", "end-users", "Visitors"]).ok();
    project.commit("suspect");
    project.run(review("user-interface", "@jonas")).ok();
    let ran = project.run(["diff"]).ok();
    ran.says("  review of user-interface as product-owner: renewed, by @mia on 2026-11-21 → by @jonas on 2026-11-21")
        .says("    settled by it: user-interface was suspect, resting on end-users\n");
    let settled = serde_json::json!(
        [{ "finding": "suspect-answer", "question": "user-interface", "rests-on": "end-users" }]
    );
    assert_eq!(json(&project, "HEAD")[0]["settles"], settled);
    let page = project.run(["diff", "--format", "markdown"]).ok();
    page.says("\n1 review renewed, 1 finding settled by them.\n")
        .says("; settled by it: `user-interface` was suspect, resting on `end-users`\n");
    // What became suspect and was looked at within the range was never wrong at its start.
    assert_eq!(json(&project, "HEAD~1")[0]["settles"], serde_json::json!([]));
    project.run(["answer", "user-interface", "A watch"]).ok();
    project.commit("changed");
    project.run(review("user-interface", "@jonas")).ok();
    let changed = serde_json::json!([{ "finding": "changed-since-review", "question": "user-interface" }]);
    let one = &json(&project, "HEAD")[0];
    assert_eq!((&one["change"], &one["settles"]), (&"renewed".into(), &changed), "the same day and person");
    assert_ne!(one["before"]["hash"], one["after"]["hash"]);
}

#[test]
fn a_wording_that_stands_for_the_old_one_settles_what_rests_on_it() {
    let project = reviewed();
    project.run(review("end-users", "@mia")).ok();
    project.commit("both");
    project.run(["answer", "end-users", "The keepers of the zoo"]).ok();
    project.commit("reworded");
    let args = review("end-users", "@mia").into_iter().chain(["--wording"]);
    project.run(args).ok();
    project.run(["diff"]).ok().says(
        "settled by it: end-users changed since its review; user-interface was suspect, resting on end-users",
    );
}

#[test]
fn a_stamp_that_went_is_told_once_and_marked() {
    let project = reviewed();
    let stamp = project.read("formwork/reviews.toml");
    project.write("formwork/reviews.toml", "");
    let said =
        "review of user-interface as product-owner: gone, by @mia on 2026-11-21  asks for less than before\n";
    let ran = project.run(["diff"]).ok().says(said);
    assert!(!ran.out.contains("policy"), "{}", ran.out);
    let page = project.run(["diff", "--format", "markdown"]).ok();
    let page =
        page.says("- ⚠️ asks for less than before: review of `user-interface` as `product-owner`: gone, by");
    assert_eq!(page.out.matches("asks for less").count(), 1, "{}", page.out);
    assert_eq!(json(&project, "HEAD")[0]["loosens"], true);
    project.run(["check", "--since", "HEAD"]).says("`reviews.user-interface.product-owner` is gone");
    // Line endings, comments and order say nothing.
    project.write("formwork/reviews.toml", format!("# seen\r\n{}", stamp.replace('\n', "\r\n")));
    project.run(["diff"]).ok().talks("no requirement changed");
    // With its answer the stamp may go.
    project.write("formwork/reviews.toml", "");
    project.run(["answer", "user-interface", "--status", "open"]).ok();
    assert_eq!(json(&project, "HEAD")[0]["loosens"], false);
}
