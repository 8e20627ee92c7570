//! Origins, taxonomy and frameworks against the forms, the thesis's tables and the counts in docs/design/catalog.md.

use super::*;
use crate::catalog::{background, framework, framework_ids};
use crate::model::Background;

/// Every list of ids in the data: where it stands, questions of the form, questions of sets.
fn lists(background: &Background) -> Vec<(String, &[String], &[String])> {
    let mut all: Vec<(String, &[String], &[String])> = Vec::new();
    let origins = background.origins;
    all.extend(origins.practices.iter().map(|one| (one.id.clone(), &*one.questions, &*one.extras)));
    all.extend(origins.interviewees.iter().map(|one| (one.id.clone(), &*one.questions, &*one.extras)));
    all.extend(origins.codes.iter().map(|one| (one.id.clone(), &*one.questions, &*one.extras)));
    let challenges = &background.taxonomy.challenges;
    all.extend(challenges.iter().map(|one| (one.id.clone(), &*one.questions, &*one.extras)));
    for framework in &background.frameworks {
        let name = |id: &str| format!("{}:{id}", framework.id);
        all.extend(framework.items.iter().map(|one| (name(&one.id), &*one.questions, &*one.extras)));
        all.extend(framework.groups.iter().map(|one| (name(&one.id), &*one.questions, &*one.extras)));
    }
    all
}

#[test]
fn every_id_is_a_question_of_the_form_or_of_a_bundled_set() {
    let background = background().unwrap();
    let form = form("mlops-requirements@3").unwrap();
    assert_eq!(background.extras.len(), 38);
    for (place, questions, extras) in lists(background) {
        for id in questions {
            assert!(form.find(id).is_some(), "{place}: {id}");
        }
        for id in extras {
            assert!(background.extra(id).is_some(), "{place}: {id}");
        }
        let once: std::collections::HashSet<_> = questions.iter().chain(extras).collect();
        assert_eq!(once.len(), questions.len() + extras.len(), "{place} names one twice");
    }
}

#[test]
fn the_codes_are_those_of_the_codebook_and_the_counts_those_of_the_sources() {
    let origins = background().unwrap().origins;
    let recorded: Vec<&str> =
        include_str!("../../../tests/fixtures/thesis/codebook.tsv").lines().skip(1).collect();
    // The table has one comma too many.
    let recorded: Vec<&str> = recorded.into_iter().map(|code| code.trim_end_matches(',')).collect();
    let codes: Vec<&str> = origins.codes.iter().map(|code| code.title.as_str()).collect();
    assert_eq!(codes, recorded);
    assert_eq!((codes.len(), origins.themes.len(), origins.interviewees.len()), (44, 7, 14));
    let ids: Vec<&str> = origins.practices.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["P1", "P2", "P3", "P4", "P5", "P6", "BP1", "BP2", "BP3", "BP4"]);
    for code in &origins.codes {
        assert!(
            code.themes.iter().all(|id| origins.themes.iter().any(|theme| theme.id == *id)),
            "{}",
            code.id
        );
    }
    for one in &origins.practices {
        let known = |id: &String| origins.literature.iter().any(|work| work.id == *id);
        assert!(!one.literature.is_empty() && one.literature.iter().all(known), "{}", one.id);
    }
}

#[test]
fn problems_and_practices_name_the_questions_that_trace_to_them() {
    let form = form("mlops-requirements@3").unwrap();
    for one in &background().unwrap().origins.practices {
        let traced = form.questions.iter().filter(|question| question.traces.contains(&one.id));
        let traced: Vec<&str> = traced.map(|question| question.id.as_str()).collect();
        assert_eq!(traced, one.questions, "{}", one.id);
    }
}

#[test]
fn of_33_challenges_13_have_no_question_in_the_form_and_one_none_at_all() {
    let challenges = &background().unwrap().taxonomy.challenges;
    assert_eq!(challenges.len(), 33);
    assert_eq!(challenges.iter().filter(|one| one.questions.is_empty()).count(), 13);
    let alone: Vec<_> =
        challenges.iter().filter(|one| one.questions.is_empty() && one.extras.is_empty()).collect();
    assert_eq!(alone.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["L3-2"]);
    assert!(alone[0].instead.is_some());
    for one in challenges {
        assert_eq!(one.reach == Reach::None, one.questions.is_empty(), "{}", one.id);
    }
}

#[test]
fn frameworks_have_all_their_items_and_inform_as_many_questions_as_counted() {
    let form = form("mlops-requirements@3").unwrap();
    let counted = |id: &str| {
        let framework = framework(id).unwrap();
        assert_eq!(framework.id, id);
        let linked = |question: &&crate::model::Question| {
            framework.items.iter().any(|item| item.questions.iter().any(|one| one == question.id.as_str()))
        };
        (framework.items.len(), framework.groups.len(), form.questions.iter().filter(linked).count())
    };
    let all: Vec<_> = framework_ids().map(|id| (id, counted(id))).collect();
    assert_eq!(
        all,
        [
            ("annex-iv", (23, 9, 32)),
            ("ai-act", (7, 1, 19)),
            ("nist-ai-rmf", (72, 19, 24)),
            ("ml-test-score", (28, 4, 18)),
            ("model-card", (13, 9, 20)),
            ("mlops-stack-canvas", (11, 4, 22)),
            ("deon", (21, 5, 13)),
        ]
    );
    for id in framework_ids() {
        let framework = framework(id).unwrap();
        assert!(framework.status.starts_with("verified") && !framework.checked.is_empty(), "{id}");
        assert!(framework.items.iter().all(|item| !item.all || item.questions.is_empty()), "{id}");
        let levels = framework.items.iter().filter_map(|item| item.level.as_deref());
        assert!(levels.into_iter().all(|level| ["organisation", "portfolio", "reporting"].contains(&level)));
    }
    assert!(framework("annex-v").is_err());
}
