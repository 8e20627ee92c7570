use super::reported::{By, reported};
use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::query::{Judgement, View};

pub(super) const RULE: Rule = Rule {
    id: RuleId::FailedTest,
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "The test that verifies a requirement did not pass.",
    what: "A requirement with `tested` whose JUnit report does not say that the test passed. It passed where it ran and nothing says otherwise: failures, errors and elements in it that are not known, words such as `status` and `result`, and what its suite says of itself and counts, of failures and of tests that did not run. Where it was tried again, the last try counts; of several tests of the name, one that failed is enough. Found as well: a test that was skipped or that the report does not have, a report that cannot be read, and one that git had and that was taken away, unless git ignores it now. A report that was never there is `missing-measurement`.",
    why: "The requirement is not met by the component as it was tested, or nobody can tell. A test that is skipped or taken away must not turn the gate green.",
    fix: "Make the test pass and write the report again.",
    off: "Waive a single one, with a day, while the failure is being looked into.",
    bad: r#"# in target/junit.xml the test has a <failure>
[[performance-requirements.requirement]]
id = "fast-answer"
text = "The system shall answer within 200 ms."
tested = { junit = "target/junit.xml", case = "latency::p95" }"#,
    good: r#"# in target/junit.xml the test passed
[[performance-requirements.requirement]]
id = "fast-answer"
text = "The system shall answer within 200 ms."
tested = { junit = "target/junit.xml", case = "latency::p95" }"#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    for one in reported(view) {
        let By::Tested(tested) = one.by else { continue };
        let name = shown(&tested.junit.value);
        let judged = one.judged();
        let (what, help) = match judged.verdict {
            Judgement::Failed => ("is not met", format!("make it pass, and write {name} again")),
            Judgement::NotShown => (
                "is not shown to be met",
                format!("run the test, and write {name} again, or correct `junit` or `case`"),
            ),
            _ => continue,
        };
        one.find(view, what, &judged, help, report);
    }
}
