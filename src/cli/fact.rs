use clap::{Args, ValueEnum};

use super::changes::{changed_required, print_diffs, wrote};
use super::error::CliError;
use super::session::Session;
use super::{OK, Outcome, project};
use crate::model::{Change, Edit, Fact as Name, Value};
use crate::source::inert_line;
use crate::store::{Mode, SETTINGS_NAME};
use crate::term::{Align, Grid, Role};

/// State a fact about the component, which conditions hang on; without a name: the facts as they are
#[derive(Debug, Args)]
pub(super) struct Fact {
    /// streaming, supervised, paid-compute, personal-data, high-risk or harm
    #[arg(requires = "value")]
    name: Option<String>,
    /// Whether it is so
    #[arg(value_enum)]
    value: Option<YesNo>,
    /// Print the diff and write nothing
    #[arg(long, requires = "name")]
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
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let (Some(name), Some(value)) = (&self.name, self.value) else { return all(session) };
        let Some(fact) = Name::parse(&name.to_lowercase()) else {
            return Err(CliError::no_such("fact", name, Name::WORDS.iter().copied()));
        };
        let yes = value == YesNo::Yes;
        let edit =
            Edit::Set { table: vec!["facts".into()], key: fact.word().into(), value: Value::Bool(yes) };
        let (project, member) = project::one(session)?;
        let before = project::writable(session, &project, &member)?;
        let mut after = before.settings.clone();
        after.facts.state(fact, yes);
        let change = Change { file: SETTINGS_NAME.to_owned(), edits: vec![edit], template: String::new() };
        let written = project.begin(&member, &before, Mode::of(self.dry_run))?.commit(&[change])?;
        if self.dry_run {
            print_diffs(session, &member, &written.diffs)?;
        } else if written.diffs.is_empty() {
            session.talk("formwork.toml says so already\n")?;
        } else {
            let text = wrote(session, &member.dir, &written.diffs);
            session.report(&text)?;
        }
        let verb = if self.dry_run { "would be" } else { "is" };
        session.talk(&format!("{fact} {verb} {}\n", if yes { "yes" } else { "no" }))?;
        session.talk(&changed_required(&before, &after))?;
        Ok(OK)
    }
}

/// Every fact that the form knows, what is said of it, and what it means.
fn all(session: &mut Session<'_>) -> Outcome {
    let component = project::readable(session)?;
    let paint = session.context.out.paint;
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Wrap], session.context.out.width);
    for info in &component.form.facts {
        let yes = |yes: bool| if yes { "yes" } else { "no" };
        let state = match component.settings.facts.stated(info.fact) {
            Some(stated) => yes(stated).to_owned(),
            None => format!("unstated, counts as {}", yes(info.unstated)),
        };
        grid.row([paint.paint(Role::Id, info.fact.word()), state, inert_line(&info.text)]);
    }
    session.data(&grid.lines())?;
    session.talk("`formwork fact NAME yes|no` states one\n")?;
    Ok(OK)
}
