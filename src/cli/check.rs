use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::world::World;
use super::{OBJECTIONS, OK, Outcome, args, project};
use crate::check::{self, Checked};
use crate::cli::error::CliError;
use crate::diag::{Finding, Severity};
use crate::emit;

/// The gate: every rule over every answer, each finding with file, line and column
///
/// Exit code 0 when nothing weighs as much as `--fail-on`, 1 when something does. It never writes.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The component's or workspace's folder; otherwise the nearest above
    folder: Option<PathBuf>,
    /// How findings are written: human, short, json, sarif, github
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The least severity that fails
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Only findings about questions of this stage; repeatable
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Only findings about questions asked of this role; repeatable
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
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

impl Check {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let format = self.format()?;
        let found = project::find(world, self.folder.as_deref())?;
        let options = self.options(world)?;
        let checked = project::each(&found, |member, loaded| {
            check::check_component(&project::dated(&found, member, loaded), &options)
        });
        let mut run = gather(checked);
        run.findings.splice(0..0, project::root_findings(&found));
        let least = match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        };
        run.fail_on = Some(least);
        run.failed = run.findings.iter().any(|finding| finding.severity >= least);
        if world.verbose {
            let what = if run.components == 1 { "component" } else { "components" };
            let root = world.shown(&found.root);
            world.talk(&format!("read {} {what} in {root}\n", run.components))?;
        }
        let text = (format.write)(&run, world.context.out.paint, world.context.out.width);
        world.data(&text)?;
        Ok(if run.failed { OBJECTIONS } else { OK })
    }

    fn format(&self) -> Result<&'static emit::Format, CliError> {
        let wanted = if self.json { "json" } else { self.format.as_str() };
        let known = emit::formats().iter().map(|format| format.id);
        emit::format(wanted).ok_or_else(|| CliError::no_such("format", wanted, known))
    }

    /// Words are resolved against the newest form: roles and stages are the same in all of them.
    fn options(&self, world: &World<'_>) -> Result<check::Options, CliError> {
        let form = crate::catalog::form(crate::catalog::newest())
            .map_err(|error| CliError::new(error.to_string()))?;
        let stages = args::stages(&form, &self.stage)?;
        let roles = args::roles(&form, &self.role)?;
        Ok(check::Options {
            today: world.context.today,
            stages: stages.into_iter().map(|stage| form.stages[stage].id.to_string()).collect(),
            roles: roles.into_iter().map(|role| form.roles[role].id.to_string()).collect(),
        })
    }
}

fn key(finding: &Finding) -> (String, usize, usize, &'static str, String) {
    let at = finding.location.as_ref();
    let (line, column) = at.map_or((0, 0), |at| (at.line, at.column));
    (at.map(|at| at.file.clone()).unwrap_or_default(), line, column, finding.rule, finding.message.clone())
}

fn gather(checked: Vec<Checked>) -> emit::Run {
    let mut run = emit::Run { components: checked.len(), ..emit::Run::default() };
    let mut shared = std::collections::HashSet::new();
    for one in checked {
        run.findings.extend(one.findings.into_iter().filter(|finding| {
            // A set that several components share is wrong once.
            finding.question.is_some() || finding.location.is_none() || shared.insert(key(finding))
        }));
        run.questions += one.questions;
        run.required += one.required;
        run.open += one.open;
        run.waived += one.waived;
    }
    run
}
