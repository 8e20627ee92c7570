//! `answer ID --confirm`: the answer still holds, although its meaning changed.

use super::Answer;
use super::keys::Keys;
use crate::cli::args;
use crate::cli::changes::{self, print_diffs};
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, project};
use crate::model::{Change, Component};
use crate::query::State;
use crate::source::inert_line;
use crate::store::Mode;

/// Takes a question off the list of those to be answered again. The answer stays; who says so may be added.
pub(super) fn run(session: &mut Session<'_>, id: &str, given: &Answer) -> Outcome {
    let (project, member) = project::one(session)?;
    let component = project::writable(session, &project, &member)?;
    let at = args::question(&component, id)?;
    let view = project::view(session, &component);
    if !view.again[at] {
        return Err(CliError::new(format!("`{id}` is not to be answered again; nothing was written"))
            .hint("`formwork list --again` shows what is"));
    }
    if !view.judgeable[at] {
        let file = inert_line(&component.file_of(at).path);
        return Err(CliError::new(format!("{file} cannot be read, so there is no answer to confirm"))
            .hint("`formwork check` shows where"));
    }
    if matches!(view.states[at], State::Open | State::Draft) {
        return Err(CliError::new(format!("`{id}` has no answer that counts, so there is none to confirm"))
            .hint(format!("formwork answer {id} \"…\" answers it, which takes it off the list as well")));
    }
    let keys = Keys::of(given, &component, at, None)?;
    let plan = |component: &Component| -> Vec<Change> {
        let who = std::iter::once(keys.change(component, at)).filter(|change| !change.edits.is_empty());
        who.chain(changes::settled_again(component, &[id])).collect()
    };
    let begun = project.begin(&member, &component, Mode::of(given.dry_run))?;
    let planned = plan(begun.now());
    let diffs = begun.commit(&planned)?.diffs;
    if given.dry_run {
        print_diffs(session, &member, &diffs)?;
        return Ok(OK);
    }
    let mut text = format!("{id}: confirmed, still {}\n", view.states[at].title());
    text += &changes::wrote(session, &member.dir, &diffs);
    session.report(&text)?;
    Ok(OK)
}
