//! Asking, and writing stamps.

use std::io::Read as _;

use super::Review;
use super::page::base;
use crate::cli::changes::{print_diffs, wrote};
use crate::cli::error::CliError;
use crate::cli::project;
use crate::cli::session::Session;
use crate::model::{Change, Loaded, Person};
use crate::query::{self, Basis, NewStamp, View};
use crate::source::inert_line;
use crate::store::{MemberDir, Mode, Project};
use crate::term::Role;

/// What stamps are made with.
pub(super) struct Signing<'s, 'v> {
    pub(super) project: &'s Project,
    pub(super) member: &'s MemberDir,
    pub(super) component: &'s Loaded,
    /// The component as it was shown.
    pub(super) view: &'s View<'v>,
    pub(super) command: &'s Review,
    pub(super) by: Option<&'s str>,
}

/// What somebody said to a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Yes,
    No,
    Quit,
}

/// Asks whether to stamp what was just shown. An end of the input is a "quit".
pub(super) fn ask(session: &mut Session<'_>) -> Result<Said, CliError> {
    let question = session.context.err.paint.paint(Role::Hint, "Stamp it? [y/N/q]");
    session.complain(&format!("{question} "))?;
    let mut line = Vec::new();
    let mut byte = [0];
    loop {
        let read = session.context.input.source.read(&mut byte);
        match read.map_err(|error| CliError::new(format!("standard input: {error}")))? {
            0 if line.is_empty() => return Ok(Said::Quit),
            0 => break,
            _ if byte[0] == b'\n' => break,
            _ => line.push(byte[0]),
        }
    }
    Ok(match String::from_utf8_lossy(&line).trim().to_lowercase().as_str() {
        "y" | "yes" => Said::Yes,
        "q" | "quit" => Said::Quit,
        _ => Said::No,
    })
}

/// Why a question gets no stamp.
struct Refused {
    question: usize,
    why: &'static str,
}

impl Signing<'_, '_> {
    /// Prints the diff that stamping all of these would make.
    pub(super) fn dry_run(
        &self,
        session: &mut Session<'_>,
        signs: &[(usize, usize)],
    ) -> Result<(), CliError> {
        let by = self.by()?;
        let (changes, refused) = self.plan(session, self.view, signs, by);
        let begun = self.project.begin(self.member, self.component, Mode::DryRun)?;
        print_diffs(session, self.member, &begun.preview(&changes)?)?;
        self.refused(session, &refused)
    }

    /// Stamps what was shown; false where something was refused.
    pub(super) fn stamp(
        &self,
        session: &mut Session<'_>,
        signs: &[(usize, usize)],
    ) -> Result<bool, CliError> {
        if signs.is_empty() {
            return Ok(true);
        }
        let by = self.by()?;
        let begun = self.project.begin(self.member, self.component, Mode::Write)?;
        let (changes, refused) = self.plan(session, &project::view(session, begun.now()), signs, by);
        let diffs = begun.commit(&changes)?.diffs;
        let form = &self.view.component.form;
        let paint = session.context.out.paint;
        let mut text = String::new();
        for &(at, role) in signs.iter().filter(|(at, _)| refused.iter().all(|one| one.question != *at)) {
            let id = paint.paint(Role::Id, form.questions[at].id.as_str());
            let wording = if self.command.wording { ", for the wording before as well" } else { "" };
            let instead = self.replaced(at, role, by);
            text += &format!("{id}: stamped by {by} as {}{wording}{instead}\n", form.roles[role].spoken());
        }
        text += &wrote(session, &self.member.dir, &diffs);
        session.report(&text)?;
        if diffs.is_empty() && refused.is_empty() {
            session.talk("that is what the file says already; nothing was written\n")?;
        }
        self.refused(session, &refused)?;
        Ok(refused.is_empty())
    }

    /// Whose stamp of the role the new one takes the place of, where that is somebody else's.
    fn replaced(&self, at: usize, role: usize, by: &str) -> String {
        let component = self.view.component;
        let old = self.view.reviewed(at).find(|one| one.role == role).map(|one| one.of(component));
        let Some(old) = old.filter(|old| !old.by.is_empty() && !Person::new(&old.by).is(by)) else {
            return String::new();
        };
        let on = old.on.map(|on| format!(" of {on}")).unwrap_or_default();
        format!(", in place of the stamp by {}{on}", inert_line(&old.by))
    }

    fn by(&self) -> Result<&str, CliError> {
        self.by.ok_or_else(|| {
            CliError::new("who reviews?")
                .hint("--by @mia, FORMWORK_USER, or git config user.name \"Mia Berg\"")
        })
    }

    /// The changes for those questions that say what they said when they were shown.
    fn plan(
        &self,
        session: &Session<'_>,
        now: &View<'_>,
        signs: &[(usize, usize)],
        by: &str,
    ) -> (Vec<Change>, Vec<Refused>) {
        let (mut changes, mut refused) = (Vec::new(), Vec::new());
        for &(question, role) in signs {
            match self.one(session, now, (question, role), by) {
                Ok(change) => changes.push(change),
                Err(why) => refused.push(Refused { question, why }),
            }
        }
        (changes, refused)
    }

    fn one(
        &self,
        session: &Session<'_>,
        now: &View<'_>,
        (at, role): (usize, usize),
        by: &str,
    ) -> Result<Change, &'static str> {
        const MEANWHILE: &str = "it changed while it was looked at";
        let form = &self.view.component.form;
        let there = now.component.form.find(form.questions[at].id.as_str()).ok_or(MEANWHILE)?;
        let role_there = now.component.form.role(form.roles[role].id.as_str()).ok_or(MEANWHILE)?;
        let basis = |view: &View<'_>, at: usize| -> (Basis, bool) {
            (query::basis(view, at), view.states[at].is_settled() && view.judgeable[at])
        };
        if basis(self.view, at) != basis(now, there) {
            return Err(MEANWHILE);
        }
        let shown = base(self.view, at, role).map(|one| one.of(self.view.component).hash.value.clone());
        if self.command.wording && shown.is_none() {
            return Err("nobody has reviewed it, so there is no wording before");
        }
        if self.command.wording && shown.as_deref() == Some(basis(self.view, at).0.hash.as_str()) {
            return Err("it says what it said when it was reviewed; without --wording it is stamped anew");
        }
        let stamps = now.component.reviews.iter();
        let mut own = stamps.filter(|one| one.question.value == form.questions[at].id.as_str());
        let taken = own.find(|one| one.role.value == form.roles[role].id.as_str());
        if self.command.as_role.is_none()
            && self.command.awaiting.is_none()
            && taken.is_some_and(|one| now.component.may_sign(role_there, &one.by))
            && !now.component.may_sign(role_there, by)
        {
            return Err(
                "it would take the place of the stamp of somebody whose role that is; --as says which is yours",
            );
        }
        let same = shown.as_deref().filter(|_| self.command.wording);
        let note = self.command.note.as_deref().filter(|note| !note.trim().is_empty());
        let new = NewStamp { role: role_there, by, on: session.context.today, note, says_the_same_as: same };
        Ok(query::stamp_change(now, there, &new))
    }

    fn refused(&self, session: &mut Session<'_>, refused: &[Refused]) -> Result<(), CliError> {
        for one in refused {
            let id = &self.view.component.form.questions[one.question].id;
            session.complain(&format!("{id}: not stamped, {}\n", one.why))?;
        }
        Ok(())
    }
}
