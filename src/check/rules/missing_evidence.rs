use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{Evidence, EvidenceFact, FileId, Outside, Settings};
use crate::query::View;

pub(super) const RULE: Rule = Rule {
    id: RuleId::MissingEvidence,
    severity: Severity::Warning,
    fixed: false,
    waivable: true,
    title: "Evidence names a file that is not there.",
    what: "A path in `evidence`, relative to the component, that does not exist. Fragments behind `#` and https addresses are not looked up.",
    why: "Evidence that cannot be opened supports nothing.",
    fix: "Correct the path, add the file, or take the entry out.",
    off: "Waive a single one where the document is kept in another place on purpose.",
    bad: r#"[privacy]
answer = "Faces are blurred."
evidence = ["docs/privcy.md"]"#,
    good: r#"[privacy]
answer = "Faces are blurred."
evidence = ["docs/privacy.md#faces"]"#,
    run: Some(run),
};

const HELP: &str = "a path is relative to the folder of formwork.toml; correct it, or add the file";

fn run(view: &View<'_>, report: &mut Report<'_>) {
    super::evidence(view, EvidenceFact::Missing, |question, evidence| {
        report.within(view.component, question, &evidence.span, message(evidence)).help(HELP);
    });
    items(&view.component.settings, view.outside, report);
}

/// The evidence of `[frameworks]`.
pub(super) fn items(settings: &Settings, outside: &Outside, report: &mut Report<'_>) {
    for evidence in super::item_evidence(settings, outside, EvidenceFact::Missing) {
        report.at(FileId::SETTINGS, evidence.span.clone(), message(evidence)).help(HELP);
    }
}

fn message(evidence: &Evidence) -> String {
    format!("the evidence `{}` is not there", shown(&evidence.written))
}
