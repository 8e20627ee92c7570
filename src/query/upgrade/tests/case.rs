//! An upgrade in memory: two forms, files, and a run that can be stopped after any write.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::*;
use crate::catalog::{self, SetSource};
use crate::model::{RETIRED_NAME, Recorded, Value};
use crate::query::{Side, compare, question_comments};
use crate::{read, store};

pub(super) type Files = BTreeMap<String, String>;

pub(super) type Told = Vec<(String, Vec<Happens>)>;

pub(super) struct Case {
    pub(super) old: Arc<Form>,
    pub(super) new: Arc<Form>,
    pub(super) recorded: Vec<Recorded>,
}

pub(super) const SETTINGS: &str = "formwork.toml";

impl Case {
    pub(super) fn forms(from: u32, to: u32) -> Self {
        let form = |version| catalog::form(&format!("mlops-requirements@{version}")).unwrap();
        Self { old: form(from), new: form(to), recorded: catalog::changes().unwrap() }
    }

    /// Two versions of a team's own set.
    pub(super) fn sets(old: &str, new: &str) -> Self {
        let form = |text| {
            let with =
                catalog::with_sets("mlops-requirements@3", &[SetSource::Own { name: "own.toml", text }])
                    .unwrap();
            assert!(with.problems.is_empty(), "{:?}", with.problems);
            Arc::clone(&with.form)
        };
        Self { old: form(old), new: form(new), recorded: Vec::new() }
    }

    /// A team's own set beside two versions of the form.
    pub(super) fn beside(own: &str, from: u32, to: u32) -> Self {
        let form = |version| {
            let own = SetSource::Own { name: "own.toml", text: own };
            let with = catalog::with_sets(&format!("mlops-requirements@{version}"), &[own]).unwrap();
            Arc::clone(&with.form)
        };
        Self { old: form(from), new: form(to), recorded: catalog::changes().unwrap() }
    }

    /// An answer to every question of the old form, by the function.
    pub(super) fn files(&self, table: impl Fn(&str) -> String) -> Files {
        let mut files = Files::new();
        for (stage, info) in self.old.stages.iter().enumerate() {
            let mut text = stage_template(&self.old, stage);
            for (at, question) in self.old.in_stage(stage) {
                text.push('\n');
                for line in question_comments(&self.old, at) {
                    text += &format!("{}\n", read::comment_line(&line));
                }
                text += &format!("[{}]\n{}", question.id, table(question.id.as_str()));
            }
            files.insert(format!("formwork/{}.toml", info.id), text);
        }
        files.insert(SETTINGS.to_owned(), "format = 1\nform = \"old\"\n".to_owned());
        files
    }

    /// What the plan says, and its rounds of changes.
    pub(super) fn plan(&self, files: &Files) -> (Told, Vec<Vec<Change>>) {
        let done = files[SETTINGS].contains("\"new\"");
        let old = if done { &self.new } else { &self.old };
        let mut stand = Stand { folder: "formwork".to_owned(), ..Stand::default() };
        for stage in &self.new.stages {
            if let Some(text) = files.get(&format!("formwork/{}.toml", stage.id)) {
                store::tables_of(text, stage.id.as_str(), &[old, &self.new], &mut stand.tables);
            }
        }
        stand.retired = files
            .get(&format!("formwork/{RETIRED_NAME}"))
            .map(|text| store::blocks(text))
            .unwrap_or_default();
        let compared = compare(&Side::whole(old), &Side::whole(&self.new), &self.recorded);
        let settings = Settings::default();
        let form = Edit::Set { table: Vec::new(), key: "form".into(), value: Value::Text("new".into()) };
        let (new, renamed) = (&self.new, read::renamed_block as _);
        let way = Way {
            old,
            new,
            compared: &compared,
            stand: &stand,
            settings: &settings,
            names: vec![form],
            renamed,
        };
        let plan = upgrade(&way);
        let told = plan.steps.iter().map(|step| (step.id.to_owned(), step.happens.clone())).collect();
        let own = Change { file: SETTINGS.to_owned(), edits: plan.settings, template: String::new() };
        let all = plan.puts.iter().cloned().chain(plan.takes).chain([own]).collect();
        let first = if plan.across { plan.puts } else { Vec::new() };
        (told, vec![first, all])
    }

    /// Upgrades; stops when so many files have been written.
    pub(super) fn run(&self, mut files: Files, mut writes: usize) -> Files {
        for round in 0..2 {
            let (_, mut rounds) = self.plan(&files);
            let mut after: Vec<(String, String)> = Vec::new();
            for change in rounds.remove(round) {
                let at = after.iter().position(|(file, _)| *file == change.file);
                let now = at.map(|at| after[at].1.clone()).or_else(|| files.get(&change.file).cloned());
                let mut text = now.unwrap_or(change.template);
                text = read::apply_all(&text, &change.edits).unwrap();
                match at {
                    Some(at) => after[at].1 = text,
                    None => after.push((change.file, text)),
                }
            }
            for (file, text) in after {
                if files.get(&file) == Some(&text) {
                    continue;
                }
                if writes == 0 {
                    return files;
                }
                writes -= 1;
                files.insert(file, text);
            }
        }
        files
    }

    /// The files after the upgrade, which is the same however often it was stopped on the way.
    pub(super) fn upgraded(&self, files: &Files) -> Files {
        let whole = self.run(files.clone(), usize::MAX);
        for writes in 1.. {
            let stopped = self.run(files.clone(), writes);
            // The last one is the second upgrade, which changes nothing.
            assert_eq!(self.run(stopped.clone(), usize::MAX), whole, "stopped after {writes}");
            if stopped == whole {
                break;
            }
        }
        whole
    }
}
