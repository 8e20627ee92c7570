use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::query::{Judgement, View, counting_requirements, judge_tested};

pub(super) const RULE: Rule = Rule {
    id: "failed-test",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "The test that verifies a requirement did not pass.",
    what: "A requirement with `tested` whose JUnit report does not say that the test passed. It passed where it ran and nothing says otherwise: failures and errors anywhere in it, `status`, `result`, and what its suite counts. Where it was tried again, the last try counts; of several tests of the name, one that failed is enough. Found as well: a test that was skipped or that the report does not have, a report that cannot be read, and one that git had and that was taken away, unless git ignores it now. A report that was never there is `missing-measurement`.",
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
    for (at, requirement) in counting_requirements(view.component) {
        let Some(tested) = &requirement.tested else { continue };
        let judged = judge_tested(tested);
        let (id, name) = (shown(&requirement.id), shown(&tested.junit.value));
        let found = match judged.verdict {
            Judgement::Failed => Some(("is not met", format!("make it pass, and write {name} again"))),
            Judgement::NotShown => Some((
                "is not shown to be met",
                format!("run the test, and write {name} again, or correct `junit` or `case`"),
            )),
            _ => None,
        };
        if let Some((what, help)) = found {
            let message = format!("`{id}` {what}: {}", judged.said);
            report.at(view.component.answer_files[at], tested.span.clone(), message).help(help).question(at);
        }
    }
}
