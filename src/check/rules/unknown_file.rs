use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnknownFile,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "A file among the stage files that nothing reads.",
    what: "A TOML file in the component's folder that is no stage's file and none of formwork's own, one that looks like it (`data.toml.bak`, `data.tml`), or a folder other than `schema`. Prose such as `README.md` is welcome.",
    why: "Answers in a file with a wrong name are read by nobody.",
    fix: "Rename the file to its stage's name, or put it elsewhere.",
    off: "Turn it off if other tools keep TOML files in this folder.",
    bad: "# formwork/modelling.toml",
    good: "# formwork/modeling.toml",
    run: None,
};
