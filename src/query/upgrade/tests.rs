//! Whole upgrades in memory: files in, files out, stopped after any write.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::catalog::{self, SetSource};
use crate::model::{RETIRED_NAME, Recorded, Value};
use crate::query::{Side, compare, question_comments};
use crate::{read, store};

type Files = BTreeMap<String, String>;
type Told = Vec<(String, Vec<Happens>)>;

struct Case {
    old: Arc<Form>,
    new: Arc<Form>,
    recorded: Vec<Recorded>,
}

const SETTINGS: &str = "formwork.toml";

impl Case {
    fn forms(from: u32, to: u32) -> Self {
        let form = |version| catalog::form(&format!("mlops-requirements@{version}")).unwrap();
        Self { old: form(from), new: form(to), recorded: catalog::changes().unwrap() }
    }

    /// Two versions of a team's own set.
    fn sets(old: &str, new: &str) -> Self {
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
    fn beside(own: &str, from: u32, to: u32) -> Self {
        let form = |version| {
            let own = SetSource::Own { name: "own.toml", text: own };
            let with = catalog::with_sets(&format!("mlops-requirements@{version}"), &[own]).unwrap();
            Arc::clone(&with.form)
        };
        Self { old: form(from), new: form(to), recorded: catalog::changes().unwrap() }
    }

    /// An answer to every question of the old form, by the function.
    fn files(&self, table: impl Fn(&str) -> String) -> Files {
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
    fn plan(&self, files: &Files) -> (Told, Vec<Vec<Change>>) {
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
    fn run(&self, mut files: Files, mut writes: usize) -> Files {
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
    fn upgraded(&self, files: &Files) -> Files {
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

fn happens(case: &Case, files: &Files) -> BTreeMap<String, Vec<Happens>> {
    case.plan(files).0.into_iter().collect()
}

#[test]
fn every_text_of_a_component_is_still_there_and_a_split_offers_its_answer_twice() {
    for (from, to) in [(1, 2), (2, 3), (1, 3)] {
        let case = Case::forms(from, to);
        let table = |id: &str| {
            format!(
                "answer = '''\nfirst of {id},\n  then \\ more\n'''\nnote = \"of {id}\"\n\n[[{id}.requirement]]\nid = \"r-{id}\"\ntext = \"T\"\n"
            )
        };
        let files = case.files(table);
        let after =
            if (from, to) == (1, 3) { case.upgraded(&files) } else { case.run(files.clone(), usize::MAX) };
        let all = after.values().cloned().collect::<String>();
        for question in &case.old.questions {
            let header = format!("[{}]\n{}", question.id, table(question.id.as_str()));
            assert!(all.contains(&header), "{header}");
        }
        let (told, added) = (happens(&case, &files), case.new.questions.len());
        let drafts = told.values().flatten().filter(|one| matches!(one, Happens::Offered(_))).count();
        assert_eq!(drafts, if from == 1 { 2 } else { 0 });
        assert_eq!(all.matches("status = \"draft\"").count(), drafts);
        assert_eq!(after.contains_key("formwork/retired.toml"), from == 1);
        let headers = ["scoping", "data", "modeling", "deployment"].map(|stage| {
            after[&format!("formwork/{stage}.toml")]
                .lines()
                .filter(|line| line.starts_with('[') && !line.starts_with("[["))
                .count()
        });
        assert_eq!(headers.iter().sum::<usize>(), added);
    }
}

#[test]
fn what_was_never_answered_goes_without_a_trace_unless_people_wrote_beside_it() {
    let case = Case::forms(1, 2);
    let empty = case.files(|_| "answer = \"\"\n".to_owned());
    let told = happens(&case, &empty);
    assert_eq!(told["business-problems-and-ai"], [Happens::Dropped]);
    assert_eq!(told["ml-feasibility"], [Happens::Inserted]);
    let after = case.upgraded(&empty);
    assert!(!after.contains_key("formwork/retired.toml"));
    let fresh = Case::forms(2, 3).files(|_| "answer = \"\"\n".to_owned());
    for stage in ["scoping", "data", "modeling", "deployment"] {
        let file = format!("formwork/{stage}.toml");
        assert_eq!(after[&file], fresh[&file], "an empty form upgrades to the empty newer form");
    }
    let mut remark = empty;
    let text = remark.get_mut("formwork/scoping.toml").unwrap();
    *text = text.replacen("# What", "# Ask Mia first.\n# What", 1);
    let after = case.upgraded(&remark);
    assert!(after["formwork/retired.toml"].contains("# Ask Mia first."));
    assert!(!after["formwork/scoping.toml"].contains("draft"));
}

#[test]
fn an_answer_that_stands_there_already_is_left_alone_and_so_are_keys_of_an_open_one() {
    let case = Case::forms(1, 2);
    let mut files = case.files(|_| "answer = 'old'\nnote = 'old note'\nby = ['@mia']\n".to_owned());
    let text = files.get_mut("formwork/scoping.toml").unwrap();
    *text += "\n[business-problems]\nanswer = 'theirs'\n\n[ml-feasibility]\nanswer = ''\nnote = 'theirs'\n";
    let after = case.upgraded(&files);
    let text = &after["formwork/scoping.toml"];
    assert!(text.contains("[business-problems]\nanswer = 'theirs'\n"), "{text}");
    assert!(
        text.contains(
            "[ml-feasibility]\nanswer = \"old\"\nnote = 'theirs'\nstatus = \"draft\"\nby = [\"@mia\"]\n"
        ),
        "{text}"
    );
}

#[test]
fn a_retired_table_takes_a_free_name_where_its_own_is_taken() {
    let case = Case::forms(1, 2);
    let mut files = case.files(|_| "answer = 'now'\n".to_owned());
    let id = "business-problems-and-ai";
    files.insert("formwork/retired.toml".into(), format!("[{id}]\nanswer = 'before'\n"));
    let after = case.upgraded(&files);
    let retired = &after["formwork/retired.toml"];
    assert!(retired.starts_with(&format!("[{id}]\nanswer = 'before'\n")), "{retired}");
    assert!(retired.ends_with(&format!("[{id}-2]\nanswer = 'now'\n")), "{retired}");
    // The same table is not retired twice.
    let mut again = after.clone();
    again.extend(files.into_iter().filter(|(file, _)| file != "formwork/retired.toml"));
    assert_eq!(case.upgraded(&again), after);
}

#[test]
fn only_a_changed_meaning_asks_for_a_new_look_and_only_where_there_is_an_answer() {
    let mut case = Case::forms(2, 3);
    let change =
        case.recorded.iter_mut().find(|one| one.to.version == 3 && one.changes == ["reworded"]).unwrap();
    change.meaning_changed = true;
    let id = change.question.clone();
    let after = case.upgraded(&case.files(|_| "answer = 'x'\n".to_owned()));
    assert!(after[SETTINGS].contains(&format!("answer-again = [\"{id}\"]\n")), "{}", after[SETTINGS]);
    let after = case.upgraded(&case.files(|_| "answer = ''\n".to_owned()));
    assert!(!after[SETTINGS].contains("answer-again"));
    let unchanged = Case::forms(2, 3);
    let after = unchanged.upgraded(&unchanged.files(|_| "answer = 'x'\n".to_owned()));
    assert!(!after[SETTINGS].contains("answer-again"));
}

fn set(version: u32, questions: &[(&str, &str, &str)]) -> String {
    let mut text = format!("format = 1\nid = \"own\"\nversion = {version}\ntitle = \"Own\"\n");
    for (id, stage, more) in questions {
        text += &format!(
            "[[question]]\nid = \"{id}\"\nstage = \"{stage}\"\ntext = \"What of {id}?\"\nroles = [\"legal-team\"]\nexamples = [\"x\"]\n{more}\n"
        );
    }
    text
}

#[test]
fn tables_go_from_file_to_file_both_ways_and_a_split_across_files_loses_nothing() {
    let old = set(
        1,
        &[
            ("own-a", "scoping", ""),
            ("own-b", "data", ""),
            ("own-c", "data", "stands-for = [\"own-d\", \"own-e\"]"),
            ("own-z", "modeling", ""),
        ],
    );
    let new = set(
        2,
        &[
            ("own-a", "data", ""),
            ("own-b", "scoping", ""),
            ("own-d", "scoping", ""),
            ("own-e", "deployment", ""),
        ],
    );
    let case = Case::sets(&old, &new);
    let files = case.files(|id| format!("answer = 'of {id}' # by hand\n"));
    let after = case.upgraded(&files);
    let holds = |file: &str, text: &str| {
        let file = &after[&format!("formwork/{file}.toml")];
        assert!(file.contains(text), "{text} in\n{file}");
    };
    holds(
        "data",
        "# What of own-a?\n# Ask: legal team\n# Examples: x\n[own-a]\nanswer = 'of own-a' # by hand\n",
    );
    holds("scoping", "[own-b]\nanswer = 'of own-b' # by hand\n");
    holds("scoping", "[own-d]\nanswer = \"of own-c\"\nstatus = \"draft\"\n");
    holds("deployment", "[own-e]\nanswer = \"of own-c\"\nstatus = \"draft\"\n");
    holds("retired", "[own-c]\nanswer = 'of own-c' # by hand\n");
    holds("retired", "[own-z]\nanswer = 'of own-z' # by hand\n");
    let all: String = after.values().cloned().collect();
    for id in ["own-a", "own-b", "own-c", "own-d", "own-e", "own-z"] {
        assert_eq!(all.matches(&format!("[{id}]\n")).count(), 1, "{id}");
    }
}

#[test]
fn a_table_that_is_missing_gets_its_place_and_nothing_else_changes() {
    let case = Case::forms(3, 3);
    let mut files = case.files(|_| "answer = 'x'\n".to_owned());
    files.insert(SETTINGS.to_owned(), "format = 1\nform = \"new\"\n".to_owned());
    let whole = files.clone();
    assert_eq!(case.upgraded(&files), whole);
    let text = files.get_mut("formwork/data.toml").unwrap();
    *text = read::apply(text, &Edit::RemoveTable { id: "privacy".into() }).unwrap();
    let after = case.upgraded(&files);
    let wanted =
        whole["formwork/data.toml"].replacen("[privacy]\nanswer = 'x'", "[privacy]\nanswer = \"\"", 1);
    assert_eq!(after["formwork/data.toml"], wanted);
    files.remove("formwork/data.toml");
    let after = case.upgraded(&files);
    assert_eq!(after["formwork/data.toml"].matches("answer = \"\"").count(), 14);
}

#[test]
fn an_answer_to_a_set_s_question_is_not_filed_under_the_form_s_new_one_of_that_id() {
    let id = "compute-budget";
    for stage in ["scoping", "data", "deployment"] {
        let case = Case::beside(&set(1, &[(id, stage, "")]), 2, 3);
        let files = case.files(|_| "answer = '3 tonnes' # by hand\n".to_owned());
        let (told, _) = case.plan(&files);
        let told: Vec<_> =
            told.into_iter().filter(|(name, _)| name == id).map(|(_, happens)| happens).collect();
        let retires = vec![Happens::Retires(id.to_owned())];
        assert_eq!(told.len(), 2, "{stage}");
        assert!(told.contains(&retires) && told.contains(&vec![Happens::Inserted]), "{told:?}");
        let after = case.upgraded(&files);
        assert!(after["formwork/retired.toml"].contains(&format!("[{id}]\nanswer = '3 tonnes' # by hand\n")));
        assert!(after["formwork/scoping.toml"].contains(&format!("[{id}]\nanswer = \"\"\n")));
        let all: String = after.values().cloned().collect();
        assert_eq!(all.matches(&format!("[{id}]\n")).count(), 2, "{stage}");
        // Nothing was written there: the new question stands in its place, with its own comment.
        let empty = case.files(|_| "answer = \"\"\n".to_owned());
        let after = case.upgraded(&empty);
        assert!(!after.contains_key("formwork/retired.toml"), "{stage}");
        let fresh = Case::forms(3, 3).files(|_| "answer = \"\"\n".to_owned());
        assert_eq!(after["formwork/scoping.toml"], fresh["formwork/scoping.toml"], "{stage}");
    }
}

#[test]
fn a_set_s_question_keeps_its_answer_from_version_to_version_of_the_set() {
    let case = Case::sets(&set(1, &[("own-a", "data", "")]), &set(2, &[("own-a", "data", "")]));
    let files = case.files(|_| "answer = 'x'\n".to_owned());
    let after = case.upgraded(&files);
    assert_eq!(after["formwork/data.toml"], files["formwork/data.toml"]);
    // A name that another set has is another question.
    let other = set(1, &[("own-a", "data", "")]).replace("id = \"own\"", "id = \"other\"");
    let case = Case::sets(&set(1, &[("own-a", "data", "")]), &other);
    let retired = happens_all(&case, &files, "own-a");
    assert_eq!(retired, [Happens::Retires("own-a".into()), Happens::Inserted]);
    case.upgraded(&files);
}

fn happens_all(case: &Case, files: &Files, id: &str) -> Vec<Happens> {
    let told = case.plan(files).0.into_iter().filter(|(name, _)| name == id);
    told.flat_map(|(_, happens)| happens).collect()
}

#[test]
fn a_question_that_moves_and_is_reworded_leaves_its_old_file() {
    let old = set(1, &[("own-a", "data", ""), ("own-b", "scoping", "")]);
    let new = set(2, &[("own-a", "scoping", ""), ("own-b", "data", "")])
        .replace("What of own-a?", "What of own-a, anew?")
        .replace("What of own-b?", "What of own-b, anew?");
    let case = Case::sets(&old, &new);
    for table in ["answer = 'x' # by hand\n", "answer = \"\"\nnote = 'n'\n", "answer = \"\"\n"] {
        let mut files = case.files(|_| table.to_owned());
        let text = files.get_mut("formwork/data.toml").unwrap();
        *text = text.replace("# What of own-a?", "# Mia asks:\n# What of own-a?");
        let after = case.upgraded(&files);
        assert!(!after["formwork/data.toml"].contains("own-a"), "{}", after["formwork/data.toml"]);
        assert!(!after["formwork/scoping.toml"].contains("own-b"));
        let wanted = format!(
            "# Mia asks:\n# What of own-a, anew?\n# Ask: legal team\n# Examples: x\n[own-a]\n{table}"
        );
        assert!(after["formwork/scoping.toml"].contains(&wanted), "{}", after["formwork/scoping.toml"]);
    }
}

#[test]
fn a_stopped_upgrade_retires_a_table_without_a_header_once() {
    let case = Case::forms(1, 2);
    let id = "business-problems-and-ai";
    for own in [format!("{id}.answer = \"x\"\n"), format!("{id} = {{ answer = \"x\" }}\n")] {
        let mut files = case.files(|_| "answer = \"\"\n".to_owned());
        files.insert("formwork/scoping.toml".into(), own.clone());
        let after = case.upgraded(&files);
        assert!(after["formwork/retired.toml"].ends_with(&format!("\n\n{own}")), "{after:?}");
        assert!(!after["formwork/retired.toml"].contains(&format!("{id}-2")));
    }
}

#[test]
fn a_title_stays_on_its_comment_line() {
    let own = "format = 1\nid = \"own\"\nversion = 1\ntitle = \"Own\"\n[[stage]]\nid = \"legal\"\ntitle = \"Le\\u001b[31mgal\\nx = 1\"\nabout = \"x\"\n";
    let case = Case::beside(own, 3, 3);
    let at = case.new.stage("legal").unwrap();
    let template = stage_template(&case.new, at);
    assert_eq!(template.lines().count(), 3, "{template}");
    assert!(!template.contains('\u{1b}'));
}
