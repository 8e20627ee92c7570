use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::args::FailOn;
use super::format::{FindingFormat, Format};
use super::policy::PolicyArg;
use super::session::Session;
use super::{OBJECTIONS, OK, Outcome, args, project, reports};
use crate::check;
use crate::cli::error::CliError;
use crate::emit;
use crate::gate::{self, Gate, Since};
use crate::source::count;

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

impl Check {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let format = self.format.get();
        let reports = reports::parse(session, &self.report)?;
        let gate = self.gate(session, format, &reports)?;
        let (mut run, project) = if self.if_present && !project::is_present(session, self.folder.as_deref()) {
            let folder =
                self.folder.as_ref().map_or_else(|| session.start.clone(), |it| session.start.join(it));
            let upwards = self.folder.is_none();
            let Some(past) = gate::run_without_project(&session.context.cwd, (&folder, upwards), &gate)
            else {
                session.talk("there is no formwork.toml here, so there is nothing to check\n")?;
                return Ok(OK);
            };
            past
        } else {
            let project = Arc::new(project::find(session, self.folder.as_deref())?);
            let run = gate::run(&project, &gate)?;
            if session.verbose {
                let components = count(run.components, "component");
                let root = session.shown(&project.root);
                session.talk(&format!("read {components} in {root}\n"))?;
            }
            (run, project)
        };
        run.quiet = session.quiet;
        if let Some(why) = &run.undated {
            session.talk(&format!("{why}\n"))?;
        }
        // A report that cannot be written is no reason to keep the findings back.
        let written = reports::write(session, &project, &reports, &run);
        let text =
            reports::text(format, &run, &project, session.context.out.paint, session.context.out.width);
        session.data(&text)?;
        written?;
        if let Some(advice) = run.since.as_ref().and_then(Since::advice) {
            session.talk(&advice)?;
        }
        Ok(if run.failed && !self.exit_zero { OBJECTIONS } else { OK })
    }

    /// Words are resolved against the newest form: roles and stages are the same in all of them.
    fn gate(
        &self,
        session: &mut Session<'_>,
        format: &emit::Format,
        reports: &[reports::Report],
    ) -> Result<Gate, CliError> {
        let form = crate::catalog::form(crate::catalog::newest())?;
        let stages = args::stages(&form, &self.stage)?;
        let roles = args::roles(&form, &self.role)?;
        let options = check::Options {
            stages: stages.into_iter().map(|stage| form.stages[stage].id.to_string()).collect(),
            roles: roles.into_iter().map(|role| form.roles[role].id.to_string()).collect(),
            policy: self.policy.read(session)?,
            list: format.asks || reports.iter().any(|report| report.format.asks),
            ..check::Options::on(session.context.today)
        };
        Ok(Gate {
            options,
            fail_on: self.fail_on.severity(),
            policy: self.policy.place(session),
            since: self.since.clone(),
            sinks: reports.iter().map(|report| (report.format.id, report.path.clone())).collect(),
        })
    }
}
