//! Components for the unit tests of every layer: made in memory from the text of their tables, or loaded.

#![expect(clippy::unwrap_used, reason = "a test or a fuzz target stops at the first surprise")]

use std::path::Path;

use crate::catalog;
use crate::model::{
    Component, ComponentId, FileId, FileProblem, Loaded, Outside, Question, SourceFiles, StageState,
};
use crate::read::{self, Document};
use crate::source::SourceFile;
use crate::store;

/// The form that a sample answers.
pub(crate) const FORM: &str = "mlops-requirements@3";

/// What stands in the files for the questions that a test does not give.
#[derive(Clone, Copy)]
pub(crate) enum Rest {
    /// No table.
    Missing,
    /// A table without a key.
    Empty,
    /// The question's first example as its answer.
    Example,
}

impl Rest {
    fn table(self, question: &Question) -> Option<String> {
        match self {
            Self::Missing => None,
            Self::Empty => Some(String::new()),
            Self::Example => Some(format!("answer = '''{}'''", question.examples[0])),
        }
    }
}

/// A component whose settings are `head` behind format and form, with the tables given by id and text.
pub(crate) fn component(head: &str, own: &[(&str, &str)], rest: Rest) -> Loaded {
    component_of(FORM, head, own, rest)
}

/// The same with another form.
pub(crate) fn component_of(form: &str, head: &str, own: &[(&str, &str)], rest: Rest) -> Loaded {
    let head = format!("format = 1\nform = \"{form}\"\n{head}");
    let form = catalog::form(form).unwrap();
    let mut problems = Vec::new();
    let mut parse = |file: FileId, text: &str, take: &mut dyn FnMut(&Document, &mut Vec<_>)| {
        let mut found = Vec::new();
        take(&Document::parse(text, &mut found).unwrap(), &mut found);
        problems.extend(found.into_iter().map(|problem| FileProblem { file, problem }));
    };
    let mut settings = None;
    parse(FileId::SETTINGS, &head, &mut |document, found| {
        settings = Some(read::settings(&document.root, found));
    });
    let mut files = SourceFiles::new(SourceFile::new("formwork.toml", head));
    let mut answers: Vec<_> = form.questions.iter().map(|_| None).collect();
    for (stage, info) in form.stages.iter().enumerate() {
        let mut text = String::new();
        for (_, question) in form.in_stage(stage) {
            let given = own.iter().find(|(id, _)| *id == question.id.as_str());
            let table = given.map(|(_, table)| (*table).to_owned()).or_else(|| rest.table(question));
            text.extend(table.map(|table| format!("[{}]\n{table}\n", question.id)));
        }
        parse(FileId::of_stage(stage), &text, &mut |document, found| {
            for located in read::answers(&document.root, &form, stage, found) {
                answers[located.question] = Some(located.answer);
            }
        });
        files.add(SourceFile::new(format!("formwork/{}.toml", info.id), text));
    }
    let component = Component {
        own_graph: None,
        reviews: Vec::new(),
        reviews_file: None,
        id: ComponentId::new("."),
        name: "test".into(),
        dir: String::new(),
        newest_form: catalog::newest_of(&form.id.name),
        answers,
        answer_files: form.questions.iter().map(|question| FileId::of_stage(question.stage)).collect(),
        stages: vec![StageState::Read; form.stages.len()],
        settings: settings.unwrap(),
        files,
        problems,
        form,
    };
    Loaded { component, outside: Outside::default() }
}

/// The only component of a folder.
pub(crate) fn load(dir: &Path) -> Loaded {
    let found = store::find_at(dir, dir).unwrap();
    found.load(&found.members[0], store::Needs::REPORTS).unwrap()
}

/// One of `examples/`.
pub(crate) fn example(name: &str) -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name))
}
