//! Foreign Markdown → HTML, through a filter on the parser's events.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::text;
use crate::doc::foreign::{is_safe, parser};
use crate::source::inert;

/// Writes an answer. Its headings begin below `level`, that of the heading it stands under.
pub(in crate::doc) fn push_answer(out: &mut String, answer: &str, level: usize) {
    let answer = inert(answer);
    let mut filter = Filter { level, last: level, open: Vec::new() };
    pulldown_cmark::html::push_html(out, parser(&answer).map(|event| filter.pass(event)));
}

struct Filter {
    /// The level of the heading above the answer.
    level: usize,
    /// The level of the last heading.
    last: usize,
    /// What the links and images that are open end with.
    open: Vec<CowStr<'static>>,
}

impl Filter {
    fn pass<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => harmless(html),
            Event::Text(text) => harmless(text),
            Event::Code(code) if text::looks_like_command(&code) => {
                let mut html = String::from("<code>");
                text::push(&mut html, &code);
                html.push_str("</code>");
                Event::InlineHtml(html.into())
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.last = (self.level + level as usize).min(self.last + 1).min(6);
                Event::Start(Tag::Heading {
                    level: heading(self.last),
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                })
            }
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(heading(self.last))),
            // The language of a code block would become a class, and nothing here styles it.
            Event::Start(Tag::CodeBlock(_)) => Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
            // Alignments are written as style attributes, which the page's policy forbids.
            Event::Start(Tag::Table(_)) => Event::Start(Tag::Table(Vec::new())),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.open.push(address(&dest_url));
                Event::Text("image: ".into())
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                Event::InlineHtml(self.open.pop().unwrap_or("".into()))
            }
            other => other,
        }
    }

    fn link<'a>(&mut self, to: &CowStr<'a>) -> Event<'a> {
        if !is_safe(to) {
            self.open.push(address(to));
            return Event::Text("".into());
        }
        self.open.push("</a>".into());
        let mut html = String::from("<a href=\"");
        text::push_address(&mut html, to);
        html.push_str("\" rel=\"noopener noreferrer nofollow\">");
        Event::InlineHtml(html.into())
    }
}

/// An address as text, behind what would have led there or shown it.
fn address(to: &str) -> CowStr<'static> {
    let mut html = String::from(" (");
    text::push(&mut html, to);
    html.push(')');
    html.into()
}

/// Text that an entity may have smuggled a control character into, or that a build log may take for a
/// command. The parser hands out text in pieces, so a command may begin in one and go on in the next.
fn harmless(text: CowStr<'_>) -> Event<'_> {
    let first = match text.as_bytes().first() {
        Some(b':') => "&#58;",
        Some(b'[') => "&#91;",
        _ => "",
    };
    let suspect = |byte: u8| matches!(byte, b':' | b'#' | 0..=8 | 11..=31 | 127..);
    // Block by block, so that the compiler can look at many bytes at once.
    let is_suspect = |block: &[u8]| block.iter().fold(false, |found, &byte| found | suspect(byte));
    if first.is_empty() && !text.as_bytes().chunks(64).any(is_suspect) {
        return Event::Text(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    html.push_str(first);
    let rest = if first.is_empty() { Some(&*text) } else { text.get(1..) };
    text::push_with(&mut html, rest.unwrap_or_default(), "\n");
    Event::InlineHtml(html.into())
}

fn heading(level: usize) -> HeadingLevel {
    HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
}
