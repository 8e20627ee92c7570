//! Whole upgrades in memory: files in, files out, stopped after any write.

mod case;
mod sets;

use std::collections::BTreeMap;

use case::{Case, Files, SETTINGS};

use super::*;
use crate::read;

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
