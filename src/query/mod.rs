//! Pure questions over a component, shared by rules, lists, documents and status, so that they cannot
//! disagree: what is required and why, in which state an answer is, what to answer next, who is asked,
//! what follows when an answer changes, whether a requirement is met, which challenges are covered, how a component
//! gets to another level or form.

mod again;
mod applies;
mod change;
mod choose;
mod compare;
mod coverage;
mod expiry;
mod feeding;
mod impact;
mod judge;
mod level;
mod next;
mod origins;
mod progress;
mod required;
mod review;
mod select;
mod sign_off;
mod stale;
mod stamp;
mod state;
mod upgrade;
mod view;

pub use crate::model::State;

pub use again::{changes_meaning, list_again, take_off};
pub use applies::{NotAsked, holds, not_asked, yes_or_no};
pub use change::{
    KeyChange, Said, accept, answer_change, blank_keys, question_comments, said, stage_template, taken_back,
};
pub use choose::{applies_when, choices, conditions, decides};
pub use compare::{Compared, Difference, Side, compare};
pub use coverage::{
    Coverage, Gap, Tally, Verdict, at_level, by_activity, by_set, coverage, further_activities, missing_sets,
    never_asked,
};
pub use expiry::next_expiry;
pub use feeding::consumers_of;
pub use impact::{Concerned, Direct, Impact, Reached, impact};
pub use judge::{
    Judged, Judgement, bound, counting_requirements, judge, judge_measured, judge_tested, requirements, shown,
};
pub use level::{Move, Step, arrived, level_move, unstated};
pub use next::{Next, dependents_answered, next, weightiest};
pub use origins::{Chosen, Origin, OriginWords, origin, resolve_framework};
pub use progress::{Count, Progress, progress, role_counts, unstaffed};
pub use required::{Required, Why, is_made_optional, required, required_at, required_with};
pub use review::{Became, Reviewed, Suspect, meaning, meant_by};
pub use select::{Filter, SelectError, resolve_choice, resolve_level, resolve_role, resolve_stage, select};
pub use sign_off::{Signer, Unsigned, awaited_sign_offs, signers, unsigned};
pub use stale::{Stale, stale};
pub use stamp::{Basis, NewStamp, basis, stamp_change};
pub use state::{expired, expires_within, state};
pub use upgrade::{Clash, Happens, Plan, Step as UpgradeStep, Way, left, upgrade};
pub use view::View;
