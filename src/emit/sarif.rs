//! SARIF 2.1.0 (OASIS), as code scanning reads it: rules with their manual, results with places and
//! fingerprints that stay when other lines of a file change.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Format, Run, json};
use crate::check;
use crate::diag::{Finding, Location, Severity};
use crate::source::{address, inert_line};
use crate::term::Paint;

pub(super) const FORMAT: Format = Format { id: "sarif", about: "SARIF 2.1.0 for code scanning", write };

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [LogRun; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogRun {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: Vec<Place>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_column: usize,
}

fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let rules = check::rules().iter().map(|rule| Descriptor {
        id: rule.id,
        short_description: plain(rule.title),
        full_description: plain(rule.what),
        help: Text { text: rule.fix.to_owned(), markdown: Some(check::explain(rule)) },
        default_configuration: Configuration { level: level(rule.severity) },
    });
    let mut seen = BTreeMap::new();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [LogRun {
            tool: Tool {
                driver: Driver {
                    name: "formwork",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: run.findings.iter().map(|finding| outcome(finding, &mut seen)).collect(),
        }],
    };
    json::text(&log)
}

fn plain(text: &str) -> Text {
    Text { text: text.to_owned(), markdown: None }
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}

fn outcome(finding: &Finding, seen: &mut BTreeMap<String, usize>) -> Outcome {
    let mut text = inert_line(&finding.message);
    if let Some(help) = &finding.help {
        text = format!("{text}\n{}", inert_line(help));
    }
    let print = fingerprint(finding);
    // Findings that differ in nothing that lasts are told apart by their order.
    let nth = seen.entry(print.clone()).and_modify(|nth| *nth += 1).or_insert(0);
    Outcome {
        rule_id: finding.rule,
        rule_index: check::rules().iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Text { text, markdown: None },
        locations: finding.location.iter().map(place).collect(),
        partial_fingerprints: BTreeMap::from([("formwork/v1", format!("{print}:{nth}"))]),
    }
}

fn place(at: &Location) -> Place {
    let region = Region {
        start_line: at.line,
        start_column: at.column,
        end_column: at.column.saturating_add(at.width),
    };
    Place { physical_location: Physical { artifact_location: Artifact { uri: address(&at.file) }, region } }
}

/// What stays when other lines change: neither line numbers nor counts go into it.
fn fingerprint(finding: &Finding) -> String {
    let (file, excerpt) =
        finding.location.as_ref().map_or(("", ""), |at| (at.file.as_str(), at.excerpt.trim()));
    let question = finding.question.as_deref().unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [finding.rule, &finding.component, question, file, excerpt] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
