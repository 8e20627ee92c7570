//! What a rule weighs: what it does by itself or as a project sets it, and never less than a policy holds it to.

use super::Rule;
use crate::diag::{RuleId, Setting, Severity};
use crate::model::{Policy, Settings};

/// What a rule weighs in a project; `None` where it is turned off.
pub(super) fn severity(rule: &Rule, settings: &Settings, policy: Option<&Policy>) -> Option<Severity> {
    if rule.fixed {
        return Some(rule.severity);
    }
    let own = match settings.rules.iter().find(|(id, _)| id.value == rule.id.as_str()) {
        Some((_, Setting::Off)) => None,
        Some((_, Setting::Report(severity))) => Some(*severity),
        None => Some(rule.severity),
    };
    own.max(policy.and_then(|policy| floor(rule, policy)))
}

/// The least that a rule weighs under a policy, whatever a project says; `None` where that is left to it.
pub fn floor(rule: &Rule, policy: &Policy) -> Option<Severity> {
    // What may not be waived may not be turned off instead, nor what the policy itself asks to be signed.
    let kept = policy.forbids_waiver(rule.id.as_str())
        || rule.id == RuleId::MissingSignOff && !policy.sign_offs.is_empty();
    let held = match rule.id {
        // Whoever sets a floor wants to see who digs below it.
        RuleId::LoosenedPolicy => Some(Severity::Error),
        _ => kept.then_some(rule.severity),
    };
    held.max(policy.least(rule.id.as_str()))
}

/// The rules that a project turned down or off, as they weigh in the end: a policy may have raised them again.
pub fn turned_down(settings: &Settings, policy: Option<&Policy>) -> Vec<&'static Rule> {
    let rules = super::rules().iter().copied();
    rules.filter(|rule| severity(rule, settings, policy) < Some(rule.severity)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::rule_named;
    use super::*;
    use crate::model::SignOff;
    use crate::source::Spanned;

    fn named(name: &str) -> Spanned<String> {
        Spanned::new(name.to_owned(), 0..0)
    }

    /// What a rule weighs under a policy where the project says this of it.
    fn weighs(id: &str, said: Option<Setting>, policy: &Policy) -> Option<Severity> {
        let rules = said.map(|setting| (named(id), setting)).into_iter().collect();
        severity(rule_named(id).unwrap(), &Settings { rules, ..Settings::default() }, Some(policy))
    }

    #[test]
    fn a_policy_raises_and_never_lowers() {
        let rules = vec![(named("missing-evidence"), Severity::Warning)];
        let policy = Policy { rules, ..Policy::default() };
        let evidence = |said| weighs("missing-evidence", Some(said), &policy);
        assert_eq!(evidence(Setting::Off), Some(Severity::Warning));
        assert_eq!(evidence(Setting::Report(Severity::Note)), Some(Severity::Warning));
        assert_eq!(evidence(Setting::Report(Severity::Error)), Some(Severity::Error));
        assert_eq!(weighs("expires-soon", Some(Setting::Off), &policy), None);
    }

    #[test]
    fn what_cannot_be_waived_cannot_be_turned_down_below_its_own_weight_either() {
        let policy = Policy { unwaivable: vec![named("missing-evidence")], ..Policy::default() };
        let evidence = |said| weighs("missing-evidence", said, &policy);
        assert_eq!(evidence(Some(Setting::Off)), Some(Severity::Warning));
        assert_eq!(evidence(Some(Setting::Report(Severity::Note))), Some(Severity::Warning));
        assert_eq!(evidence(Some(Setting::Report(Severity::Error))), Some(Severity::Error));
        assert_eq!(evidence(None), Some(Severity::Warning));
    }

    #[test]
    fn under_a_policy_loosening_is_an_error_and_so_is_a_sign_off_that_it_asks_for() {
        let none = Policy::default();
        assert_eq!(weighs("loosened-policy", Some(Setting::Off), &none), Some(Severity::Error));
        assert_eq!(weighs("missing-sign-off", Some(Setting::Off), &none), None);
        let sign_offs = vec![SignOff { of: named("*"), roles: vec![named("legal-team")] }];
        let policy = Policy { sign_offs, ..none };
        assert_eq!(weighs("missing-sign-off", Some(Setting::Off), &policy), Some(Severity::Error));
    }

    #[test]
    fn a_rule_is_turned_down_unless_a_policy_brings_it_back() {
        let rules = vec![(named("missing-evidence"), Setting::Off), (named("expires-soon"), Setting::Off)];
        let settings = Settings { rules, ..Settings::default() };
        let ids = |policy: Option<&Policy>| -> Vec<&str> {
            turned_down(&settings, policy).iter().map(|rule| rule.id.as_str()).collect()
        };
        assert_eq!(ids(None), ["missing-evidence", "expires-soon"]);
        let policy = Policy { unwaivable: vec![named("missing-evidence")], ..Policy::default() };
        assert_eq!(ids(Some(&policy)), ["expires-soon"]);
    }
}
