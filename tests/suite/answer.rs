use crate::support::{Project, difference};

#[test]
fn one_answer_is_a_one_line_diff() {
    let project = Project::fresh();
    let before = project.read("formwork/data.toml");
    project.run(["answer", "data-source", "Four cameras"]).ok().says("data-source: answered (was open)");
    let after = project.read("formwork/data.toml");
    assert_eq!(difference(&before, &after), ["-answer = \"\"", "+answer = \"Four cameras\""]);
}

#[test]
fn the_same_answer_again_writes_nothing() {
    let project = Project::fresh();
    project.run(["answer", "data-source", "a\nb", "--by", "@jonas"]).ok();
    let before = project.snapshot();
    project.run(["answer", "data-source", "a\r\nb\n", "--by", "@jonas"]).ok().talks("nothing was written");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn the_text_comes_from_argument_file_standard_input_or_editor() {
    let project = Project::fresh().file("text.md", "from a file\r\nsecond line\n");
    project.run(["answer", "data-source", "--file", "text.md"]).ok();
    assert!(project.read("formwork/data.toml").contains("answer = '''\nfrom a file\nsecond line\n'''\n"));
    project.pipe(["answer", "data-format", "-"], b"from a pipe\n").ok();
    assert!(project.read("formwork/data.toml").contains("answer = \"from a pipe\""));
    let editor = project.path("editor.sh");
    std::fs::write(&editor, "printf 'from an editor\\n' >> \"$1\"\n").unwrap();
    let project = project.env("EDITOR", &format!("sh {}", editor.display()));
    project.run(["answer", "preprocessing"]).ok().says("preprocessing: answered");
    assert!(project.read("formwork/data.toml").contains("answer = \"from an editor\""));
}

#[test]
fn without_a_terminal_and_an_editor_it_says_what_to_do() {
    let project = Project::fresh();
    project.run(["answer", "data-source"]).exits(2).talks("no terminal").talks("--file");
    project.run(["answer"]).exits(2).talks("which question?");
}

#[test]
fn a_mistyped_flag_and_an_empty_pipe_are_no_answers() {
    let project = Project::fresh();
    project.run(["answer", "privacy", "no persons"]).ok();
    let before = project.snapshot();
    project.run(["answer", "privacy", "--dryrun"]).exits(2).talks("--dry-run");
    project.run(["answer", "privacy", "-"]).exits(2).talks("standard input is empty");
    project
        .run(["answer", "privacy", "--evidence", "http://w.example"])
        .exits(2)
        .talks("neither a path nor an https");
    project.run(["answer", "privacy", "x\n<<<<<<< y"]).exits(2).talks("a merge stopped here");
    assert_eq!(project.snapshot(), before);
    project.run(["answer", "privacy", "--", "- a list"]).ok();
    assert!(project.read("formwork/data.toml").contains("answer = \"- a list\""));
}

#[test]
fn an_answer_that_changes_while_a_pipe_is_typed_into_is_kept_and_the_typed_one_too() {
    use std::io::Write as _;
    // The other one must come after the first has looked at the answer; a busy machine needs longer for that.
    for wait in [300, 1500, 6000] {
        let project = Project::fresh();
        let mut child = project
            .command()
            .args(["answer", "privacy", "-"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(b"mine\n").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        project.run(["answer", "privacy", "by another"]).ok();
        drop(input);
        if child.wait_with_output().unwrap().status.code() == Some(2) {
            assert!(project.read("formwork/data.toml").contains("answer = \"by another\""));
            assert!(project.read("formwork-answers-1.md").contains("mine"));
            return;
        }
    }
    panic!("the typed answer replaced the other one");
}

#[test]
fn typed_text_survives_whatever_breaks_meanwhile() {
    let project = Project::fresh();
    project.write("editor.sh", "printf '\\nby me\\n' >> \"$1\"; echo '[[[' > formwork/data.toml\n");
    let editor = format!("sh {}", project.path("editor.sh").display());
    let project = project.env("EDITOR", &editor);
    project.run(["answer", "privacy"]).exits(2).talks("formwork-answers-1.md");
    assert!(project.read("formwork-answers-1.md").contains("by me"));
    let project = Project::fresh().own_temp();
    project.write("editor.sh", "printf '\\377' >> \"$1\"\n");
    let editor = format!("sh {}", project.path("editor.sh").display());
    let project = project.env("EDITOR", &editor);
    project.run(["answer", "privacy"]).exits(2).talks("not UTF-8; it is kept in");
    assert!(project.kept_temp().ends_with(b"\xff"));
}

#[test]
fn what_belongs_to_one_question_does_not_go_with_many() {
    let project = Project::fresh().env("EDITOR", "true");
    project
        .run(["answer", "--open", "--status", "deferred"])
        .exits(2)
        .talks("cannot be given to a whole sheet");
    project.run(["answer", "--open", "--reason", "r"]).exits(2).talks("belong to one question");
}

#[test]
fn a_missing_table_and_a_missing_file_are_made_in_their_place() {
    let project = Project::fresh();
    let whole = project.read("formwork/data.toml");
    let start = whole.find("# What data format").unwrap();
    let end = whole.find("# How should the data be preprocessed?").unwrap();
    project.write("formwork/data.toml", format!("{}{}", &whole[..start], &whole[end..]));
    project.run(["answer", "data-format", "JPEG"]).ok();
    project.run(["answer", "data-format", "--status", "open"]).ok();
    assert_eq!(project.read("formwork/data.toml"), whole, "the table is back where it was");
    std::fs::remove_file(project.path("formwork/modeling.toml")).unwrap();
    project.run(["answer", "bias-risks", "none"]).ok();
    assert!(
        project
            .read("formwork/modeling.toml")
            .starts_with("#:schema schema/answers.json\n\n# Modeling\n\n# Which potential risks")
    );
}

#[test]
fn statuses_need_their_reason_and_until_and_a_text_takes_them_off() {
    let project = Project::fresh();
    project.run(["answer", "privacy", "--status", "unknown"]).exits(2).talks("needs an until");
    project
        .run(["answer", "privacy", "--status", "deferred", "--until", "critical"])
        .exits(2)
        .talks("needs a reason");
    project.run(["answer", "privacy", "--status", "n/a"]).exits(2).talks("there is no status");
    project
        .run(["answer", "privacy", "--status", "unknown", "--until", "2026-02-30"])
        .exits(2)
        .talks("no date");
    project
        .run(["answer", "privacy", "--status", "deferred", "--until", "critical", "--reason", "law pending"])
        .ok();
    assert!(
        project
            .read("formwork/data.toml")
            .contains("status = \"deferred\"\nreason = \"law pending\"\nuntil = \"critical\"\n")
    );
    project.run(["answer", "privacy", "No persons in view"]).ok().says("privacy: answered (was deferred)");
    let text = project.read("formwork/data.toml");
    assert!(!text.contains("status =") && !text.contains("reason =") && !text.contains("until ="));
}

#[test]
fn people_roles_and_evidence_are_added_once_each() {
    let project = Project::fresh();
    for _ in 0..2 {
        project
            .run([
                "answer",
                "data-source",
                "x",
                "--by",
                "Data Engineer",
                "--by",
                "@jonas",
                "--evidence",
                "docs/a.md",
                "--on",
                "2026-11-01",
            ])
            .ok();
    }
    let text = project.read("formwork/data.toml");
    assert!(text.contains("by = [\"data-engineer\", \"@jonas\"]"), "{text}");
    assert!(text.contains("evidence = [\"docs/a.md\"]") && text.contains("on = 2026-11-01\n"));
    project.run(["answer", "data-source", "--by", "a b"]).exits(2).talks("there is no role");
}

#[test]
fn it_tells_which_answered_questions_rest_on_the_changed_one() {
    let project = Project::example("elephant-enclosure");
    let ran = project.run(["answer", "end-users", "zoo keepers only"]).ok();
    ran.says("end-users: answer changed, still answered")
        .says("look again at what rests on it: user-interface, data-source");
}

#[test]
fn a_dry_run_prints_the_diff_and_writes_nothing() {
    let project = Project::fresh();
    let before = project.snapshot();
    project.run(["answer", "data-source", "x", "--dry-run"]).ok().says("-answer = \"\"\n+answer = \"x\"");
    project.run(["fact", "harm", "yes", "--dry-run"]).ok().says("+harm = true");
    project.run(["maturity", "set", "auto", "--dry-run"]).ok().says("+maturity = \"autonomous\"");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn windows_line_endings_a_byte_order_mark_and_a_missing_final_newline_stay() {
    let project = Project::fresh();
    let text = project.read("formwork/data.toml");
    let windows = format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n"));
    project.write("formwork/data.toml", &windows);
    project.run(["answer", "data-source", "a\nb"]).ok();
    let after = project.read("formwork/data.toml");
    assert_eq!(
        after,
        windows.replacen(
            "[data-source]\r\nanswer = \"\"",
            "[data-source]\r\nanswer = '''\r\na\r\nb\r\n'''",
            1
        )
    );
}

#[test]
fn another_stages_broken_file_does_not_stand_in_the_way() {
    let project = Project::fresh().file("formwork/modeling.toml", "not toml [");
    project.run(["answer", "data-source", "x"]).ok();
    project.run(["answer", "bias-risks", "x"]).exits(2).talks("formwork/modeling.toml");
    project.run(["fact", "harm", "no"]).ok();
    project.run(["maturity", "set", "critical"]).ok();
    project.run(["export", "--stage", "data"]).exits(2).talks("formwork/modeling.toml");
    assert_eq!(project.read("formwork/modeling.toml"), "not toml [");
}

#[test]
fn facts_and_levels_say_what_becomes_required() {
    let project = Project::fresh();
    project.run(["fact", "personal-data", "yes"]).ok().talks("newly required (2): end-users, metadata");
    project.run(["maturity", "set", "non-critical"]).ok().talks("newly required (22)");
    assert!(project.read("formwork.toml").contains("maturity = \"non-critical\"\n"));
    project.run(["maturity"]).ok().says("here").says("critical");
    let complete = Project::example("elephant-enclosure-complete");
    complete
        .run(["maturity", "set", "cascading"])
        .ok()
        .talks("to be answered again, because the level changes what they mean (8):");
    project.run(["fact", "sreaming", "no"]).exits(2).talks("did you mean `streaming`?");
}
