use super::*;
use crate::diff::tests::{HEAD, compare, component};
use crate::model::Stamp;
use crate::sample::{Rest, component_of};
use crate::source::Spanned;

/// The keys that changed from one text of settings to the other, and whether each asks for less now.
fn keys(before: &str, after: &str) -> Vec<(String, bool)> {
    let of = |text: &str| component(&format!("{HEAD}{text}"), &[]);
    compare(&of(before), &of(after)).policy.into_iter().map(|one| (one.key, one.loosens)).collect()
}

#[test]
fn each_kind_of_policy_asks_for_less_one_way_and_for_no_less_the_other() {
    let question = "[questions.privacy]\n";
    let more_and_less = [
        ("", "[questions.privacy]\nrequired = false\nreason = 'r'\n", "questions.privacy"),
        (
            "[questions.privacy]\nsign-off = ['legal-team', 'product-owner']\n",
            "[questions.privacy]\nsign-off = ['legal-team']\n",
            "questions.privacy.sign-off",
        ),
        (
            "",
            "[questions.privacy]\ndepends-on = { drop = ['data-source'] }\n",
            "questions.privacy.depends-on",
        ),
        (
            "[questions.privacy]\ndepends-on = { add = ['metadata'] }\n",
            question,
            "questions.privacy.depends-on",
        ),
        ("sets = ['thesis-extras@1', 'a/b.toml']\n", "sets = ['thesis-extras@1']\n", "sets"),
        ("sets = ['thesis-extras@2']\n", "sets = ['thesis-extras@1']\n", "sets"),
        ("[[consumes]]\ncomponent = 'a'\n", "", "consumes.a"),
        (
            "[[consumes]]\ncomponent = 'a'\n",
            "[[consumes]]\ncomponent = 'a'\nquestions = ['privacy']\n",
            "consumes.a",
        ),
        (
            "[[consumes]]\ncomponent = 'a'\nquestions = ['privacy', 'metadata']\n",
            "[[consumes]]\ncomponent = 'a'\nquestions = ['privacy']\n",
            "consumes.a",
        ),
        ("[facts]\nharm = true\n", "[facts]\nharm = false\n", "facts.harm"),
        ("[rules]\nmissing-evidence = 'error'\n", "", "rules.missing-evidence"),
    ];
    for (more, less, key) in more_and_less {
        assert_eq!(keys(more, less), [(key.to_owned(), true)], "{more} to {less}");
        assert_eq!(keys(less, more), [(key.to_owned(), false)], "{less} to {more}");
    }
}

#[test]
fn what_asks_for_less_is_told_where_it_stands_or_where_it_stood() {
    let harm = "[facts]\nharm = true\n";
    let rule = "[rules]\nmissing-evidence = 'error'\n";
    let set = "sets = ['thesis-extras@1']\n";
    for (before, after, place) in [
        (harm, "[facts]\nstreaming = true\nharm = false\n", "harm"),
        (harm, "[facts]\nstreaming = true\n", "facts"),
        (harm, "facts.harm = false\n", "harm"),
        (harm, "", ""),
        (rule, "[rules]\nunknown-file = 'error'\nmissing-evidence = 'note'\n", "missing-evidence"),
        (rule, "[rules]\nunknown-file = 'error'\n", "rules"),
        (set, "sets = []\n", "sets"),
        (set, "sets = ['taxonomy-extras@1']\n", "'taxonomy-extras@1'"),
        ("", "[[waiver]]\nrule = 'a'\nreason = 'r'\nby = '@mia'\nuntil = 2027-01-31\n", "'a'"),
        ("", "[questions.privacy]\nrequired = false\nreason = 'r'\n", "privacy"),
        (
            "[[consumes]]\ncomponent = 'a'\n",
            "consumes = [{ component = 'a', questions = ['privacy'] }]\n",
            "'a'",
        ),
    ] {
        let [old, new] = [before, after].map(|text| format!("{HEAD}{text}"));
        let (old, new) = (component(&old, &[]), component(&new, &[]));
        let changes = compare(&old, &new).policy;
        let text = &new.files[crate::model::FileId::SETTINGS].text;
        let places: Vec<&str> =
            changes.iter().filter(|one| one.loosens).map(|one| &text[one.span.clone()]).collect();
        assert_eq!(places, [place], "{before} to {after}");
    }
}

#[test]
fn an_older_form_asks_for_less_and_a_newer_one_does_not() {
    let mut old = component(HEAD, &[]);
    let mut new = component_of("mlops-requirements@1", HEAD, &[], Rest::Missing);
    let form = |changes: crate::diff::Changes| -> Vec<bool> {
        changes.policy.into_iter().filter(|one| one.key == "form").map(|one| one.loosens).collect()
    };
    assert_eq!(form(compare(&old, &new)), [true]);
    std::mem::swap(&mut old, &mut new);
    assert_eq!(form(compare(&old, &new)), [false]);
}

#[test]
fn a_component_that_is_taken_in_under_a_new_path_is_not_taken_out() {
    let one = |name: &str| format!("[[consumes]]\ncomponent = '{name}'\nquestions = ['privacy']\n");
    let found = keys(&one("a"), &one("z"));
    assert_eq!(found, [("consumes.a".to_owned(), false), ("consumes.z".to_owned(), false)]);
}

#[test]
fn a_waiver_asks_for_less_when_it_reaches_further_and_not_when_it_says_it_better() {
    let one = |reason: &str, until: &str| {
        format!(
            "[[waiver]]\nrule = 'missing-evidence'\nquestion = 'privacy'\nreason = '{reason}'\nby = '@mia'\nuntil = {until}\n"
        )
    };
    let key = "waiver missing-evidence of privacy".to_owned();
    let loosens = |before: &str, after: &str| -> bool {
        let found = keys(before, after);
        assert_eq!(found.len(), 1, "{before} to {after}");
        assert_eq!(found[0].0, key);
        found[0].1
    };
    let here = one("r", "2027-01-31");
    assert!(loosens("", &here));
    assert!(loosens(&here, &one("r", "2027-02-28")));
    assert!(!loosens(&here, &one("s", "2027-01-31")));
    assert!(!loosens(&here, &one("r", "2026-12-31")));
    assert!(!loosens(&here, ""));
    // What is past lets nothing through any more.
    assert!(!loosens("", &one("r", "2026-11-20")));
    assert!(loosens(&one("r", "2026-11-20"), &here));
    // Without an end it lets nothing through, which is a finding of its own.
    assert!(!loosens("", &here.replace("until = 2027-01-31\n", "")));
}

#[test]
fn a_stamp_that_went_loosens_while_its_answer_stands() {
    let stamp = |question: &str, role: &str| Stamp {
        span: 0..0,
        question: Spanned::new(question.to_owned(), 0..0),
        role: Spanned::new(role.to_owned(), 0..0),
        by: "@mia".to_owned(),
        on: Some(jiff::civil::date(2026, 11, 1)),
        form: None,
        maturity: None,
        note: None,
        hash: Spanned::new("1:0".to_owned(), 0..0),
        stands_for: Vec::new(),
        depends_on: Vec::new(),
        fields: Vec::new(),
    };
    let given = [("privacy", "answer = 'a'"), ("metadata", "answer = 'b'")];
    let with = |stamps: &[(&str, &str)], own: &[(&str, &str)]| {
        let mut made = component(HEAD, own);
        made.reviews = stamps.iter().map(|(question, role)| stamp(question, role)).collect();
        made
    };
    let all = [("privacy", "legal-team"), ("privacy", "product-owner"), ("metadata", "data-engineer")];
    let told = |after: &crate::model::Loaded| -> Vec<(String, String)> {
        let found = compare(&with(&all, &given), after).policy;
        assert!(found.iter().all(|one| one.loosens && one.subject == Subject::Stamp));
        found.into_iter().map(|one| (one.key, one.before)).collect()
    };
    let gone = ("reviews.privacy.product-owner".to_owned(), "by @mia on 2026-11-01".to_owned());
    assert_eq!(told(&with(&[all[0], all[2]], &given)), [gone]);
    assert_eq!(told(&with(&[], &given)), [("reviews.toml".to_owned(), "3 stamps".to_owned())]);
    assert_eq!(told(&with(&all, &given)), []);
    // With the answer its stamp may go.
    assert_eq!(told(&with(&all[2..], &given[1..])), []);
}

#[test]
fn a_role_that_signs_and_is_played_by_others_asks_for_less() {
    let signs = "[questions.privacy]\nsign-off = ['legal-team']\n";
    let loosens = |before: &str, after: &str, own: &str| {
        let [old, new] = [before, after].map(|people| format!("{HEAD}[roles]\nlegal-team = {people}\n{own}"));
        compare(&component(&old, &[]), &component(&new, &[])).policy.iter().any(|one| one.loosens)
    };
    assert!(loosens("['@mia']", "['@eve']", signs) && loosens("['@mia']", "[]", signs));
    assert!(
        !loosens("['@mia']", "['@mia', '@eve']", signs) && !loosens("['@mia', '@lea']", "['@lea']", signs)
    );
    assert!(!loosens("['@mia']", "['@eve']", "") && !loosens("[]", "['@eve']", signs));
}
