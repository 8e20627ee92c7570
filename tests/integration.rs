//! The tests that run whole commands, in one binary. A file of `suite/` that nobody names here is found by
//! `layers::every_suite_is_included`.

// They make links and permissions, and run git and shells by their POSIX paths. Windows runs the unit tests.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::needless_raw_string_hashes,
    missing_docs,
    unreachable_pub,
    reason = "tests stop at the first surprise, and make the files that they look at"
)]

#[path = "suite/accepting.rs"]
mod accepting;
#[path = "suite/answer.rs"]
mod answer;
#[path = "suite/any_bytes.rs"]
mod any_bytes;
#[path = "suite/asking_git.rs"]
mod asking_git;
#[path = "suite/case.rs"]
mod case;
#[path = "suite/cases.rs"]
mod cases;
#[path = "suite/check.rs"]
mod check;
#[path = "suite/choices.rs"]
mod choices;
#[path = "suite/ci.rs"]
mod ci;
#[path = "suite/ci_comment.rs"]
mod ci_comment;
#[path = "suite/ci_switch.rs"]
mod ci_switch;
#[path = "suite/completions.rs"]
mod completions;
#[path = "suite/conditions.rs"]
mod conditions;
#[path = "suite/consumes.rs"]
mod consumes;
#[path = "suite/consumption_rings.rs"]
mod consumption_rings;
#[path = "suite/coverage.rs"]
mod coverage;
#[path = "suite/diff.rs"]
mod diff;
#[path = "suite/diff_reviews.rs"]
mod diff_reviews;
#[path = "suite/docs_links.rs"]
mod docs_links;
#[path = "suite/examples.rs"]
mod examples;
#[path = "suite/fact.rs"]
mod fact;
#[path = "suite/feeding.rs"]
mod feeding;
#[path = "suite/gate.rs"]
mod gate;
#[path = "suite/git.rs"]
mod git;
#[path = "suite/hook.rs"]
mod hook;
#[path = "suite/hook_kept.rs"]
mod hook_kept;
#[path = "suite/hostile.rs"]
mod hostile;
#[path = "suite/impact.rs"]
mod impact;
#[path = "suite/init.rs"]
mod init;
#[path = "suite/init_listing.rs"]
mod init_listing;
#[path = "suite/killed.rs"]
mod killed;
#[path = "suite/layers.rs"]
mod layers;
#[path = "suite/list.rs"]
mod list;
#[path = "suite/log.rs"]
mod log;
#[path = "suite/loosened.rs"]
mod loosened;
#[path = "suite/maturity.rs"]
mod maturity;
#[path = "suite/measured.rs"]
mod measured;
#[path = "suite/merge_setup.rs"]
mod merge_setup;
#[path = "suite/merging.rs"]
mod merging;
#[path = "suite/moved_reports.rs"]
mod moved_reports;
#[path = "suite/next_steps.rs"]
mod next_steps;
#[path = "suite/not_applicable.rs"]
mod not_applicable;
#[path = "suite/opens.rs"]
mod opens;
#[path = "suite/outputs/mod.rs"]
mod outputs;
#[path = "suite/outside.rs"]
mod outside;
#[path = "suite/policies.rs"]
mod policies;
#[path = "suite/portfolio.rs"]
mod portfolio;
#[path = "suite/readme.rs"]
mod readme;
#[path = "suite/render.rs"]
mod render;
#[path = "suite/requirement.rs"]
mod requirement;
#[path = "suite/review.rs"]
mod review;
#[path = "suite/review_terminal.rs"]
mod review_terminal;
#[path = "suite/review_wording.rs"]
mod review_wording;
#[path = "suite/revisions.rs"]
mod revisions;
#[path = "suite/robust.rs"]
mod robust;
#[path = "suite/schema.rs"]
mod schema;
#[path = "suite/sets.rs"]
mod sets;
#[path = "suite/sheets.rs"]
mod sheets;
#[path = "suite/shells.rs"]
mod shells;
#[path = "suite/sign_off_people.rs"]
mod sign_off_people;
#[path = "suite/since.rs"]
mod since;
#[path = "suite/since_reports.rs"]
mod since_reports;
#[path = "suite/snapshots.rs"]
mod snapshots;
#[path = "suite/stale_evidence.rs"]
mod stale_evidence;
#[path = "suite/story.rs"]
mod story;
#[path = "suite/support.rs"]
mod support;
#[path = "suite/suspect.rs"]
mod suspect;
#[path = "suite/taken_back.rs"]
mod taken_back;
#[path = "suite/trace.rs"]
mod trace;
#[path = "suite/unseen.rs"]
mod unseen;
#[path = "suite/upgrade.rs"]
mod upgrade;
#[path = "suite/upgrade_sets.rs"]
mod upgrade_sets;
#[path = "suite/upgrade_workspace.rs"]
mod upgrade_workspace;
#[path = "suite/verification.rs"]
mod verification;
#[path = "suite/workspace.rs"]
mod workspace;
#[path = "suite/writers.rs"]
mod writers;
