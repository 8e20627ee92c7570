//! SARIF 2.1.0 (OASIS), as code scanning reads it: rules with their manual, results with places and
//! fingerprints that stay when other lines of a file change.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Format, file_and_line};
use crate::check;
use crate::diag::{Finding, RuleId, Severity, fingerprints};
use crate::gate::Run;
use crate::source::{address, inert_line, json};
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "sarif",
    aliases: &[],
    about: "SARIF 2.1.0 for code scanning",
    write,
    is_one: |text| text.contains("\"$schema\"") && text.contains("\"formwork\""),
    asks: false,
    from_top: true,
};

/// GitHub's code scanning refuses a run with more results than this.
const RESULTS: usize = 25_000;

/// It refuses a file of more than 10 MB when packed: so many bytes of words and paths, which may pack to nothing less,
/// leave room for all that is the same in each result.
const WORDS: usize = 8_000_000;

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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invocations: Vec<Invocation>,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: [Notification; 1],
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
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
    id: RuleId,
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
    rule_id: RuleId,
    /// The place in `rules`, which lists all in the order of their ids.
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Place; 1],
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
    let prints = fingerprints(&run.findings);
    let kept = kept(&run.findings);
    let invocations = (kept.len() < run.findings.len()).then(|| cut(run.findings.len(), kept.len()));
    let results = kept.into_iter().filter_map(|at| Some(outcome(run.findings.get(at)?, prints.get(at)?)));
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
            invocations: invocations.into_iter().collect(),
            results: results.collect(),
        }],
    };
    json(&log)
}

/// The findings that are written, in their order: of too many the weightiest.
fn kept(findings: &[Finding]) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..findings.len()).collect();
    kept.sort_by_key(|&at| std::cmp::Reverse(findings.get(at).map(|one| one.severity)));
    let mut left = WORDS;
    let fits = |at: &usize| {
        let words = findings.get(*at).map_or(0, words);
        left.checked_sub(words).inspect(|rest| left = *rest).is_some()
    };
    let mut kept: Vec<usize> = kept.into_iter().take(RESULTS).take_while(fits).collect();
    kept.sort_unstable();
    kept
}

/// Bytes of a finding that differ from one to the next.
fn words(finding: &Finding) -> usize {
    let help = finding.help.as_ref().map_or(0, String::len);
    let file = finding.location.as_ref().map_or(0, |at| at.file.len());
    finding.message.len() + help + 3 * file
}

/// What was left out is said in the file itself.
fn cut(all: usize, kept: usize) -> Invocation {
    let text = format!(
        "{all} findings were made; the {kept} that weigh most are in this file, as code scanning takes no more. \
         `formwork check` shows all of them."
    );
    let message = Text { text, markdown: None };
    let notification = Notification { level: "warning", message };
    Invocation { execution_successful: true, tool_execution_notifications: [notification] }
}

fn plain(text: &str) -> Text {
    Text { text: text.to_owned(), markdown: None }
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}

fn outcome(finding: &Finding, print: &str) -> Outcome {
    let mut text = inert_line(&finding.message);
    if let Some(help) = &finding.help {
        text = format!("{text}\n{}", inert_line(help));
    }
    Outcome {
        rule_id: finding.rule,
        rule_index: finding.rule as usize,
        level: level(finding.severity),
        message: Text { text, markdown: None },
        locations: [place(finding)],
        partial_fingerprints: BTreeMap::from([("formwork/v1", print.to_owned())]),
    }
}

/// Code scanning refuses a result without a place.
fn place(finding: &Finding) -> Place {
    let (file, start_line) = file_and_line(finding);
    let (start_column, width) = finding.location.as_ref().map_or((1, 0), |at| (at.column.max(1), at.width));
    let region = Region { start_line, start_column, end_column: start_column.saturating_add(width) };
    Place { physical_location: Physical { artifact_location: Artifact { uri: address(&file) }, region } }
}
