use super::*;
use crate::catalog::{SetSource, background, form, set_ids, with_sets};

fn chosen(words: &OriginWords, sets: bool) -> (Vec<String>, Vec<String>) {
    let sets: Vec<_> = set_ids().filter(|_| sets).map(SetSource::Bundled).collect();
    let form = &with_sets("mlops-requirements@3", &sets).unwrap().form;
    let chosen = words.choose(background().unwrap(), form).unwrap();
    let in_all = |at: &usize| chosen.among.iter().all(|one| one.contains(at));
    let ids = (0..form.questions.len()).filter(in_all).map(|at| form.questions[at].id.to_string());
    (ids.collect(), chosen.off.iter().map(|extra| extra.id.clone()).collect())
}

fn words(kind: &str, given: &[&str]) -> OriginWords {
    let given: Vec<String> = given.iter().map(|&word| word.to_owned()).collect();
    match kind {
        "challenge" => OriginWords { challenges: given, ..OriginWords::default() },
        "practice" => OriginWords { practices: given, ..OriginWords::default() },
        "theme" => OriginWords { themes: given, ..OriginWords::default() },
        "code" => OriginWords { codes: given, ..OriginWords::default() },
        _ => OriginWords { frameworks: given, ..OriginWords::default() },
    }
}

#[test]
fn a_challenge_that_only_a_set_asks_about_is_found_once_the_set_is_on() {
    assert_eq!(chosen(&words("challenge", &["l4-1"]), false), (vec![], vec!["upstream-models".into()]));
    assert_eq!(chosen(&words("challenge", &["L4-1"]), true), (vec!["upstream-models".into()], vec![]));
}

#[test]
fn words_of_one_kind_add_up_and_kinds_restrict_each_other() {
    let drift = chosen(&words("practice", &["concept"]), false).0;
    assert_eq!(drift, ["data-expiry", "software-metrics", "input-metrics", "output-metrics", "retraining"]);
    assert_eq!(chosen(&words("practice", &["P2", "BP3"]), false).0.len(), 7);
    let both = OriginWords { codes: vec!["model retraining".into()], ..words("practice", &["P2"]) };
    assert_eq!(chosen(&both, false).0, ["data-expiry", "retraining"]);
    assert!(chosen(&words("theme", &["infra"]), false).0.contains(&"deployment-process".to_owned()));
}

#[test]
fn a_framework_is_meant_as_a_whole_by_item_or_by_group() {
    assert_eq!(chosen(&words("framework", &["annex"]), false).0.len(), 32);
    assert_eq!(chosen(&words("framework", &["annex-iv:1(G)"]), false).0, ["user-interface"]);
    assert_eq!(chosen(&words("framework", &["nist-ai-rmf:map 1"]), false).0.len(), 37, "MAP 1.6 is all");
    assert_eq!(chosen(&words("framework", &["ai-act:article 11"]), false).0.len(), 37);
    assert!(chosen(&words("framework", &["ai-act"]), false).0.len() < 37);
}

#[test]
fn a_word_that_names_nothing_is_said() {
    let form = form("mlops-requirements@3").unwrap();
    for (kind, word) in [("challenge", "L9-1"), ("practice", "P"), ("framework", "annex-iv:z"), ("theme", "")]
    {
        let error = words(kind, &[word]).choose(background().unwrap(), &form).unwrap_err();
        assert!(!error.known.is_empty(), "{kind} {word}");
    }
}

#[test]
fn a_question_knows_where_it_comes_from() {
    let form = form("mlops-requirements@3").unwrap();
    let origin = origin(background().unwrap(), &form.questions[form.find("bias-risks").unwrap()]);
    let practices: Vec<_> = origin.practices.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(practices, ["P6", "BP3"]);
    assert!(origin.challenges.iter().any(|one| one.id == "L2-4"));
    assert!(origin.items.iter().any(|(framework, _)| framework.id == "annex-iv"));
    assert!(!origin.themes.is_empty() && !origin.interviewees.is_empty());
}
