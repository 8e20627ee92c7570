//! A finding with the line it is about and a caret below it.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::diag::{Finding, Location, Severity};
use crate::source::inert_line;
use crate::term::{Paint, Role};

/// One finding.
pub(super) fn write(finding: &Finding, paint: Paint, width: Option<u16>) -> String {
    let mut elements: Vec<Element<'_>> = Vec::new();
    if let Some(at) = &finding.location {
        elements.push(shown(at));
    }
    if let Some(help) = &finding.help {
        elements.push(Level::HELP.message(inert_line(help)).into());
    }
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let group =
        level.primary_title(inert_line(&finding.message)).id(finding.rule.as_str()).elements(elements);
    let renderer = if paint.color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(width.map_or(WIDTH, usize::from)).render(&[group]) + "\n"
}

/// Where there is no terminal, a log shows this much of a line.
const WIDTH: usize = 140;

/// On a terminal a group of notes shows so many of them: they must not push what fails the gate off the screen.
const NOTES: usize = 1;

/// Several findings of one rule at one place: the line is no news any more, so each is a line of its own.
pub(super) fn write_group(findings: &[&Finding], paint: Paint, width: Option<u16>) -> String {
    let Some(first) = findings.first() else { return String::new() };
    let word = format!("{}[{}]", first.severity.word(), first.rule);
    let title = format!("{} at {}", crate::source::count(findings.len(), "finding"), super::place(first));
    let mut out =
        format!("{}: {}\n", paint.paint(super::role(first.severity), word), paint.paint(Role::Strong, title));
    let folds = width.is_some() && first.severity == Severity::Note;
    let shown = if folds { NOTES } else { findings.len() };
    for finding in findings.iter().take(shown) {
        let next = finding.command.as_ref().or(finding.help.as_ref()).map(|next| inert_line(next));
        let next = next.map(|next| format!(": {}", paint.paint(Role::Hint, next))).unwrap_or_default();
        let _ = writeln!(out, "  {}{next}", inert_line(&finding.message));
    }
    if findings.len() > shown {
        let list = paint.paint(Role::Id, "formwork check --format short");
        let _ = writeln!(out, "  and {} more: {list}", findings.len() - shown);
    }
    out
}

/// The line with its place; only the place where there is no line, or where it was cut before the column.
fn shown(at: &Location) -> Element<'_> {
    let file = inert_line(&at.file);
    let mut excerpt = one_line(&at.excerpt);
    if !excerpt.is_empty() && at.column == excerpt.chars().count() + 1 {
        excerpt.push(' '); // something is missing at the end of the line
    }
    if at.excerpt.is_empty() || at.column == 0 || at.column > excerpt.chars().count() {
        return Origin::path(file).line(at.line).char_column(at.column).into();
    }
    let annotation = AnnotationKind::Primary.span(pointed(&excerpt, at));
    Snippet::source(excerpt).path(file).line_start(at.line).annotation(annotation).into()
}

/// Whether two findings are shown under one line.
pub(super) fn together(one: &Finding, other: &Finding) -> bool {
    one.rule == other.rule
        && one.severity == other.severity
        && one.location.is_some()
        && one.location == other.location
}

/// The excerpt as one line: a finding is plain data and may hold anything.
fn one_line(excerpt: &str) -> String {
    crate::source::inert(excerpt).replace(['\n', '\r', '\t'], " ")
}

/// The bytes to point at: clamped to the excerpt and to whole characters, because a place may lie
/// behind the part of a long line that is shown.
fn pointed(excerpt: &str, at: &Location) -> std::ops::Range<usize> {
    let byte =
        |character: usize| excerpt.char_indices().nth(character).map_or(excerpt.len(), |(byte, _)| byte);
    let start = at.column.saturating_sub(1);
    byte(start)..byte(start.saturating_add(at.width))
}
