//! The beginning of an answer, where a document has room for no more.

use std::borrow::Cow;

use pulldown_cmark::{Event, TagEnd};

use crate::doc::foreign::parser;

/// The plain words of a Markdown text on one line, at most `room` characters of it, cut at the end of a
/// word.
pub(super) fn excerpt(text: &str, room: usize) -> String {
    let words = words(text, room);
    let fits = cut(&words, room);
    if fits.len() == words.len() { words } else { format!("{} …", fits.trim_end()) }
}

/// The words of a text without its marks, blocks told apart; no more blocks than fill the room.
fn words(text: &str, room: usize) -> String {
    let mut words = String::new();
    let mut apart = "";
    for event in parser(text) {
        match event {
            Event::SoftBreak | Event::HardBreak => push(&mut words, " ", &mut apart),
            Event::InlineHtml(html) if &*html == "<br>" => push(&mut words, " ", &mut apart),
            // Raw HTML counts as text everywhere.
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push(&mut words, &text, &mut apart);
            }
            Event::End(TagEnd::Heading(_)) => apart = ":",
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::TableCell,
            ) => {
                if apart.is_empty() {
                    apart = ";";
                }
                // More than the room holds is cut anyway, and counting bytes never stops too early.
                if words.len() > room * 4 + 4 {
                    break;
                }
            }
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Adds a run of text with single blanks, behind what tells its block from the one before.
fn push(words: &mut String, text: &str, apart: &mut &str) {
    for character in text.chars() {
        if character.is_whitespace() {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            continue;
        }
        let sign = std::mem::take(apart);
        if !sign.is_empty() && !words.is_empty() {
            words.truncate(words.trim_end().len());
            if !words.ends_with(['.', ':', ';', ',', '!', '?', '…']) {
                words.push_str(sign);
            }
            words.push(' ');
        }
        words.push(character);
    }
}

/// The beginning of a Markdown text, at most `room` characters of it, cut between paragraphs where the first
/// one fits, else between words.
pub(super) fn opening(text: &str, room: usize) -> Cow<'_, str> {
    let text = text.trim();
    let fits = cut(text, room);
    if fits.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let whole = fits.rfind("\n\n").and_then(|end| fits.get(..end)).unwrap_or(fits);
    Cow::Owned(format!("{}\n\n…", whole.trim_end()))
}

fn cut(text: &str, room: usize) -> &str {
    let Some((end, next)) = text.char_indices().nth(room) else { return text };
    let fits = text.get(..end).unwrap_or_default();
    if next.is_whitespace() {
        return fits;
    }
    fits.rfind(char::is_whitespace).and_then(|end| fits.get(..end)).unwrap_or(fits)
}
