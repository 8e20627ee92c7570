use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{View, counting_requirements, stale};

pub(super) const RULE: Rule = Rule {
    id: RuleId::StaleEvidence,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "What supports a requirement is older than it may be.",
    what: "A report that a requirement names, and whose last commit is older than `max-age` days or than the last commit that changed the answer's text, where it has one. A requirement that names no report but has `max-age` means the answer's evidence. What is not committed counts as new. Without git, or in a clone whose history was cut off, nothing is found, and `check` says that nobody looked.",
    why: "A measurement of last year, or one made before the answer was changed, says nothing about what is agreed today.",
    fix: "Measure or look again, and commit the new report; or allow a greater age. Git cannot tell a report that came out the same to the byte: let it hold the time of its run.",
    off: "Turn it off where reports are kept outside of git's history on purpose.",
    bad: r#"# on 21 November 2026; reports/eval.json was committed on 3 January
[[output-metrics.requirement]]
id = "recall-floor"
text = "The system shall find at least 95 % of the snakes."
measured = { file = "reports/eval.json", key = "metrics.recall", at-least = 0.95 }
max-age = 90"#,
    good: r#"# reports/eval.json was measured and committed again
[[output-metrics.requirement]]
id = "recall-floor"
text = "The system shall find at least 95 % of the snakes."
measured = { file = "reports/eval.json", key = "metrics.recall", at-least = 0.95 }
max-age = 90"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    for (at, requirement) in counting_requirements(view.component) {
        for one in stale(view.outside, at, requirement) {
            let message = format!("the evidence of `{}` is stale: {}", shown(&requirement.id), one.said);
            let help = if one.by_age {
                "measure or look again, and commit what comes of it"
            } else {
                "measure against the answer as it is now, and commit the report"
            };
            report.within(view.component, at, &one.span, message).help(help);
        }
    }
}
