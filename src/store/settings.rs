//! A component's `formwork.toml`, or a workspace's: its text and what it says.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::discover::{MemberDir, Project, SETTINGS_NAME};
use super::disk::Disk;
use super::files::Files;
use super::load::unreadable;
use super::shown;
use crate::diag::{Problem, RuleId};
use crate::model::Settings;
use crate::read::{self, Document};
use crate::source::SourceFile;

/// A `formwork.toml` as it was read.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    /// The file; empty text where it could not be read.
    pub file: SourceFile,
    /// What it says, where it is TOML.
    pub settings: Option<Settings>,
    /// What is wrong in it.
    pub problems: Vec<Problem>,
}

/// What was read of `formwork.toml` files before their components are loaded, so that loading does not read it again.
#[derive(Debug, Default)]
pub(super) struct ReadAhead(Mutex<HashMap<PathBuf, Ahead>>);

/// A `formwork.toml` that was read.
#[derive(Debug)]
pub(super) enum Ahead {
    /// Its text.
    Text(String),
    /// What it says.
    Parsed(Box<SettingsFile>),
}

impl ReadAhead {
    /// Keeps what was read of the `formwork.toml` in a folder until its component is loaded.
    pub(super) fn put(&self, dir: &Path, read: Ahead) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(dir.to_path_buf(), read);
    }

    /// Keeps a text, where nothing was read ahead yet.
    pub(super) fn put_text(&self, dir: &Path, text: String) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(dir.to_path_buf()).or_insert(Ahead::Text(text));
    }

    /// Takes over what another project read ahead.
    pub(super) fn extend(&self, other: Self) {
        let other = other.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(other);
    }

    fn text(&self, dir: &Path) -> Option<String> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).get(dir)? {
            Ahead::Text(text) => Some(text.clone()),
            Ahead::Parsed(read) => read.settings.as_ref().map(|_| read.file.text.clone()),
        }
    }

    fn take(&self, dir: &Path) -> Option<Ahead> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(dir)
    }
}

impl Project {
    /// The `formwork.toml` of a folder: as it was read ahead, else as it is.
    pub(super) fn settings_in(&self, dir: &Path) -> SettingsFile {
        let path = dir.join(SETTINGS_NAME);
        match self.read_ahead.take(dir) {
            Some(Ahead::Parsed(read)) => *read,
            Some(Ahead::Text(text)) => settings_of(Disk::Text(text), &path, &self.cwd),
            None => read_settings_in(&path, &self.cwd, &self.repository, &self.files),
        }
    }
}

/// Reads a `formwork.toml`, wherever it lies.
pub fn read_settings(path: &Path, cwd: &Path) -> SettingsFile {
    settings_of(Disk::read(path), path, cwd)
}

/// Reads a `formwork.toml` that must not lead out of the repository.
pub(super) fn read_settings_in(path: &Path, cwd: &Path, repository: &Path, files: &Files) -> SettingsFile {
    settings_of(files.read_in(path, repository), path, cwd)
}

pub(super) fn settings_of(read: Disk, path: &Path, cwd: &Path) -> SettingsFile {
    let mut file = SourceFile::new(shown(path, cwd), String::new());
    let mut problems = Vec::new();
    match read {
        Disk::Text(text) => file.text = text,
        Disk::Missing => {
            problems.push(
                Problem::new(RuleId::MissingFile, 0..0, "the file is gone").help("`formwork init` makes one"),
            );
            return SettingsFile { file, settings: None, problems };
        }
        Disk::Bad(bad) => {
            problems.push(unreadable(&mut file, bad));
            return SettingsFile { file, settings: None, problems };
        }
    }
    let settings = match Document::parse(&file.text, &mut problems) {
        Ok(document) => Some(read::settings(&document.root, &mut problems)),
        Err(errors) => {
            problems = errors;
            None
        }
    };
    SettingsFile { file, settings, problems }
}

/// The text of a member's `formwork.toml`, where it can be read.
pub fn settings_text(found: &Project, member: &MemberDir) -> Option<String> {
    found.read_ahead.text(&member.dir).or_else(|| {
        match found.files.read_in(&member.dir.join(SETTINGS_NAME), &found.repository) {
            Disk::Text(text) => Some(text),
            Disk::Missing | Disk::Bad(_) => None,
        }
    })
}
