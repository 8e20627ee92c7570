use serde::Serialize;

use super::{Format, summary};
use crate::diag::{Finding, RuleId, Severity};
use crate::gate::Run;
use crate::source::{inert_line, json};
use crate::term::Paint;

pub(super) const FORMAT: Format = Format {
    id: "json",
    aliases: &[],
    about: "one object, schema formwork/check/1",
    write,
    is_one: |text| text.contains("\"formwork/check/1\""),
    asks: false,
    from_top: false,
};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Object<'r> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undated: Option<&'r str>,
    findings: Vec<Item<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'r> {
    rule: RuleId,
    severity: Severity,
    message: String,
    help: Option<String>,
    component: &'r str,
    question: Option<&'r str>,
    file: Option<&'r str>,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Summary {
    components: usize,
    questions: usize,
    required: usize,
    done: usize,
    open: usize,
    waived: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    failed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<usize>,
}

fn write(run: &Run, _: Paint, _: Option<u16>) -> String {
    let since = run.since.as_ref();
    let new = run.findings.iter().map(|finding| item(finding, since.map(|_| true)));
    let before = since.into_iter().flat_map(|since| &since.findings);
    let findings = new.chain(before.map(|finding| item(finding, Some(false))));
    let summary = Summary {
        components: run.components,
        questions: run.questions,
        required: run.required,
        done: run.required.saturating_sub(run.open),
        open: run.open,
        waived: run.waived,
        errors: summary::of(run, Severity::Error),
        warnings: summary::of(run, Severity::Warning),
        notes: summary::of(run, Severity::Note),
        failed: run.failed,
        before: since.map(|since| since.findings.len()),
    };
    let since = since.map(|since| since.revision.as_str());
    let undated = run.undated.as_deref();
    json(&Object { schema: "formwork/check/1", since, undated, findings: findings.collect(), summary })
}

fn item(finding: &Finding, new: Option<bool>) -> Item<'_> {
    Item {
        rule: finding.rule,
        severity: finding.severity,
        message: inert_line(&finding.message),
        help: finding.help.as_deref().map(inert_line),
        component: &finding.component,
        question: finding.question.as_deref(),
        file: finding.location.as_ref().map(|at| at.file.as_str()),
        line: finding.location.as_ref().map(|at| at.line),
        column: finding.location.as_ref().map(|at| at.column),
        new,
    }
}
