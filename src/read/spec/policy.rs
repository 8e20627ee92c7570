//! The keys of a policy: a floor under many components.

use super::{Kind, Spec, key};
use crate::model::MaturityLevel;

/// Severities that a policy may ask for: to turn a rule off is no floor.
pub(crate) const FLOORS: &[&str] = &["error", "warning", "note"];
const FLOOR: Kind = Kind::Word(FLOORS);
const ROLES: Kind = Kind::Texts;

pub(crate) const POLICY_FILE: Spec = &[
    key("format", Kind::Integer, "The version of these files' format."),
    key("about", Kind::Text, "Whose policy it is and why, for people."),
    key("rules", Kind::Map("rule", &FLOOR), "The least severity by rule; a component may raise it."),
    key(
        "unwaivable",
        Kind::Texts,
        "Rules of which no finding may be let through, and that weigh at least what they weigh by default.",
    ),
    key("required", Kind::Texts, "Questions that every component requires, whatever its level."),
    key(
        "optional",
        Kind::Texts,
        "The only questions that a component may make optional although its level requires them; without the key, any.",
    ),
    key(
        "sign-off",
        Kind::Map("question, stage or *", &ROLES),
        "Roles whose stamp the required questions need: of a question, of a stage, or with * of all.",
    ),
    key(
        "least-maturity",
        Kind::Word(MaturityLevel::WORDS),
        "The least level that a component may give itself.",
    ),
    key("sets", Kind::Texts, "Sets that every component takes in, in this version or a newer one."),
    key("longest-waiver", Kind::Integer, "So many days ahead a waiver may reach."),
];
