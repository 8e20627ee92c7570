//! What answers said before, as far as the repository has it.

use std::collections::BTreeMap;

use super::MemberDir;
use super::git::{Blob, Git, GitError};
use crate::model::{Answer, Component, answer_hash};
use crate::read::{self, Document};

/// Answers as they once were.
#[derive(Debug, Default)]
pub struct Past {
    /// Each with its question and its hash.
    found: Vec<(usize, String, Answer)>,
    /// Why not all were found.
    pub missing: Option<String>,
}

impl Past {
    /// What a question's answer said when it had this hash.
    pub fn answer(&self, question: usize, hash: &str) -> Option<&Answer> {
        let mut all = self.found.iter();
        all.find(|(at, known, _)| *at == question && known == hash).map(|(_, _, answer)| answer)
    }
}

/// Looks for answers, by question and hash, in the commits of the file that each stands in. Asks git only where
/// something is wanted.
pub fn past(member: &MemberDir, component: &Component, wanted: &[(usize, String)]) -> Past {
    let mut past = Past::default();
    if wanted.is_empty() {
        return past;
    }
    if let Err(error) = look(member, component, wanted, &mut past) {
        past.missing = Some(error.to_string());
    } else if past.found.len() < wanted.len() {
        past.missing = Some("it is in none of the commits that this repository has of its file".to_owned());
    }
    past
}

fn look(
    member: &MemberDir,
    component: &Component,
    wanted: &[(usize, String)],
    past: &mut Past,
) -> Result<(), GitError> {
    let git = Git::open(&member.dir)?;
    let folder = component.settings.answers_folder();
    let folder = member.dir.join(folder);
    let folder = folder.canonicalize().unwrap_or(folder);
    let mut files: BTreeMap<&str, Vec<&(usize, String)>> = BTreeMap::new();
    for one in wanted {
        files.entry(&component.file_of(one.0).path).or_default().push(one);
    }
    let mut batch = None;
    for (file, mut wanted) in files {
        let path = folder.join(file.rsplit('/').next().unwrap_or_default());
        let Some(name) = git.name_of(&path) else { continue };
        for blob in git.contents(&name)? {
            if wanted.is_empty() {
                break;
            }
            if batch.is_none() {
                batch = Some(git.batch()?);
            }
            let Some(batch) = &mut batch else { continue };
            let Blob::Bytes(bytes) = batch.blob(&blob)? else { continue };
            if let Ok(text) = String::from_utf8(bytes) {
                take(component, &text, &mut wanted, past);
            }
        }
    }
    Ok(())
}

/// Takes what is wanted out of a file as it once was.
fn take(component: &Component, text: &str, wanted: &mut Vec<&(usize, String)>, past: &mut Past) {
    let Ok(document) = Document::parse(text, &mut Vec::new()) else { return };
    let form = &component.form;
    for located in read::answers(&document.root, form, 0, &mut Vec::new()) {
        if wanted.iter().all(|(question, _)| *question != located.question) {
            continue;
        }
        let hash = answer_hash(&located.answer);
        let is_it = |one: &&(usize, String)| one.0 == located.question && one.1 == hash;
        if wanted.iter().any(is_it) {
            wanted.retain(|one| !is_it(one));
            past.found.push((located.question, hash, located.answer));
        }
    }
}
