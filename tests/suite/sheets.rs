use crate::support::{Project, difference};

/// Exports some questions, lets `edit` change the sheet, and imports it.
fn round(project: &Project, args: &[&str], edit: impl Fn(String) -> String) -> crate::support::Ran {
    let mut export = vec!["export", "--output", "sheet.md", "--force"];
    export.extend(args);
    project.run(export).ok();
    project.write("sheet.md", edit(project.read("sheet.md")));
    project.run(["import", "sheet.md"])
}

/// Puts an answer below the `<!-- answer -->` of a question.
fn fill(sheet: &str, id: &str, text: &str) -> String {
    let section = sheet.find(&format!("<!-- formwork: {id} ")).unwrap_or_else(|| panic!("no section {id}"));
    let marker = "<!-- answer -->\n";
    let at = section + sheet[section..].find(marker).unwrap() + marker.len();
    let end = sheet[at..].find("\n<!-- formwork: ").map_or(sheet.len(), |end| at + end);
    format!("{}\n{text}\n{}", &sheet[..at], &sheet[end..])
}

#[test]
fn a_sheet_carries_what_people_need_and_comes_back_untouched_without_a_write() {
    let project = Project::example("elephant-enclosure-complete");
    let before = project.snapshot();
    let sheet = project.run(["export", "--role", "legal"]).ok().out;
    for part in [
        "Are there any privacy concerns regarding the data?",
        "legal team",
        "Names, Emails",
        "<!-- answer -->",
        "<!-- formwork: privacy 1:",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    assert_eq!(project.snapshot(), before);
    round(&project, &[], |sheet| sheet).ok().talks("no answer changed");
    round(&project, &[], |sheet| sheet.replace('\n', "\r\n")).ok().talks("no answer changed");
}

#[test]
fn what_changed_is_written_and_nothing_else() {
    let project = Project::example("elephant-enclosure");
    let before = project.read("formwork/data.toml");
    let answer = "## A heading\n\n> a quote\n\n<!-- answer -->\n\n```toml\n[x]\n```";
    round(&project, &["--stage", "data"], |sheet| fill(&sheet, "data-volume", answer))
        .ok()
        .says("data-volume");
    let after = project.read("formwork/data.toml");
    let shown = difference(&before, &after);
    assert_eq!(shown[0], "-answer = \"all data that is used for training the model\"");
    assert!(after.contains(&format!("answer = '''\n{answer}\n'''\n")), "{after}");
    assert_eq!(shown.iter().filter(|line| line.starts_with('-')).count(), 1);
}

#[test]
fn import_takes_who_and_status() {
    let project = Project::fresh();
    project.run(["export", "--open", "--output", "s.md"]).ok();
    project.write("s.md", fill(&project.read("s.md"), "privacy", "none"));
    project
        .run(["import", "s.md", "--by", "@lea", "--by", "legal", "--status", "draft"])
        .ok()
        .says("privacy: draft (was open)");
    let text = project.read("formwork/data.toml");
    assert!(
        text.contains("answer = \"none\"\n")
            && text.contains("by = [\"@lea\", \"legal-team\"]")
            && text.contains("status = \"draft\"")
    );
}

#[test]
fn an_answer_ends_what_was_put_off_and_takes_its_reason_along() {
    let project = Project::fresh();
    project
        .run(["answer", "privacy", "--status", "deferred", "--until", "critical", "--reason", "law pending"])
        .ok();
    project.run(["answer", "data-ownership", "theirs", "--by", "@ben"]).ok();
    let sheet = project.run(["export", "--role", "legal"]).ok().out;
    assert!(sheet.contains("**Present state:** deferred until critical (law pending)"), "{sheet}");
    project.write("s.md", fill(&fill(&sheet, "privacy", "none"), "data-ownership", "ours"));
    project.run(["import", "s.md", "--by", "@lea"]).ok().says("privacy: answered (was deferred)");
    let text = project.read("formwork/data.toml");
    assert!(!text.contains("status =") && !text.contains("until =") && !text.contains("reason ="), "{text}");
    assert!(!text.contains("@ben"), "who said the text before did not say this one");
}

#[test]
fn an_answer_that_changed_meanwhile_is_kept_and_both_are_shown() {
    let project = Project::example("elephant-enclosure");
    project.run(["export", "--stage", "scoping", "--output", "s.md"]).ok();
    project.run(["answer", "end-users", "the vet"]).ok();
    project.write(
        "s.md",
        fill(&fill(&project.read("s.md"), "end-users", "the keepers"), "resources", "two people"),
    );
    let ran = project
        .run(["import", "s.md"])
        .exits(2)
        .talks("nothing was written for it")
        .talks("the vet")
        .talks("the keepers");
    ran.says("resources: answered (was open)");
    assert!(project.read("formwork/scoping.toml").contains("answer = \"the vet\""));
}

#[test]
fn text_without_a_question_is_reported_and_kept() {
    let project = Project::fresh();
    project.run(["export", "--stage", "scoping", "--output", "s.md"]).ok();
    let sheet = project.read("s.md")
        + "\n<!-- formwork: weather 1:000000000000 -->\n\n## Weather?\n\n<!-- answer -->\n\nrain mostly\n";
    project.write("s.md", sheet);
    project.run(["import", "s.md"]).exits(2).talks("weather").talks("formwork-strays-1.md");
    assert!(project.read("formwork-strays-1.md").contains("rain mostly"));
}

#[test]
fn what_an_editor_left_behind_is_kept_whether_it_gave_up_or_forgot_the_marks() {
    for (script, said, temporary) in [
        ("echo typed >> \"$1\"; exit 1", "what was typed is kept in", true),
        ("echo typed > \"$1\"", "formwork-answers-1.md", false),
    ] {
        let project = Project::fresh().own_temp();
        project.write("editor.sh", format!("{script}\n"));
        let editor = format!("sh {}", project.path("editor.sh").display());
        let project = project.env("EDITOR", &editor);
        project.run(["answer", "privacy"]).exits(2).talks(said);
        let kept = if temporary { project.kept_temp() } else { project.read("formwork-answers-1.md").into() };
        assert!(kept.ends_with(b"typed\n"));
    }
}

#[test]
fn an_emptied_section_leaves_the_answer() {
    let project = Project::example("elephant-enclosure");
    let before = project.snapshot();
    project.run(["export", "--stage", "scoping", "--output", "s.md"]).ok();
    project.write("s.md", fill(&project.read("s.md"), "end-users", ""));
    project.run(["import", "s.md"]).ok().talks("end-users: left empty in the sheet; the answer stays");
    std::fs::remove_file(project.path("s.md")).unwrap();
    assert_eq!(project.snapshot(), before);
}

#[test]
fn a_dry_run_of_an_import_prints_the_diff_only() {
    let project = Project::fresh();
    project.run(["export", "--open", "--output", "s.md"]).ok();
    project.write("s.md", fill(&project.read("s.md"), "privacy", "none"));
    let before = project.snapshot();
    project.run(["import", "s.md", "--dry-run"]).ok().says("+answer = \"none\"");
    assert_eq!(project.snapshot(), before);
}

#[test]
fn an_export_does_not_overwrite_and_a_file_without_sections_is_no_sheet() {
    let project = Project::fresh().file("s.md", "mine");
    project.run(["export", "--output", "s.md"]).exits(2).talks("exists already");
    assert_eq!(project.read("s.md"), "mine");
    project.run(["import", "nothing.md"]).exits(2).talks("no such file");
    project.write("bin.md", [0xff, 0xfe, 0x00]);
    project.run(["import", "bin.md"]).exits(2).talks("UTF-8");
}

#[test]
fn many_questions_are_answered_in_the_editor_as_one_sheet() {
    let project = Project::fresh();
    let script = "awk '{print} /<!-- answer -->/ {print \"\\nsaid in the editor\"}' \"$1\" > \"$1.new\" && cat \"$1.new\" > \"$1\" && rm \"$1.new\"\n";
    project.write("editor.sh", script);
    let editor = format!("sh {}", project.path("editor.sh").display());
    let project = project.env("VISUAL", &editor);
    project
        .run(["answer", "--role", "legal", "--by", "@lea"])
        .ok()
        .says("privacy: answered")
        .says("data-ownership: answered");
    assert_eq!(
        project
            .read("formwork/data.toml")
            .matches("answer = \"said in the editor\"\nby = [\"@lea\"]")
            .count(),
        2
    );
}

#[test]
fn what_was_typed_while_the_answer_changed_is_kept_in_a_file() {
    let project = Project::fresh();
    let bin = env!("CARGO_BIN_EXE_formwork");
    project.write(
        "editor.sh",
        format!(
            "'{bin}' -C '{}' answer privacy 'by another' >/dev/null\nprintf '\\nby me\\n' >> \"$1\"\n",
            project.root().display()
        ),
    );
    let editor = format!("sh {}", project.path("editor.sh").display());
    let project = project.env("EDITOR", &editor);
    project.run(["answer", "privacy"]).exits(2).talks("formwork-answers-1.md");
    assert!(project.read("formwork-answers-1.md").contains("by me"));
    assert!(project.read("formwork/data.toml").contains("answer = \"by another\""));
}
