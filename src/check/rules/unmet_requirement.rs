use super::reported::{By, reported};
use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{Judgement, View};

pub(super) const RULE: Rule = Rule {
    id: RuleId::UnmetRequirement,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A measured value is not what a requirement asks for, or its report does not say.",
    what: "A requirement with `measured` whose report holds a value outside of its bound: below `at-least`, above `at-most`, out of `between`, other than `equals`, where a text is no number that looks like it. A bound itself is within; digits that binary fractions add do not count. Found as well: a report that is there and does not say (it cannot be read, lacks the key or has it twice, holds NaN, an infinite number or a text where a number is compared), and one that git had and that was taken away, unless git ignores it now. A report that was never there is `missing-measurement`.",
    why: "The agreed fit criterion fails on the model as it is: either the model is not good enough yet, or the requirement was wrong. A report that went or broke must not turn the gate green.",
    fix: "Improve the component and measure again, or agree on another bound with those who set it.",
    off: "Waive a single one, with a day, while the known shortfall is being worked on.",
    bad: r#"# reports/eval.json: { "metrics": { "recall": 0.91 } }
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
    for one in reported(view) {
        let By::Measured(measured) = one.by else { continue };
        let (key, name) = (shown(&measured.key), shown(&measured.file.value));
        let judged = one.judged();
        let (what, help) = match judged.verdict {
            Judgement::NotMet => ("is not met", format!("`{key}` in {name} must change, or the bound")),
            Judgement::NotShown => (
                "is not shown to be met",
                format!("measure again, so that {name} has a value at `{key}`, or correct `file` or `key`"),
            ),
            _ => continue,
        };
        one.find(view, what, &judged, help, report);
    }
}
