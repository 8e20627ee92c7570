use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::format::{FindingFormat, Format};
use super::policy::PolicyArg;
use super::session::Session;
use super::since::{self, Since};
use super::{OBJECTIONS, OK, Outcome, args, project, reports};
use crate::check::{self, Checked};
use crate::cli::error::CliError;
use crate::diag::{Finding, Severity};
use crate::emit;
use crate::source::count;
use crate::store::{self, Project};

/// The gate: every rule over every answer, each finding with file, line and column
///
/// Exit code 0 when nothing weighs as much as `--fail-on`, 1 when something does, 2 when it could not be told. It never writes, but for the
/// reports that it is asked for.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The component's or workspace's folder; otherwise the nearest above
    folder: Option<PathBuf>,
    #[command(flatten)]
    format: Format<FindingFormat>,
    /// Also write the findings to a file: sarif=out/formwork.sarif; repeatable
    #[arg(long, value_name = "FORMAT=FILE")]
    report: Vec<String>,
    /// The least severity that fails
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Exit with 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// Where there is no formwork.toml, exit with 0
    #[arg(long)]
    if_present: bool,
    /// Only findings about questions of this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Only findings about questions asked of this role; repeatable
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    #[command(flatten)]
    policy: PolicyArg,
    /// Fail only on findings that this git revision did not have; the others are listed briefly. `main...` is the
    /// commit where HEAD left main, so that nothing of what main did since counts
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Note,
}

impl FailOn {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

impl Check {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let format = self.format.get();
        let reports = reports::parse(session, &self.report)?;
        let mut options = self.options(session)?;
        options.list = format.asks || reports.iter().any(|report| report.format.asks);
        let mut advice = None;
        let (mut run, project) = if self.if_present && !project::is_present(session, self.folder.as_deref()) {
            let Some(gone) = self.gone(session, &options) else {
                session.talk("there is no formwork.toml here, so there is nothing to check\n")?;
                return Ok(OK);
            };
            gone
        } else {
            let project = Arc::new(project::find(session, self.folder.as_deref())?);
            let since = self.since.as_deref();
            let since = since.map(|rev| Since::new(&project, rev, self.fail_on.severity())).transpose()?;
            let run = self.gate(session, &project, since.as_ref(), (&options, &reports))?;
            if run.findings.iter().any(|finding| finding.severity >= self.fail_on.severity()) {
                advice = since.as_ref().and_then(Since::advice);
            }
            if session.verbose {
                let components = count(run.components, "component");
                let root = session.shown(&project.root);
                session.talk(&format!("read {components} in {root}\n"))?;
            }
            (run, project)
        };
        let least = self.fail_on.severity();
        run.fail_on = Some(least);
        run.quiet = session.quiet;
        run.failed = run.findings.iter().any(|finding| finding.severity >= least);
        run.undated = project.histories.undated().and_then(super::error::undated);
        if let Some(why) = &run.undated {
            session.talk(&format!("{why}\n"))?;
        }
        // A report that cannot be written is no reason to keep the findings back.
        let written = reports::write(session, &project, &reports, &run);
        let text =
            reports::text(format, &run, &project, session.context.out.paint, session.context.out.width);
        session.data(&text)?;
        written?;
        if let Some(advice) = advice {
            session.talk(&advice)?;
        }
        Ok(if run.failed && !self.exit_zero { OBJECTIONS } else { OK })
    }

    /// What there is to say where there is nothing to check and the revision had something.
    fn gone(&self, session: &Session<'_>, options: &check::Options) -> Option<(emit::Run, Arc<Project>)> {
        let revision = self.since.clone()?;
        let (finding, project) = since::gone(session, self.folder.as_deref(), &revision, options)?;
        let since = Some(emit::Since { revision, findings: Vec::new() });
        Some((emit::Run { findings: vec![finding], since, ..emit::Run::default() }, Arc::new(project)))
    }

    /// What the gate says of everything, held against a revision where one is asked for. The policy holds there too.
    fn gate(
        &self,
        session: &Session<'_>,
        project: &Arc<Project>,
        since: Option<&Since>,
        (options, reports): (&check::Options, &[reports::Report]),
    ) -> Result<emit::Run, CliError> {
        let weight = if since.is_some() { 2 } else { 1 };
        let checked = project::each_of(&project.members, weight, |member| {
            let mut loaded = project::dated(project, member, store::load(project, member), options.today);
            if let (Some(since), Ok(component)) = (since, &mut loaded) {
                since.recall(member, &mut component.component);
            }
            let taken = loaded.as_ref().ok().and_then(|one| reports::evidence(reports, &member.dir, one));
            let checked = check::check_component(&loaded, options);
            let told = match since {
                None => (checked, Vec::new()),
                Some(since) => since.tell_apart(member, &loaded, checked, options),
            };
            (told, taken)
        });
        let (checked, taken): (Vec<_>, Vec<_>) = checked.into_iter().unzip();
        if let Some(report) = taken.into_iter().flatten().next() {
            return Err(report.is_evidence(session));
        }
        let (checked, old): (Vec<Checked>, Vec<Vec<Finding>>) = checked.into_iter().unzip();
        let mut run = gather(checked);
        let (root, old_root) = match since {
            None => (raised(project::root_findings(project), options), Vec::new()),
            Some(since) => since.root(project, options),
        };
        run.findings.splice(0..0, root);
        if let (Some(since), Some(policy)) = (since, &options.policy) {
            run.findings.splice(0..0, self.policy.lowered(session, since, policy));
        }
        run.since = since.map(|since| emit::Since {
            revision: since.revision.clone(),
            findings: once(old_root.into_iter().chain(old.into_iter().flatten())),
        });
        Ok(run)
    }

    /// Words are resolved against the newest form: roles and stages are the same in all of them.
    fn options(&self, session: &mut Session<'_>) -> Result<check::Options, CliError> {
        let form = crate::catalog::form(crate::catalog::newest())?;
        let stages = args::stages(&form, &self.stage)?;
        let roles = args::roles(&form, &self.role)?;
        Ok(check::Options {
            stages: stages.into_iter().map(|stage| form.stages[stage].id.to_string()).collect(),
            roles: roles.into_iter().map(|role| form.roles[role].id.to_string()).collect(),
            policy: self.policy.read(session)?,
            ..check::Options::on(session.context.today)
        })
    }
}

/// Findings of a workspace's own file, as heavy as the policy makes them.
pub(super) fn raised(mut findings: Vec<Finding>, options: &check::Options) -> Vec<Finding> {
    for finding in &mut findings {
        let held = check::rule(finding.rule).zip(options.policy.as_deref());
        let floor = held.and_then(|(rule, policy)| check::floor(rule, policy));
        finding.severity = floor.map_or(finding.severity, |floor| floor.max(finding.severity));
    }
    findings
}

fn key(finding: &Finding) -> (String, usize, usize, &'static str, String) {
    let at = finding.location.as_ref();
    let (line, column) = at.map_or((0, 0), |at| (at.line, at.column));
    (at.map(|at| at.file.clone()).unwrap_or_default(), line, column, finding.rule, finding.message.clone())
}

fn gather(checked: Vec<Checked>) -> emit::Run {
    let mut run = emit::Run { components: checked.len(), ..emit::Run::default() };
    let mut findings = Vec::new();
    for one in checked {
        findings.push(one.findings);
        run.questions += one.questions;
        run.required += one.required;
        run.open += one.open;
        run.waived += one.waived;
        let component = one.component;
        run.asked.extend(one.listed.into_iter().map(|listed| emit::Asked {
            component: component.clone(),
            stage: listed.stage,
            question: listed.question,
            required: listed.required,
        }));
    }
    run.findings = once(findings.into_iter().flatten());
    run
}

/// A set that several components share is wrong once.
fn once(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut shared = std::collections::HashSet::new();
    let is_first = |finding: &Finding| {
        finding.question.is_some() || finding.location.is_none() || shared.insert(key(finding))
    };
    findings.filter(is_first).collect()
}
