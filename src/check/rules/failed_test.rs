use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::query::{Judgement, View, counting_requirements, judge_tested};

pub(super) const RULE: Rule = Rule {
    id: "failed-test",
    severity: Severity::Error,
    fixed: false,
    waivable: true,
    title: "The test that verifies a requirement failed.",
    what: "A requirement with `tested` whose JUnit report says that the test failed or ended in an error. Where several tests have the name, one that failed is enough. A test passed only where it ran and nothing in the report says otherwise: failures anywhere in it, `status`, `result` and the counts of its suite are looked at. One that passed when it was tried again passed.",
    why: "The requirement is not met by the component as it was tested.",
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
        if judged.verdict == Judgement::Failed {
            let message = format!("`{}` is not met: {}", shown(&requirement.id), judged.said);
            let help = format!("make it pass, and write {} again", shown(&tested.junit.value));
            report.at(view.component.answer_files[at], tested.span.clone(), message).help(help).question(at);
        }
    }
}
