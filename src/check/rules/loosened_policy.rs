use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::Severity;
use crate::diff::PolicyChange;
use crate::model::{Component, SETTINGS_FILE};

pub(in crate::check) const RULE: Rule = Rule {
    id: "loosened-policy",
    severity: Severity::Warning,
    fixed: false,
    waivable: false,
    title: "The component asks for less than before.",
    what: "Only with `check --since REV`: a maturity level lowered, a fact that counted as yes and counts as no, a rule turned down or off, a waiver added, a question made optional, a sign-off or a set taken out, a formal requirement taken out or its bound, test or age made weaker, compared with that revision.",
    why: "A gate that turns green because it asks for less looks like one that turned green because the work was done. Whoever reviews the change should see which of the two it is.",
    fix: "Take the change back, or say in the merge request why less is enough. Once it is merged, the finding is gone.",
    off: "Turn it off where the policy is looked after elsewhere; a change that turns it off is still held against it.",
    bad: r#"# at REV: maturity = "critical"
maturity = "non-critical""#,
    good: r#"# at REV: maturity = "critical"
maturity = "critical""#,
    run: None,
};

/// One finding for each change that loosens.
pub(in crate::check) fn run(component: &Component, changes: &[PolicyChange], report: &mut Report<'_>) {
    for change in changes.iter().filter(|change| change.loosens) {
        let or_nothing = |text: &str| match text {
            "" => "not there".to_owned(),
            text => format!("`{}`", shown(text)),
        };
        let message = format!(
            "`{}` asks for less than before: it was {} and is {}",
            shown(&change.key),
            or_nothing(&change.before),
            or_nothing(&change.after)
        );
        let question = change.question.as_deref().and_then(|id| component.form.find(id));
        let (file, span) = match question {
            Some(at) if change.in_answer && change.span.is_empty() => component.place_of(at),
            Some(at) if change.in_answer => (component.answer_files[at], change.span.clone()),
            _ => (SETTINGS_FILE, change.span.clone()),
        };
        let adding = report.at(file, span, message).help("take it back, or let the reviewers agree to it");
        if let Some(question) = question {
            adding.question(question);
        }
    }
}
