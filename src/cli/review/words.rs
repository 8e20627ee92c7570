//! Two wordings in one text: `[-gone-]` and `{+new+}`, as git's word diff writes them.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::source::inert;
use crate::term::{Paint, Role};

/// Texts that have nothing in common are not compared for longer.
const PATIENCE: Duration = Duration::from_millis(500);

/// The text as it is, with what went and what came marked in it. Both texts are foreign.
pub(super) fn words(before: &str, after: &str, paint: Paint) -> String {
    let (before, after) = (inert(before), inert(after));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(&*before, &*after);
    let (mut out, mut gone, mut new) = (String::new(), String::new(), String::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => gone += change.value(),
            ChangeTag::Insert => new += change.value(),
            // A blank between two changed words belongs to both.
            ChangeTag::Equal if blank(change.value()) && !(gone.is_empty() && new.is_empty()) => {
                gone += change.value();
                new += change.value();
            }
            ChangeTag::Equal => {
                flush(&mut out, &mut gone, &mut new, paint);
                out += change.value();
            }
        }
    }
    flush(&mut out, &mut gone, &mut new, paint);
    out
}

fn blank(text: &str) -> bool {
    !text.contains('\n') && text.trim().is_empty()
}

/// Writes what was collected, with the blanks that both begin or end with outside of the marks.
fn flush(out: &mut String, gone: &mut String, new: &mut String, paint: Paint) {
    let (old, came) = (std::mem::take(gone), std::mem::take(new));
    let tail: String = if old.ends_with(' ') || came.ends_with(' ') { " ".to_owned() } else { String::new() };
    let marked = [("[-", old, "-]", Role::Error), ("{+", came, "+}", Role::Good)];
    let mut any = false;
    for (open, text, close, role) in marked {
        let bare = text.trim_end_matches(' ');
        if !bare.is_empty() {
            // Line by line, so that the marks survive an indent.
            let lines: Vec<String> = bare
                .split('\n')
                .map(|line| {
                    if line.is_empty() {
                        String::new()
                    } else {
                        paint.paint(role, format!("{open}{line}{close}"))
                    }
                })
                .collect();
            *out += &lines.join("\n");
            any = true;
        }
    }
    if any || !tail.is_empty() {
        *out += &tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_and_what_came_stand_in_their_place() {
        let words = |before: &str, after: &str| words(before, after, Paint::default());
        assert_eq!(words("Four cameras in all", "Five cameras in all"), "[-Four-]{+Five+} cameras in all");
        assert_eq!(words("one two three", "one three"), "one [-two-] three");
        assert_eq!(words("a", "a b"), "a{+ b+}");
        assert_eq!(words("big red cat", "small blue cat"), "[-big red-]{+small blue+} cat");
        assert_eq!(words("", "new"), "{+new+}");
        assert_eq!(words("a\nb\n", "a\nc\n"), "a\n[-b-]{+c+}\n");
    }

    #[test]
    fn foreign_escapes_do_nothing() {
        assert!(!words("a", "\u{1b}[31mb", Paint::default()).contains('\u{1b}'));
    }
}
