//! The gate over a project: every component on its own thread, the workspace's own file, the policy, an earlier
//! revision, and what all of it comes to. Only this layer knows what red is; commands, formats and documents ask it.
//!
//! A component is loaded, checked and dropped before its thread takes the next, so that memory does not grow with
//! their number; results come in the order of the components.

mod blocking;
mod error;
mod judge;
mod policy;
mod run;
mod since;
mod two_states;

pub(crate) use blocking::{all_readable, blocking_root_findings, into_readable, readable, root_findings};
pub use error::GateError;
pub(crate) use judge::{Counts, judge};
pub use policy::{PolicyError, PolicyPlace, read_policy};
pub use run::{Asked, Gate, Run, Since, run, run_without_project};
pub(crate) use two_states::{ComponentChange, Standing, component_change};
