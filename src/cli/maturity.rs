use clap::{Args, Subcommand};
use serde_json::json;

use super::world::World;
use super::{OK, Outcome, args, project};
use crate::model::{Change, Component, Edit, MaturityLevel, Settings, Value};
use crate::query::{self, resolve_level};
use crate::store::{self, MemberDir, SETTINGS_NAME};
use crate::term::{Align, Grid, Role};

/// How the component is used, and what that requires
#[derive(Debug, Args)]
pub(super) struct Maturity {
    #[command(subcommand)]
    command: Option<MaturityCommand>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum MaturityCommand {
    /// Write the level into formwork.toml, and say what becomes required
    Set {
        /// experimentation, non-critical, critical, cascading or autonomous
        level: String,
        /// Print the diff and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

impl Maturity {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        match self.command {
            None => show(world, self.json),
            Some(MaturityCommand::Set { level, dry_run }) => set(world, &level, dry_run),
        }
    }
}

fn show(world: &mut World<'_>, as_json: bool) -> Outcome {
    let component = project::readable(world, None)?;
    let form = &component.form;
    let now = component.settings.maturity.as_ref().map(|level| level.value);
    let at_level = |level| {
        let all = 0..form.questions.len();
        all.filter(|&at| query::required_at(form, at, Some(level), component.settings.facts).required)
            .collect::<Vec<_>>()
    };
    if as_json {
        let levels: Vec<_> = MaturityLevel::ALL
            .iter()
            .map(|&level| {
                let ids: Vec<_> =
                    at_level(level).into_iter().map(|at| form.questions[at].id.as_str()).collect();
                json!({ "level": level, "required": ids })
            })
            .collect();
        let value = json!({ "schema": "formwork/maturity/1", "component": component.id, "level": now, "levels": levels });
        world.data(&format!("{value:#}\n"))?;
        return Ok(OK);
    }
    let paint = world.context.out.paint;
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Right, Align::Wrap], world.context.out.width);
    for info in &form.levels {
        let here = now == Some(info.level);
        let mark = if here { paint.paint(Role::Good, "here") } else { String::new() };
        let name = paint.paint(if here { Role::Strong } else { Role::Id }, info.level.word());
        grid.row([mark, name, format!("{} required", at_level(info.level).len()), info.recognise.clone()]);
    }
    let mut text = grid.lines();
    if now.is_none() {
        text = format!(
            "No maturity level is set, so the whole form is required ({} questions).\n\n{text}",
            form.questions.len()
        );
    }
    let next = MaturityLevel::ALL.iter().copied().find(|&level| now.is_none_or(|now| level > now));
    if let Some(next) = next {
        text += &format!("\n`formwork maturity set {next} --dry-run` shows what that level requires.\n");
    }
    world.data(&text)?;
    Ok(OK)
}

fn set(world: &mut World<'_>, level: &str, dry_run: bool) -> Outcome {
    let level = resolve_level(level).map_err(|error| args::unknown(&error))?;
    let (found, member) = project::one(world, None)?;
    let before = project::fit_to_read(world, store::load(&found, &member))?;
    let edit =
        Edit::Set { table: Vec::new(), key: "maturity".into(), value: Value::Text(level.word().into()) };
    let mut after = before.settings.clone();
    after.maturity = Some(crate::source::Spanned::new(level, 0..0));
    write_settings(world, &member, edit, dry_run)?;
    if let Some(info) = before.form.level(level) {
        world.talk(&format!("{}: {}\n", info.title, info.recognise))?;
    }
    world.talk(&changed_required(&before, &after))?;
    Ok(OK)
}

/// Applies one edit to `formwork.toml`, or prints its diff.
pub(super) fn write_settings(
    world: &mut World<'_>,
    member: &MemberDir,
    edit: Edit,
    dry_run: bool,
) -> Result<(), super::CliError> {
    let change = Change { file: SETTINGS_NAME.to_owned(), edits: vec![edit], template: String::new() };
    if dry_run {
        let diffs = store::preview(&member.dir, &[change])?;
        return super::answer::print_diffs(world, member, &diffs);
    }
    let diffs = store::apply(&member.dir, &mut || Ok(vec![change.clone()]))?;
    if diffs.is_empty() {
        world.talk("formwork.toml says so already\n")?;
    }
    Ok(())
}

/// What settings newly require, and what they no longer do.
pub(super) fn changed_required(before: &Component, after: &Settings) -> String {
    let form = &before.form;
    let level = after.maturity.as_ref().map(|level| level.value);
    let policed = |id: &str| {
        before
            .settings
            .questions
            .iter()
            .any(|policy| policy.question.value == id && policy.required.is_some())
    };
    let (mut added, mut dropped) = (Vec::new(), Vec::new());
    for (at, question) in form.questions.iter().enumerate() {
        if policed(question.id.as_str()) {
            continue;
        }
        let was = query::required(before, at).required;
        let is = query::required_at(form, at, level, after.facts).required;
        let open = !query::state(before.answer(at)).is_settled();
        match (was, is) {
            (false, true) => {
                added.push(if open {
                    question.id.to_string()
                } else {
                    format!("{} (answered)", question.id)
                });
            }
            (true, false) => dropped.push(question.id.to_string()),
            _ => {}
        }
    }
    let line = |what: &str, ids: &[String]| match ids.len() {
        0 => String::new(),
        count => format!("{what} ({count}): {}\n", ids.join(", ")),
    };
    let text = line("newly required", &added) + &line("no longer required", &dropped);
    if text.is_empty() { "what is required stays the same\n".to_owned() } else { text }
}
