use super::MaturityLevel;
use crate::diag::{Setting, Severity};
use crate::source::Spanned;

/// A floor under many components, kept by whoever answers for all of them. It can only make the gate stricter.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The file, as people see it.
    pub file: String,
    /// Severities that a component may raise and not lower.
    pub rules: Vec<(Spanned<String>, Severity)>,
    /// Rules of which no finding may be let through.
    pub unwaivable: Vec<Spanned<String>>,
    /// The least level that a component may give itself.
    pub least_maturity: Option<Spanned<MaturityLevel>>,
    /// Sets that every component takes in.
    pub sets: Vec<Spanned<String>>,
    /// So many days ahead a waiver may reach.
    pub longest_waiver: Option<i64>,
}

impl Policy {
    /// What a rule weighs under the policy, given what it weighs in the component; `None` is off.
    pub fn raise(&self, rule: &str, own: Option<Severity>) -> Option<Severity> {
        let floor = self.rules.iter().find(|(named, _)| named.value == rule).map(|(_, severity)| *severity);
        own.max(floor)
    }

    /// Whether the policy lets no finding of a rule be waived.
    pub fn forbids_waiver(&self, rule: &str) -> bool {
        self.unwaivable.iter().any(|named| named.value == rule)
    }
}

/// The severity that a policy may give a rule: to turn one off is no floor.
pub(crate) fn floor(setting: Setting) -> Option<Severity> {
    match setting {
        Setting::Report(severity) => Some(severity),
        Setting::Off => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_raises_and_never_lowers() {
        let policy = Policy {
            rules: vec![(Spanned::new("missing-evidence".into(), 0..0), Severity::Warning)],
            ..Policy::default()
        };
        let raise = |own| policy.raise("missing-evidence", own);
        assert_eq!(raise(None), Some(Severity::Warning));
        assert_eq!(raise(Some(Severity::Note)), Some(Severity::Warning));
        assert_eq!(raise(Some(Severity::Error)), Some(Severity::Error));
        assert_eq!(policy.raise("expires-soon", None), None);
    }
}
