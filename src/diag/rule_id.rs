//! The rules by their ids, in the one list that everything about rules is made from.

use std::fmt;

use serde::{Serialize, Serializer};

/// Lists every rule in the order of the manual: by severity, then by subject. A line holds the name in code, the file
/// under `check/rules/` and the id in files and output. [`RuleId`] is made from it here, and the registry in
/// `check/rules/mod.rs`, so that a line without its file does not compile, nor a file without its line.
macro_rules! for_each_rule {
    ($make:ident) => {
        $make! {
            InvalidToml invalid_toml "invalid-toml",
            ConflictMarker conflict_marker "conflict-marker",
            UnsupportedFormat unsupported_format "unsupported-format",
            InvalidValue invalid_value "invalid-value",
            InvalidSet invalid_set "invalid-set",
            MissingMember missing_member "missing-member",
            OutsideRepository outside_repository "outside-repository",
            PolicyViolation policy_violation "policy-violation",
            UnansweredQuestion unanswered_question "unanswered-question",
            DraftAnswer draft_answer "draft-answer",
            ExpiredAnswer expired_answer "expired-answer",
            PlaceholderAnswer placeholder_answer "placeholder-answer",
            UnknownQuestion unknown_question "unknown-question",
            UnknownKey unknown_key "unknown-key",
            UnknownFramework unknown_framework "unknown-framework",
            MissingFile missing_file "missing-file",
            DependencyCycle dependency_cycle "dependency-cycle",
            UnknownComponent unknown_component "unknown-component",
            ConsumptionCycle consumption_cycle "consumption-cycle",
            MisplacedQuestion misplaced_question "misplaced-question",
            DuplicateQuestion duplicate_question "duplicate-question",
            DuplicateRequirement duplicate_requirement "duplicate-requirement",
            UnmetRequirement unmet_requirement "unmet-requirement",
            FailedTest failed_test "failed-test",
            MissingReason missing_reason "missing-reason",
            MissingUntil missing_until "missing-until",
            MissingSignOff missing_sign_off "missing-sign-off",
            ExpiredWaiver expired_waiver "expired-waiver",
            UnknownFile unknown_file "unknown-file",
            UnknownRole unknown_role "unknown-role",
            MissingEvidence missing_evidence "missing-evidence",
            MissingMeasurement missing_measurement "missing-measurement",
            StaleEvidence stale_evidence "stale-evidence",
            UnstatedFact unstated_fact "unstated-fact",
            CascadingLevel cascading_level "cascading-level",
            AnswerAgain answer_again "answer-again",
            ChangedSinceReview changed_since_review "changed-since-review",
            SuspectAnswer suspect_answer "suspect-answer",
            LoosenedPolicy loosened_policy "loosened-policy",
            NewerHash newer_hash "newer-hash",
            NewerToml newer_toml "newer-toml",
            MissingChoice missing_choice "missing-choice",
            UnmeasurableAnswer unmeasurable_answer "unmeasurable-answer",
            EchoedExample echoed_example "echoed-example",
            OutdatedForm outdated_form "outdated-form",
            UnstaffedRole unstaffed_role "unstaffed-role",
            IdleDependency idle_dependency "idle-dependency",
            UnusedWaiver unused_waiver "unused-waiver",
            ExpiresSoon expires_soon "expires-soon",
        }
    };
}
pub(crate) use for_each_rule;

macro_rules! rule_ids {
    ($($variant:ident $module:ident $id:literal,)*) => {
        /// The id of a rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum RuleId {
            $(#[doc = concat!("`", $id, "`")] $variant,)*
        }

        impl RuleId {
            /// Every id, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the id as files and output write it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }

            /// Reads an id; `None` where no rule has it.
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($id => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

for_each_rule!(rule_ids);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
