use crate::check::Rule;
use crate::diag::{RuleId, Severity};

pub(super) const RULE: Rule = Rule {
    id: RuleId::ConflictMarker,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "A merge stopped here and was not finished.",
    what: "Lines of git's conflict markers, `<<<<<<<` and `>>>>>>>`, also within an answer.",
    why: "Between the markers stand two answers to one question, and nobody has decided between them.",
    fix: "Decide between the two sides, or write one that holds both, delete the marker lines, and check again.",
    off: "It cannot be turned off or waived: the file says two things at once.",
    bad: r#"[end-users]
<<<<<<< HEAD
answer = "Keepers"
=======
answer = "Keepers and vets"
>>>>>>> vets"#,
    good: r#"[end-users]
answer = "Keepers and vets""#,
    run: None,
};
