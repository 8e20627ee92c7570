use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::InvalidSet,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "Something in a set of your own cannot be used.",
    what: "A question, a stage, a role, a condition or a dependency in a team's own set that cannot be taken in: an id that is there already, a stage, role, fact, question or choice that nothing has, a missing text. The rest of the set is used.",
    why: "A question that is left out is asked of nobody, and the gate would be green without its answer.",
    fix: "The message says what the word should have been. `formwork catalog check FILE` looks at the set alone.",
    off: "It cannot be turned off or waived: what cannot be taken in has no meaning that could be let through.",
    bad: r#"# sets/ours.toml
[[question]]
id = "night-light"
stage = "dat"
text = "Is there enough light at night?"
roles = ["domain-expert"]"#,
    good: r#"# sets/ours.toml
[[question]]
id = "night-light"
stage = "data"
text = "Is there enough light at night?"
roles = ["domain-expert"]"#,
    run: None,
};
