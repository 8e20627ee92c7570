//! What else lies in the folder of the stage files: formwork's other files, and what looks like one.

use std::path::Path;

use super::disk::Disk;
use super::files::Files;
use super::load::{join, unreadable};
use crate::diag::{Problem, RuleId};
use crate::model::{FileProblem, Form, RETIRED_NAME, SourceFiles};
use crate::read::Document;
use crate::source::{SourceFile, inert_line, nearest_help};

/// The file of stamps, which is read with the answers.
pub const REVIEWS_NAME: &str = "reviews.toml";

/// The folder of the JSON schemas.
const OWN_FOLDER: &str = "schema";

/// Endings of names that people give to a stage file by mistake, or that tools leave behind.
const ALIKE: &[&str] = &[".toml", ".tml", ".toml.bak", ".toml.orig"];

/// The folder of the stage files.
pub(super) struct Folder<'f> {
    pub(super) path: &'f Path,
    /// As people see it.
    pub(super) shown: &'f str,
    /// The component's files; those that are looked at are added.
    pub(super) files: &'f mut SourceFiles,
}

impl Folder<'_> {
    /// Looks at everything in the folder but the stage files. Prose and hidden files are nobody's business.
    pub(super) fn other_files(&mut self, form: &Form, repository: &Path, files: &Files) -> Vec<FileProblem> {
        let Ok(entries) = files.entries(self.path) else { return Vec::new() };
        let mut others: Vec<(String, bool)> = Vec::new();
        for (name, is_dir) in entries {
            let name = name.to_string_lossy().into_owned();
            let stage = name.strip_suffix(".toml").is_some_and(|stem| form.stage(stem).is_some());
            if stage || name.starts_with('.') || name == REVIEWS_NAME {
                continue;
            }
            let lower = name.to_lowercase();
            if (is_dir && name != OWN_FOLDER) || ALIKE.iter().any(|end| lower.ends_with(end)) {
                others.push((name, is_dir));
            }
        }
        others.sort();
        let mut problems = Vec::new();
        for (name, is_dir) in others {
            let mut file = SourceFile::new(join(self.shown, &name), String::new());
            // Nothing reads it, but who writes into it must still hear that it is broken.
            let found = if name == RETIRED_NAME {
                own(files.read_in(&self.path.join(&name), repository), &mut file)
            } else {
                vec![unknown(&name, is_dir, form)]
            };
            if !found.is_empty() {
                let file = self.files.add(file);
                problems.extend(found.into_iter().map(|problem| FileProblem { file, problem }));
            }
        }
        problems
    }
}

fn own(read: Disk, file: &mut SourceFile) -> Vec<Problem> {
    match read {
        Disk::Text(text) => {
            file.text = text;
            Document::parse(&file.text, &mut Vec::new()).err().unwrap_or_default()
        }
        Disk::Missing => Vec::new(),
        Disk::Bad(bad) => vec![unreadable(file, bad)],
    }
}

fn unknown(name: &str, is_dir: bool, form: &Form) -> Problem {
    let stages: Vec<String> = form.stages.iter().map(|stage| format!("{}.toml", stage.id)).collect();
    let what = if is_dir { "the folder " } else { "" };
    let message = format!("nothing reads {what}`{}`", inert_line(name));
    let help = nearest_help(&name.to_lowercase(), stages.iter().map(String::as_str))
        .filter(|_| !is_dir)
        .unwrap_or_else(|| format!("answers stand in {}", stages.join(", ")));
    Problem::new(RuleId::UnknownFile, 0..0, message).help(help)
}
