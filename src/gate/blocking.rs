//! Findings that stop a reader: what cannot be understood would be missing from what it prints.

use crate::check;
use crate::diag::{Finding, RuleId, Severity};
use crate::model::Loaded;
use crate::store::{self, Load, Needs, Project};

/// The findings of a workspace's own file.
pub(crate) fn root_findings(project: &Project) -> Vec<Finding> {
    let mut findings = check::check_root(&project.problems);
    if let Some((file, settings)) = project.workspace.as_ref().filter(|_| project.whole) {
        let defaults = settings.workspace.as_ref().map(|workspace| &workspace.defaults);
        let form = defaults.and_then(|defaults| Some((defaults, defaults.form.as_ref()?)));
        let form = form.and_then(|(defaults, form)| {
            Some(store::form_of(defaults, &form.value, project.around()).ok()?.0)
        });
        findings.extend(check::check_defaults(file, (settings, &project.outside), form.as_deref()));
    }
    findings
}

/// Those of them that stop a reader of the whole workspace.
pub(crate) fn blocking_root_findings(project: &Project) -> Vec<Finding> {
    let mut findings = root_findings(project);
    findings.retain(|finding| finding.severity == Severity::Error);
    findings
}

/// Returns a component that every reader can understand, or the findings that stop them.
pub(crate) fn readable<'l>(loaded: &'l Load, options: &check::Options) -> Result<&'l Loaded, Vec<Finding>> {
    let blocking = blocking_findings(loaded, options);
    match loaded {
        Ok(component) if blocking.is_empty() => Ok(component),
        _ => Err(blocking),
    }
}

/// Returns the component itself, as [`readable`] does.
pub(crate) fn into_readable(loaded: Load, options: &check::Options) -> Result<Loaded, Vec<Finding>> {
    let blocking = blocking_findings(&loaded, options);
    match loaded {
        Ok(component) if blocking.is_empty() => Ok(component),
        _ => Err(blocking),
    }
}

/// Loads all components of a project, or returns the findings that stop a reader of any of them.
pub(crate) fn all_readable(project: &Project, options: &check::Options) -> Result<Vec<Loaded>, Vec<Finding>> {
    let mut blocking = blocking_root_findings(project);
    let mut components = Vec::with_capacity(project.members.len());
    for loaded in store::each(project, Needs::REPORTS, |_, loaded| loaded) {
        match into_readable(loaded, options) {
            Ok(component) => components.push(component),
            Err(findings) => blocking.extend(findings),
        }
    }
    if blocking.is_empty() { Ok(components) } else { Err(blocking) }
}

/// The findings of a component that stop every reader.
fn blocking_findings(loaded: &Load, options: &check::Options) -> Vec<Finding> {
    let problems = match loaded {
        Ok(component) => &component.problems,
        Err(broken) => &broken.problems,
    };
    // What is fixed blocks, but for evidence outside, which is about a question and takes nothing away.
    let blocks = |rule: RuleId| check::rule(rule).fixed;
    if loaded.is_ok() && !problems.iter().any(|one| blocks(one.problem.rule)) {
        return Vec::new();
    }
    let mut findings = check::check_component(loaded, options).findings;
    let evidence =
        |finding: &Finding| finding.rule == RuleId::OutsideRepository && finding.question.is_some();
    findings.retain(|finding| loaded.is_err() || (blocks(finding.rule) && !evidence(finding)));
    findings
}
