use clap::{Args, ValueEnum};

use super::session::Session;
use super::{OK, Outcome};
use crate::{catalog, read, store};

/// JSON Schema (draft-07) of the files, for editors
///
/// `init` writes those of formwork.toml and the stage files into the project. In a component the questions are those of its form, elsewhere
/// those of the newest.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which file
    #[arg(value_enum, default_value_t = Which::Component)]
    file: Which,
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
}

impl Schema {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let own = store::find(&session.context.cwd, &session.start).ok().and_then(|project| {
            match &project.members[..] {
                [member] => store::load(&project, member).ok().map(|loaded| loaded.component.form),
                _ => None,
            }
        });
        let form = match own {
            Some(form) => form,
            None => catalog::form(catalog::newest())?,
        };
        let schema = match self.file {
            Which::Component => read::component_schema(Some(&form)),
            Which::Set => read::set_schema(),
            Which::Policy => read::policy_schema(),
            Which::Reviews => read::reviews_schema(&form),
            Which::Answers => read::answers_schema(&form),
        };
        session.data(&crate::source::json(&schema))?;
        Ok(OK)
    }
}
