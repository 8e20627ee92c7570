//! `answer ID --status open`: the answer is taken back.

use super::Answer;
use crate::cli::args;
use crate::cli::changes::{self, print_diffs, report};
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::cli::{OK, Outcome, project};
use crate::model::{AnswerKey, Change, Component, State, Value};
use crate::query;
use crate::source::inert;
use crate::store::Mode;

/// Whether the call asks for it: a question is open where nothing is said, so the state cannot be written.
pub(super) fn asked(given: &Answer) -> bool {
    given.status.as_deref().is_some_and(|word| word.eq_ignore_ascii_case(State::Open.word()))
}

/// Takes an answer back, and shows what it said: it need not be in git yet.
pub(super) fn run(session: &mut Session<'_>, id: &str, given: &Answer) -> Outcome {
    let besides = given.text.is_some()
        || given.file.is_some()
        || given.reason.is_some()
        || given.until.is_some()
        || given.on.is_some()
        || given.source.is_some()
        || !(given.by.is_empty() && given.evidence.is_empty() && given.choose.is_empty());
    if besides {
        return Err(CliError::new("`open` takes the answer back, so nothing but a --note goes with it")
            .hint(format!("formwork answer {id} --status open")));
    }
    let (project, member) = project::one(session)?;
    let component = project::writable(session, &project, &member)?;
    let at = args::question(&component, id)?;
    let plan = |component: &Component| -> Vec<Change> {
        let mut keys = query::taken_back(component.answer(at));
        if keys.is_empty() {
            return Vec::new();
        }
        keys.extend(given.note.clone().map(|note| (AnswerKey::Note, Some(Value::Text(note)))));
        let change = query::answer_change(component, at, &keys);
        std::iter::once(change).chain(changes::settled_again(component, &[id])).collect()
    };
    if plan(&component).is_empty() {
        session.talk(&format!("`{id}` is open already; nothing was written\n"))?;
        return Ok(OK);
    }
    let begun = project.begin(&member, &component, Mode::of(given.dry_run))?;
    let planned = plan(begun.now());
    let written = begun.commit(&planned)?;
    if given.dry_run {
        print_diffs(session, &member, &written.diffs)?;
        return Ok(OK);
    }
    let outcome = report(session, &written, &[at])?;
    let said = written.before().answer(at).map_or("", |answer| answer.text());
    if !said.trim().is_empty() {
        let text = inert(said.trim_end());
        let lines = text.lines().fold(String::new(), |all, line| all + "    " + line + "\n");
        session.talk(&format!("  taken back; it said:\n{lines}"))?;
    }
    Ok(outcome)
}
