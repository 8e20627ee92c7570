//! The gate: the rules, and the engine that runs them over a component and lets waivers through.
//!
//! A rule is one file under `rules/` and one line in its list. Problems that reading met carry their
//! rule's id; the other findings come from each rule's `run`, are `raised` with spans, weighed (`weight`), held
//! against `waivers` and an earlier state (`since`), and get their lines last (`places`). Nothing here touches a disk.

mod command;
mod engine;
mod explain;
mod places;
mod raised;
mod rule;
mod rules;
mod since;
mod text;
mod waivers;
mod weight;

pub use command::policy_flag;
pub use engine::{Checked, Listed, Options, check_component, check_defaults, check_root};
pub use explain::explain;
pub use raised::Report;
pub use rule::{Rule, rule, rule_named, rules};
pub use since::{Earlier, gone, left_out, loosened, lowered_floor, tell_apart};
pub use weight::{floor, turned_down};

#[cfg(test)]
mod tests;
