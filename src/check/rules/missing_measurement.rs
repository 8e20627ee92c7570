use super::reported::{By, Reported, reported};
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{Judgement, View};

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingMeasurement,
    // A warning: reports come out of a run that needs the requirements first, and the first gate of a
    // component must not wait for it.
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "A requirement names a report that is not there.",
    what: "A requirement with `measured` or `tested` whose report is not there and that git never had, or ignores. A report that is there and does not say whether the requirement is met, or that was taken out of git, is `unmet-requirement` or `failed-test`.",
    why: "The requirement looks verified and is not. It is no error by default, because a report is often written only after the first gate.",
    fix: "Run what writes the report before the gate, or correct the path.",
    off: "Make it an error where the reports are always there before the gate, committed or written by the run: `missing-measurement = \"error\"`. Turn it off where some machines never have them.",
    bad: r#"# there is no reports/eval.json
[[output-metrics.requirement]]
id = "recall-floor"
text = "The system shall find at least 95 % of the snakes."
measured = { file = "reports/eval.json", key = "metrics.recall", at-least = 0.95 }"#,
    good: r#"# reports/eval.json: { "metrics": { "recall": 0.96 } }
[[output-metrics.requirement]]
id = "recall-floor"
text = "The system shall find at least 95 % of the snakes."
measured = { file = "reports/eval.json", key = "metrics.recall", at-least = 0.95 }"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    for one in reported(view).filter(Reported::is_asked) {
        let help = match one.by {
            By::Measured(_) => "run what writes the report before the gate, or correct `file`",
            By::Tested(_) => "run the tests before the gate, or correct `junit`",
        };
        let judged = one.judged();
        if judged.verdict == Judgement::NoMeasurement {
            one.find(view, "is not verified", &judged, help, report);
        }
    }
}
