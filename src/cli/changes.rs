//! What the writing commands show: diffs, what an answer's change means, what becomes required.

use std::path::Path;

use super::error::CliError;
use super::session::Session;
use super::{OK, Outcome, feeding, project};
use crate::check;
use crate::model::{Change, Component, Settings, said_hash};
use crate::query::{self, View};
use crate::store::{self, FileDiff, MemberDir, Needs, Project, SETTINGS_NAME, Written};
use crate::term::Role;

/// Says what changed and which answered questions rest on it.
pub(super) fn report(session: &mut Session<'_>, written: &Written<'_>, chosen: &[usize]) -> Outcome {
    let Written { project, member, diffs, .. } = written;
    let before = written.before();
    if diffs.is_empty() {
        session.talk("that is what the file says already; nothing was written\n")?;
        let view = project::view(session, before);
        for &at in chosen.iter().filter(|&&at| view.is_again(at)) {
            let id = &before.form.questions[at].id;
            session.talk(&format!("{id}: where it still holds: formwork answer {id} --confirm\n"))?;
        }
        return Ok(OK);
    }
    let options = check::Options::on(session.context.today);
    let after = match written.after(Needs::gate(options.today)) {
        Ok(after) => after,
        broken => return project::fit_to_read(session, broken).map(|_| OK),
    };
    let (was, is) = (project::view(session, before), project::view(session, &after));
    let mut text = String::new();
    for &at in chosen {
        text += &changed(session, &was, &is, at, chosen);
    }
    text += &drafts(&is, chosen);
    text += &feeds(session, project, &was, &is, chosen);
    text += &asked_now(&was, &is);
    text += &wrote(session, &member.dir, diffs);
    session.report(&text)?;
    let mut findings = check::check_component(&Ok(after), &options).findings;
    let ids: Vec<_> = chosen.iter().map(|&at| before.form.questions[at].id.as_str()).collect();
    findings.retain(|finding| {
        finding.open.is_none() && finding.question.as_deref().is_some_and(|id| ids.contains(&id))
    });
    if !findings.is_empty() {
        session.show_blocking(findings)?;
    }
    Ok(OK)
}

fn changed(session: &Session<'_>, was: &View<'_>, is: &View<'_>, at: usize, together: &[usize]) -> String {
    let paint = session.context.out.paint;
    let form = &is.component.form;
    let id = paint.paint(Role::Id, form.questions[at].id.as_str());
    let same = said(was.component, at) == said(is.component, at);
    let (before, after) = (was.states[at].title(), is.states[at].title());
    let mut line = match (before == after, same) {
        (true, true) => format!("{id}: details changed, still {after}\n"),
        (true, false) => format!("{id}: answer changed, still {after}\n"),
        (false, _) => format!("{id}: {after} (was {before})\n"),
    };
    if was.is_again(at) && !is.again[at] {
        line += "  no longer to be answered again\n";
    } else if is.is_again(at) {
        line += &format!(
            "  still to be answered again; where it holds: formwork answer {} --confirm\n",
            form.questions[at].id
        );
    }
    let by = |view: &View<'_>| {
        view.component
            .answer(at)
            .map(|answer| answer.by.iter().map(|by| by.value.clone()).collect::<Vec<_>>())
    };
    if !same && was.states[at].is_settled() && by(was).is_some_and(|by| !by.is_empty()) && by(was) == by(is) {
        let names: Vec<_> = by(is).into_iter().flatten().map(|by| by.as_str().to_owned()).collect();
        line += &format!("  `by` still says {}; --by says who said it now\n", names.join(", "));
    }
    let mut again = query::dependents_answered(is, at);
    // What was said in one go was said knowing the rest.
    again.retain(|one| !together.contains(one));
    if !again.is_empty() && !same {
        let ids: Vec<_> = again.iter().map(|&one| form.questions[one].id.as_str()).collect();
        let look = if was.states[at].is_settled() {
            "look again at what rests on it"
        } else {
            "resting on it and answered already, so look again"
        };
        line += &format!("  {look}: {}\n", ids.join(", "));
    }
    line
}

/// That drafts among the written answers do not count, and the command that accepts one.
fn drafts(is: &View<'_>, chosen: &[usize]) -> String {
    let drafts = chosen.iter().filter(|&&at| is.states[at] == query::State::Draft);
    let ids: Vec<&str> = drafts.map(|&at| is.component.form.questions[at].id.as_str()).collect();
    match &ids[..] {
        [] => String::new(),
        [one] => format!("  a draft does not count; where it holds: formwork {}\n", query::accept(one)),
        _ => format!("  drafts do not count; where one holds: formwork {}\n", query::accept("ID")),
    }
}

/// The hash of what an answer says; empty where there is none.
pub(super) fn said(component: &Component, at: usize) -> String {
    let answer = component.answer(at);
    answer.map_or_else(String::new, |answer| said_hash(answer.text(), &answer.chosen()))
}

/// Questions that are asked now or no longer, because a condition hangs on what was answered.
fn asked_now(was: &View<'_>, is: &View<'_>) -> String {
    let form = &is.component.form;
    let not_asked = |view: &View<'_>, at: usize| matches!(view.required[at].why, query::Why::NotAsked(_));
    let mut text = String::new();
    for (at, question) in form.questions.iter().enumerate().take(was.required.len()) {
        let id = &question.id;
        match (not_asked(was, at), not_asked(is, at)) {
            (true, false) if is.required[at].required => text += &format!("  now asked and required: {id}\n"),
            (true, false) => text += &format!("  now asked: {id}\n"),
            (false, true) => {
                let why = is.required[at].why.sentence(false);
                text += &format!("  no longer asked: {id}, because {why}\n");
            }
            _ => {}
        }
    }
    text
}

/// The components that take in this one's output and rest on what changed. Looked up only after an answer that
/// others can have rested on has another text.
fn feeds(
    session: &Session<'_>,
    project: &Project,
    was: &View<'_>,
    is: &View<'_>,
    chosen: &[usize],
) -> String {
    let changed: Vec<usize> = chosen
        .iter()
        .copied()
        .filter(|&at| was.states[at].is_settled() && said(was.component, at) != said(is.component, at))
        .collect();
    if changed.is_empty() {
        return String::new();
    }
    let ids: Vec<&str> = changed.iter().map(|&at| is.component.form.questions[at].id.as_str()).collect();
    let all = store::consumers(project, &is.component.id).iter();
    let mut concerned = all
        .filter(|one| one.questions.is_empty() || one.questions.iter().any(|id| ids.contains(&id.as_str())))
        .peekable();
    if concerned.peek().is_none() {
        return String::new();
    }
    let who = feeding::consumers(concerned, session.context.out.paint);
    format!("  look again also in what takes in this component's output: {who}\n")
}

/// The files that were written below a folder, a line each.
pub(super) fn wrote(session: &Session<'_>, dir: &Path, diffs: &[FileDiff]) -> String {
    diffs.iter().map(|diff| wrote_file(session, &dir.join(&diff.file))).collect()
}

/// The line of one file that was written.
pub(super) fn wrote_file(session: &Session<'_>, path: &Path) -> String {
    format!("wrote {}\n", session.shown(path))
}

/// Prints diffs of files below a member.
pub(super) fn print_diffs(
    session: &mut Session<'_>,
    member: &MemberDir,
    diffs: &[FileDiff],
) -> Result<(), CliError> {
    if diffs.is_empty() {
        return session.talk("nothing would change\n");
    }
    for diff in diffs {
        let name = session.shown(&member.dir.join(&diff.file));
        session.data(&unified(&name, &diff.before, &diff.after))?;
    }
    Ok(())
}

/// A unified diff that `git apply` takes.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let old = if before.is_empty() { "/dev/null".to_owned() } else { format!("a/{name}") };
    diff.unified_diff().context_radius(3).header(&old, &format!("b/{name}")).to_string()
}

/// The change to `formwork.toml` that takes questions off the list of those to be answered again; nothing where they
/// are not on it.
pub(super) fn settled_again(component: &Component, ids: &[&str]) -> Option<Change> {
    let edits = query::take_off(component, ids);
    (!edits.is_empty()).then(|| Change { file: SETTINGS_NAME.to_owned(), edits, template: String::new() })
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
        let is = query::required_with(before, at, level, after.facts).required;
        let state = query::state(&form.questions[at], before.answer(at));
        match (was, is) {
            (false, true) if state == query::State::Open => added.push(question.id.to_string()),
            (false, true) => added.push(format!("{} ({})", question.id, state.title())),
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

/// Keeps typed text that could not be written: where the command runs, else in the system's folder for
/// temporary files, else on standard error. It is never just gone.
pub(super) fn keep(session: &mut Session<'_>, typed: Option<&str>) -> Result<(), CliError> {
    let Some(typed) = typed else { return Ok(()) };
    let dirs = [session.context.cwd.clone(), std::env::temp_dir()];
    let kept = dirs.iter().find_map(|dir| store::keep_text(dir, "formwork-answers", typed).ok());
    match kept {
        Some(path) => {
            let name = session.shown(&path);
            let again = session.about_file("import", &path);
            session.complain(&format!("what you typed was kept in {name}; `{again}` tries again\n"))
        }
        None => session.complain(&format!(
            "what you typed could not be kept in a file; here it is:\n{}\n",
            crate::source::inert(typed)
        )),
    }
}
