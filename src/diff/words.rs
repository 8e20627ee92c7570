//! Two texts compared word by word, as data: the terminal, a comment and a page paint it each in its own way.

use std::time::Duration;

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

/// Texts that have nothing in common are not compared for longer.
const PATIENCE: Duration = Duration::from_millis(500);

/// Compares two texts word by word.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    if before.len() + after.len() > LONGEST {
        return lines(before, after);
    }
    pieces(&TextDiff::configure().timeout(PATIENCE).diff_words(before, after))
}

/// Compares two texts line by line; a piece may hold several lines.
pub fn lines(before: &str, after: &str) -> Vec<Piece> {
    pieces(&TextDiff::from_lines(before, after))
}

/// So many characters are kept around what changed.
const AROUND: usize = 60;

/// Cuts what did not change to what lies beside a change, between words, with `…` for the rest.
pub fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let cut = |(at, piece)| match piece {
        Piece::Same(text) => Piece::Same(around(&text, at > 0, at < last)),
        changed => changed,
    };
    pieces.into_iter().enumerate().map(cut).collect()
}

/// The beginning of a text where a change is behind it, the end where one is ahead.
fn around(text: &str, behind: bool, ahead: bool) -> String {
    let count = text.chars().count();
    let room = AROUND * (usize::from(behind) + usize::from(ahead));
    if count <= room + 20 {
        return text.to_owned();
    }
    let head: String = text.chars().take(if behind { AROUND } else { 0 }).collect();
    let tail: String = text.chars().skip(count - if ahead { AROUND } else { 0 }).collect();
    // Whole words only.
    let head = head.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words);
    let tail = tail.split_once(char::is_whitespace).map_or("", |(_, words)| words);
    let blank = |part: &str| if part.is_empty() { "" } else { " " };
    format!("{head}{}…{}{tail}", blank(head), blank(tail))
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

    #[test]
    fn what_stayed_is_cut_between_words() {
        let long = "word ".repeat(40);
        let before = format!("{long}old {long}");
        let found = shortened(words(&before, &before.replace("old", "new")));
        let [Piece::Same(head), Piece::Gone(_), Piece::New(_), Piece::Same(tail)] = &found[..] else {
            panic!("{found:?}")
        };
        assert!(head.starts_with("… word word ") && head.ends_with("word "), "{head}");
        assert!(tail.starts_with(" word word ") && tail.ends_with(" word …"), "{tail}");
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
