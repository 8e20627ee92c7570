use std::path::Path;

use super::disk::Disk;
use super::load::unreadable;
use super::shown;
use crate::diag::Problem;
use crate::model::Policy;
use crate::read::{self, Document, PolicyWords};
use crate::source::SourceFile;

/// A policy's file as it was read.
#[derive(Debug)]
pub struct PolicyFile {
    /// The file; empty text where it could not be read.
    pub file: SourceFile,
    /// What it says.
    pub policy: Policy,
    /// What is wrong in it; then it is not to be used.
    pub problems: Vec<Problem>,
}

/// Reads a policy. It may lie outside of the repository: one floor lies under many of them.
pub fn read_policy(path: &Path, cwd: &Path, words: &PolicyWords<'_>) -> PolicyFile {
    let mut file = SourceFile::new(shown(path, cwd), String::new());
    let mut problems = Vec::new();
    let mut policy = Policy::default();
    match Disk::read(path) {
        Disk::Text(text) => {
            file.text = text;
            match Document::parse(&file.text, &mut problems) {
                Ok(document) => policy = read::policy(&document.root, words, &mut problems),
                Err(errors) => problems = errors,
            }
        }
        Disk::Missing => problems.push(
            Problem::new("missing-file", 0..0, "the policy is not there")
                .help("name the file with --policy or FORMWORK_POLICY, or leave it out"),
        ),
        Disk::Bad(bad) => problems.push(unreadable(&mut file, bad)),
    }
    policy.file.clone_from(&file.path);
    PolicyFile { file, policy, problems }
}
