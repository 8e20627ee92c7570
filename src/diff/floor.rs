//! Two states of a policy → what it asks for no longer.

use std::fmt::Display;

use super::PolicyChange;
use crate::diag::Severity;
use crate::model::Policy;
use crate::source::Spanned;

/// What the newer policy asks for no longer, or less of.
pub fn floor(old: &Policy, new: &Policy) -> Vec<PolicyChange> {
    let mut found = Vec::new();
    let mut add = |key: String, before: String, after: String| {
        found.push(PolicyChange { key, before, after, loosens: true, ..PolicyChange::default() });
    };
    for (rule, _) in &old.rules {
        let (before, after) = (old.least(&rule.value), new.least(&rule.value));
        if after < before {
            add(
                format!("rules.{}", rule.value),
                word(before.map(Severity::word)),
                word(after.map(Severity::word)),
            );
        }
    }
    let level = |policy: &Policy| policy.least_maturity.as_ref().map(|level| level.value);
    if level(new) < level(old) {
        add("least-maturity".to_owned(), word(level(old)), word(level(new)));
    }
    if old.longest_waiver.is_some_and(|days| new.longest_waiver.is_none_or(|now| now > days)) {
        add("longest-waiver".to_owned(), word(old.longest_waiver), word(new.longest_waiver));
    }
    let lists = [
        ("unwaivable", &old.unwaivable, &new.unwaivable),
        ("sets", &old.sets, &new.sets),
        ("required", &old.required, &new.required),
    ];
    for (key, old, new) in lists {
        if lacks(new, old) {
            add(key.to_owned(), list(old), list(new));
        }
    }
    match (&old.optional, &new.optional) {
        (Some(old), Some(new)) if lacks(old, new) => add("optional".to_owned(), list(old), list(new)),
        (Some(old), None) => add("optional".to_owned(), list(old), "any".to_owned()),
        _ => {}
    }
    for one in &old.sign_offs {
        let now = new.sign_offs.iter().find(|now| now.of.value == one.of.value);
        let now = now.map_or(&[][..], |now| &now.roles);
        if lacks(now, &one.roles) {
            add(format!("sign-off.{}", one.of.value), list(&one.roles), list(now));
        }
    }
    found
}

/// Whether a list lacks something that the other has.
fn lacks(list: &[Spanned<String>], other: &[Spanned<String>]) -> bool {
    other.iter().any(|wanted| list.iter().all(|one| one.value != wanted.value))
}

fn list(all: &[Spanned<String>]) -> String {
    match all {
        [] => "none".to_owned(),
        all => all.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn word(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Document, PolicyWords};

    fn policy(text: &str) -> Policy {
        let mut problems = Vec::new();
        let document = Document::parse(text, &mut problems).unwrap();
        let rules = vec!["missing-evidence"];
        let words = PolicyWords { rules: rules.clone(), waivable: rules, sets: vec!["thesis-extras@1"] };
        let policy = read::policy(&document.root, &words, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        policy
    }

    #[test]
    fn each_key_of_a_policy_asks_for_less_one_way_only() {
        for (key, more, less) in [
            (
                "rules.missing-evidence",
                "rules = { missing-evidence = 'error' }",
                "rules = { missing-evidence = 'note' }",
            ),
            ("rules.missing-evidence", "rules = { missing-evidence = 'error' }", ""),
            ("least-maturity", "least-maturity = 'critical'", "least-maturity = 'non-critical'"),
            ("least-maturity", "least-maturity = 'critical'", ""),
            ("longest-waiver", "longest-waiver = 30", "longest-waiver = 31"),
            ("longest-waiver", "longest-waiver = 30", ""),
            ("unwaivable", "unwaivable = ['missing-evidence']", ""),
            ("sets", "sets = ['thesis-extras@1']", "sets = []"),
            ("required", "required = ['a', 'b']", "required = ['a']"),
            ("optional", "optional = []", "optional = ['a']"),
            ("optional", "optional = ['a']", ""),
            ("sign-off.a", "sign-off = { a = ['r', 's'] }", "sign-off = { a = ['r'] }"),
            ("sign-off.a", "sign-off = { a = ['r'] }", ""),
        ] {
            let of = |text: &str| policy(&format!("format = 1\n{text}\n"));
            let keys: Vec<String> = floor(&of(more), &of(less)).into_iter().map(|one| one.key).collect();
            assert_eq!(keys, [key], "{more} to {less}");
            assert_eq!(floor(&of(less), &of(more)), [], "{less} to {more}");
        }
    }
}
