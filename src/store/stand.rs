//! What stands in a component's files, whatever form it was written for.

use super::apply::{inside, toml_text};
use super::files::Files;
use super::{MemberDir, Project, StoreError, shown};
use crate::model::{Answer, Form, RETIRED_NAME, Settings, Stand, Table};
use crate::read::{self, Document};

/// Reads the tables of the questions of all these forms, and those that were retired. A file that is not
/// there has none; one that cannot be read is refused, because what is in it would be passed over.
pub(super) fn stand(
    found: &Project,
    member: &MemberDir,
    files: &Files,
    settings: &Settings,
    forms: &[&Form],
) -> Result<Stand, StoreError> {
    let folder = settings.answers_folder().to_owned();
    let mut stand = Stand { folder, ..Stand::default() };
    inside(&member.dir, &stand.folder)?;
    let mut stages: Vec<&str> = Vec::new();
    for stage in forms.iter().flat_map(|form| &form.stages) {
        if !stages.contains(&stage.id.as_str()) {
            stages.push(stage.id.as_str());
        }
    }
    let text = |name: &str| {
        let path = member.dir.join(&stand.folder).join(name);
        toml_text(files.read_in(&path, &found.repository), || shown(&path, &found.cwd))
    };
    let mut tables = Vec::new();
    for stage in stages {
        if let Some(text) = text(&format!("{stage}.toml"))? {
            tables_of(&text, stage, forms, &mut tables);
        }
    }
    let retired = text(RETIRED_NAME)?.map(|text| blocks(&text)).unwrap_or_default();
    stand.tables = tables;
    stand.retired = retired;
    Ok(stand)
}

/// The questions' tables of a stage's file, bound by the first form that knows the question.
pub(crate) fn tables_of(text: &str, stage: &str, forms: &[&Form], tables: &mut Vec<Table>) {
    let Ok(document) = Document::parse(text, &mut Vec::new()) else { return };
    let mut blocks = read::table_blocks(text);
    for form in forms {
        let at = form.stage(stage).unwrap_or_default();
        for located in read::answers(&document.root, form, at, &mut Vec::new()) {
            let id = form.questions[located.question].id.as_str();
            // Taken out, so that the next form does not bind it again.
            if let Some(block) = blocks.remove(id) {
                tables.push(Table {
                    stage: stage.to_owned(),
                    id: id.to_owned(),
                    block,
                    answer: located.answer,
                });
            }
        }
    }
}

/// The answer to one question in a stage's file, as far as the file can be read.
pub fn answer_in(text: &str, form: &Form, question: usize) -> Option<Answer> {
    let document = Document::parse(text, &mut Vec::new()).ok()?;
    let stage = form.questions.get(question)?.stage;
    let located = read::answers(&document.root, form, stage, &mut Vec::new());
    located.into_iter().find(|one| one.question == question).map(|one| one.answer)
}

/// Every table of a file with its name and its bytes.
pub(crate) fn blocks(text: &str) -> Vec<(String, String)> {
    read::table_blocks(text).into_iter().collect()
}
