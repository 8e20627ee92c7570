//! The keys of a policy: a floor under many components.

use crate::model::{Kind, MaturityLevel, key, key_table};

/// Severities that a policy may ask for: to turn a rule off is no floor.
pub(crate) const FLOORS: &[&str] = &["error", "warning", "note"];
const FLOOR: Kind = Kind::Word(FLOORS);
const ROLES: Kind = Kind::Texts;

key_table! {
    /// A key of a policy.
    pub(crate) PolicyKey {
        Format = key("format", Kind::Integer, "The version of these files' format."),
        About = key("about", Kind::Text, "Whose policy it is and why, for people."),
        Rules = key(
            "rules",
            Kind::Map("rule", &FLOOR),
            "The least severity by rule; a component may raise it.",
        ),
        Unwaivable = key(
            "unwaivable",
            Kind::Texts,
            "Rules of which no finding may be let through, and that weigh at least what they weigh by default.",
        ),
        Required = key(
            "required",
            Kind::Texts,
            "Questions that every component requires, whatever its level.",
        ),
        Optional = key(
            "optional",
            Kind::Texts,
            "The only questions that a component may make optional although its level requires them; without the key, any.",
        ),
        SignOff = key(
            "sign-off",
            Kind::Map("question, stage or *", &ROLES),
            "Roles whose stamp the required questions need: of a question, of a stage, or with * of all.",
        ),
        LeastMaturity = key(
            "least-maturity",
            Kind::Word(MaturityLevel::WORDS),
            "The least level that a component may give itself.",
        ),
        Sets = key(
            "sets",
            Kind::Texts,
            "Sets that every component takes in, in this version or a newer one.",
        ),
        LongestWaiver = key("longest-waiver", Kind::Integer, "So many days ahead a waiver may reach."),
    }
}
