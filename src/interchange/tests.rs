mod closing;
mod hostile;

use std::collections::BTreeMap;

use super::properties::{component, import_into, read, sheet_of};
use super::*;
use crate::model::{By, Edit, Loaded, Person, Status, Value, text_hash};
use crate::sample::FORM;
use crate::source::Spanned;

fn outcomes(component: &Loaded, text: &str) -> Vec<Outcome> {
    import_into(component, text, &ImportOptions::default())
        .outcomes
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect()
}

/// What a person does: puts words where the answer goes.
fn fill(sheet: &str, id: &str, text: &str) -> String {
    let section = sheet.find(&format!("<!-- formwork: {id} ")).unwrap();
    let start = section + sheet[section..].find("<!-- answer -->\n").unwrap() + "<!-- answer -->\n".len();
    let end = sheet[start..].find("<!-- formwork:").map_or(sheet.len(), |at| start + at);
    format!("{}\n{text}\n\n{}", &sheet[..start], &sheet[end..])
}

#[test]
fn a_sheet_tells_a_stranger_what_to_do_and_shows_each_question_whole() {
    let component = component(&[("data-source", "Four cameras.")]);
    let sheet = sheet_of(&component, &["data-source", "privacy"]);
    let hash = text_hash("Four cameras.");
    assert!(
        sheet.starts_with("# Questions about Elephant \\<b>watch\\</b>\n\nComponent: Elephant"),
        "{sheet}"
    );
    assert!(sheet.contains(&format!("MLOps Requirements Form ({FORM})")));
    assert!(sheet.contains(&format!(
        "\n<!-- formwork: data-source {hash} -->\n## Where does the data come from?\n\n**Ask:** "
    )));
    assert!(
        sheet.contains("\n<!-- answer -->\n\nFour cameras.\n\n<!-- formwork: privacy 1:e3b0c44298fc -->\n")
    );
    for label in ["**Examples:** ", "**Why it is asked:** ", "**What goes wrong without an answer:** "] {
        assert_eq!(sheet.matches(label).count(), 2, "{label}");
    }
    assert!(sheet.ends_with("<!-- answer -->\n\n\n\n<!-- formwork: end of the questions -->\n"));
}

#[test]
fn a_sheet_that_comes_back_untouched_changes_nothing_and_leaves_no_strays() {
    let component = component(&[("data-source", "Four cameras.\n\n## A heading\n\n> quoted  \nx")]);
    let sheet = sheet_of(&component, &["data-source", "privacy", "end-users"]);
    for came_back in
        [sheet.clone(), sheet.replace('\n', "\r\n"), format!("\u{feff}{sheet}"), sheet.trim_end().to_owned()]
    {
        let imported = import_into(&component, &came_back, &ImportOptions::default());
        assert!(imported.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Unchanged), "{imported:?}");
        assert_eq!((imported.outcomes.len(), imported.changes, imported.strays), (3, vec![], vec![]));
    }
}

#[test]
fn what_was_filled_in_is_written_with_by_and_status_and_nothing_else_is() {
    let component = component(&[("data-source", "Four cameras.")]);
    let sheet = sheet_of(&component, &["data-source", "privacy", "data-format"]);
    let sheet = fill(
        &fill(&sheet, "privacy", "No people in view."),
        "data-format",
        "JPEG\n\n```\n<!-- answer -->\n```",
    );
    let options = ImportOptions { by: vec!["@mia".into()], status: Some(Some(Status::Draft)) };
    let imported = import_into(&component, &sheet, &options);
    let after: BTreeMap<_, _> =
        imported.outcomes.iter().map(|(id, outcome)| (id.as_str(), outcome)).collect();
    assert_eq!(*after["data-source"], Outcome::Unchanged);
    assert_eq!(
        *after["privacy"],
        Outcome::Changed { before: String::new(), after: "No people in view.".into() }
    );
    assert_eq!(imported.changes.len(), 1, "one change a file");
    let change = &imported.changes[0];
    assert_eq!(change.file, "formwork/data.toml");
    let table = vec!["privacy".to_owned()];
    let text = |text: &str| Value::Text(text.into());
    assert_eq!(
        change.edits[..3],
        [
            Edit::Set { table: table.clone(), key: "answer".into(), value: text("No people in view.") },
            Edit::Set { table: table.clone(), key: "status".into(), value: text("draft") },
            Edit::Set { table, key: "by".into(), value: Value::List(vec!["@mia".into()]) },
        ]
    );
    assert_eq!(change.edits.len(), 6);
    let cleared = ImportOptions { status: Some(None), ..ImportOptions::default() };
    let cleared = import_into(&component, &sheet, &cleared);
    assert_eq!(cleared.changes[0].edits.len(), 2, "there is no status to take off");
}

#[test]
fn a_name_that_is_there_already_is_not_added_again() {
    let mut component = component(&[]);
    let at = component.form.find("privacy").unwrap();
    component.answers[at].as_mut().unwrap().by = vec![Spanned::new(By::Person(Person::new("@mia")), 0..0)];
    let sheet = fill(&sheet_of(&component, &["privacy"]), "privacy", "None.");
    let options = ImportOptions { by: vec!["@mia".into()], status: None };
    let change = import_into(&component, &sheet, &options).changes.remove(0);
    let start = "[privacy]\nanswer = \"\"\nby = [\"@mia\"]\n".to_owned();
    let after = change.edits.iter().fold(start, |text, edit| crate::read::apply(&text, edit).unwrap());
    assert_eq!(after, "[privacy]\nanswer = \"None.\"\nby = [\"@mia\"]\n");
}

#[test]
fn where_the_file_moved_on_nothing_is_written_and_both_are_shown() {
    let sent = component(&[("data-source", "Four cameras.")]);
    let sheet = fill(&sheet_of(&sent, &["data-source"]), "data-source", "Five cameras.");
    let moved_on = component(&[("data-source", "Six cameras.")]);
    let imported = import_into(&moved_on, &sheet, &ImportOptions::default());
    let conflict = Outcome::Conflict {
        sent_hash: text_hash("Four cameras."),
        now: "Six cameras.".into(),
        sheet: "Five cameras.".into(),
    };
    assert_eq!(imported.outcomes, [("data-source".to_owned(), conflict)]);
    assert!(imported.changes.is_empty());
    // The same news from both sides is no conflict, and neither is a section that nobody touched.
    assert_eq!(outcomes(&component(&[("data-source", "Five cameras. \n")]), &sheet), [Outcome::Unchanged]);
    assert_eq!(outcomes(&moved_on, &sheet_of(&sent, &["data-source"])), [Outcome::Unchanged]);
}

#[test]
fn an_emptied_section_leaves_the_answer_alone() {
    let component = component(&[("data-source", "Four cameras.")]);
    let sheet = fill(&sheet_of(&component, &["data-source"]), "data-source", " \t");
    assert_eq!(outcomes(&component, &sheet), [Outcome::Emptied]);
}

#[test]
fn an_unknown_question_keeps_its_text_and_names_the_nearest() {
    let component = component(&[]);
    let sheet = "<!-- formwork: data-sorce 1:e3b0c44298fc -->\n<!-- answer -->\nKeepers' notes\n";
    let imported = import_into(&component, sheet, &ImportOptions::default());
    assert_eq!(imported.outcomes, [("data-sorce".to_owned(), Outcome::Unknown)]);
    assert_eq!(imported.strays[0].text, "Keepers' notes");
    assert!(imported.strays[0].why.contains("did you mean `data-source`?"), "{}", imported.strays[0].why);
    assert!(imported.changes.is_empty());
}

#[test]
fn a_second_section_counts_only_when_it_says_the_same() {
    let component = component(&[]);
    let once = fill(&sheet_of(&component, &["privacy"]), "privacy", "None.");
    let same = import_into(&component, &format!("{once}\n{once}"), &ImportOptions::default());
    assert_eq!((same.outcomes.len(), same.strays.len()), (1, 0), "the second introduction is ours");
    let section = &once[once.find("<!-- formwork:").unwrap()..];
    let same = import_into(&component, &format!("{once}{section}"), &ImportOptions::default());
    assert_eq!((same.outcomes.len(), same.strays.len()), (1, 0));
    let other = import_into(
        &component,
        &format!("{once}{}", section.replace("None.", "Some.")),
        &ImportOptions::default(),
    );
    assert_eq!((other.outcomes.len(), other.strays[0].text.as_str()), (1, "Some."));
    assert!(other.strays[0].why.contains("line "));
}

#[test]
fn words_above_the_first_question_and_above_an_answer_are_kept() {
    let component = component(&[("privacy", "None.")]);
    let sheet = sheet_of(&component, &["privacy"]);
    let sheet = format!("Hello Mia, see below.\n\n{sheet}")
        .replace("**Examples:**", "We never film people.\n\n**Examples:**");
    let imported = import_into(&component, &sheet, &ImportOptions::default());
    let texts: Vec<_> = imported.strays.iter().map(|stray| stray.text.as_str()).collect();
    assert_eq!(texts, ["Hello Mia, see below.", "We never film people."]);
    assert_eq!(imported.strays[1].id.as_deref(), Some("privacy"));
    assert!(imported.changes.is_empty());
}

#[test]
fn a_mail_program_may_wrap_the_question_and_mangle_blanks() {
    let component = component(&[]);
    let sheet = fill(&sheet_of(&component, &["privacy"]), "privacy", "None.");
    let wrapped = sheet
        .replace("<!-- formwork: privacy", "<!--\u{a0}formwork:\u{a0}privacy")
        .replace(" -->\n", "\u{a0}-->  \r\n")
        .replace(", ", ",\n")
        .replace(". ", ".\n");
    let imported = import_into(&component, &wrapped, &ImportOptions::default());
    assert!(
        matches!(&imported.outcomes[0].1, Outcome::Changed { after, .. } if after == "None."),
        "{imported:?}"
    );
    assert_eq!(imported.strays, []);
}

#[test]
fn a_damaged_first_line_is_said_and_its_text_kept() {
    let cases = [
        ("<!-- formwork: privacy -->", Some("privacy"), "missing"),
        ("<!-- formwork: privacy 1:xyz -->", Some("privacy"), "damaged"),
        ("<!-- formwork: privacy 2:e3b0c44298fc -->", Some("privacy"), "damaged"),
        ("<!-- formwork: Privacy! 1:e3b0c44298fc -->", None, "names no question"),
        ("<!-- formwork:", None, "does not end"),
    ];
    for (line, id, why) in cases {
        let sheet = read(&format!("{line}\n<!-- answer -->\n\nNone.\n"));
        assert_eq!(sheet.sections, [], "{line}");
        let whole = format!("{line}\n<!-- answer -->\n\nNone.");
        assert_eq!((sheet.strays[0].id.as_deref(), &sheet.strays[0].text), (id, &whole), "{line}");
        assert!(sheet.strays[0].why.contains(why), "{line}: {}", sheet.strays[0].why);
    }
    let missing = read("<!-- formwork: privacy 1:e3b0c44298fc -->\n## Q\nNone.\n");
    assert!(missing.strays[0].text.ends_with("## Q\nNone."));
    assert!(missing.strays[0].why.contains("<!-- answer -->"));
}

#[test]
fn a_section_starts_in_the_first_column_only() {
    let hash = text_hash("");
    let sheet = read(&format!(
        "<!-- formwork: privacy {hash} -->\n<!-- answer -->\n> <!-- formwork: a {hash} -->\n <!-- formwork: b {hash} -->\n"
    ));
    assert_eq!(sheet.sections.len(), 1);
    assert!(sheet.sections[0].text.contains("formwork: b"));
}

#[test]
fn formats_are_found_by_id_and_by_extension() {
    assert_eq!(format_of_path("out/Sheet.MD").unwrap().id, "markdown");
    assert!(format_of_path("sheet.docx").is_none() && format("docx").is_none());
    assert!(formats().iter().all(|format| !format.extensions.is_empty()));
}
