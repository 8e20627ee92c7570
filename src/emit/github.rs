use std::fmt::Write as _;

use super::{Format, green};
use crate::diag::{Finding, Location, OpenQuestion, Severity};
use crate::gate::Run;
use crate::source::{count, inert_line};
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "github",
    aliases: &[],
    about: "workflow commands that annotate a pull request",
    write,
    is_one: |text| text.lines().all(|line| line.starts_with("::")),
    asks: false,
    from_top: true,
};

/// GitHub shows about ten annotations a step, so the open questions of a file are one.
fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let mut out = String::new();
    let mut done: Vec<(&str, Option<&str>)> = Vec::new();
    for finding in &run.findings {
        if finding.open.is_none() {
            let text = match &finding.help {
                Some(help) => format!("{}\n{}", inert_line(&finding.message), inert_line(help)),
                None => inert_line(&finding.message),
            };
            out += &annotation(finding.severity, finding.location.as_ref(), finding.rule.as_str(), &text);
            continue;
        }
        let key = file_of(finding);
        if !done.contains(&key) {
            done.push(key);
            out += &open(run, finding, key);
        }
    }
    out
}

fn file_of(finding: &Finding) -> (&str, Option<&str>) {
    (&finding.component, finding.location.as_ref().map(|at| at.file.as_str()))
}

/// One annotation for the open questions of a stage's file, at the first of them.
fn open(run: &Run, first: &Finding, key: (&str, Option<&str>)) -> String {
    let same = |finding: &&Finding| finding.severity == first.severity && file_of(finding) == key;
    let asked = |finding: &'_ Finding| Some(line(finding, finding.open.as_ref()?));
    let mut lines: Vec<String> = run.findings.iter().filter(same).filter_map(asked).collect();
    let title = format!("{}: {}", first.rule, count(lines.len(), "open question"));
    let command =
        if lines.len() > 1 { green::together(first) } else { first.command.as_deref().map(inert_line) };
    lines.extend(command.map(|command| format!("To answer: {command}")));
    annotation(first.severity, first.location.as_ref(), &title, &lines.join("\n"))
}

fn line(finding: &Finding, open: &OpenQuestion) -> String {
    let id = finding.question.as_deref().map(inert_line).unwrap_or_default();
    let ask = inert_line(&open.ask.join(", "));
    format!("{id}: {} (ask {ask}; dependents: {})", inert_line(&open.text), open.dependents)
}

fn annotation(severity: Severity, at: Option<&Location>, title: &str, text: &str) -> String {
    let word = match severity {
        Severity::Note => "notice",
        other => other.word(),
    };
    let mut out = format!("::{word} ");
    if let Some(at) = at {
        let end = at.column.saturating_add(at.width);
        let file = property(&inert_line(&at.file));
        let _ = write!(out, "file={file},line={},col={},endColumn={end},", at.line, at.column);
    }
    let _ = writeln!(out, "title={}::{}", property(title), data(text));
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
