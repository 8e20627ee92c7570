use super::MaturityLevel;
use crate::diag::{Setting, Severity};
use crate::source::Spanned;

/// A floor under many components, kept by whoever answers for all of them. It can only make the gate stricter.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The file, as people see it.
    pub file: String,
    /// A hash of its text: equal digests, equal policies.
    pub digest: String,
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
    /// Questions that every component requires, whatever its level.
    pub required: Vec<Spanned<String>>,
    /// The questions that a component may make optional although its level requires them; `None` is any.
    pub optional: Option<Vec<Spanned<String>>>,
    /// Who signs what.
    pub sign_offs: Vec<SignOff>,
}

/// The roles that sign the required questions of a name.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// A question, a stage, or [`Self::ALL`].
    pub of: Spanned<String>,
    /// The roles.
    pub roles: Vec<Spanned<String>>,
}

impl SignOff {
    /// Every required question.
    pub const ALL: &'static str = "*";
}

impl Policy {
    /// The least that `[rules]` asks of a rule.
    pub fn least(&self, rule: &str) -> Option<Severity> {
        self.rules.iter().filter(|(named, _)| named.value == rule).map(|(_, severity)| *severity).max()
    }

    /// Whether the policy lets no finding of a rule be waived.
    pub fn forbids_waiver(&self, rule: &str) -> bool {
        self.unwaivable.iter().any(|named| named.value == rule)
    }

    /// Whether a component may make a question optional that its level requires.
    pub fn may_be_optional(&self, question: &str) -> bool {
        self.optional.as_ref().is_none_or(|may| may.iter().any(|named| named.value == question))
    }

    /// The roles that sign a question of a stage.
    pub fn signers<'p>(
        &'p self,
        question: &'p str,
        stage: &'p str,
    ) -> impl Iterator<Item = &'p Spanned<String>> {
        let means = move |of: &str| of == question || of == stage || of == SignOff::ALL;
        self.sign_offs.iter().filter(move |one| means(&one.of.value)).flat_map(|one| &one.roles)
    }
}

/// The severity that a policy may give a rule: to turn one off is no floor.
pub(crate) fn floor(setting: Setting) -> Option<Severity> {
    match setting {
        Setting::Report(severity) => Some(severity),
        Setting::Off => None,
    }
}
