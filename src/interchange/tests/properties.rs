//! Sheets of any answers, and any text read as a sheet.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use proptest::prelude::*;

use super::{ImportOptions, Imported, Sheet, SheetOptions, format, import, text};
use crate::model::{Answer, Loaded, text_hash};
use crate::properties::properties;
use crate::query::View;
use crate::sample::{self, Rest};
use crate::source::Spanned;

/// A component with these texts as answers, and all other tables empty.
pub(super) fn component(answers: &[(&str, &str)]) -> Loaded {
    let mut component = sample::component("", &[], Rest::Empty);
    "Elephant <b>watch</b>".clone_into(&mut component.name);
    for (id, text) in answers {
        let text = (!text.trim().is_empty()).then(|| Spanned::new((*text).to_owned(), 0..0));
        let at = component.form.find(id).unwrap();
        component.answers[at] = Some(Answer { text, ..Answer::default() });
    }
    component
}

pub(super) fn sheet_of(component: &Loaded, ids: &[&str]) -> String {
    let questions: Vec<usize> = ids.iter().map(|id| component.form.find(id).unwrap()).collect();
    let options = SheetOptions { intro: true, answered_too: true, ..SheetOptions::default() };
    (format("markdown").unwrap().write)(&View::new(component, None), &questions, &options)
}

pub(super) fn read(text: &str) -> Sheet {
    (format("markdown").unwrap().read)(text)
}

pub(super) fn import_into(component: &Loaded, text: &str, options: &ImportOptions) -> Imported {
    import(&View::new(component, None), &read(text), options)
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

/// Reads any text as a sheet: each of its words is in a section or a stray.
pub(crate) fn text_loses_no_word(text: &str) -> Result<(), TestCaseError> {
    // A line made of the introduction's own words cannot be told from it, and nothing is lost with it.
    let ours = sheet_of(&component(&[]), &[]);
    let sheet = read(text);
    let kept: String = sheet
        .strays
        .iter()
        .map(|stray| stray.text.as_str())
        .chain(sheet.sections.iter().flat_map(|section| [section.text.as_str(), section.head.as_str()]))
        .collect();
    for word in text.split_whitespace().filter(|word| word.chars().all(char::is_alphanumeric)) {
        let mark = ["formwork", "privacy", "answer"].contains(&word);
        let title = text.lines().any(|line| line.starts_with("# ") && line.contains(word));
        prop_assert!(mark || title || ours.contains(word) || kept.contains(word), "{word:?} is gone");
    }
    Ok(())
}

properties! {
    256;
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

    fn any_text_is_read_without_losing_a_word(text in hostile_text()) {
        text_loses_no_word(&text)?;
    }
}
