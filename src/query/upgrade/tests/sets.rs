//! Upgrades of a team's own set, or beside one.

use super::*;

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
