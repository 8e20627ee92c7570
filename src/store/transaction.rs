//! Every write to a component: lock, read again, change, verify, replace. What was read under the lock is opened once,
//! and the component as it is afterwards comes from the same texts.

use std::sync::Arc;

use super::apply::{inside, preview, put, take};
use super::discover::{MemberDir, Project, SETTINGS_NAME};
use super::files::Files;
use super::load::{Load, form_with};
use super::needs::Needs;
use super::settings::settings_of;
use super::stand::stand;
use super::{FileDiff, Lock, StoreError};
use crate::diag::Problem;
use crate::model::{Change, FileId, Form, Loaded, Settings, StageState, Stand};

/// Whether changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They are shown only; nothing is locked.
    DryRun,
    /// They are written.
    Write,
}

impl Mode {
    /// What `--dry-run` asks for.
    pub fn of(dry_run: bool) -> Self {
        if dry_run { Self::DryRun } else { Self::Write }
    }
}

/// A component that is about to be changed, as its files are now. Dropped without [`Transaction::commit`], it changes
/// nothing.
#[derive(Debug)]
pub struct Transaction<'p> {
    project: &'p Project,
    member: &'p MemberDir,
    /// The component as it was read before.
    before: &'p Loaded,
    /// The component as it was read under the lock.
    reloaded: Option<Loaded>,
    files: Files,
    lock: Option<Lock>,
}

impl Project {
    /// Begins a change of a member that was read before: locks it and reads it again. A dry run takes it as it was.
    pub fn begin<'p>(
        &'p self,
        member: &'p MemberDir,
        before: &'p Loaded,
        mode: Mode,
    ) -> Result<Transaction<'p>, StoreError> {
        let files = Files::keeping();
        let mut begun = Transaction { project: self, member, before, reloaded: None, files, lock: None };
        if mode == Mode::DryRun {
            begun.keep_what_was_read();
        } else {
            inside(&member.dir, SETTINGS_NAME)?;
            begun.lock = Some(take(&member.dir, &begun.files)?);
            let now = load(self, member, &begun.files, Needs::default(), Some(before));
            begun.reloaded = Some(now.map_err(|_| StoreError::Unreadable {
                file: before.files.settings().path.clone(),
                message: "it changed and cannot be read".into(),
            })?);
        }
        Ok(begun)
    }
}

fn load(project: &Project, member: &MemberDir, files: &Files, needs: Needs, beside: Option<&Loaded>) -> Load {
    let path = member.dir.join(SETTINGS_NAME);
    let own = settings_of(files.read_in(&path, &project.repository), &path, &project.cwd);
    project.load_from(member, (own, files), needs, beside)
}

impl<'p> Transaction<'p> {
    /// Keeps the texts that the component was read from.
    fn keep_what_was_read(&self) {
        let read = &self.before.component;
        let folder = self.member.dir.join(read.settings.answers_folder());
        self.files.keep(&self.member.dir.join(SETTINGS_NAME), &read.files.settings().text);
        for (stage, (info, state)) in read.form.stages.iter().zip(&read.stages).enumerate() {
            if *state == StageState::Read {
                let text = &read.files[FileId::of_stage(stage)].text;
                self.files.keep(&folder.join(format!("{}.toml", info.id)), text);
            }
        }
    }

    /// The component as it is now.
    pub fn now(&self) -> &Loaded {
        self.reloaded.as_ref().unwrap_or(self.before)
    }

    /// The member that is changed.
    pub fn member(&self) -> &'p MemberDir {
        self.member
    }

    /// Reads the tables of the questions of all these forms, and those that were retired. A file that is not there has
    /// none; one that cannot be read is refused, because what is in it would be passed over.
    pub fn stand(&self, forms: &[&Form]) -> Result<Stand, StoreError> {
        stand(self.project, self.member, &self.files, &self.now().settings, forms)
    }

    /// The form that the component would have if its `formwork.toml`, with the workspace's defaults, said this.
    pub fn form_with(&self, settings: &Settings) -> Result<Arc<Form>, Problem> {
        form_with(self.project, self.member, &self.files, settings)
    }

    /// The texts that changes give. Nothing is written.
    pub fn preview(&self, changes: &[Change]) -> Result<Vec<FileDiff>, StoreError> {
        let problems = self.now().problems.iter().filter(|one| one.file == FileId::SETTINGS);
        let problems: Vec<&Problem> = problems.map(|one| &one.problem).collect();
        preview(&self.member.dir, changes, &self.files, &problems)
    }

    /// Writes changes, all or none, and gives the lock back. Files whose text stays the same are not touched.
    pub fn commit(self, changes: &[Change]) -> Result<Written<'p>, StoreError> {
        let mut diffs = self.preview(changes)?;
        if self.lock.is_some() {
            diffs.sort_by_key(|diff| diff.file == SETTINGS_NAME);
            put(&self.member.dir, &diffs, &self.files)?;
        }
        let Self { project, member, before, reloaded, files, .. } = self;
        Ok(Written { project, member, diffs, before, reloaded, files })
    }
}

/// What a write came to.
#[derive(Debug)]
pub struct Written<'p> {
    /// The project.
    pub project: &'p Project,
    /// The member that was changed.
    pub member: &'p MemberDir,
    /// What changed in its files; of a dry run, what would.
    pub diffs: Vec<FileDiff>,
    before: &'p Loaded,
    reloaded: Option<Loaded>,
    files: Files,
}

impl Written<'_> {
    /// The component as it was right before.
    pub fn before(&self) -> &Loaded {
        self.reloaded.as_ref().unwrap_or(self.before)
    }

    /// The component as it is now, by the texts that were written.
    pub fn after(&self, needs: Needs) -> Load {
        load(self.project, self.member, &self.files, needs, Some(self.before()))
    }
}
