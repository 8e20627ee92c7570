//! Comments within a value: `by = ["a", # why`. They are no part of what is merged, and none of either side is lost.

use crate::read::{ItemKind, Member, comments, outline};
use crate::source::Span;

/// A comment within an array.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Remark<'t> {
    said: &'t str,
    /// The element that it stands behind, or else above, as it is written.
    about: Option<(&'t str, bool)>,
}

/// A statement with the comments that a side newly wrote within its value, and those for which there is no place in
/// it as lines to stand above.
pub(super) fn carried(base: &str, side: &str, statement: &str) -> (String, String) {
    let mut known: Vec<String> = remarks(base).iter().map(|one| one.said.to_owned()).collect();
    for here in remarks(statement) {
        if !remarks(base).iter().any(|one| one.said == here.said) {
            known.push(here.said.to_owned());
        }
    }
    let (mut above, mut text) = (String::new(), statement.to_owned());
    for remark in remarks(side) {
        if let Some(at) = known.iter().position(|said| said == remark.said) {
            known.swap_remove(at);
        } else if let Some(with) = placed(&text, &remark) {
            text = with;
        } else {
            above.push_str(remark.said);
            above.push('\n');
        }
    }
    (above, text)
}

fn remarks(statement: &str) -> Vec<Remark<'_>> {
    let Some((value, members)) = value(statement) else { return Vec::new() };
    let inside =
        comments(statement).into_iter().filter(|span| value.start <= span.start && span.end <= value.end);
    let remark = |span: Span| {
        let line = line_start(statement, span.start);
        let behind = members.iter().rfind(|member| line <= member.span.end && member.span.end <= span.start);
        let next = || members.iter().find(|member| member.span.start >= span.end);
        let about = behind.map(|member| (member, true)).or_else(|| next().map(|member| (member, false)));
        Some(Remark {
            said: statement.get(span.clone())?.trim_end(),
            about: about.and_then(|(member, behind)| Some((statement.get(member.value.clone())?, behind))),
        })
    };
    inside.filter_map(remark).collect()
}

/// The statement with the comment at the element that it is about, where that one has its line to itself.
fn placed(statement: &str, remark: &Remark<'_>) -> Option<String> {
    let (written, behind) = remark.about?;
    let (value, members) = value(statement)?;
    let said = |text: &str| super::entry::said(text);
    let is = |member: &&Member| {
        statement.get(member.value.clone()).is_some_and(|text| said(text) == said(written))
    };
    let member = members.iter().find(is)?;
    let start = line_start(statement, member.span.start);
    let indent = statement.get(start..member.span.start).filter(|indent| indent.trim().is_empty())?;
    if !behind {
        return put(statement, start, &format!("{indent}{}\n", remark.said));
    }
    let from = member.comma.as_ref().map_or(member.span.end, |comma| comma.end);
    let rest = statement.get(from..value.end)?;
    let line = &rest[..rest.find('\n')?];
    line.trim().is_empty().then(|| put(statement, from, &format!(" {}", remark.said)))?
}

fn put(text: &str, at: usize, what: &str) -> Option<String> {
    Some(format!("{}{what}{}", text.get(..at)?, text.get(at..)?))
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the statement's value is, and what it holds.
fn value(statement: &str) -> Option<(Span, Vec<Member>)> {
    let items = outline(statement);
    items.into_iter().find_map(|item| match item.kind {
        ItemKind::Pair { value, inside, .. } => Some((value, inside)),
        _ => None,
    })
}
