use clap::{Args, ValueEnum};

use super::changes::{changed_required, write_settings};
use super::error::CliError;
use super::world::World;
use super::{OK, Outcome, project};
use crate::model::{Edit, Fact as Name, Value};

/// State a fact about the component, which conditions hang on
#[derive(Debug, Args)]
pub(super) struct Fact {
    /// streaming, supervised, paid-compute, personal-data, high-risk or harm
    name: String,
    /// Whether it is so
    #[arg(value_enum)]
    value: YesNo,
    /// Print the diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum YesNo {
    /// It is so
    #[value(alias = "true")]
    Yes,
    /// It is not
    #[value(alias = "false")]
    No,
}

impl Fact {
    pub(super) fn run(self, world: &mut World<'_>) -> Outcome {
        let Some(fact) = Name::parse(&self.name.to_lowercase()) else {
            return Err(CliError::no_such("fact", &self.name, Name::WORDS.iter().copied()));
        };
        let yes = self.value == YesNo::Yes;
        let edit =
            Edit::Set { table: vec!["facts".into()], key: fact.word().into(), value: Value::Bool(yes) };
        let (found, member) = project::one(world)?;
        let before = project::writable(world, &found, &member)?;
        let mut after = before.settings.clone();
        after.facts.state(fact, yes);
        write_settings(world, &member, edit, self.dry_run)?;
        let verb = if self.dry_run { "would be" } else { "is" };
        world.talk(&format!("{fact} {verb} {}\n", if yes { "yes" } else { "no" }))?;
        world.talk(&changed_required(&before, &after))?;
        Ok(OK)
    }
}
