//! The line behind the last answer, and what people write below it.

use super::*;

const END: &str = "<!-- formwork: end of the questions -->";

fn sent() -> (Loaded, String) {
    let component = component(&[("data-source", "Four cameras.")]);
    let sheet = sheet_of(&component, &["data-source", "privacy"]);
    (component, sheet)
}

fn privacy(imported: &Imported) -> Option<&str> {
    imported.outcomes.iter().find_map(|(id, outcome)| match outcome {
        Outcome::Changed { after, .. } if id == "privacy" => Some(after.as_str()),
        _ => None,
    })
}

#[test]
fn a_greeting_below_the_last_line_is_kept_and_no_part_of_the_last_answer() {
    let (component, sheet) = sent();
    let filled = fill(&sheet, "privacy", "No people.");
    for (end, line) in [
        ("\n\nThanks! Ulla\n", "Thanks! Ulla"),
        ("\r\n-- \r\nUlla", "--\nUlla"),
        ("\nThanks! Ulla\n<!-- answer -->\nx", "Thanks! Ulla\n<!-- answer -->\nx"),
    ] {
        let came_back = format!("{}{end}", filled.trim_end());
        let imported = import_into(&component, &came_back, &ImportOptions::default());
        assert_eq!(privacy(&imported), Some("No people."), "{end:?}");
        let [stray] = &imported.strays[..] else { panic!("{:?}", imported.strays) };
        assert_eq!((stray.text.as_str(), stray.section, stray.id.as_deref()), (line, false, None));
        assert_eq!(stray.why, "it stands below the last question");
        let at = came_back.split('\n').nth(stray.line - 1).unwrap();
        assert_eq!(at.trim_end(), line.split('\n').next().unwrap());
    }
}

#[test]
fn the_closing_line_is_known_however_it_came_back_and_text_on_it_is_kept() {
    let (component, sheet) = sent();
    let filled = fill(&sheet, "privacy", "No people.");
    for (line, rest) in [
        ("<!--formwork:end of the questions-->", None),
        ("<!--\u{a0}formwork: end of the questions -->  ", None),
        ("<!-- formwork: end of the questions", None),
        ("<!-- formwork: end of the questions --> Thanks! Ulla", Some("Thanks! Ulla")),
    ] {
        let imported = import_into(&component, &filled.replace(END, line), &ImportOptions::default());
        assert_eq!(privacy(&imported), Some("No people."), "{line}");
        let strays: Vec<&str> = imported.strays.iter().map(|stray| stray.text.as_str()).collect();
        assert_eq!(strays, Vec::from_iter(rest), "{line}");
    }
}

#[test]
fn a_sheet_without_the_line_reads_as_ever_and_two_in_one_file_are_read_whole() {
    let (component, sheet) = sent();
    let filled = fill(&sheet, "privacy", "No people.");
    let without = format!("{}Thanks! Ulla\n", filled.replace(&format!("{END}\n"), ""));
    let imported = import_into(&component, &without, &ImportOptions::default());
    assert_eq!(privacy(&imported), Some("No people.\n\nThanks! Ulla"));
    let both = filled + &sheet_of(&component, &["end-users"]);
    let imported = import_into(&component, &both, &ImportOptions::default());
    assert_eq!((imported.outcomes.len(), privacy(&imported)), (3, Some("No people.")));
    assert!(imported.strays.is_empty(), "{:?}", imported.strays);
}

#[test]
fn an_answer_that_says_the_closing_line_comes_back_whole() {
    for text in [END.to_owned(), format!("a\n{END}\nb\n\\{END}")] {
        let component = component(&[("data-source", &text)]);
        let sheet = sheet_of(&component, &["data-source"]);
        assert_eq!(read(&sheet).sections[0].text, text);
        let imported = import_into(&component, &sheet, &ImportOptions::default());
        assert_eq!((&imported.outcomes[0].1, imported.strays.len()), (&Outcome::Unchanged, 0));
    }
}
