//! What changed since it was reviewed, and what becomes suspect by that.

use crate::review::{BY, REVIEWS, found, reviewed, with_git};
use crate::support::Project;

#[test]
fn a_changed_answer_is_found_shown_with_its_text_of_then_and_makes_its_dependents_suspect() {
    let project = reviewed();
    project.run(["answer", "end-users", "Zoo visitors"]).ok();
    assert_eq!(found(&project), ["changed-since-review end-users", "suspect-answer user-interface"]);
    project
        .run(["review", "end-users", "--by", BY])
        .exits(2)
        .says("Then and now, answered (changed: answer)")
        .says("Zoo [-keepers-]{+visitors+}");
    project
        .run(["review", "user-interface", "--by", BY])
        .exits(2)
        .says("Rests on end-users, then and now (changed: answer)")
        .says("because the interface has to suit")
        .says("Zoo [-keepers-]{+visitors+}");
    project.run(["show", "user-interface"]).ok().says("suspect").says("← end-users (changed: answer)");
    project.run(["list", "--suspect", "--format", "ids"]).ok().says("user-interface\n");
    project.run(["list"]).ok().says("answered, suspect").says("answered, changed");
    project.run(["status"]).ok().says("Suspect: user-interface").says("formwork review --suspect");
    project.run(["render", "--format", "markdown"]).ok().says("changed since review").says("suspect");
    let json = project.run(["show", "user-interface", "--json"]).ok().json();
    assert_eq!(json["questions"][0]["reviews"][0]["suspects"][0]["fields"][0], "answer");
    project.run(["review", "--changed", "--suspect", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
}

#[test]
fn what_changes_no_meaning_makes_nothing_suspect() {
    let project = reviewed();
    let file = "formwork/scoping.toml";
    project
        .run(["answer", "end-users", "--evidence", "https://zoo.example", "--note", "n", "--by", "legal"])
        .ok();
    project.run(["answer", "end-users", "--source", "workshop", "--on", "2026-11-20"]).ok();
    assert!(found(&project).is_empty(), "evidence, note, by, source, on");
    project.change(file, "answer = \"Zoo keepers\"", "answer = '''\nZoo keepers  \n\n''' # sure");
    assert!(found(&project).is_empty(), "formatting and comments");
    project.write(file, project.read(file).replace('\n', "\r\n"));
    project.write(REVIEWS, project.read(REVIEWS).replace('\n', "\r\n"));
    assert!(found(&project).is_empty(), "line endings");
    let text = project.read(file).replace("\r\n", "\n");
    let (head, tail) = text.split_once("# Who is the end user?").unwrap();
    project.write(file, format!("# Who is the end user?{tail}\n{head}"));
    assert!(found(&project).is_empty(), "order");
}

#[test]
fn what_was_open_then_makes_nothing_suspect_and_what_is_taken_back_does() {
    let project = with_git();
    project.run(["answer", "user-interface", "A phone"]).ok();
    project
        .run(["review", "user-interface", "--by", BY, "--yes"])
        .ok()
        .says("no answer that counts yet: end-users");
    assert!(!project.read(REVIEWS).contains("depends-on"));
    project.run(["answer", "end-users", "Keepers"]).ok();
    assert!(found(&project).is_empty(), "{:?}", found(&project));
    project.run(["review", "user-interface", "--by", BY, "--yes"]).ok();
    project.run(["answer", "end-users", "--status", "open"]).ok();
    assert_eq!(found(&project), ["suspect-answer user-interface"]);
    project.run(["show", "user-interface"]).ok().says("its answer was taken back");
    // Renewed, the stamp no longer names it.
    project.run(["review", "user-interface", "--by", BY, "--yes"]).ok();
    assert!(found(&project).is_empty() && !project.read(REVIEWS).contains("end-users ="));
}

#[test]
fn a_dependency_that_came_or_went_makes_nothing_suspect() {
    let project = reviewed();
    let head = project.read("formwork.toml");
    project.run(["answer", "data-format", "JPEG"]).ok();
    let policy = "\n[questions.user-interface]\ndepends-on = { add = [\"data-format\"] }\n";
    project.write("formwork.toml", format!("{head}{policy}"));
    assert!(found(&project).is_empty(), "one that came is not in the stamp");
    project.run(["answer", "end-users", "Zoo visitors"]).ok();
    let policy = "\n[questions.user-interface]\ndepends-on = { drop = [\"end-users\"] }\n";
    project.write("formwork.toml", format!("{head}{policy}"));
    assert_eq!(found(&project), ["changed-since-review end-users"]);
    // Only what it rests on directly counts.
    project.write("formwork.toml", head);
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    project.run(["answer", "business-problems", "Elephants get out"]).ok();
    assert_eq!(found(&project), ["suspect-answer end-users"]);
}

#[test]
fn a_rewording_stands_for_the_text_before_for_every_role_and_dependent() {
    let project = reviewed();
    project.run(["review", "end-users", "--by", "@lea", "--as", "data-scientist", "--yes"]).ok();
    project.run(["answer", "end-users", "The zoo's keepers"]).ok();
    assert_eq!(found(&project).len(), 2);
    let ran =
        project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--wording", "--yes"]).ok();
    ran.says("for the wording before as well");
    assert!(project.read(REVIEWS).contains("stands-for = [\"1:998756d0b23e\"]"));
    assert!(found(&project).is_empty());
    // Again in other words, and back: all say the same.
    project.run(["answer", "end-users", "Keepers of the zoo"]).ok();
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--wording", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.run(["answer", "end-users", "Zoo keepers"]).ok();
    assert!(found(&project).is_empty());
    // A look at the same text again keeps it; another meaning ends it.
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(found(&project).is_empty());
    project.run(["answer", "end-users", "Visitors"]).ok();
    project.run(["review", "end-users", "--by", BY, "--as", "product-owner", "--yes"]).ok();
    assert!(!project.read(REVIEWS).contains("stands-for"));
    assert_eq!(found(&project), ["changed-since-review end-users", "suspect-answer user-interface"]);
    // Nothing stands for a text that nobody reviewed.
    let ran = project.run(["review", "business-problems", "--by", BY, "--wording", "--yes"]).exits(2);
    ran.talks("nobody has reviewed it");
}

#[test]
fn what_changed_is_named_by_its_field_also_where_nobody_has_the_text_of_then() {
    let project = reviewed();
    project.run(["answer", "business-problems", "--status", "assumed", "--until", "2027-01-01"]).ok();
    let said = |project: &Project, rule: &str| -> Vec<String> {
        let found = project.run(["check", "--json"]).json();
        let all = found["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == rule);
        all.flat_map(|one| [&one["message"], &one["help"]])
            .map(|one| one.as_str().unwrap().to_owned())
            .collect()
    };
    let suspect = said(&project, "suspect-answer");
    assert!(
        suspect[0].contains("it rests on `business-problems`, whose status changed since"),
        "{suspect:?}"
    );
    // A stamp of an answer that is more than a text remembers its parts.
    project.run(["requirement", "add", "end-users", "told", "Keepers are told."]).ok();
    let stamp = ["review", "end-users", "user-interface", "--by", BY, "--as", "product-owner", "--yes"];
    project.run(stamp).ok();
    assert!(project.read(REVIEWS).contains("[user-interface.product-owner.fields]\nend-users = \"answer:"));
    project.run(["answer", "end-users", "--status", "draft"]).ok();
    project.run(["requirement", "remove", "told"]).ok();
    project.commit("changes");
    let clone = Project::empty();
    let from = format!("file://{}", project.root().display());
    clone.git(&["clone", "-q", "--depth", "1", &from, "clone"]);
    let ran = clone.run(["-C", "clone", "review", "user-interface", "--by", BY]).exits(2);
    ran.says("(changed: status, requirements; the text as reviewed is not in this repository");
    let suspect = said(&project, "suspect-answer");
    assert!(suspect[0].contains("`end-users`, whose status and requirements changed since"), "{suspect:?}");
    project.run(["answer", "end-users", "--status", "answered"]).ok();
    let changed = said(&project, "changed-since-review");
    assert!(
        changed.iter().any(|one| one.starts_with("the requirements of `end-users` changed")),
        "{changed:?}"
    );
    project.run(["answer", "business-problems", "Lions get in"]).ok();
    // The way on which it came, further up where that is known.
    let suspect = said(&project, "suspect-answer");
    assert!(
        suspect.iter().any(|help| help.starts_with("user-interface ← end-users ← business-problems: ")),
        "{suspect:?}"
    );
}
