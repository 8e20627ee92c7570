use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::diff::{PolicyChange, Subject, Within};
use crate::model::{Component, FileId, Settings};
use crate::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    id: RuleId::LoosenedPolicy,
    severity: Severity::Warning,
    fixed: false,
    waivable: false,
    title: "The component asks for less than before.",
    what: "Only with `check --since REV`, compared with that revision: a maturity level lowered, an older form, a fact that counted as yes and counts as no, a rule turned down or off, a waiver added or one that reaches further, a question made optional, a sign-off, a set, a dependency (`depends-on`), a `[[consumes]]` or a stamp of an answer that still stands, or a hash in one that nobody made anew, taken out or made unreadable, a role that signs and is played by other people altogether, a formal requirement taken out, its bound or age made weaker, or one that looks at another key or test case, one that is looked up in a report that is not there while the one of before is, an answer with formal requirements whose question is now said not to apply, a component that is there and that its workspace no longer lists; under `--if-present` also a project that is gone. Under a policy it is an error, and what the policy's own file asks for no longer is one too, where it lies in the repository.",
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
        let message = message(change);
        let question = change.question.as_deref().and_then(|id| component.form.find(id));
        let (file, span) = match (change.file, question) {
            (_, Some(at)) if change.subject == Subject::Silenced => status_of(component, at),
            (Within::Answer, Some(at)) if change.span.is_empty() => component.place_of(at),
            (Within::Answer, Some(at)) => (component.answer_files[at], change.span.clone()),
            (Within::Reviews, _) => (component.reviews_or_settings(), change.span.clone()),
            (Within::Answer | Within::Settings, _) => (FileId::SETTINGS, change.span.clone()),
        };
        let adding = report.at(file, span, message).help("take it back, or let the reviewers agree to it");
        if let Some(question) = question {
            adding.question(question);
        }
    }
}

/// Where an answer says that its question does not apply.
fn status_of(component: &Component, at: usize) -> (FileId, Span) {
    let status = component.answer(at).and_then(|answer| answer.status.as_ref());
    status.map_or_else(|| component.place_of(at), |status| (component.answer_files[at], status.span.clone()))
}

/// A component that is there and that its workspace no longer lists.
pub(in crate::check) fn left_out(id: &str, workspace: &Settings, report: &mut Report<'_>) {
    let lists = workspace.workspace.as_ref().and_then(|all| all.exclude.first().or(all.members.first()));
    let place = lists.map_or(0..0, |list| list.span.clone());
    let message = format!("the component `{}` is there and is no longer checked", shown(id));
    report
        .at(FileId::SETTINGS, place, message)
        .help("put it back on the workspace's `members`, or let the reviewers agree to it");
}

/// What asks for less, in a sentence.
pub(in crate::check) fn message(change: &PolicyChange) -> String {
    let or_nothing = |text: &str| match text {
        "" => "not there".to_owned(),
        text => format!("`{}`", shown(text)),
    };
    let (before, after) = (or_nothing(&change.before), or_nothing(&change.after));
    match &change.subject {
        Subject::Key => {
            format!("`{}` asks for less than before: it was {before} and is {after}", shown(&change.key))
        }
        Subject::Waiver(rule) => {
            let rule = shown(rule);
            let of = change.question.as_ref().map_or_else(String::new, |id| format!(" of `{}`", shown(id)));
            if change.before.is_empty() {
                format!("a new waiver lets `{rule}`{of} through {}", shown(&change.after))
            } else {
                format!("the waiver of `{rule}`{of} reaches further: it was {before} and is {after}")
            }
        }
        Subject::Silenced => {
            let id = change.question.as_deref().unwrap_or_default();
            let several = change.before.contains(", ");
            let (count, them) = if several { ("count", "requirements") } else { ("counts", "requirement") };
            let before = shown(&change.before).replace(", ", "`, `");
            format!("`{}` is said not to apply here, so its {them} `{before}` {count} no longer", shown(id))
        }
        Subject::Stamp if !change.after.is_empty() => {
            format!("`{}` cannot be read any more: it was {before} and is {after}", shown(&change.key))
        }
        Subject::Stamp => format!("`{}` is gone: it was {before}", shown(&change.key)),
    }
}
