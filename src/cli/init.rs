use std::path::{Path, PathBuf};

use clap::Args;

use super::args;
use super::error::CliError;
use super::world::World;
use super::{OK, Outcome, project};
use crate::catalog::{self, Example};
use crate::model::{Form, MaturityLevel};
use crate::query::{self, View, resolve_level};
use crate::read::{self, one_line};
use crate::store::{self, SETTINGS_NAME};
use crate::term::Role;

/// Start a component: the form as files, one a stage, one table a question
///
/// Works in any folder. Where a file that it would write exists already it writes nothing.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The component's folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The form, as `mlops-requirements@3`; otherwise the newest
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// Extra questions: a bundled set, or a path to your own; repeatable
    #[arg(long, value_name = "SET")]
    set: Vec<String>,
    /// How the component is used: experimentation, non-critical, critical, cascading, autonomous
    #[arg(long, value_name = "LEVEL", default_value = "experimentation")]
    maturity: String,
    /// The component's name for people; otherwise the folder's
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Copy a bundled example instead of an empty form
    #[arg(long, value_name = "EXAMPLE", conflicts_with_all = ["form", "set", "maturity", "name"])]
    from: Option<String>,
    /// Print what would be written and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A file to write: path below the component, text.
type Target = (String, String);

impl Init {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let dir = world.path(self.folder.as_deref().unwrap_or(Path::new(".")));
        let targets = match &self.from {
            Some(example) => copied(example)?,
            None => self.fresh(&dir)?,
        };
        refuse_existing(world, &dir, &targets)?;
        if self.dry_run {
            for (path, text) in &targets {
                let diff = super::changes::unified(&world.shown(&dir.join(path)), "", text);
                world.data(&diff)?;
            }
            return Ok(OK);
        }
        store::create_all(&dir, &targets)?;
        welcome(world, &dir)
    }

    fn fresh(&self, dir: &Path) -> Result<Vec<Target>, CliError> {
        let wanted = self.form.as_deref().unwrap_or(catalog::newest());
        let wanted = if wanted.contains('@') {
            wanted.to_owned()
        } else {
            catalog::newest_of(wanted).map_or_else(|| wanted.to_owned(), |id| id.to_string())
        };
        let form = catalog::form(&wanted).map_err(|error| {
            let hint = crate::source::nearest_help(&wanted, catalog::form_ids())
                .unwrap_or_else(|| "`formwork catalog list` shows them".to_owned());
            CliError::new(crate::source::inert_line(&error.to_string())).hint(hint)
        })?;
        if let Some(set) = self.set.first() {
            let set = crate::source::inert_line(set);
            return Err(CliError::new(format!("there is no set `{set}`"))
                .hint("this version of formwork brings no sets along; leave --set out"));
        }
        let level = resolve_level(&self.maturity).map_err(|error| args::unknown(&error))?;
        let name = match &self.name {
            Some(name) if name.trim().is_empty() => {
                return Err(CliError::new("--name is empty").hint("leave it out to take the folder's name"));
            }
            Some(name) => name.clone(),
            None => folder_name(dir),
        };
        Ok(fresh(&form, level, &name))
    }
}

/// A folder's name, also for one that is still to be made or is written as `.` or `..`.
fn folder_name(dir: &Path) -> String {
    let real = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
    real.file_name().map_or_else(|| "component".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The files of an empty form.
fn fresh(form: &Form, level: MaturityLevel, name: &str) -> Vec<Target> {
    let settings = format!(
        "#:schema formwork/schema/component.json\n\nformat = 1\nname = {}\nform = {}\nmaturity = {}\n\n{}",
        one_line(name),
        one_line(&form.id.to_string()),
        one_line(level.word()),
        facts_comment(form),
    );
    let mut targets: Vec<Target> = Vec::new();
    for (stage, info) in form.stages.iter().enumerate() {
        let mut text = query::stage_template(form, stage);
        for (at, question) in form.in_stage(stage) {
            text.push('\n');
            for comment in query::question_comments(form, at) {
                text += &read::comment_line(&comment);
                text.push('\n');
            }
            text += &format!("[{}]\nanswer = \"\"\n", question.id);
        }
        targets.push((format!("formwork/{}.toml", info.id), text));
    }
    targets.extend(schemas(form));
    targets
        .push(("formwork/.gitattributes".to_owned(), "*.toml text eol=lf\n*.json text eol=lf\n".to_owned()));
    targets.push((SETTINGS_NAME.to_owned(), settings));
    targets
}

fn schemas(form: &Form) -> [Target; 2] {
    [
        ("formwork/schema/component.json".to_owned(), format!("{:#}\n", read::component_schema(Some(form)))),
        ("formwork/schema/answers.json".to_owned(), format!("{:#}\n", read::answers_schema(form))),
    ]
}

/// The facts' table, each one as a comment to uncomment: what it asks, and what counts meanwhile.
fn facts_comment(form: &Form) -> String {
    let mut text = String::from(
        "# Facts about the component, yes or no. `formwork fact NAME yes|no` states one; until then counts:\n[facts]\n",
    );
    let width = form.facts.iter().map(|info| info.fact.word().len()).max().unwrap_or_default();
    for info in &form.facts {
        let counts = format!("{:width$} = {:5}", info.fact.word(), info.unstated);
        text += &format!("# {counts}  # {}\n", crate::source::inert_line(&info.text));
    }
    text
}

fn copied(name: &str) -> Result<Vec<Target>, CliError> {
    let examples = catalog::examples();
    let Some(Example { files, .. }) = examples.iter().find(|example| example.name == name) else {
        let names = examples.iter().map(|example| example.name);
        let hint = crate::source::nearest_help(name, names.clone())
            .unwrap_or_else(|| format!("examples are {}", names.collect::<Vec<_>>().join(", ")));
        return Err(
            CliError::new(format!("there is no example `{}`", crate::source::inert_line(name))).hint(hint)
        );
    };
    let form = catalog::form(catalog::newest()).map_err(|error| CliError::new(error.to_string()))?;
    let mut targets: Vec<Target> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    targets.extend(schemas(&form));
    targets.sort_by_key(|(path, _)| path == SETTINGS_NAME);
    Ok(targets)
}

fn refuse_existing(world: &World<'_>, dir: &Path, targets: &[Target]) -> Result<(), CliError> {
    let there: Vec<String> = targets
        .iter()
        .map(|(path, _)| dir.join(path))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| world.shown(&path))
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    let verb = if there.len() == 1 { "exists" } else { "exist" };
    Err(CliError::new(format!("{} {verb} already; nothing was written", there.join(", ")))
        .hint("a component is there already, or take another folder: formwork init DIR"))
}

/// A short page: how many questions, for whom, where to begin.
fn welcome(world: &mut World<'_>, dir: &Path) -> Outcome {
    let cwd = world.context.cwd.clone();
    let found = store::find_at(&cwd, dir)?;
    let Some(member) = found.members.iter().find(|member| member.dir == found.root).or(found.members.first())
    else {
        return Ok(OK);
    };
    let component = project::fit_to_read(world, store::load(&found, member))?;
    let view = View::new(&component, None);
    let progress = query::progress(&view);
    let form = &component.form;
    let paint = world.context.out.paint;
    let shown = world.shown(&member.dir);
    let place = if shown == "." || shown.is_empty() { String::new() } else { format!(" in {shown}") };
    let level = component.settings.maturity.as_ref().map(|level| level.value.word());
    let mut text = format!(
        "{}{place}: {} questions of {}, ",
        paint.paint(Role::Heading, crate::source::inert_line(&component.name)),
        progress.all.questions,
        form.id
    );
    text += &match level {
        Some(level) => format!("{} of them required at level {level}.\n", progress.all.required),
        None => "all of them required.\n".to_owned(),
    };
    let mut asked: Vec<(usize, usize)> = query::role_counts(&progress)
        .filter(|(_, count)| count.required > 0)
        .map(|(role, count)| (role, count.required))
        .collect();
    asked.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let asked: Vec<_> =
        asked.iter().map(|&(role, count)| format!("{} {count}", form.roles[role].spoken())).collect();
    text += &format!("\nWhom they ask: {}.\n", asked.join(", "));
    if let Some(next) = query::next(&view) {
        let question = &form.questions[next.question];
        text += &format!(
            "\nBegin with {}: {}\n  {} other questions rest on it. Ask {}.\n",
            paint.paint(Role::Id, question.id.as_str()),
            question.text,
            next.weight,
            question.ask(form).join(", ")
        );
        text += &format!("\n  formwork answer {} \"…\"\n", question.id);
    }
    text += "  formwork export --role product-owner --output sheet.md    a sheet for others, taken back by `import`\n";
    text += "  formwork render --output requirements.html                the document\n";
    text += "  formwork check                                            the gate\n";
    if level == Some("experimentation") && progress.all.open() > 0 {
        text += "\nIs it more than an experiment? `formwork maturity` shows the levels.\n";
    }
    world.data(&text)?;
    Ok(OK)
}
