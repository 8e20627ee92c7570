use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::error::CliError;
use super::session::Session;
use super::{OK, Outcome};
use crate::model::Form;
use crate::{catalog, read, report, store};

/// JSON Schema (draft-07) of the files, for editors, and of the outputs, for programs
///
/// `init` writes those of formwork.toml and the stage files into the project. In a component the questions are those of its form, elsewhere
/// those of the newest.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which file
    #[arg(value_enum, default_value_t = Which::Component)]
    file: Which,
    /// Which output, for `output`
    #[arg(value_name = "NAME", required_if_eq("file", "output"), value_parser = names())]
    output: Option<String>,
}

/// Returns the names of the outputs that have a schema.
fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(report::outputs().iter().map(|output| output.name))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    /// formwork.toml
    Component,
    /// The stage files
    Answers,
    /// reviews.toml, which `review` writes
    Reviews,
    /// A set of your own
    Set,
    /// A policy, as `check --policy` takes it
    Policy,
    /// What a command prints with --json
    Output,
}

impl Schema {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        if let (false, Some(name)) = (matches!(self.file, Which::Output), &self.output) {
            return Err(
                CliError::new("only an output has a name").hint(format!("formwork schema output {name}"))
            );
        }
        let form = || match own_form(session) {
            Some(form) => Ok(form),
            None => catalog::form(catalog::newest()),
        };
        let schema = match self.file {
            Which::Component => read::component_schema(Some(&*form()?)),
            Which::Answers => read::answers_schema(&*form()?),
            Which::Reviews => read::reviews_schema(&*form()?),
            Which::Set => read::set_schema(),
            Which::Policy => read::policy_schema(),
            Which::Output => {
                let output = self.output.as_deref().and_then(report::output);
                let Some(output) = output else {
                    return Err(CliError::new("which output?").hint("formwork schema output NAME"));
                };
                session.data(output.schema)?;
                return Ok(OK);
            }
        };
        session.data(&crate::source::json(&schema))?;
        Ok(OK)
    }
}

/// Returns the form of the component that the command runs in.
fn own_form(session: &Session<'_>) -> Option<Arc<Form>> {
    let project = store::find(&session.context.cwd, &session.start).ok()?;
    let [member] = &project.members[..] else { return None };
    let loaded = project.load(member, store::Needs::default()).ok()?;
    Some(Arc::clone(&loaded.form))
}
