//! What is measured: a line a row.

use std::path::Path;

use crate::floors;

/// A kind of workspace, made anew for each size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workspace {
    /// The complete example, numbered; in a repository without a commit.
    Plain,
    /// The same, nine of ten components taking in the output of the one before.
    Fed,
    /// Every answer stamped in `reviews.toml`, every test requirement measured in a JSON file.
    Verified,
    /// A repository of a hundred commits; in the last fifty of them one answer of each component changed.
    History,
}

pub(crate) const WORKSPACES: [Workspace; 4] =
    [Workspace::Plain, Workspace::Fed, Workspace::Verified, Workspace::History];

/// A command beside what it cannot do without.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) args: &'static [&'static str],
    /// The folder in which it runs, from the workspace's root.
    pub(crate) within: &'static str,
    pub(crate) workspace: Workspace,
    pub(crate) floor: fn(&Path),
}

const fn row(
    name: &'static str,
    args: &'static [&'static str],
    workspace: Workspace,
    floor: fn(&Path),
) -> Row {
    Row { name, args, within: "", workspace, floor }
}

pub(crate) const ROWS: [Row; 9] = [
    row("check", &["check", "--format", "json"], Workspace::Plain, floors::check),
    row("render", &["render", "--output", "out", "--format", "html"], Workspace::Plain, floors::render),
    row("fed-check", &["check", "--format", "json"], Workspace::Fed, floors::check),
    row("impact", &["impact", "data-source"], Workspace::Fed, floors::check),
    row("maturity", &["maturity"], Workspace::Fed, floors::check),
    row("verified-check", &["check", "--format", "json"], Workspace::Verified, floors::verified),
    row("diff", &["diff", "HEAD~50"], Workspace::History, floors::history),
    row(
        "check-since",
        &["check", "--since", "HEAD~50", "--format", "json"],
        Workspace::History,
        floors::history,
    ),
    // `review` works on one component at a time: all answers of a stage, each with its page on standard output.
    Row {
        within: "services/c0000",
        ..row(
            "review",
            &["review", "--stage", "data", "--by", "@lea", "--yes"],
            Workspace::History,
            floors::review,
        )
    },
];
