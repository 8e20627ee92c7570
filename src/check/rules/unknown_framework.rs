use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnknownFramework,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A framework or an item of one that the catalog does not have.",
    what: "`[frameworks.ID.\"ITEM\"]` in `formwork.toml` whose framework or item the catalog does not know.",
    why: "What stands under a misspelled item appears in no document, and the item itself looks as if nothing informed it.",
    fix: "Correct the id: `formwork catalog frameworks` shows the frameworks, `formwork catalog show ID` the items of one.",
    off: "Turn it down to a note while a newer formwork brings the framework.",
    bad: r#"[frameworks.annex-iv."10"]
evidence = ["docs/declaration.pdf"]"#,
    good: r#"[frameworks.annex-iv."8"]
evidence = ["docs/declaration.pdf"]"#,
    run: None,
};
