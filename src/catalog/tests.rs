//! Data against data: the catalog against the thesis's figures and against the counts in docs/design/catalog.md.

use super::*;
use crate::model::{ChallengeKind, MaturityLevel, Need, Reach};

fn all() -> Vec<Arc<Form>> {
    form_ids().map(|id| form(id).unwrap()).collect()
}

#[test]
fn every_form_parses_and_has_its_number_of_questions_a_stage() {
    let counts: Vec<Vec<usize>> = all()
        .iter()
        .map(|form| (0..form.stages.len()).map(|stage| form.in_stage(stage).count()).collect())
        .collect();
    assert_eq!(counts, [[3, 5, 8, 7], [7, 12, 8, 7], [8, 14, 8, 7]]);
}

#[test]
fn wording_order_stage_roles_and_examples_stand_to_the_letter() {
    let figures = [
        include_str!("../../tests/fixtures/thesis/form-1.tsv"),
        include_str!("../../tests/fixtures/thesis/form-2.tsv"),
        include_str!("../../tests/fixtures/thesis/form-3.tsv"),
    ];
    for (form, figure) in all().iter().zip(figures) {
        let rows: Vec<Vec<&str>> = figure.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(rows.len(), form.questions.len());
        for (row, question) in rows.iter().zip(&form.questions) {
            let spelled: Vec<&str> = row[1].split(", ").collect();
            assert_eq!(row[0], form.stages[question.stage].id.as_str(), "{}", question.id);
            assert_eq!(row[2], question.text);
            assert_eq!(row[3], question.examples_text);
            assert_eq!(spelled.len(), question.roles.len(), "{}", question.id);
            for (spelling, &role) in spelled.iter().zip(&question.roles) {
                assert!(form.roles[role].spellings.iter().any(|known| known == spelling), "{spelling}");
            }
        }
    }
}

#[test]
fn ninety_dependencies_without_a_cycle_and_a_longest_chain_of_ten() {
    let form = form("mlops-requirements@3").unwrap();
    assert_eq!(form.graph.depends_on.iter().map(Vec::len).sum::<usize>(), 90);
    assert_eq!(form.graph.reach()[form.find("business-problems").unwrap()], 36);
    for form in all() {
        let mut depth: Vec<Option<usize>> = vec![None; form.questions.len()];
        for at in 0..form.questions.len() {
            chain(&form, at, &mut depth, &mut Vec::new());
        }
        if form.id.version == 3 {
            assert_eq!(depth.into_iter().flatten().max(), Some(10));
        }
    }
}

fn chain(form: &Form, at: usize, depth: &mut [Option<usize>], path: &mut Vec<usize>) -> usize {
    assert!(!path.contains(&at), "{} depends on itself", form.questions[at].id);
    if let Some(known) = depth[at] {
        return known;
    }
    path.push(at);
    let below =
        form.graph.depends_on[at].iter().map(|d| chain(form, d.on, depth, path) + 1).max().unwrap_or(0);
    path.pop();
    depth[at] = Some(below);
    below
}

#[test]
fn what_is_required_at_each_level_adds_up() {
    let form = form("mlops-requirements@3").unwrap();
    let sums: Vec<[usize; 5]> = MaturityLevel::ALL
        .iter()
        .map(|&level| {
            [Need::Yes, Need::Again, Need::When, Need::Optional, Need::NotYet].map(|need| {
                form.questions.iter().filter(|q| q.required.as_ref().unwrap().at(level) == need).count()
            })
        })
        .collect();
    assert_eq!(
        sums,
        [[11, 0, 2, 10, 14], [27, 0, 4, 6, 0], [31, 3, 3, 0, 0], [26, 8, 3, 0, 0], [23, 11, 3, 0, 0]]
    );
}

#[test]
fn every_question_has_guidance_and_every_level_and_fact_a_description() {
    for form in all() {
        assert_eq!(form.roles.len(), 10);
        assert_eq!((form.levels.len(), form.facts.len()), (5, 6));
        assert!(form.graph.depends_on.iter().flatten().all(|one| !one.because.is_empty()));
        for question in &form.questions {
            assert!(!question.why.is_empty() && !question.unanswered.is_empty(), "{}", question.id);
            assert!(question.required.is_some() && !question.sections.is_empty(), "{}", question.id);
            assert!(crate::model::is_slug(question.id.as_str()));
        }
    }
}

#[test]
fn versions_one_and_two_take_what_they_have_of_the_graph() {
    let edges = |id: &str| form(id).unwrap().graph.depends_on.iter().map(Vec::len).sum::<usize>();
    assert_eq!((edges("mlops-requirements@1"), edges("mlops-requirements@2")), (33, 75));
}

/// The three bundled sets.
const EXTRAS: [&str; 3] = ["thesis-extras@1", "taxonomy-extras@1", "framework-extras@1"];

fn with_extras() -> Arc<WithSets> {
    with_sets("mlops-requirements@3", &EXTRAS.map(SetSource::Bundled)).unwrap()
}

#[test]
fn the_bundled_sets_bring_38_questions_that_keep_the_graph_without_a_cycle() {
    let whole = with_extras();
    assert_eq!(whole.problems, []);
    let form = &whole.form;
    assert_eq!(form.questions.len(), 37 + 38);
    let of = |set: usize| form.questions.iter().filter(|question| question.set == Some(set)).count();
    assert_eq!([of(0), of(1), of(2)], [21, 12, 5]);
    let mut depth: Vec<Option<usize>> = vec![None; form.questions.len()];
    for at in 0..form.questions.len() {
        chain(form, at, &mut depth, &mut Vec::new());
        let question = &form.questions[at];
        if question.set.is_some() {
            assert!(!question.why.is_empty() && !question.unanswered.is_empty(), "{}", question.id);
            assert!(question.required.is_some() && question.examples.len() > 1, "{}", question.id);
            assert!(!form.graph.depends_on[at].is_empty(), "{}", question.id);
        } else {
            // A form's answers never rest on a set's, which may be off.
            assert!(form.graph.depends_on[at].iter().all(|one| form.questions[one.on].set.is_none()));
        }
    }
    assert!(form.questions.iter().filter(|question| !question.applies_when.is_empty()).count() >= 4);
    assert!(form.questions.windows(2).all(|pair| pair[0].stage <= pair[1].stage), "by stage");
}

#[test]
fn a_set_alone_leaves_out_what_it_says_about_the_others() {
    for set in EXTRAS {
        assert_eq!(with_sets("mlops-requirements@3", &[SetSource::Bundled(set)]).unwrap().problems, []);
    }
}

#[test]
fn the_same_form_and_sets_are_put_together_once() {
    assert!(Arc::ptr_eq(&with_extras().form, &with_extras().form));
}

#[test]
fn the_taxonomy_has_33_challenges_of_which_the_form_reaches_7_wholly_13_partly_and_13_not() {
    let read = taxonomy::read().unwrap();
    let taxonomy = taxonomy();
    assert_eq!(&read, taxonomy);
    let count = |reach: Reach| taxonomy.challenges.iter().filter(|one| one.reach == reach).count();
    assert_eq!([count(Reach::Full), count(Reach::Partial), count(Reach::None)], [7, 13, 13]);
    let levels = MaturityLevel::ALL.iter();
    let levels: Vec<_> =
        levels.map(|&level| taxonomy.challenges.iter().filter(|one| one.level == level).count()).collect();
    assert_eq!(levels, [5, 9, 9, 5, 5]);
    let named = taxonomy.challenges.iter().filter(|one| one.kind != ChallengeKind::Challenge).count();
    assert_eq!(named, 5, "the paper names these as needs or properties");
    assert_eq!(taxonomy.activities.len(), 4);
}

#[test]
fn every_challenge_names_questions_that_there_are() {
    let form = form(newest()).unwrap();
    let sets: Vec<SetSource<'_>> = set_ids().map(SetSource::Bundled).collect();
    let with_sets = with_sets(newest(), &sets).unwrap().form.clone();
    for challenge in &taxonomy().challenges {
        let id = &challenge.id;
        assert!(challenge.questions.iter().all(|question| form.find(question).is_some()), "{id}");
        assert_eq!(challenge.questions.is_empty(), challenge.reach == Reach::None, "{id}");
        for extra in &challenge.offers {
            let at = with_sets.find(&extra.question).unwrap();
            assert_eq!(with_sets.set_of(at).unwrap().name, extra.set, "{}", extra.question);
        }
        let level = challenge.level as usize + 1;
        assert!(id.starts_with(&format!("L{level}-")), "{id}");
        assert!(challenge.instead.is_none() || challenge.extras.is_empty(), "{id}");
    }
}

#[test]
fn without_sets_13_challenges_are_asked_about_by_no_question_and_with_them_1() {
    let ids = |form: &Form| -> Vec<String> {
        crate::query::never_asked(form, taxonomy()).iter().map(|one| one.id.clone()).collect()
    };
    assert_eq!(ids(&form(newest()).unwrap()).len(), 13);
    let sets: Vec<SetSource<'_>> = set_ids().map(SetSource::Bundled).collect();
    assert_eq!(ids(&with_sets(newest(), &sets).unwrap().form), ["L3-2"]);
}
mod origins;
