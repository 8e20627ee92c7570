//! What the formats for people share; and a changed sentence in a comment: the words that went struck out, those that
//! came underlined. It is HTML set as it is (`<pre>`), in which nothing is Markdown, a link or a name; it ends at its own
//! end tag alone.

use crate::diff::{Changes, Piece, shortened, words};
use crate::gate::{ComponentChange, Standing};
use crate::source::{count, inert, inert_line};

/// A component's standing, for people.
pub(super) fn standing(standing: Standing) -> String {
    let Standing::Checked(tally) = standing else {
        return if standing == Standing::Absent { "not there" } else { "unreadable" }.to_owned();
    };
    let counts = [(tally.counts.errors, "error"), (tally.counts.warnings, "warning")];
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| count(number, word))
        .collect();
    parts.extend((tally.open > 0).then(|| format!("{} open", tally.open)));
    let verdict = standing.verdict();
    if parts.is_empty() { verdict.to_owned() } else { format!("{verdict} ({})", parts.join(", ")) }
}

/// Questions by what became of them, each list under its name and number. Where the same are newly required and
/// newly open, once.
pub(super) fn lists(change: &ComponentChange) -> Vec<(String, &[String])> {
    let Changes { newly_required, no_longer_required, newly_open, suspect, .. } = &change.changes;
    let same = newly_required == newly_open;
    let all = [
        ("newly required", if same { ", open" } else { "" }, newly_required.as_slice()),
        ("no longer required", "", no_longer_required),
        ("newly open", "", if same { &[] } else { newly_open }),
        ("suspect since their review", "", suspect),
    ];
    let given = all.into_iter().filter(|(.., ids)| !ids.is_empty());
    given.map(|(what, besides, ids)| (format!("{what} ({}{besides})", ids.len()), ids)).collect()
}

/// Lines are about as long as this: what is set as it is does not wrap by itself.
const WIDTH: usize = 100;

/// A text's change word by word; `None` where there is too little that stayed to find one's way by.
pub(super) fn changed(name: &str, before: &str, after: &str) -> Option<String> {
    let pieces = words(before.trim_end(), after.trim_end());
    let letters = |text: &str| text.chars().filter(|one| !one.is_whitespace()).count();
    let stayed: usize =
        pieces.iter().map(|piece| if let Piece::Same(text) = piece { letters(text) } else { 0 }).sum();
    if stayed * 3 < letters(before).max(letters(after)) {
        return None;
    }
    let mut page = Page::default();
    if !name.is_empty() {
        page.add(&format!("{} ", inert_line(name)));
    }
    for piece in shortened(pieces) {
        match &piece {
            Piece::Same(text) => page.add(&inert(text)),
            Piece::Gone(text) => page.marked("del", &inert(text)),
            Piece::New(text) => page.marked("ins", &inert(text)),
        }
    }
    Some(format!("<pre>{}</pre>\n\n", page.out.trim_end()))
}

#[derive(Default)]
struct Page {
    out: String,
    column: usize,
}

impl Page {
    fn marked(&mut self, tag: &str, text: &str) {
        self.out += &format!("<{tag}>");
        self.add(text);
        self.out += &format!("</{tag}>");
    }

    /// Adds a text, escaped, with its lines broken between words where they are long.
    fn add(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            let length = word.trim_end().chars().count();
            if self.column > 0 && self.column + length > WIDTH && self.out.ends_with([' ', '>']) {
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.out.push('\n');
                self.column = 0;
            }
            for character in word.chars() {
                match character {
                    '&' => self.out += "&amp;",
                    '<' => self.out += "&lt;",
                    '>' => self.out += "&gt;",
                    '"' => self.out += "&quot;",
                    other => self.out.push(other),
                }
            }
            self.column = if word.ends_with('\n') { 0 } else { self.column + word.chars().count() };
        }
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    #[test]
    fn only_the_words_that_changed_are_marked() {
        let shown = changed("", "Four old cameras at the gate", "Four new cameras at the gate");
        assert_eq!(shown.unwrap(), "<pre>Four <del>old</del><ins>new</ins> cameras at the gate</pre>\n\n");
        let shown = changed("reason: ", "no gate here", "no gate there");
        assert_eq!(shown.unwrap(), "<pre>reason: no gate <del>here</del><ins>there</ins></pre>\n\n");
        assert_eq!(changed("", "Four cameras", "Nobody knows it"), None, "all of it changed");
    }

    #[test]
    fn long_lines_are_broken_between_words_and_what_stayed_is_cut() {
        let long = "word ".repeat(60);
        let before = format!("{long}old {long}");
        let shown = changed("", &before, &before.replace("old", &"new ".repeat(80))).unwrap();
        assert!(shown.lines().count() > 4, "{shown}");
        let seen = ["<pre>", "<del>", "</del>", "<ins>", "</ins>"]
            .iter()
            .fold(shown.clone(), |a, tag| a.replace(tag, ""));
        assert!(seen.lines().all(|line| line.chars().count() <= WIDTH), "{shown}");
        assert!(shown.starts_with("<pre>… word ") && shown.ends_with(" word …</pre>\n\n"), "{shown}");
    }

    /// What a reader of GitHub's flavour of Markdown makes of it: one block of HTML and nothing else.
    fn is_inert(before: &str, after: &str) {
        let Some(shown) = changed("", before, after) else { return };
        let page = format!("<details><summary>x</summary>\n\n{shown}behind\n\n</details>\n");
        let mut html = String::new();
        let mut texts = Vec::new();
        for event in Parser::new_ext(&page, Options::all()) {
            match event {
                Event::Html(text) => html += &text,
                Event::Text(text) => texts.push(text.into_string()),
                Event::Start(_) | Event::End(_) => {}
                other => panic!("{other:?} in {page:?}"),
            }
        }
        assert_eq!(texts, ["behind"], "{page:?}");
        for once in ["<details><summary>x</summary>", "<pre>", "</pre>", "</details>"] {
            html = html.replacen(once, "", 1);
        }
        for tag in ["<del>", "</del>", "<ins>", "</ins>"] {
            html = html.replace(tag, "");
        }
        assert!(!html.contains(['<', '>']), "{page:?}");
    }

    #[test]
    fn nothing_that_other_people_wrote_acts_in_it() {
        let bad = "one two three four five six seven eight </pre>\n\n<img src=x> @mia\n\n```\n# a\n\n- https://a.example [a](b) &lt; </details>";
        is_inert(&format!("{bad} nine"), &format!("{bad} ten"));
        is_inert(&format!("nine {bad}"), &format!("</pre><b> {bad}"));
    }

    proptest::proptest! {
        #[test]
        fn nor_does_anything_else(before in "(</pre>|<b>|&|\n|```|~~~|@a|word word| |#){0,12}", after in "(</pre>|<|-->|<!--|\n|word word| |#){0,12}") {
            is_inert(&format!("word word {before}"), &format!("word word {after}"));
        }
    }
}
