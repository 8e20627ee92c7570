use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{Evidence, EvidenceFact, FileId, Outside, Reading, Settings};
use crate::query::{View, requirements};

pub(super) const RULE: Rule = Rule {
    id: RuleId::OutsideRepository,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "A path leads out of the repository.",
    what: "Evidence, a report that a requirement names, a workspace member, a consumed component or a file of the component whose path leaves the repository, by `..`, by a leading `/`, or through a link.",
    why: "On another machine something else lies there, or nothing; and a file that comes from elsewhere must not make formwork look around on this one.",
    fix: "Copy the file into the repository, or name an https address.",
    off: "It cannot be turned off or waived: it keeps other people's files from reaching beyond the repository.",
    bad: r#"[privacy]
answer = "Faces are blurred."
evidence = ["/home/mia/report.pdf"]"#,
    good: r#"[privacy]
answer = "Faces are blurred."
evidence = ["docs/report.pdf"]"#,
    run: Some(run),
};

const HELP: &str = "copy it into the repository, or name an https address";

fn run(view: &View<'_>, report: &mut Report<'_>) {
    super::evidence(view, EvidenceFact::Outside, |question, evidence| {
        report.within(view.component, question, &evidence.span, message(evidence)).help(HELP);
    });
    items(&view.component.settings, view.outside, report);
    reports(view, report);
}

/// The evidence of `[frameworks]`.
pub(super) fn items(settings: &Settings, outside: &Outside, report: &mut Report<'_>) {
    for evidence in super::item_evidence(settings, outside, EvidenceFact::Outside) {
        report.at(FileId::SETTINGS, evidence.span.clone(), message(evidence)).help(HELP);
    }
}

fn message(evidence: &Evidence) -> String {
    format!("the evidence `{}` lies outside the repository", shown(&evidence.written))
}

/// The reports that requirements name.
fn reports(view: &View<'_>, report: &mut Report<'_>) {
    for (at, requirement) in requirements(view.component) {
        let measured = requirement.measured.iter();
        let measured = measured.filter(|one| *view.outside.measured(one) == Reading::Outside);
        let tested = requirement.tested.iter();
        let tested = tested.filter(|one| *view.outside.tested(one) == Reading::Outside);
        for file in measured.map(|one| &one.file).chain(tested.map(|one| &one.junit)) {
            let message =
                format!("the report `{}` lies outside the repository; it was not read", shown(&file.value));
            report
                .within(view.component, at, &file.span, message)
                .help("write it into the repository, or copy it there");
        }
    }
}
