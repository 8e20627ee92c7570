//! One run of the gate.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::blocking::root_findings;
use super::since::{self, Baseline};
use super::{GateError, PolicyPlace};
use crate::check::{self, Checked};
use crate::diag::{Finding, Severity};
use crate::model::{Component, Requirement};
use crate::source::inert_line;
use crate::store::{self, Needs, Project};

/// What the gate is asked.
#[derive(Debug)]
pub struct Gate {
    /// The day, the policy, and which questions are meant.
    pub options: check::Options,
    /// The lowest severity that fails.
    pub fail_on: Severity,
    /// Where the policy of the options is, to hold it against what it was at a revision.
    pub policy: Option<PolicyPlace>,
    /// The revision whose findings do not count: `REV`, or `REV...` for the commit where HEAD left it.
    pub since: Option<String>,
    /// The files that outputs go to, each with its format: none of them may be evidence.
    pub sinks: Vec<(&'static str, PathBuf)>,
}

impl Gate {
    /// Everything, where errors fail.
    pub fn new(options: check::Options) -> Self {
        Self { options, fail_on: Severity::Error, policy: None, since: None, sinks: Vec::new() }
    }
}

/// What a run of the gate came to.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// All findings, component by component.
    pub findings: Vec<Finding>,
    /// Components that were checked.
    pub components: usize,
    /// Their questions.
    pub questions: usize,
    /// Those that are required.
    pub required: usize,
    /// Required ones that still need something.
    pub open: usize,
    /// Findings that a waiver let through.
    pub waived: usize,
    /// The lowest severity that fails; `None` is an error.
    pub fail_on: Option<Severity>,
    /// Whether there is something at or above it.
    pub failed: bool,
    /// All questions, where a format asks for them.
    pub asked: Vec<Asked>,
    /// What an earlier revision had already, where the run is held against one: the other findings are what is new.
    pub since: Option<Since>,
    /// Whether less is to be said: for people then without notes, which the other formats keep.
    pub quiet: bool,
    /// Why nobody could tell how old evidence is, where somebody asked.
    pub undated: Option<String>,
}

/// A question that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The component, by its path in the workspace.
    pub component: String,
    /// The stage's id.
    pub stage: String,
    /// The question's id.
    pub question: String,
    /// Whether it is required.
    pub required: bool,
}

/// What was there before.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// The revision, as it was asked for.
    pub revision: String,
    /// Findings of now that it had too.
    pub findings: Vec<Finding>,
    /// Whether it has commits that are not in HEAD, so that what they mended counts as new here.
    pub is_ahead: bool,
}

impl Since {
    /// Returns what to know about findings that are new: the revision may have moved on since it was left.
    pub fn advice(&self) -> Option<String> {
        let name = inert_line(&self.revision);
        self.is_ahead.then(|| {
            format!(
                "{name} has commits that are not in HEAD: what they mended counts as new here. \
                 `--since {name}...` holds against the commit where HEAD left it\n"
            )
        })
    }
}

impl Run {
    /// Returns a run with these findings, of which errors fail.
    pub fn with(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }.decide()
    }

    /// Returns the lowest severity that fails.
    pub fn fails_from(&self) -> Severity {
        self.fail_on.unwrap_or(Severity::Error)
    }

    /// Returns whether a finding fails.
    pub fn fails(&self, finding: &Finding) -> bool {
        finding.severity >= self.fails_from()
    }

    /// Decides whether the findings fail.
    fn decide(mut self) -> Self {
        self.failed = self.findings.iter().any(|finding| self.fails(finding));
        self
    }

    fn of(checked: Vec<Checked>) -> Self {
        let mut run = Self { components: checked.len(), ..Self::default() };
        let mut findings = Vec::new();
        for one in checked {
            findings.push(one.findings);
            run.questions += one.questions;
            run.required += one.required;
            run.open += one.open;
            run.waived += one.waived;
            let component = one.component;
            run.asked.extend(one.listed.into_iter().map(|listed| Asked {
                component: component.clone(),
                stage: listed.stage,
                question: listed.question,
                required: listed.required,
            }));
        }
        run.findings = once_each(findings.into_iter().flatten());
        run
    }
}

/// Runs the gate over a project.
pub fn run(project: &Arc<Project>, gate: &Gate) -> Result<Run, GateError> {
    let options = &gate.options;
    let baseline = gate.since.as_deref();
    let baseline = baseline.map(|revision| Baseline::new(project, revision, gate.fail_on)).transpose()?;
    let weight = if baseline.is_some() { 2 } else { 1 };
    let checked = store::each_of(&project.members, weight, |member| {
        let mut loaded = project.load(member, Needs::gate(options.today));
        if let (Some(baseline), Ok(component)) = (&baseline, &mut loaded) {
            baseline.recall(member, &mut component.outside);
        }
        let evidence = loaded.as_ref().ok().and_then(|component| sink_of(gate, &member.dir, component));
        let checked = check::check_component(&loaded, options);
        let (new, old) = match &baseline {
            None => (checked, Vec::new()),
            Some(baseline) => baseline.tell_apart(member, &loaded, checked, options),
        };
        (new, old, evidence)
    });
    let mut new = Vec::with_capacity(checked.len());
    let mut old = Vec::new();
    for (checked, known, evidence) in checked {
        if let Some((format, path)) = evidence {
            let file = inert_line(&store::shown(path, &project.cwd));
            return Err(GateError::SinkIsEvidence { format, file });
        }
        new.push(checked);
        old.push(known);
    }
    let mut run = Run::of(new);
    let (root, old_root) = match &baseline {
        None => (since::at_policy(root_findings(project), options), Vec::new()),
        Some(baseline) => baseline.root(project, options),
    };
    run.findings.splice(0..0, root);
    if let (Some(baseline), Some(place), Some(policy)) = (&baseline, &gate.policy, &options.policy) {
        run.findings.splice(0..0, baseline.lowered(place, policy));
    }
    run.undated = project.histories.undated().and_then(store::Undated::reason);
    run.fail_on = Some(gate.fail_on);
    let mut run = run.decide();
    run.since = baseline.map(|baseline| Since {
        is_ahead: run.failed && baseline.is_ahead(),
        findings: once_each(old_root.into_iter().chain(old.into_iter().flatten())),
        revision: baseline.revision,
    });
    Ok(run)
}

/// Runs the gate where there is no project, with what it lacks that the revision had there, and that project. Nothing
/// where the revision had none either, or none is named. With `upwards`, folders above count too.
pub fn run_without_project(
    cwd: &Path,
    (folder, upwards): (&Path, bool),
    gate: &Gate,
) -> Option<(Run, Arc<Project>)> {
    let revision = gate.since.clone()?;
    let (finding, project) = since::gone(cwd, (folder, upwards), &revision, &gate.options)?;
    let since = Some(Since { revision, ..Since::default() });
    let run = Run { findings: vec![finding], since, fail_on: Some(gate.fail_on), ..Run::default() };
    Some((run.decide(), Arc::new(project)))
}

/// A sink that goes where a report is that a requirement of the component is verified by.
fn sink_of<'g>(gate: &'g Gate, dir: &Path, component: &Component) -> Option<&'g (&'static str, PathBuf)> {
    if gate.sinks.is_empty() {
        return None;
    }
    let answers = component.answers.iter().flatten();
    let named = answers.flat_map(|answer| &answer.requirements).flat_map(Requirement::reports);
    let mut paths = named.map(|written| store::real(dir.join(&written.value)));
    paths.find_map(|path| gate.sinks.iter().find(|(_, sink)| *sink == path))
}

/// A set that several components share is wrong once.
fn once_each(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut shared = HashSet::new();
    let is_first = |finding: &Finding| {
        finding.question.is_some() || finding.location.is_none() || shared.insert(key(finding))
    };
    findings.filter(is_first).collect()
}

fn key(finding: &Finding) -> (String, usize, usize, &'static str, String) {
    let at = finding.location.as_ref();
    let (line, column) = at.map_or((0, 0), |at| (at.line, at.column));
    (
        at.map(|at| at.file.clone()).unwrap_or_default(),
        line,
        column,
        finding.rule.as_str(),
        finding.message.clone(),
    )
}
