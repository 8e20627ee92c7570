use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnknownKey,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A key that nothing reads.",
    what: "A key in `formwork.toml` or in an answer's table that the format does not have.",
    why: "A misspelled key has no effect, and what it was meant to say is lost without a word.",
    fix: "Correct the key; the message names the nearest one. Remarks go to `note`, or into a comment.",
    off: "Turn it down to a note while another tool keeps keys of its own in these files.",
    bad: r#"[privacy]
answer = "Faces are blurred."
evidense = ["docs/privacy.md"]"#,
    good: r#"[privacy]
answer = "Faces are blurred."
evidence = ["docs/privacy.md"]"#,
    run: None,
};
