use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::NewerToml,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "Syntax that is newer than TOML 1.0.",
    what: "Inline tables over several lines or with a comma at their end, times without seconds, and the escapes `\\e` and `\\x`.",
    why: "Editors, scripts and other tools mostly read TOML 1.0 and refuse the file.",
    fix: "Write it in the way of TOML 1.0: an inline table on one line, or a table with a header of its own.",
    off: "Turn it off once all tools that read these files know TOML 1.1.",
    bad: "facts = {
  streaming = true,
}",
    good: "[facts]
streaming = true",
    run: None,
};
