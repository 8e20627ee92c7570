//! The computed differences against the tables of the thesis, and against what the catalog has on record.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::catalog;

const TABLES: [(u32, &str); 2] = [
    (2, include_str!("../../../tests/fixtures/thesis/table-5-2.tsv")),
    (3, include_str!("../../../tests/fixtures/thesis/table-5-3.tsv")),
];

fn form(version: u32) -> std::sync::Arc<Form> {
    catalog::form(&format!("mlops-requirements@{version}")).unwrap()
}

/// Id → differences in words, and who asked for them; what is the same is left out.
fn between(from: u32, to: u32) -> BTreeMap<String, (Vec<&'static str>, Vec<String>)> {
    let (old, new, recorded) = (form(from), form(to), catalog::changes().unwrap());
    let (old, new) = (Side::whole(&old), Side::whole(&new));
    let mut found = BTreeMap::new();
    for one in compare(&old, &new, &recorded).iter().filter(|one| !one.differs.is_empty()) {
        let id = one.new.map_or_else(|| old.question(one.old.unwrap()), |at| new.question(at)).id.to_string();
        let words = one.differs.iter().map(|difference| difference.word()).collect();
        found.insert(id, (words, one.origin().into_iter().map(str::to_owned).collect()));
    }
    found
}

#[test]
fn the_forms_differ_as_the_thesis_s_tables_say_but_for_one_wording() {
    for (to, table) in TABLES {
        let computed = between(to - 1, to);
        let (old, new, recorded) = (form(to - 1), form(to), catalog::changes().unwrap());
        let mut told = BTreeSet::new();
        for row in table.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [stage, text, change, people] = cells[..] else { panic!("{row}") };
            let word = match change {
                "Added" => "added",
                "Deleted" => "deleted",
                "Roles changed" => "roles",
                other => panic!("{other}"),
            };
            let people: Vec<&str> =
                if people == "Refined by us" { vec!["authors"] } else { people.split(", ").collect() };
            // Two rows of Table 5.3 word a question otherwise than the form; their notes quote them.
            let quoted = |id: &str| {
                let notes = recorded.iter().filter(|one| one.question == id && one.to.version == to);
                let quotes = notes
                    .filter_map(|one| one.note.as_deref())
                    .flat_map(|note| note.split('"').skip(1).step_by(2));
                quotes.into_iter().any(|quote| text.contains(quote))
            };
            let side = if word == "deleted" { &old } else { &new };
            let found = side.questions.iter().find(|one| one.text == text || quoted(one.id.as_str()));
            let found = found.unwrap_or_else(|| panic!("no question for {row}"));
            assert_eq!(side.stages[found.stage].id.as_str(), stage, "{row}");
            let (words, origin) = &computed[found.id.as_str()];
            assert!(words.contains(&word), "{row}: {words:?}");
            assert_eq!(*origin, people, "{row}");
            told.insert(found.id.to_string());
        }
        let untold: Vec<&String> = computed.keys().filter(|id| !told.contains(*id)).collect();
        let known: &[&str] = if to == 3 { &["labeling-guidelines"] } else { &[] };
        assert_eq!(untold, known, "not in the table of version {to}");
    }
}

#[test]
fn what_is_on_record_is_what_the_forms_say() {
    let recorded = catalog::changes().unwrap();
    for to in [2, 3] {
        let computed: BTreeMap<String, Vec<&str>> =
            between(to - 1, to).into_iter().map(|(id, (words, _))| (id, words)).collect();
        let on_record: BTreeMap<String, Vec<&str>> = recorded
            .iter()
            .filter(|one| one.to.version == to)
            .map(|one| (one.question.clone(), one.changes.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(computed, on_record);
    }
    let first: Vec<&str> =
        recorded.iter().filter(|one| one.to.version == 1).map(|one| one.question.as_str()).collect();
    assert_eq!(first, form(1).questions.iter().map(|one| one.id.as_str()).collect::<Vec<_>>());
    let words = Difference::ALL.iter().map(|difference| difference.word());
    let words: BTreeSet<&str> = words.collect();
    assert!(recorded.iter().flat_map(|one| &one.changes).all(|word| words.contains(word.as_str())));
}

#[test]
fn from_the_first_version_to_the_third_the_steps_add_up() {
    let way = between(1, 3);
    let count = |word| way.values().filter(|(words, _)| words.contains(&word)).count();
    let counts =
        ["added", "deleted", "split", "reworded", "roles", "examples", "stage", "meaning"].map(count);
    assert_eq!(counts, [15, 1, 1, 1, 18, 0, 0, 0]);
    // Who asked in either step.
    assert_eq!(way["labeling-guidelines"], (vec!["reworded", "roles"], vec!["ID6.1".into(), "ID7.1".into()]));
    assert_eq!(way["labelers"].1, ["ID6.2", "ID10"]);
    let (one, three) = (form(1), form(3));
    let (old, new) = (Side::whole(&one), Side::whole(&three));
    let all = compare(&old, &new, &[]);
    assert_eq!(all.len(), 38);
    let heirs: Vec<&str> = all[0].heirs.iter().map(|&at| new.question(at).id.as_str()).collect();
    assert_eq!(heirs, ["business-problems", "ml-feasibility"]);
}

#[test]
fn a_recorded_judgement_changes_the_meaning_and_only_on_its_way() {
    let mut recorded = catalog::changes().unwrap();
    let change = recorded.iter_mut().find(|one| one.to.version == 3 && one.changes == ["reworded"]).unwrap();
    change.meaning_changed = true;
    let meant = |from: u32, to: u32| {
        let (old, new) = (form(from), form(to));
        let all = compare(&Side::whole(&old), &Side::whole(&new), &recorded);
        all.iter().filter(|one| one.is(Difference::Meaning)).count()
    };
    assert_eq!((meant(1, 2), meant(2, 3), meant(1, 3), meant(3, 2)), (0, 1, 1, 0));
}

#[test]
fn a_form_is_the_same_as_itself_and_sets_are_compared_by_their_own_questions() {
    assert!(between(3, 3).is_empty());
    let sets =
        [catalog::SetSource::Bundled("thesis-extras@1"), catalog::SetSource::Bundled("taxonomy-extras@1")];
    let with = catalog::with_sets("mlops-requirements@3", &sets).unwrap();
    let (one, other) = (Side::set(&with.form, 0), Side::set(&with.form, 1));
    assert_eq!(one.id.to_string(), "thesis-extras@1");
    let all = compare(&one, &other, &[]);
    assert_eq!(all.len(), one.questions.len() + other.questions.len());
}
