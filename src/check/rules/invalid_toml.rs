use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::InvalidToml,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "A file cannot be read as TOML.",
    what: "A `formwork.toml`, a stage's file, `reviews.toml` or `retired.toml` that is not TOML, not UTF-8, or no regular file. It yields this finding and none about its questions.",
    why: "What cannot be read can neither be checked nor rendered, and a guess at what was meant would lose text.",
    fix: "Go to the line that is named. The usual causes are a missing closing quote, a key that stands twice, and a text of several lines between single quotes; such a text stands between `'''` and `'''`.",
    off: "It cannot be turned off or waived: there is nothing to check in such a file.",
    bad: r#"[data-source]
answer = "Four cameras"#,
    good: r#"[data-source]
answer = "Four cameras""#,
    run: None,
};
