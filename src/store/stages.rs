//! The stage files of a component, read one after the other. What another state of the component holds word for word
//! is taken from there: parsing is most of what reading costs.

use std::path::Path;
use std::sync::Arc;

use super::disk::Disk;
use super::files::Files;
use super::load::{join, unreadable};
use crate::diag::{Problem, RuleId};
use crate::model::{Answer, Component, FileId, FileProblem, Form, SourceFiles, StageState};
use crate::read::{self, Document};
use crate::source::SourceFile;

/// Where the stage files are.
pub(super) struct Stages<'f> {
    pub(super) form: &'f Arc<Form>,
    /// Their folder.
    pub(super) folder: &'f Path,
    /// The same as people see it.
    pub(super) shown: &'f str,
    /// What paths must not leave.
    pub(super) repository: &'f Path,
    /// Where they are read.
    pub(super) files: &'f Files,
    /// Whether the folder leads out of the repository, so that nothing in it is read.
    pub(super) outside: bool,
    /// Another state of the component.
    pub(super) beside: Option<&'f Component>,
}

/// What stands in them; each list as [`Component`] has it.
pub(super) struct Read {
    pub(super) answers: Vec<Option<Answer>>,
    pub(super) answer_files: Vec<FileId>,
    pub(super) states: Vec<StageState>,
}

impl Stages<'_> {
    /// Reads them. Each file is added to `files`, and what is wrong in it to `problems`.
    pub(super) fn read(&self, files: &mut SourceFiles, problems: &mut Vec<FileProblem>) -> Read {
        let questions = &self.form.questions;
        let mut read = Read {
            answers: questions.iter().map(|_| None).collect(),
            answer_files: questions.iter().map(|question| FileId::of_stage(question.stage)).collect(),
            states: Vec::with_capacity(self.form.stages.len()),
        };
        for (stage, info) in self.form.stages.iter().enumerate() {
            let id = FileId::of_stage(stage);
            let name = format!("{}.toml", info.id);
            let mut file = SourceFile::new(join(self.shown, &name), String::new());
            let mut at_file = Vec::new();
            let state = if self.outside {
                StageState::Unusable
            } else {
                self.one(stage, &name, &mut file, id, &mut read, &mut at_file)
            };
            problems.extend(at_file.into_iter().map(|problem| FileProblem { file: id, problem }));
            let added = files.add(file);
            debug_assert_eq!(added, id, "the files of stages follow `formwork.toml`");
            read.states.push(state);
        }
        read
    }

    fn one(
        &self,
        stage: usize,
        name: &str,
        file: &mut SourceFile,
        id: FileId,
        read: &mut Read,
        problems: &mut Vec<Problem>,
    ) -> StageState {
        let path = self.folder.join(name);
        let beside = self.beside.and_then(|beside| Some((beside, beside.files.get(id)?)));
        let unmoved = beside.filter(|(_, other)| other.path == file.path);
        // Git calls files the same that differ in line endings only, where a repository asks for that.
        let same = unmoved.filter(|(beside, other)| {
            beside.stages.get(stage) == Some(&StageState::Read)
                && !other.text.contains('\r')
                && self.files.is_same(&path)
        });
        let text = match same {
            Some((_, other)) => Disk::Text(other.text.clone()),
            None => self.files.read_in(&path, self.repository),
        };
        match text {
            Disk::Text(text) => file.text = text,
            Disk::Missing => {
                let message = format!("the stage file {name} is missing");
                problems.push(
                    Problem::new(RuleId::MissingFile, 0..0, message)
                        .help("an answer to one of its questions makes it: formwork answer ID TEXT"),
                );
                return StageState::Unusable;
            }
            Disk::Bad(bad) => {
                problems.push(unreadable(file, bad));
                return StageState::Unusable;
            }
        }
        let alike = |(beside, other): &(&Component, &SourceFile)| {
            other.text == file.text
                && Arc::ptr_eq(&beside.form, self.form)
                && beside.stages.get(stage) == Some(&StageState::Read)
                && beside.problems.iter().all(|one| one.file != id)
        };
        let located = match beside.filter(alike) {
            Some((beside, _)) => again(beside, id),
            None => match Document::parse(&file.text, problems) {
                Ok(document) => read::answers(&document.root, self.form, stage, problems),
                Err(errors) => {
                    *problems = errors;
                    return StageState::Unusable;
                }
            },
        };
        place(located, self.form, id, read, problems);
        StageState::Read
    }
}

/// The answers of a file as they were read before.
fn again(beside: &Component, file: FileId) -> Vec<read::Located> {
    let here = beside.answers.iter().enumerate().filter(|(at, _)| beside.answer_files[*at] == file);
    here.filter_map(|(question, answer)| Some(read::Located { question, answer: answer.clone()? })).collect()
}

/// Puts a file's answers into their slots; a question that has one already is said, and the first stays.
fn place(
    located: Vec<read::Located>,
    form: &Form,
    file: FileId,
    read: &mut Read,
    problems: &mut Vec<Problem>,
) {
    for one in located {
        let slot = &mut read.answers[one.question];
        if slot.is_none() {
            *slot = Some(one.answer);
            read.answer_files[one.question] = file;
            continue;
        }
        let id = form.questions[one.question].id.as_str();
        problems.push(
            Problem::new(
                RuleId::DuplicateQuestion,
                one.answer.header,
                format!("`{id}` is answered in two files"),
            )
            .help("keep one of the two tables")
            .question(id),
        );
    }
}

#[cfg(test)]
mod tests;
