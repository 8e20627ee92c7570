use clap::Args;
use serde_json::{Value, json};

use super::diff::{json as diff_json, text};
use super::error::CliError;
use super::format::Format;
use super::session::Session;
use super::{OK, Outcome, project};
use crate::cli::args;
use crate::diff::{QuestionChange, answer_change};
use crate::model::{Answer, Component};
use crate::source::inert_line;
use crate::store::{self, Blob, Needs, Project, Revision, Step};
use crate::term::Role;

/// A question's history: the commits that changed its answer
///
/// The newest first, also across a folder or file that was renamed. Commits that only moved the text are left out.
#[derive(Debug, Args)]
pub(super) struct Log {
    /// The question
    id: String,
    /// At most so many changes
    #[arg(short = 'n', long = "max", value_name = "N", default_value_t = 20)]
    max: usize,
    #[command(flatten)]
    format: Format,
}

/// A change, and the commit that made it; none yet for what is not committed.
type Entry = (Option<Step>, QuestionChange);

impl Log {
    pub(super) fn run(self, session: &mut Session<'_>) -> Outcome {
        let (project, member) = project::one(session)?;
        let component = project::load(session, &project, &member, Needs::default())?;
        let at = args::question(&component, &self.id)?;
        let entries = self.entries(session, &project, &component, at)?;
        if self.format.is_json() {
            let page = json!({
                "schema": "formwork/log/1",
                "component": component.id,
                "question": self.id,
                "changes": entries.iter().map(described).collect::<Vec<_>>(),
            });
            session.data(&crate::source::json(&page))?;
            return Ok(OK);
        }
        if entries.is_empty() {
            session.talk(&format!("no commit of this clone changed {}\n", inert_line(&self.id)))?;
        }
        let paint = session.context.out.paint;
        let mut out = String::new();
        for (step, change) in &entries {
            let head = match step {
                None => paint.paint(Role::Strong, "not committed yet"),
                Some(step) => format!(
                    "{} {} {}",
                    paint.paint(Role::Id, step.commit.short()),
                    step.date,
                    inert_line(&step.author)
                ),
            };
            let subject = step.as_ref().map(|step| format!(": {}", inert_line(&step.subject)));
            out += &format!("{head}{}\n", subject.unwrap_or_default());
            out += &format!("  {}{}\n", text::kind(change, paint), text::moved(change));
            out += &text::body(&change.fields, &change.requirements, paint);
        }
        session.data(&out)?;
        Ok(OK)
    }

    /// Walks from the files as they are to older and older contents of the file that holds the answer.
    fn entries(
        &self,
        session: &mut Session<'_>,
        project: &Project,
        component: &Component,
        at: usize,
    ) -> Result<Vec<Entry>, CliError> {
        let git = store::repository_of(project)?;
        let head = git.commit("HEAD")?;
        let file = session.context.cwd.join(&component.file_of(at).path);
        // The file may be gone while its folder is there; the folder alone says where it really lies.
        let in_folder =
            || file.parent().and_then(|dir| Some(dir.canonicalize().ok()?.join(file.file_name()?)));
        let real = file.canonicalize().ok().or_else(in_folder);
        let path = store::shown(&real.unwrap_or_else(|| file.clone()), git.root());
        let steps = git.commits_of(&head, &path)?;
        let mut batch = git.batch()?;
        let question = &component.form.questions[at];
        let mut answer_of = |id: &str| -> Result<Option<Answer>, CliError> {
            match batch.blob(id)? {
                Blob::Bytes(bytes) => {
                    let text = String::from_utf8(bytes).unwrap_or_default();
                    Ok(store::answer_in(&text, &component.form, at))
                }
                Blob::Missing => Ok(None),
            }
        };
        let change = |before: Option<&Answer>, after: Option<&Answer>| {
            answer_change((Some(question), before), (Some(question), after))
        };
        let mut entries: Vec<Entry> = Vec::new();
        // Neighbours share a state, so most are read once.
        let mut newer: Option<(String, Option<Answer>)> = None;
        // Asked of the commit itself: the newest step may lie on a branch whose change a merge did not take.
        let listed = git.files(&Revision::Commit(head), &path)?;
        if let Some(entry) = listed.into_iter().find(|entry| entry.path == path && entry.is_file) {
            newer = Some((entry.blob.clone(), answer_of(&entry.blob)?));
        }
        let committed = newer.as_ref().and_then(|(_, answer)| answer.as_ref());
        entries.extend(change(committed, component.answer(at)).map(|change| (None, change)));
        for step in steps {
            if entries.len() >= self.max {
                break;
            }
            if git.is_shallow() && step.is_first {
                // What stood there before it was not fetched, so nobody knows what it changed.
                session.talk(
                    "this clone is shallow: older changes are not in it; `git fetch --unshallow` gets them\n",
                )?;
                break;
            }
            let after = match newer.take() {
                Some((id, answer)) if id == step.after => answer,
                _ => answer_of(&step.after)?,
            };
            let mut before = Vec::new();
            for id in &step.before {
                before.push(answer_of(id)?);
            }
            // What a merge took from one of its parents was changed there.
            let mut changes: Vec<_> =
                before.iter().map(|before| change(before.as_ref(), after.as_ref())).collect();
            let own = changes.iter().all(Option::is_some).then(|| changes.swap_remove(0)).flatten();
            newer = step.before.first().cloned().zip(before.into_iter().next());
            entries.extend(own.map(|change| (Some(step), change)));
        }
        entries.truncate(self.max);
        Ok(entries)
    }
}

fn described((step, change): &Entry) -> Value {
    json!({
        "commit": step.as_ref().map(|step| step.commit.as_str()),
        "date": step.as_ref().map(|step| &step.date),
        "author": step.as_ref().map(|step| &step.author),
        "subject": step.as_ref().map(|step| &step.subject),
        "change": change.kind.word(),
        "was": change.was.map(crate::query::State::word),
        "is": change.is.map(crate::query::State::word),
        "fields": diff_json::fields(&change.fields),
        "requirements": diff_json::requirements(&change.requirements),
    })
}
