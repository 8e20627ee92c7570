//! A short page for a step summary or a comment: the verdict, open questions as a table, the rest folded.

use std::fmt::Write as _;

use super::{Format, green, place, summary};
use crate::diag::{Finding, OpenQuestion};
use crate::gate::Run;
use crate::source::{count, inert_line};
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "markdown",
    aliases: &[],
    about: "a short page: verdict, open questions, the rest folded",
    write,
    is_one: |text| text.starts_with("### formwork"),
    asks: false,
    from_top: false,
};

/// More rows than this are not read, and a step summary must stay below a megabyte.
const ROWS: usize = 50;
/// The same for the list of other findings.
const LINES: usize = 200;

fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let verdict = match (run.failed, run.since.is_some()) {
        (true, false) if run.open > 0 => "requirements are not complete",
        (true, false) => "something stands in the way",
        (true, true) => "new findings stand in the way",
        (false, false) => "nothing stands in the way",
        (false, true) => "nothing new stands in the way",
    };
    let mut out = format!("### formwork: {verdict}\n\n{}\n", plain(&summary::line(run)));
    if let Some(before) = summary::before(run) {
        let _ = writeln!(out, "\n{}", plain(&before));
    }
    let (open, other): (Vec<&Finding>, Vec<&Finding>) =
        run.findings.iter().partition(|finding| finding.open.is_some());
    out += &questions(run, &open);
    out += &folded(&other);
    out += &to_green(run);
    out
}

/// The open questions, the weightiest first.
fn questions(run: &Run, findings: &[&Finding]) -> String {
    let mut rows: Vec<(&Finding, &OpenQuestion)> =
        findings.iter().filter_map(|finding| Some((*finding, finding.open.as_ref()?))).collect();
    rows.sort_by_key(|(_, open)| std::cmp::Reverse(open.dependents));
    if rows.is_empty() {
        return String::new();
    }
    let several = run.components > 1;
    let (head, line) = if several { ("| Component ", "|---") } else { ("", "") };
    let mut out = format!("\n{head}| Open question | Ask | Stage | Dependents |\n{line}|---|---|---|--:|\n");
    for (finding, open) in rows.iter().take(ROWS) {
        if several {
            let _ = write!(out, "| {} ", code(&finding.component));
        }
        let id = code(finding.question.as_deref().unwrap_or_default());
        let ask = plain(&open.ask.join(", "));
        let (asked, stage) = (plain(&open.text), plain(&open.stage));
        let _ = writeln!(out, "| {id} {asked} | {ask} | {stage} | {} |", open.dependents);
    }
    if rows.len() > ROWS {
        let _ = writeln!(out, "\n… and {} more.", rows.len() - ROWS);
    }
    out
}

fn folded(findings: &[&Finding]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut worst: Vec<&Finding> = findings.to_vec();
    worst.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut out = format!("\n<details>\n<summary>{}</summary>\n\n", count(findings.len(), "other finding"));
    for finding in worst.iter().take(LINES) {
        let (severity, rule) = (finding.severity.word(), finding.rule);
        let _ = write!(out, "- **{severity}** `{rule}` {}", message(&finding.message));
        let _ = write!(out, " ({})", code(&place(finding)));
        if let Some(help) = &finding.help {
            let _ = write!(out, "<br>{}", message(help));
        }
        out.push('\n');
    }
    if worst.len() > LINES {
        let _ = writeln!(out, "- … and {} more", worst.len() - LINES);
    }
    out + "\n</details>\n"
}

fn to_green(run: &Run) -> String {
    let Some(way) = green::to_green(run) else { return String::new() };
    let mut out = String::from("\nTo make it green:\n\n");
    for command in way.commands {
        let _ = writeln!(out, "- {}", code(&command));
    }
    for line in way.besides {
        let _ = writeln!(out, "- {}", plain(&line));
    }
    out
}

/// A message: what stands between its backticks stays code, everything else is plain text.
fn message(message: &str) -> String {
    let line = inert_line(message);
    let parts: Vec<&str> = line.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(&line);
    }
    let part = |(at, part): (usize, &&str)| if at % 2 == 1 { code(part) } else { escaped(part) };
    parts.iter().enumerate().map(part).collect()
}

/// Code. Whatever it holds, it ends neither the span nor the table's cell.
fn code(word: &str) -> String {
    let word = inert_line(word).replace('`', "'").replace('|', "\\|");
    if word.is_empty() { String::new() } else { format!("`{word}`") }
}

/// Text as Markdown in which nothing acts: no markup, no link, no HTML, nobody is called.
pub fn plain(text: &str) -> String {
    escaped(&inert_line(text))
}

/// The same for a part of a line, whose blanks at the ends stay.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(character) = rest.next() {
        match character {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '@' => out += "@<!-- -->",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(character);
            }
            // Not a bare address that becomes a link.
            ':' if rest.as_str().starts_with("//") => out += "&#58;",
            other => out.push(other),
        }
    }
    out
}
