use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingMember,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "A workspace names a component that is not there.",
    what: "A member that stands literally in `[workspace] members` and has no `formwork.toml`, a glob that fits no component, a folder on its way that cannot be read, or a member behind a link.",
    why: "A component that was moved or misspelled would leave the gate without a word.",
    fix: "Make the component with `formwork init`, correct the path, or take it off the list.",
    off: "It cannot be turned off or waived: a gate that skips components says nothing about them.",
    bad: r#"format = 1

[workspace]
members = ["services/detector"] # there is no such folder"#,
    good: r#"format = 1

[workspace]
members = ["services/*"]"#,
    run: None,
};
