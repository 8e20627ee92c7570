//! A workflow that runs the gate in CI, written once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use crate::check;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, changes};
use crate::gate::{self, Gate};
use crate::source::{inert_line, shell_word};
use crate::store::{self, Needs};

/// Where the gate runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    /// A workflow in .github/workflows
    Github,
    /// A file for .gitlab-ci.yml to include
    Gitlab,
}

/// While questions are open, a change must add no finding; after that, there must be none.
const SINCE: &str =
    "It is `new` because questions were open when this was written: make it `every` once the gate is green.";
const FULL: &str = "It is `every` because the gate was green when this was written.";

/// What the workflow is about.
pub(super) struct About {
    name: String,
    /// Whether the gate is green as things are.
    green: bool,
    /// Whether it is a workspace: its documents are a folder.
    whole: bool,
}

impl About {
    /// A component that is about to be made: every question is open.
    pub(super) fn fresh(name: &str) -> Self {
        Self { name: name.to_owned(), green: false, whole: false }
    }

    /// What is there.
    pub(super) fn existing(session: &Session<'_>, dir: &Path) -> Result<Self, CliError> {
        let project = Arc::new(store::find_at(&session.context.cwd, dir)?);
        let run = gate::run(&project, &Gate::new(check::Options::on(session.context.today)))?;
        let name = match (&project.workspace, &project.members[..]) {
            (Some((_, settings)), _) if project.whole => {
                settings.name.as_ref().map(|name| name.value.clone())
            }
            (_, [member, ..]) => {
                project.load(member, Needs::default()).ok().map(|loaded| loaded.component.name)
            }
            _ => None,
        };
        Ok(Self {
            name: name.filter(|name| !name.is_empty()).unwrap_or_else(|| "the components".to_owned()),
            green: run.components > 0 && !run.failed,
            whole: project.whole,
        })
    }
}

/// The workflow's file and text, for the component in `dir`.
pub(super) struct Workflow {
    top: PathBuf,
    name: &'static str,
    text: String,
}

impl Ci {
    /// A workflow was all that was asked for, and there is nothing that it could check.
    pub(super) fn nothing_here(self, session: &Session<'_>, dir: &Path) -> CliError {
        let ci = self.to_possible_value().map(|word| word.get_name().to_owned()).unwrap_or_default();
        let hint = match store::find(&session.context.cwd, dir) {
            Ok(project) => format!("the project is further up: formwork init {} --ci {ci}", {
                shell_word(&session.shown(&project.root))
            }),
            Err(_) => format!(
                "name the folder of a component or workspace: formwork init DIR --ci {ci}; to start a component here too: \
                 formwork init . --ci {ci}"
            ),
        };
        CliError::new(format!("there is no {} here to write a workflow for", store::SETTINGS_NAME)).hint(hint)
    }

    /// What is to be written.
    pub(super) fn workflow(self, dir: &Path, about: &About) -> Result<Workflow, CliError> {
        let there = dir.ancestors().find(|above| above.is_dir()).unwrap_or(dir);
        let io = |error: std::io::Error| CliError::new(format!("{}: {error}", there.display()));
        let real = there.canonicalize().map_err(io)?;
        let real = real.join(dir.strip_prefix(there).unwrap_or(Path::new("")));
        let top = store::repository(&there.canonicalize().map_err(io)?);
        let top = if real.starts_with(&top) { top } else { real.clone() };
        let folder = store::shown(&real, &top);
        // It stands in a script and in a file that GitHub fills in before any shell sees it.
        if inert_line(&folder) != folder || folder.contains("${{") || real.to_str().is_none() {
            return Err(CliError::new(format!(
                "`{}` cannot be written into a workflow",
                inert_line(&folder)
            ))
            .hint("give the folder a name without `${{`, control characters and double blanks"));
        }
        let (name, template) = match self {
            Self::Github => (".github/workflows/formwork.yml", include_str!("github.yml")),
            Self::Gitlab => ("formwork.gitlab-ci.yml", include_str!("gitlab.yml")),
        };
        Ok(Workflow { top, name, text: filled(template, &folder, about) })
    }
}

/// The template with everything in its place. Texts stand in comments, so they stay on their line.
fn filled(template: &str, folder: &str, about: &About) -> String {
    let (mode, counts) = if about.green { (FULL, "every") } else { (SINCE, "new") };
    let name: String = inert_line(&about.name).replace("${{", "$ {{");
    let document = if about.whole { "" } else { "/index.html" };
    let mut text = String::new();
    for line in template.lines() {
        let line = line.replace("@MODE@", mode).replace("@COUNTS@", counts).replace("@DOCUMENT@", document);
        let line = line.replace("@VERSION@", env!("CARGO_PKG_VERSION"));
        if let Some(before) = line.strip_suffix("@REPORTS@") {
            text += &format!("{before}{}\n", reports(folder));
            continue;
        }
        // Each on its own, so that a folder that is called like a place does not take in a name unquoted.
        let around: Vec<String> = line.split("@FOLDER@").map(|part| part.replace("@NAME@", &name)).collect();
        text += &around.join(&shell_word(folder));
        text.push('\n');
    }
    text
}

/// The folder of a component's reports, as YAML takes it.
fn reports(folder: &str) -> String {
    let path = if folder == "." { "reports".to_owned() } else { format!("{folder}/reports") };
    let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '/' | '.' | '_' | '-');
    // A text of JSON is one of YAML too.
    if path.chars().all(plain) { path } else { serde_json::Value::from(path).to_string() }
}

impl Workflow {
    /// Refuses to write over what is there.
    pub(super) fn refuse_existing(&self, session: &Session<'_>) -> Result<(), CliError> {
        let path = self.top.join(self.name);
        if path.symlink_metadata().is_err() {
            return Ok(());
        }
        Err(CliError::new(format!("{} exists already; nothing was written", session.shown(&path)))
            .hint("it is yours by now: change it there, or move it away and run this again"))
    }

    /// What would be written.
    pub(super) fn preview(&self, session: &mut Session<'_>) -> Result<(), CliError> {
        let diff = changes::unified(&session.shown(&self.top.join(self.name)), "", &self.text);
        session.data(&diff)
    }

    /// Writes it and says what it does.
    pub(super) fn write(self, session: &mut Session<'_>, about: &About) -> Result<(), CliError> {
        let shown = session.shown(&self.top.join(self.name));
        store::create_all(&self.top, &[(self.name.to_owned(), self.text)])?;
        let when = if about.green {
            "the gate is green, so every finding counts from now on, and what a change loosens is shown"
        } else {
            "questions are open, so changes are held against their base only (--since)"
        };
        let include = if self.name.starts_with('.') {
            ""
        } else {
            "Include it from .gitlab-ci.yml; its first lines say how.\n"
        };
        session.report(&format!("wrote {shown}: {when}.\n{include}"))
    }
}

/// `init --ci` where there is a project already: the workflow alone.
pub(super) fn alone(session: &mut Session<'_>, ci: Ci, dir: &Path, dry_run: bool) -> Outcome {
    let about = About::existing(session, dir)?;
    let workflow = ci.workflow(dir, &about)?;
    workflow.refuse_existing(session)?;
    if dry_run {
        workflow.preview(session)?;
    } else {
        workflow.write(session, &about)?;
    }
    Ok(OK)
}
