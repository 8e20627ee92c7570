//! GitLab's code quality report: an array of objects with the fields that its documentation requires.

use serde::Serialize;

use super::{Format, file_and_line};
use crate::diag::{Finding, RuleId, Severity, fingerprints};
use crate::gate::Run;
use crate::source::{inert_line, json};
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "gitlab",
    aliases: &[],
    about: "code quality report of a merge request",
    write,
    is_one: |text| {
        text.trim() == "[]" || (text.contains("\"check_name\"") && text.contains("\"fingerprint\""))
    },
    asks: false,
    from_top: true,
};

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: RuleId,
    fingerprint: String,
    severity: &'static str,
    location: Place<'r>,
}

#[derive(Serialize)]
struct Place<'r> {
    path: std::borrow::Cow<'r, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let prints = fingerprints(&run.findings);
    let issues: Vec<Issue<'_>> = run
        .findings
        .iter()
        .zip(prints)
        .map(|(finding, fingerprint)| Issue {
            description: description(finding),
            check_name: finding.rule,
            fingerprint,
            severity: severity(finding.severity),
            location: place(finding),
        })
        .collect();
    json(&issues)
}

fn description(finding: &Finding) -> String {
    let message = inert_line(&finding.message);
    match &finding.open {
        Some(open) => format!("{message}; ask {}", inert_line(&open.ask.join(", "))),
        None => message,
    }
}

/// GitLab's five words; `blocker` and `critical` are left to tools that know of running systems.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

fn place(finding: &Finding) -> Place<'_> {
    let (path, begin) = file_and_line(finding);
    Place { path, lines: Lines { begin } }
}
