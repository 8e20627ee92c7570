use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::Files;
use super::disk::Disk;
use super::load::unreadable;
use super::shown;
use crate::catalog::{self, SetSource};
use crate::diag::Problem;
use crate::model::{Policy, text_hash};
use crate::read::{self, Document, PolicyNames, PolicyWords};
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

/// Reads a policy; `None` where there is none. It may lie outside of the repository: one floor lies under many of them.
pub fn read_policy(path: &Path, cwd: &Path, words: &PolicyWords<'_>) -> Option<PolicyFile> {
    policy_of(Disk::read(path), path, cwd, words)
}

/// The policy of the same path as a revision has it; `None` where it has none, or one that is not to be
/// used.
pub fn past_policy(files: &Files, repository: &Path, path: &Path, words: &PolicyWords<'_>) -> Option<Policy> {
    if !path.starts_with(repository) {
        return None;
    }
    let read = policy_of(files.read_in(path, repository), path, repository, words)?;
    read.problems.is_empty().then_some(read.policy)
}

fn policy_of(read: Disk, path: &Path, cwd: &Path, words: &PolicyWords<'_>) -> Option<PolicyFile> {
    let mut file = SourceFile::new(shown(path, cwd), String::new());
    let mut problems = Vec::new();
    let mut policy = Policy::default();
    let mut policy_digest = String::new();
    match read {
        Disk::Text(text) => {
            policy_digest = text_hash(&text);
            file.text = text;
            match Document::parse(&file.text, &mut problems) {
                Ok(document) => {
                    policy = read::policy(&document.root, words, &mut problems);
                    names(&policy, &mut problems);
                }
                Err(errors) => problems = errors,
            }
        }
        Disk::Missing => return None,
        Disk::Bad(bad) => problems.push(unreadable(&mut file, bad)),
    }
    policy.file.clone_from(&file.path);
    policy.digest = policy_digest;
    Some(PolicyFile { file, policy, problems })
}

/// Holds what a policy names against the catalog. What a set of a team's own brings is not known here, so with one
/// nothing is held against it.
fn names(policy: &Policy, problems: &mut Vec<Problem>) {
    let names_nothing =
        policy.required.is_empty() && policy.optional.is_none() && policy.sign_offs.is_empty();
    if names_nothing || policy.sets.iter().any(|set| set.value.contains(['/', '.'])) {
        return;
    }
    let sets: Vec<SetSource<'_>> = catalog::set_ids().map(SetSource::Bundled).collect();
    let with_sets = catalog::with_sets(catalog::newest(), &sets).map(|all| Arc::clone(&all.form));
    let mut known = PolicyNames::default();
    for form in catalog::form_ids().map(catalog::form).chain([with_sets]).flatten() {
        known.questions.extend(form.questions.iter().map(|question| question.id.to_string()));
        known.stages.extend(form.stages.iter().map(|stage| stage.id.to_string()));
        known.roles.extend(form.roles.iter().map(|role| role.id.to_string()));
    }
    for list in [&mut known.questions, &mut known.stages, &mut known.roles] {
        let mut seen = HashSet::new();
        list.retain(|name| seen.insert(name.clone()));
    }
    read::policy_names(policy, &known, problems);
}
