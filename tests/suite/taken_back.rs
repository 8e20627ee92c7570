//! An answer goes only where somebody says so, and what is said to have rested on it did.

use crate::support::Project;

#[test]
fn an_empty_text_wipes_no_answer_and_says_how_to_take_one_back() {
    let project = Project::fresh().file("empty.md", "\u{feff} \n\n");
    project.run(["answer", "privacy", "no persons", "--by", "@mia", "--on", "2026-11-01"]).ok();
    let before = project.snapshot();
    for args in [
        &["answer", "privacy", ""][..],
        &["answer", "privacy", " \n"],
        &["answer", "privacy", "", "--note", "n"],
        &["answer", "privacy", "", "--dry-run"],
        &["answer", "privacy", "--file", "empty.md"],
    ] {
        let ran = project.run(args.iter().copied()).exits(2);
        ran.talks("empty; nothing was written").talks("formwork answer privacy --status open");
    }
    project.pipe(["answer", "privacy", "-"], b"\n").exits(2).talks("--status open");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn status_open_takes_an_answer_back_and_shows_what_it_said() {
    let project = Project::fresh();
    let fresh = project.read("formwork/data.toml");
    let args =
        ["answer", "privacy", "no\n\npersons", "--by", "@mia", "--on", "2026-11-01", "--source", "call"];
    project.run(args).ok();
    let before = project.snapshot();
    project.run(["answer", "privacy", "--status", "open", "--dry-run"]).ok().says("-by = [\"@mia\"]");
    project
        .run(["answer", "privacy", "--status", "open", "--reason", "r"])
        .exits(2)
        .talks("nothing but a --note");
    project.run(["answer", "privacy", "x", "--status", "open"]).exits(2);
    project.run(["answer", "--open", "--status", "open"]).exits(2).talks("whole sheet");
    assert_eq!(project.snapshot(), before);
    let ran = project.run(["answer", "privacy", "--status", "open"]).ok();
    ran.says("privacy: open (was answered)").talks("it said:\n    no\n    \n    persons\n");
    assert_eq!(project.read("formwork/data.toml"), fresh);
    project.run(["answer", "privacy", "--status", "open"]).ok().talks("is open already");
    project.run(["answer", "privacy", "--status", "unknown", "--until", "critical"]).ok();
    project.run(["answer", "privacy", "--status", "open"]).ok().says("open (was unknown)");
    assert_eq!(project.read("formwork/data.toml"), fresh);
}

#[test]
fn an_editor_that_leaves_nothing_behind_leaves_the_answer() {
    let project = Project::fresh();
    project.run(["answer", "privacy", "no persons"]).ok();
    let before = project.read("formwork/data.toml");
    let editor = project.path("editor.sh");
    for (script, talk) in [(": > \"$1\"\n", "kept"), ("sed -i '/no persons/d' \"$1\"\n", "--status open")] {
        std::fs::write(&editor, script).unwrap();
        let mut command = project.command();
        let ran = command.args(["answer", "privacy"]).env("EDITOR", format!("sh {}", editor.display()));
        let ran = ran.output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert!(said.contains(talk), "{said}");
        assert_eq!(project.read("formwork/data.toml"), before);
    }
}

#[test]
fn what_nobody_knows_yet_does_not_rest_on_an_answer() {
    let project = Project::fresh();
    project.run(["answer", "data-source", "--status", "unknown", "--until", "critical"]).ok();
    project.run(["answer", "user-interface", "a phone"]).ok();
    let ran = project.run(["answer", "end-users", "keepers"]).ok();
    ran.says("resting on it and answered already, so look again: user-interface\n");
}
