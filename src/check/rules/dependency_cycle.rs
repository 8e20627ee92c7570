use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::DependencyCycle,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A dependency closes a loop.",
    what: "A dependency that a component adds in `[questions.ID] depends-on`, or that its own set brings, and along which a question would in the end depend on itself. It is left out.",
    why: "In a loop a change to one answer calls for another look at all the others, itself included, without end.",
    fix: "The message shows the loop. Drop the dependency that goes the wrong way: `depends-on = { drop = [\"…\"] }` turns one of the catalog's off, so that it can be turned round.",
    off: "Turned off, the dependency is left out without a word.",
    bad: r#"[questions.business-problems]
depends-on = { add = ["data-source"] }"#,
    good: r#"[questions.data-source]
depends-on = { drop = ["business-problems"] }"#,
    run: None,
};
