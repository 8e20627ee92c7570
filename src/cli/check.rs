use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::policy::PolicyArg;
use super::since::{self, Since};
use super::world::World;
use super::{OBJECTIONS, OK, Outcome, args, project, reports};
use crate::check::{self, Checked};
use crate::cli::error::CliError;
use crate::diag::{Finding, Severity};
use crate::emit;
use crate::store::{self, Found};

/// The gate: every rule over every answer, each finding with file, line and column
///
/// Exit code 0 when nothing weighs as much as `--fail-on`, 1 when something does, 2 when it could not be told. It never writes, but for the
/// reports that it is asked for.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The component's or workspace's folder; otherwise the nearest above
    folder: Option<PathBuf>,
    /// How findings are written: human, short, json, sarif, github, gitlab, junit, markdown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
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
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let format = format(if self.json { "json" } else { self.format.as_str() })?;
        let reports = reports::parse(world, &self.report)?;
        let mut options = self.options(world)?;
        options.list = format.asks || reports.iter().any(|report| report.format.asks);
        let mut advice = None;
        let (mut run, found) = if self.if_present && !project::is_present(world, self.folder.as_deref()) {
            let Some(gone) = self.gone(world, &options) else {
                world.talk("there is no formwork.toml here, so there is nothing to check\n")?;
                return Ok(OK);
            };
            gone
        } else {
            let found = Arc::new(project::find(world, self.folder.as_deref())?);
            let since = self.since.as_deref();
            let since = since.map(|rev| Since::new(&found, rev, self.fail_on.severity())).transpose()?;
            let run = self.gate(world, &found, since.as_ref(), (&options, &reports))?;
            if run.findings.iter().any(|finding| finding.severity >= self.fail_on.severity()) {
                advice = since.as_ref().and_then(Since::advice);
            }
            if world.verbose {
                let what = if run.components == 1 { "component" } else { "components" };
                let root = world.shown(&found.root);
                world.talk(&format!("read {} {what} in {root}\n", run.components))?;
            }
            (run, found)
        };
        let least = self.fail_on.severity();
        run.fail_on = Some(least);
        run.quiet = world.quiet;
        run.failed = run.findings.iter().any(|finding| finding.severity >= least);
        run.undated = found.histories.undated().and_then(super::error::undated);
        if let Some(why) = &run.undated {
            world.talk(&format!("{why}\n"))?;
        }
        // A report that cannot be written is no reason to keep the findings back.
        let written = reports::write(world, &found, &reports, &run);
        let text = reports::text(format, &run, &found, world.context.out.paint, world.context.out.width);
        world.data(&text)?;
        written?;
        if let Some(advice) = advice {
            world.talk(&advice)?;
        }
        Ok(if run.failed && !self.exit_zero { OBJECTIONS } else { OK })
    }

    /// What there is to say where there is nothing to check and the revision had something.
    fn gone(&self, world: &World<'_>, options: &check::Options) -> Option<(emit::Run, Arc<Found>)> {
        let revision = self.since.clone()?;
        let (finding, found) = since::gone(world, self.folder.as_deref(), &revision, options)?;
        let since = Some(emit::Since { revision, findings: Vec::new() });
        Some((emit::Run { findings: vec![finding], since, ..emit::Run::default() }, Arc::new(found)))
    }

    /// What the gate says of everything, held against a revision where one is asked for. The policy holds there too.
    fn gate(
        &self,
        world: &World<'_>,
        found: &Arc<Found>,
        since: Option<&Since>,
        (options, reports): (&check::Options, &[reports::Report]),
    ) -> Result<emit::Run, CliError> {
        let weight = if since.is_some() { 2 } else { 1 };
        let checked = project::each_of(&found.members, weight, |member| {
            let mut loaded = project::dated(found, member, store::load(found, member), options.today);
            if let (Some(since), Ok(component)) = (since, &mut loaded) {
                since.recall(member, component);
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
            return Err(report.is_evidence(world));
        }
        let (checked, old): (Vec<Checked>, Vec<Vec<Finding>>) = checked.into_iter().unzip();
        let mut run = gather(checked);
        let (root, old_root) = match since {
            None => (raised(project::root_findings(found), options), Vec::new()),
            Some(since) => since.root(found, options),
        };
        run.findings.splice(0..0, root);
        if let (Some(since), Some(policy)) = (since, &options.policy) {
            run.findings.splice(0..0, self.policy.lowered(world, since, policy));
        }
        run.since = since.map(|since| emit::Since {
            revision: since.revision.clone(),
            findings: once(old_root.into_iter().chain(old.into_iter().flatten())),
        });
        Ok(run)
    }

    /// Words are resolved against the newest form: roles and stages are the same in all of them.
    fn options(&self, world: &mut World<'_>) -> Result<check::Options, CliError> {
        let form = crate::catalog::form(crate::catalog::newest())?;
        let stages = args::stages(&form, &self.stage)?;
        let roles = args::roles(&form, &self.role)?;
        Ok(check::Options {
            stages: stages.into_iter().map(|stage| form.stages[stage].id.to_string()).collect(),
            roles: roles.into_iter().map(|role| form.roles[role].id.to_string()).collect(),
            policy: self.policy.read(world)?,
            ..check::Options::on(world.context.today)
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

/// A format by its word.
pub(super) fn format(wanted: &str) -> Result<&'static emit::Format, CliError> {
    emit::format(wanted).ok_or_else(|| CliError::no_such("format", wanted, reports::formats()))
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
