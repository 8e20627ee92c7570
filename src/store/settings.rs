//! A component's `formwork.toml`, or a workspace's: its text and what it says.

use std::path::Path;

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
#[derive(Debug)]
pub struct SettingsFile {
    /// The file; empty text where it could not be read.
    pub file: SourceFile,
    /// What it says, where it is TOML.
    pub settings: Option<Settings>,
    /// What is wrong in it.
    pub problems: Vec<Problem>,
}

/// Reads a `formwork.toml`, wherever it lies.
pub fn read_settings(path: &Path, cwd: &Path) -> SettingsFile {
    settings_of(Disk::read(path), path, cwd)
}

/// Reads a `formwork.toml` that must not lead out of the repository.
pub(super) fn read_settings_in(path: &Path, cwd: &Path, repository: &Path, files: &Files) -> SettingsFile {
    settings_of(files.read_in(path, repository), path, cwd)
}

fn settings_of(read: Disk, path: &Path, cwd: &Path) -> SettingsFile {
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
    match found.files.read_in(&member.dir.join(SETTINGS_NAME), &found.repository) {
        Disk::Text(text) => Some(text),
        Disk::Missing | Disk::Bad(_) => None,
    }
}
