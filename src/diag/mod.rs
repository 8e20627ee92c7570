//! A finding as data: rule, severity, place, message, help. How it looks is `emit`'s business.

mod finding;
mod fingerprint;
mod problem;
mod rule_id;
mod severity;

pub use finding::{Finding, Location, OpenQuestion};
pub use fingerprint::fingerprints;
pub use problem::Problem;
pub use rule_id::RuleId;
pub(crate) use rule_id::for_each_rule;
pub use severity::{Setting, Severity};
