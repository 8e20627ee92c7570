//! What a component's settings ask less of than they did: for whoever looks at a change of `formwork.toml`.

use crate::model::{Fact, FactInfo, MaturityLevel, Settings};
use crate::source::Span;

/// One thing that was made less strict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loosening {
    /// What it is.
    pub what: Loosened,
    /// Where the newer settings say so; empty where they say nothing any more, or where it stands elsewhere.
    pub span: Span,
}

/// What was made less strict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loosened {
    /// A lower level, or one where there was none: without a level the whole form is required.
    Level {
        /// Before.
        from: Option<MaturityLevel>,
        /// Now.
        to: MaturityLevel,
    },
    /// A fact that counted as yes and counts as no now.
    Fact(Fact),
    /// A rule that weighs less or is off.
    Rule(String),
    /// A waiver that was not there.
    Waiver {
        /// Its rule.
        rule: String,
        /// Its question.
        question: Option<String>,
    },
    /// A question that the component does not require any more by its own word.
    NotRequired(String),
}

/// What `after` asks less of than `before`, in the order of a `formwork.toml`. `facts` say what counts while a fact is
/// unstated; `weight` is what a rule comes to under settings, more for stricter.
pub fn loosened<W: Ord>(
    before: &Settings,
    after: &Settings,
    facts: &[FactInfo],
    weight: impl Fn(&Settings, &str) -> W,
) -> Vec<Loosening> {
    let mut found = Vec::new();
    let mut add = |what, span: &Span| found.push(Loosening { what, span: span.clone() });
    if let Some(now) = &after.maturity {
        let was = before.maturity.as_ref().map(|level| level.value);
        if was.is_none_or(|was| now.value < was) {
            add(Loosened::Level { from: was, to: now.value }, &now.span);
        }
    }
    for info in facts {
        let counts = |settings: &Settings| settings.facts.stated(info.fact).unwrap_or(info.unstated);
        if counts(before) && !counts(after) {
            add(Loosened::Fact(info.fact), &(0..0));
        }
    }
    for policy in after.questions.iter().filter(|policy| policy.required == Some(false)) {
        let id = &policy.question.value;
        let same = before.questions.iter().find(|was| was.question.value == *id);
        if same.is_none_or(|was| was.required != Some(false)) {
            add(Loosened::NotRequired(id.clone()), &policy.question.span);
        }
    }
    // A rule that the newer settings are silent about may have been held higher by the older ones.
    let mut rules: Vec<&str> = Vec::new();
    for (rule, _) in after.rules.iter().chain(&before.rules) {
        if !rules.contains(&rule.value.as_str()) {
            rules.push(&rule.value);
        }
    }
    for id in rules {
        if weight(after, id) < weight(before, id) {
            let stands = after.rules.iter().find(|(rule, _)| rule.value == id);
            add(Loosened::Rule(id.to_owned()), stands.map_or(&(0..0), |(rule, _)| &rule.span));
        }
    }
    for waiver in &after.waivers {
        let question = waiver.question.as_ref().map(|question| question.value.as_str());
        let same = before.waivers.iter().any(|was| {
            was.rule.value == waiver.rule.value
                && was.question.as_ref().map(|question| question.value.as_str()) == question
        });
        if !same {
            let rule = waiver.rule.value.clone();
            add(Loosened::Waiver { rule, question: question.map(str::to_owned) }, &waiver.rule.span);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Setting;
    use crate::model::MaturityLevel::{Critical, NonCritical};
    use crate::read::{self, Document};

    fn settings(text: &str) -> Settings {
        let text = format!("format = 1\n{text}\n");
        let mut problems = Vec::new();
        let settings = read::settings(&Document::parse(&text, &mut problems).unwrap().root, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        settings
    }

    /// Every rule is a warning unless said otherwise.
    fn weight(settings: &Settings, rule: &str) -> usize {
        let set = settings.rules.iter().find(|(named, _)| named.value == rule);
        match set.map(|(_, setting)| *setting) {
            Some(Setting::Off) => 0,
            Some(Setting::Report(severity)) => 1 + severity as usize,
            None => 2,
        }
    }

    fn of(before: &str, after: &str) -> Vec<Loosened> {
        let facts = crate::catalog::form("mlops-requirements@3").unwrap().facts.clone();
        let found = loosened(&settings(before), &settings(after), &facts, weight);
        found.into_iter().map(|one| one.what).collect()
    }

    #[test]
    fn a_level_is_loosened_by_a_lower_one_and_by_one_where_the_whole_form_was_required() {
        let level = |from, to| vec![Loosened::Level { from, to }];
        assert_eq!(
            of("maturity = 'critical'", "maturity = 'non-critical'"),
            level(Some(Critical), NonCritical)
        );
        assert_eq!(of("", "maturity = 'critical'"), level(None, Critical));
        assert_eq!(of("maturity = 'critical'", "maturity = 'autonomous'"), []);
        assert_eq!(of("maturity = 'critical'", ""), []);
    }

    #[test]
    fn a_fact_is_loosened_when_it_counted_as_yes_and_counts_as_no() {
        let fact = |fact| vec![Loosened::Fact(fact)];
        assert_eq!(of("facts = { harm = true }", "facts = { harm = false }"), fact(Fact::Harm));
        assert_eq!(of("facts = { harm = true }", ""), fact(Fact::Harm), "unstated it counts as no");
        assert_eq!(
            of("", "facts = { streaming = false }"),
            fact(Fact::Streaming),
            "unstated it counts as yes"
        );
        assert_eq!(of("facts = { harm = false }", "facts = { harm = true }"), []);
        assert_eq!(of("", "facts = { harm = false }"), []);
    }

    #[test]
    fn a_rule_is_loosened_when_it_weighs_less_than_before() {
        let rule = || vec![Loosened::Rule("unknown-file".into())];
        assert_eq!(of("", "rules = { unknown-file = 'off' }"), rule());
        assert_eq!(of("rules = { unknown-file = 'error' }", ""), rule());
        assert_eq!(of("rules = { unknown-file = 'error' }", "rules = { unknown-file = 'warning' }"), rule());
        assert_eq!(of("rules = { unknown-file = 'off' }", "rules = { unknown-file = 'note' }"), []);
        assert_eq!(of("", "rules = { unknown-file = 'warning' }"), []);
    }

    #[test]
    fn a_waiver_and_a_question_that_is_not_required_any_more_are_said_once() {
        let waiver =
            "[[waiver]]\nrule = 'missing-evidence'\nquestion = 'privacy'\nreason = 'r'\nby = '@mia'\n";
        let added = Loosened::Waiver { rule: "missing-evidence".into(), question: Some("privacy".into()) };
        assert_eq!(of("", waiver), [added]);
        assert_eq!(of(waiver, &format!("{waiver}until = 2027-01-01\n")), []);
        assert_eq!(of(waiver, ""), []);
        let policy = "questions = { privacy = { required = false, reason = 'r' } }";
        assert_eq!(of("", policy), [Loosened::NotRequired("privacy".into())]);
        assert_eq!(of(policy, policy), []);
        assert_eq!(of(policy, "questions = { privacy = { required = true } }"), []);
    }
}
