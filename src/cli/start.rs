//! Bare `formwork`.

use super::session::Session;
use super::{OK, Outcome, status};
use crate::store;

const START: &str = "\
formwork keeps the requirements of a machine-learning component as TOML files beside its code.

  formwork init                 start here: the MLOps Requirements Form as files in this folder
  formwork list --open          which questions are open, and whom to ask
  formwork answer ID TEXT       answer one; without TEXT in your editor
  formwork check                the gate, for CI and for you
  formwork render -o req.html   a document for everybody else

There is no formwork.toml in this folder or above it. `formwork --help` shows all commands.
";

pub(super) fn run(session: &mut Session<'_>) -> Outcome {
    if store::find(&session.context.cwd, &session.start).is_ok() {
        return status::Status::default().run(session);
    }
    session.data(START)?;
    Ok(OK)
}
