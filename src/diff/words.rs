use similar::{ChangeTag, TextDiff};

/// A run of a text that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the older text.
    Gone(String),
    /// Only in the newer text.
    New(String),
}

/// Texts longer than this together are compared by lines: by words it would take too long to be of use.
const LONGEST: usize = 100_000;

/// Compares two texts word by word.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    if before.len() + after.len() > LONGEST {
        return lines(before, after);
    }
    pieces(&TextDiff::from_words(before, after))
}

/// Compares two texts line by line; a piece may hold several lines.
pub fn lines(before: &str, after: &str) -> Vec<Piece> {
    pieces(&TextDiff::from_lines(before, after))
}

fn pieces(diff: &TextDiff<'_, '_, str>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    // What went and what came within one change: all that went, then all that came, for a blank between two changed
    // words says nothing.
    let (mut gone, mut new) = (String::new(), String::new());
    let mut blank = String::new();
    let settle = |gone: &mut String, new: &mut String, found: &mut Vec<Piece>| {
        found.extend((!gone.is_empty()).then(|| Piece::Gone(std::mem::take(gone))));
        found.extend((!new.is_empty()).then(|| Piece::New(std::mem::take(new))));
    };
    for change in diff.iter_all_changes() {
        let text = change.value();
        let inside = !(gone.is_empty() && new.is_empty());
        match change.tag() {
            ChangeTag::Equal if inside && !text.contains('\n') && text.trim().is_empty() => blank += text,
            ChangeTag::Equal => {
                settle(&mut gone, &mut new, &mut found);
                let text = std::mem::take(&mut blank) + text;
                match found.last_mut() {
                    Some(Piece::Same(last)) => *last += &text,
                    _ => found.push(Piece::Same(text)),
                }
            }
            tag => {
                // The blank was between two changes, so it belongs to both sides.
                gone += &blank;
                new += &blank;
                blank.clear();
                if tag == ChangeTag::Delete { gone += text } else { new += text }
            }
        }
    }
    settle(&mut gone, &mut new, &mut found);
    found.extend((!blank.is_empty()).then_some(Piece::Same(blank)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        words(before, after)
            .into_iter()
            .map(|piece| match piece {
                Piece::Same(text) => text,
                Piece::Gone(text) => format!("[-{text}-]"),
                Piece::New(text) => format!("{{+{text}+}}"),
            })
            .collect()
    }

    #[test]
    fn changed_words_stand_together() {
        assert_eq!(shown("Four old cameras.", "Five new cameras."), "[-Four old-]{+Five new+} cameras.");
        assert_eq!(shown("", "all"), "{+all+}");
        assert_eq!(shown("one two", "one two"), "one two");
        assert_eq!(shown("a b", "a b c"), "a b{+ c+}");
    }

    proptest::proptest! {
        #[test]
        fn both_texts_can_be_read_back(before in "[ab \n]{0,12}", after in "[ab \n]{0,12}") {
            let (mut old, mut new) = (String::new(), String::new());
            for piece in words(&before, &after) {
                match piece {
                    Piece::Same(text) => { old += &text; new += &text }
                    Piece::Gone(text) => old += &text,
                    Piece::New(text) => new += &text,
                }
            }
            proptest::prop_assert_eq!((old, new), (before, after));
        }
    }
}
