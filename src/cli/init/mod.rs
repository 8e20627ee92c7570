//! `init`: the files of a new component (`files`), the page that it ends with (`welcome`), and workflows (`ci`).

mod ci;
pub(in crate::cli) mod files;
mod listing;
mod welcome;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use self::ci::{About, Ci};
use self::files::{Said, Target};
use self::listing::Listing;
use crate::catalog;
use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, changes};
use crate::model::{Form, MaturityLevel, SetName, Settings};
use crate::query::resolve_level;
use crate::source::{Spanned, inert_line, inflect};
use crate::store::{self, Belonging};

/// Start a component: the form as files, one a stage, one table a question
///
/// Works in any folder. Where a file that it would write exists already it writes nothing. In a workspace that does not
/// list the folder yet, it adds it to `members`. With --ci in a folder
/// that has a component or a workspace, it writes the workflow alone; in another, DIR or --name asks for a component too.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// The component's folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The form, as `mlops-requirements@3`; otherwise the newest
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// Extra questions: a bundled set, or the path of your own from the component's folder; repeatable
    #[arg(long, value_name = "SET")]
    set: Vec<String>,
    /// How the component is used: experimentation (unless a workspace says otherwise), non-critical,
    /// critical, cascading, autonomous
    #[arg(long, value_name = "LEVEL")]
    maturity: Option<String>,
    /// The component's name for people; otherwise the folder's
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Copy a bundled example instead of an empty form
    #[arg(long, value_name = "EXAMPLE", conflicts_with_all = ["form", "set", "maturity", "name"])]
    from: Option<String>,
    /// A workflow that runs the gate in CI, for what is there or with the new component
    #[arg(long, value_enum, value_name = "CI")]
    ci: Option<Ci>,
    /// Print what would be written and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Init {
    pub(in crate::cli) fn run(self, session: &mut Session<'_>) -> Outcome {
        let dir = session.path(self.folder.as_deref().unwrap_or(Path::new(".")));
        if let Some(ci) = self.ci.filter(|_| self.asks_for_nothing_else()) {
            if dir.join(store::SETTINGS_NAME).symlink_metadata().is_ok() {
                return ci::alone(session, ci, &dir, self.dry_run);
            }
            if self.folder.is_none() {
                return Err(ci.nothing_here(session, &dir));
            }
        }
        let around = store::workspace_of(&dir);
        let targets = match &self.from {
            Some(example) => files::copied(example)?,
            None => self.fresh(&dir, around.as_ref(), session)?,
        };
        refuse_existing(session, &dir, &targets)?;
        let listing = around.as_ref().map(Listing::of).transpose()?.flatten();
        let about = About::fresh(&self.name.clone().unwrap_or_else(|| folder_name(&dir)));
        let workflow = self.ci.map(|ci| ci.workflow(&dir, &about)).transpose()?;
        if let Some(workflow) = &workflow {
            workflow.refuse_existing(session)?;
        }
        if self.dry_run {
            for (path, text) in &targets {
                let diff = changes::unified(&session.shown(&dir.join(path)), "", text);
                session.data(&diff)?;
            }
            if let Some(listing) = &listing {
                let diff = &listing.diff;
                let name = session.shown(&listing.root.join(&diff.file));
                session.data(&changes::unified(&name, &diff.before, &diff.after))?;
            }
            if let Some(workflow) = &workflow {
                workflow.preview(session)?;
            }
            return Ok(OK);
        }
        store::create_all(&dir, &targets)?;
        let mut told = welcome::wrote(session, &dir, &targets);
        if let Some(listing) = listing {
            told += &listing.add(session)?;
        }
        session.report(&told)?;
        if let (Some(workflow), Some(ci)) = (workflow, self.ci) {
            // An example is complete: what its gate says decides.
            let (workflow, about) = match &self.from {
                Some(_) => {
                    let about = About::existing(session, &dir)?;
                    (ci.workflow(&dir, &about)?, about)
                }
                None => (workflow, about),
            };
            workflow.write(session, &about)?;
        }
        welcome::welcome(session, &dir, self.ci.is_none())
    }

    fn asks_for_nothing_else(&self) -> bool {
        self.from.is_none()
            && self.form.is_none()
            && self.set.is_empty()
            && self.maturity.is_none()
            && self.name.is_none()
    }

    fn fresh(
        &self,
        dir: &Path,
        around: Option<&Belonging>,
        session: &Session<'_>,
    ) -> Result<Vec<Target>, CliError> {
        let root = around.map_or_else(|| dir.to_path_buf(), |around| around.root.clone());
        let defaults = around.map(|around| around.defaults.clone()).unwrap_or_default();
        let inherited = defaults.form.as_ref().map(|form| form.value.clone()).filter(|_| self.form.is_none());
        let wanted = self.form.as_deref().or(inherited.as_deref()).unwrap_or(catalog::newest());
        let wanted = if wanted.contains('@') {
            wanted.to_owned()
        } else {
            catalog::newest_of(wanted).map_or_else(|| wanted.to_owned(), |id| id.to_string())
        };
        let form = self.form_with_sets(&wanted, &defaults, dir, &root, session)?;
        let given =
            self.maturity.as_deref().map(resolve_level).transpose().map_err(|error| args::unknown(&error))?;
        let maturity = match (given, defaults.maturity) {
            (None, Some(_)) => None,
            (given, _) => Some(given.unwrap_or(MaturityLevel::Experimentation)),
        };
        let name = match &self.name {
            Some(name) if name.trim().is_empty() => {
                return Err(CliError::new("--name is empty").hint("leave it out to take the folder's name"));
            }
            Some(name) => name.clone(),
            None => folder_name(dir),
        };
        Ok(files::fresh(&form, &Said { name: &name, form: inherited.is_none(), sets: &self.set, maturity }))
    }

    /// The form with the sets that are asked for, else with those of the workspace's defaults.
    fn form_with_sets(
        &self,
        form: &str,
        defaults: &Settings,
        dir: &Path,
        root: &Path,
        session: &Session<'_>,
    ) -> Result<Arc<Form>, CliError> {
        let name = |set: &String| SetName { written: Spanned::new(set.clone(), 0..0), inherited: false };
        let sets = if self.set.is_empty() {
            let inherited = defaults.sets.iter().flatten().cloned();
            inherited.map(|set| SetName { inherited: true, ..set }).collect()
        } else {
            self.set.iter().map(name).collect()
        };
        let settings = Settings { sets: Some(sets), ..Settings::default() };
        let there = dir.ancestors().find(|above| above.is_dir()).unwrap_or(dir);
        let repository =
            there.canonicalize().map_or_else(|_| dir.to_path_buf(), |real| store::repository(&real));
        let files = &store::Files::default();
        let around = store::Around { dir, root, repository: &repository, cwd: &session.context.cwd, files };
        let (form, problems) = store::form_of(&settings, form, around).map_err(|error| {
            let hint = catalog::nearest_form(form)
                .unwrap_or_else(|| "`formwork catalog list` shows them".to_owned());
            CliError::new(inert_line(&error.to_string())).hint(hint)
        })?;
        match problems.into_iter().next() {
            None => Ok(form),
            Some(problem) => {
                let error = CliError::new(problem.message);
                Err(match problem.help {
                    Some(help) => error.hint(help),
                    None => error,
                })
            }
        }
    }
}

/// A folder's name, also for one that is still to be made or is written as `.` or `..`.
fn folder_name(dir: &Path) -> String {
    let real = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
    real.file_name().map_or_else(|| "component".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn refuse_existing(session: &Session<'_>, dir: &Path, targets: &[Target]) -> Result<(), CliError> {
    let there: Vec<String> = store::in_the_way(dir, targets).iter().map(|path| session.shown(path)).collect();
    if there.is_empty() {
        return Ok(());
    }
    let verb = inflect(there.len(), "exists", "exist");
    Err(CliError::new(format!("{} {verb} already; nothing was written", there.join(", ")))
        .hint("a component is there already, or take another folder: formwork init DIR"))
}
