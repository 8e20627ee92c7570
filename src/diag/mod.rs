//! A finding as data: rule, severity, place, message, help. How it looks is `emit`'s business.

mod finding;
mod fingerprint;
mod problem;
mod severity;

pub use finding::{Finding, Location, OpenQuestion};
pub use fingerprint::fingerprints;
pub use problem::Problem;
pub use severity::{Setting, Severity};
