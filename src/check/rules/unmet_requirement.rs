use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::query::{Judgement, View, counting_requirements, judge_measured};

pub(super) const RULE: Rule = Rule {
    id: "unmet-requirement",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "A measured value is not what a requirement asks for.",
    what: "A requirement with `measured` whose report holds a value outside of its bound: below `at-least`, above `at-most`, out of `between`, other than `equals`. A bound itself is within; digits that binary fractions add do not count.",
    why: "The agreed fit criterion fails on the model as it is: either the model is not good enough yet, or the requirement was wrong.",
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
    for (at, requirement) in counting_requirements(view.component) {
        let Some(measured) = &requirement.measured else { continue };
        let judged = judge_measured(measured);
        if judged.verdict != Judgement::NotMet {
            continue;
        }
        let message = format!("`{}` is not met: {}", shown(&requirement.id), judged.said);
        let help = format!(
            "`{}` in {} must change, or the bound",
            shown(&measured.key),
            shown(&measured.file.value)
        );
        let file = view.component.answer_files[at];
        report.at(file, measured.span.clone(), message).help(help).question(at);
    }
}
