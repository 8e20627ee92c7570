use clap::{Args, Subcommand};
use serde_json::json;

use super::changes::{changed_required, write_settings};
use super::world::World;
use super::{OK, Outcome, args, project};
use crate::model::{Edit, MaturityLevel, Value};
use crate::query::{self, resolve_level};
use crate::term::{Align, Grid, Role};

/// How the component is used, and what that requires
#[derive(Debug, Args)]
pub(super) struct Maturity {
    #[command(subcommand)]
    command: Option<MaturityCommand>,
    #[command(flatten)]
    shape: args::Shape,
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
            None => show(world, self.shape.is_json()),
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
        all.filter(|&at| query::required_with(&component, at, Some(level), component.settings.facts).required)
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
    let before = project::writable(world, &found, &member)?;
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
