//! Sheets that nobody would write by hand, and answers that look like parts of one.

use proptest::prelude::*;

use super::super::text;
use super::*;

#[test]
fn a_hostile_sheet_is_read_in_one_go() {
    let component = component(&[]);
    let line = "x".repeat(10_000_000);
    let long =
        format!("{line}\n<!-- formwork: privacy 1:e3b0c44298fc -->\n{line}\n<!-- answer -->\n{line}\0\n");
    let imported = import_into(&component, &long, &ImportOptions::default());
    assert_eq!((imported.outcomes.len(), imported.strays.len()), (1, 2));
    let section = |n| format!("<!-- formwork: q{n} 1:e3b0c44298fc -->\n<!-- answer -->\nx\n");
    let many: String = (0..100_000).map(section).collect();
    let imported = import_into(&component, &many, &ImportOptions::default());
    assert_eq!((imported.strays.len(), imported.changes.len()), (100_000, 0));
    let same = "<!-- formwork: privacy 1:e3b0c44298fc -->\n<!-- answer -->\n".repeat(100_000);
    assert_eq!(read(&same).sections.len(), 1);
}

/// Pieces that make up the sheet's own marks, among arbitrary characters.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\\".to_owned()),
        Just("<!-- formwork: privacy 1:e3b0c44298fc -->".to_owned()),
        Just("<!--\u{a0}formwork :".to_owned()),
        Just("<!-- answer -->".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("  ".to_owned()),
        any::<char>().prop_map(String::from),
        ".{0,12}",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_come_back_as_they_went_out(
        texts in proptest::collection::vec(hostile_text(), 3),
        bom in any::<bool>(), crlf in any::<bool>(), cut in any::<bool>(),
    ) {
        let ids = ["privacy", "data-source", "end-users"];
        let answers: Vec<_> = ids.iter().copied().zip(texts.iter().map(String::as_str)).collect();
        let component = component(&answers);
        let mut sheet = sheet_of(&component, &ids);
        if crlf {
            sheet = sheet.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        if bom {
            sheet.insert(0, '\u{feff}');
        }
        if cut {
            sheet.truncate(sheet.trim_end_matches(['\r', '\n']).len());
        }
        let back = read(&sheet);
        prop_assert_eq!(&back.strays, &[]);
        prop_assert_eq!(back.sections.len(), 3);
        for ((section, (id, _)), component_text) in back.sections.iter().zip(&answers).zip(ids.map(|id| {
            component.answer(component.form.find(id).unwrap()).unwrap().text()
        })) {
            prop_assert_eq!(&section.id, id);
            prop_assert_eq!(&section.text, &text::canonical(component_text));
            prop_assert_eq!(&section.hash, &text_hash(&section.text));
        }
        let imported = import_into(&component, &sheet, &ImportOptions::default());
        prop_assert!(imported.changes.is_empty() && imported.strays.is_empty());
    }

    #[test]
    fn any_text_is_read_without_losing_a_word(text in hostile_text()) {
        // A line made of the introduction's own words cannot be told from it, and nothing is lost with it.
        let ours = sheet_of(&component(&[]), &[]);
        let sheet = read(&text);
        let kept: String = sheet.strays.iter().map(|stray| stray.text.as_str())
            .chain(sheet.sections.iter().flat_map(|section| [section.text.as_str(), section.head.as_str()])).collect();
        for word in text.split_whitespace().filter(|word| word.chars().all(char::is_alphanumeric)) {
            let mark = ["formwork", "privacy", "answer"].contains(&word);
            let title = text.lines().any(|line| line.starts_with("# ") && line.contains(word));
            prop_assert!(mark || title || ours.contains(word) || kept.contains(word), "{word:?} is gone");
        }
    }
}
