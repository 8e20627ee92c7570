//! Headings within answers. Readers of Markdown give each an anchor of its own, made from its words, which
//! could be that of a question. So they become paragraphs in bold.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::answer::Rewrite;

/// What is known of the heading that the events are in.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// Quotations and list items around it.
    within: usize,
    /// Whether a heading has begun.
    is_open: bool,
    /// What has been seen of its content.
    content: Option<Range<usize>>,
}

impl Headings {
    /// Looks at the next event; at a heading's end, gives what makes a paragraph of it.
    pub(super) fn lowered(
        &mut self,
        text: &str,
        event: &Event<'_>,
        range: &Range<usize>,
    ) -> Option<Vec<Rewrite>> {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::Item) => self.within += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item) => self.within = self.within.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => self.is_open = true,
            Event::End(TagEnd::Heading(_)) => {
                self.is_open = false;
                let content = self.content.take();
                return Some(self.paragraph(text, range, content));
            }
            _ if self.is_open => {
                let so_far = self.content.take().unwrap_or_else(|| range.clone());
                self.content = Some(so_far.start.min(range.start)..so_far.end.max(range.end));
            }
            _ => {}
        }
        None
    }

    /// The marks around the content give way to those of bold text. Where nothing is around the heading, empty
    /// lines keep it apart from its neighbours.
    fn paragraph(&self, text: &str, heading: &Range<usize>, content: Option<Range<usize>>) -> Vec<Rewrite> {
        let end = heading.start + text.get(heading.clone()).map_or(0, |source| source.trim_end().len());
        let Some(content) = content else { return vec![(heading.start..end, String::new())] };
        let inner = text.get(content.clone()).unwrap_or_default();
        let mark = if inner.contains('*') { "__" } else { "**" };
        let (mut before, mut after) = (mark.to_owned(), mark.to_owned());
        if self.within == 0 {
            let above = text.get(..heading.start).unwrap_or_default().trim_end_matches(' ');
            let above = above.strip_suffix('\n').and_then(|above| above.rsplit('\n').next());
            if above.is_some_and(|line| !line.trim().is_empty()) {
                before.insert(0, '\n');
            }
            let below = text.get(end..).unwrap_or_default().lines().nth(1);
            if below.is_some_and(|line| !line.trim().is_empty()) {
                after.push('\n');
            }
        }
        vec![(heading.start..content.start, before), (content.end..end.max(content.end), after)]
    }
}
