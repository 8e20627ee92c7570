//! The list of rules: complete, documented, as the design has it.

use std::collections::HashSet;
use std::path::Path;

use crate::check::{explain, rule, rule_named, rules};
use crate::diag::{RuleId, Severity};
use crate::model::is_slug;

#[test]
fn ids_are_unique_and_kebab_case_and_every_rule_is_documented() {
    let mut seen = HashSet::new();
    for rule in rules() {
        assert!(is_slug(rule.id.as_str()) && seen.insert(rule.id), "{}", rule.id);
        for text in [rule.title, rule.what, rule.why, rule.fix, rule.off] {
            assert!(text.ends_with('.'), "{}: {text}", rule.id);
        }
        assert!(!rule.bad.is_empty() && !rule.good.is_empty() && rule.bad != rule.good, "{}", rule.id);
        assert!(!(rule.fixed && (rule.waivable || rule.severity != Severity::Error)), "{}", rule.id);
    }
}

#[test]
fn severities_are_those_of_the_design() {
    let of = |wanted: Severity, fixed: bool| -> Vec<&str> {
        rules()
            .iter()
            .filter(|rule| rule.severity == wanted && rule.fixed == fixed)
            .map(|rule| rule.id.as_str())
            .collect()
    };
    let words = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
    assert_eq!(
        of(Severity::Error, true),
        words(
            "invalid-toml conflict-marker unsupported-format invalid-value invalid-set missing-member outside-repository \
             policy-violation"
        )
    );
    assert_eq!(
        of(Severity::Error, false),
        words(
            "unanswered-question draft-answer expired-answer placeholder-answer unknown-question unknown-key unknown-framework missing-file \
             dependency-cycle unknown-component consumption-cycle misplaced-question duplicate-question duplicate-requirement unmet-requirement failed-test missing-reason missing-until \
             missing-sign-off expired-waiver"
        )
    );
    assert_eq!(
        of(Severity::Warning, false),
        words(
            "unknown-file unknown-role missing-evidence missing-measurement stale-evidence unstated-fact cascading-level answer-again changed-since-review suspect-answer loosened-policy newer-hash newer-toml"
        )
    );
    assert_eq!(
        of(Severity::Note, false),
        words(
            "missing-choice unmeasurable-answer echoed-example outdated-form unstaffed-role idle-dependency unused-waiver expires-soon"
        )
    );
}

#[test]
fn an_id_finds_its_rule_and_is_read_back() {
    assert!(rules().iter().map(|rule| rule.id).eq(RuleId::ALL.iter().copied()));
    for &id in RuleId::ALL {
        assert_eq!((rule(id).id, RuleId::parse(id.as_str())), (id, Some(id)));
        assert_eq!(
            (id.to_string(), serde_json::to_value(id).unwrap()),
            (id.as_str().to_owned(), id.as_str().into())
        );
    }
    assert_eq!((RuleId::parse("no-rule"), RuleId::parse("InvalidToml")), (None, None));
}

#[test]
fn a_page_says_how_to_turn_the_rule_off_only_where_that_works() {
    let page = |id: &str| explain(rule_named(id).unwrap());
    assert!(!page("invalid-toml").contains("[rules]"));
    assert!(
        page("unanswered-question").contains("[rules]")
            && !page("unanswered-question").contains("[[waiver]]")
    );
    assert!(page("missing-evidence").contains("[[waiver]]"));
}

#[test]
fn every_file_of_a_rule_is_in_the_list() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let mut files = HashSet::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if std::fs::read_to_string(&path).unwrap().contains("const RULE: Rule") {
            files.insert(path.file_stem().unwrap().to_string_lossy().replace('_', "-"));
        }
    }
    let listed: HashSet<_> = rules().iter().map(|rule| rule.id.to_string()).collect();
    assert_eq!(files, listed);
}
