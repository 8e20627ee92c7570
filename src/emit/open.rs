//! Open questions as one table: what to ask, whom, and how much rests on it; and other findings that come in numbers.

use std::fmt::Write as _;

use crate::diag::{Finding, OpenQuestion};
use crate::source::{count, inert_line, inflect};
use crate::term::{Align, Grid, Paint, Role, wrap};

use super::green;

/// So many of the weightiest say what goes wrong without them.
const WEIGHTIEST: usize = 3;
/// A terminal shows so many rows and what goes wrong without the first of them, so that a gate that is red for the
/// first time fits on a screen of 24 lines. Elsewhere, in the log of a CI run for one, all are shown.
const ON_A_SCREEN: usize = 7;

/// The table of a component's open questions, the weightiest first.
pub(super) fn write(findings: &[&Finding], paint: Paint, width: Option<u16>) -> String {
    let mut rows: Vec<(&Finding, &OpenQuestion)> =
        findings.iter().filter_map(|finding| Some((*finding, finding.open.as_ref()?))).collect();
    rows.sort_by_key(|(_, open)| std::cmp::Reverse(open.dependents));
    let Some((first, _)) = rows.first() else { return String::new() };
    let title = format!("{}[{}]", first.severity.word(), first.rule);
    let role = super::role(first.severity);
    let have = inflect(rows.len(), "has", "have");
    let mut out = format!(
        "{}: {} {have} no answer\n",
        paint.paint(role, title),
        paint.paint(Role::Strong, count(rows.len(), "required question"))
    );
    let room = room_for_roles(&rows, width);
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Left, Align::Left, Align::Right], None);
    let head = ["id", "ask", "stage", DEPENDENTS].map(|word| paint.paint(Role::Faint, word));
    grid.row(std::iter::once(String::new()).chain(head));
    let folded = width.and_then(|_| green::listed(first)).filter(|_| rows.len() > ON_A_SCREEN + 1);
    let (shown, weightiest) = if folded.is_some() { (ON_A_SCREEN, 1) } else { (rows.len(), WEIGHTIEST) };
    for (finding, open) in rows.iter().take(shown) {
        grid.row([
            String::new(),
            paint.paint(Role::Id, id(finding)),
            roles(&open.ask, room),
            inert_line(&open.stage),
            open.dependents.to_string(),
        ]);
    }
    out += &grid.lines();
    if let Some(list) = folded {
        out += &format!("  and {} more: {}\n", rows.len() - shown, paint.paint(Role::Id, list));
    }
    let _ = writeln!(out, "  {}", paint.paint(Role::Faint, "What goes wrong without an answer:"));
    for (finding, open) in rows.iter().take(weightiest) {
        let text = format!("{}: {}", paint.paint(Role::Id, id(finding)), inert_line(&open.consequence));
        let lines = match width {
            Some(width) => wrap(&text, usize::from(width).saturating_sub(6).max(24)),
            None => vec![text],
        };
        for (at, line) in lines.iter().enumerate() {
            out += if at == 0 { "    " } else { "      " };
            out += line;
            out.push('\n');
        }
    }
    out
}

/// Findings that one command helps with, a line each.
pub(super) fn write_alike(findings: &[&Finding], paint: Paint, width: Option<u16>) -> String {
    let Some(first) = findings.first() else { return String::new() };
    let heaviest = findings.iter().map(|one| one.severity).max().unwrap_or(first.severity);
    let title = format!("{}[{}]", heaviest.word(), first.rule);
    let together = first.together.as_deref().map(inert_line).unwrap_or_default();
    let together = paint.paint(Role::Id, together);
    let mut out = format!(
        "{}: {} to look at with {together}\n",
        paint.paint(super::role(heaviest), title),
        paint.paint(Role::Strong, count(findings.len(), "answer"))
    );
    let is_long = width.is_some() && findings.len() > ON_A_SCREEN + 1;
    let shown = if is_long { ON_A_SCREEN } else { findings.len() };
    for one in findings.iter().take(shown) {
        let place = paint.paint(Role::Faint, super::place(one));
        out += &format!("  {place} {}\n", inert_line(&one.message));
    }
    if is_long {
        out += &format!("  and {} more\n", findings.len() - shown);
    }
    out
}

const DEPENDENTS: &str = "dependents";

fn id(finding: &Finding) -> String {
    finding.question.as_deref().map(inert_line).unwrap_or_default()
}

/// Columns left for the roles so that a row stays a line.
fn room_for_roles(rows: &[(&Finding, &OpenQuestion)], width: Option<u16>) -> Option<usize> {
    let ids = rows.iter().map(|(finding, _)| id(finding).chars().count()).max().unwrap_or(0);
    let stages =
        rows.iter().map(|(_, open)| open.stage.chars().count()).max().unwrap_or(0).max("stage".len());
    let gaps = 8;
    width.map(|width| usize::from(width).saturating_sub(ids + stages + DEPENDENTS.len() + gaps).max(12))
}

/// As many roles as there is room for, and how many more.
fn roles(ask: &[String], room: Option<usize>) -> String {
    let all = ask.iter().map(|role| inert_line(role)).collect::<Vec<_>>();
    let Some(room) = room else { return all.join(", ") };
    for shown in (1..=all.len()).rev() {
        let more = all.len() - shown;
        let named = all.get(..shown).unwrap_or_default().join(", ");
        let text = if more == 0 { named } else { format!("{named} +{more}") };
        if text.chars().count() <= room || shown == 1 {
            return text;
        }
    }
    String::new()
}
