//! What a gate says that an earlier state did not have: findings that are new, and policy that asks for less.

use std::collections::HashMap;

use super::engine::{is_selected, located};
use super::rules::loosened_policy;
use super::weight::severity;
use super::{Options, Report, text::shown};
use crate::diag::{Finding, Location, RuleId, Severity};
use crate::diff;
use crate::model::{Loaded, Policy, Settings};
use crate::query::View;
use crate::source::SourceFile;

/// An earlier state, as the one of now is held against it.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'e> {
    /// Its name: a revision.
    pub name: &'e str,
    /// The least severity that fails.
    pub fails_from: Severity,
}

/// The findings of now, told apart into those that the earlier state did not have and those that it had. What is
/// compared stays when other lines change: rule, question or file, and message. One that stands there more often than
/// before is new as often as it came, and one that blocks now and did not before is new as well.
pub fn tell_apart(
    before: &[Finding],
    now: Vec<Finding>,
    earlier: Earlier<'_>,
) -> (Vec<Finding>, Vec<Finding>) {
    let mut had: HashMap<Print, Vec<Severity>> = HashMap::new();
    for finding in before {
        had.entry(print(finding)).or_default().push(finding.severity);
    }
    for severities in had.values_mut() {
        severities.sort_unstable();
    }
    let (mut new, mut old) = (Vec::new(), Vec::new());
    for mut finding in now {
        match had.get_mut(&print(&finding)).and_then(Vec::pop) {
            None => new.push(finding),
            Some(was) if was < earlier.fails_from && finding.severity >= earlier.fails_from => {
                finding.message += &format!("; at {} it was a {}", shown(earlier.name), was.word());
                new.push(finding);
            }
            Some(_) => old.push(finding),
        }
    }
    (new, old)
}

/// Rule, question or else the file's name, message. A component that moves keeps the names of its files.
type Print = (RuleId, Option<String>, String);

fn print(finding: &Finding) -> Print {
    // That of an open question says how many others rest on it, which is news of the others.
    let message = if finding.open.is_some() { String::new() } else { without_lines(&finding.message) };
    let file = || Some(finding.location.as_ref()?.file.rsplit('/').next()?.to_owned());
    (finding.rule, finding.question.clone().or_else(file), message)
}

/// A message without the numbers behind the word "line".
fn without_lines(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.find("line ") {
        let (before, behind) = rest.split_at(at + "line ".len());
        out += before;
        rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out + rest
}

/// What of a component's policy asks for less than an earlier state did, as findings. What the rule weighs is the
/// heavier of what both states say, so that no change hides itself.
pub fn loosened(before: &Loaded, after: &Loaded, options: &Options) -> Vec<Finding> {
    let rule = &loosened_policy::RULE;
    let policy = options.policy.as_deref();
    let heavier = severity(rule, &before.settings, policy).max(severity(rule, &after.settings, policy));
    let Some(severity) = heavier else { return Vec::new() };
    let view = |loaded| View::new(loaded, Some(options.today));
    let weight = |id: &str| super::rule_named(id).map(|rule| rule.severity);
    let changes = diff::changes(Some(&view(before)), Some(&view(after)), &weight);
    let mut found = Vec::new();
    loosened_policy::run(after, &changes.policy, &mut Report { rule, severity, policy, found: &mut found });
    if !(options.stages.is_empty() && options.roles.is_empty()) {
        found.retain(|raised| is_selected(after, options, raised));
    }
    located(
        found,
        |file| after.files.get(file),
        after.id.as_str(),
        |question| after.form.questions.get(question).map(|question| question.id.to_string()),
    )
}

/// Components that a workspace no longer looks at although they are there, by their ids, as findings of its own file.
/// `before` and `after` are what that file says.
pub fn left_out(
    ids: &[String],
    before: &Settings,
    (file, after): (&SourceFile, &Settings),
    options: &Options,
) -> Vec<Finding> {
    let rule = &loosened_policy::RULE;
    let policy = options.policy.as_deref();
    let weighs = |settings: &Settings| match &settings.workspace {
        Some(workspace) => severity(rule, &settings.clone().or(&workspace.defaults), policy),
        None => severity(rule, settings, policy),
    };
    let Some(severity) = weighs(before).max(weighs(after)) else { return Vec::new() };
    let mut found = Vec::new();
    let mut report = Report { rule, severity, policy, found: &mut found };
    for id in ids {
        loosened_policy::left_out(id, after, &mut report);
    }
    located(found, |_| Some(file), ".", |_| None)
}

/// What a policy asks for no longer, as findings about its file: with it everything under it asks for less.
pub fn lowered_floor(before: &Policy, after: &Policy) -> Vec<Finding> {
    let one = |change| Finding {
        message: loosened_policy::message(&change),
        ..about_file(after.file.clone(), Severity::Error)
    };
    diff::floor(before, after).into_iter().map(one).collect()
}

/// A finding about a file as a whole.
fn about_file(file: String, severity: Severity) -> Finding {
    Finding {
        rule: RuleId::LoosenedPolicy,
        severity,
        message: String::new(),
        help: Some("take it back, or let the reviewers agree to it".to_owned()),
        component: ".".to_owned(),
        question: None,
        location: Some(Location::whole(file)),
        open: None,
        command: None,
        together: None,
    }
}

/// A project that is there no more, as a finding about its `formwork.toml`. `before` is what that said.
pub fn gone(file: String, before: &Settings, options: &Options) -> Option<Finding> {
    let rule = &loosened_policy::RULE;
    let weighs = |settings: &Settings| severity(rule, settings, options.policy.as_deref());
    let severity = weighs(before).max(weighs(&Settings::default()))?;
    let message = "the formwork.toml is gone, so nothing is checked any more".to_owned();
    Some(Finding { message, ..about_file(file, severity) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: RuleId = RuleId::UnknownKey;
    const Y: RuleId = RuleId::InvalidValue;
    const EARLIER: Earlier<'static> = Earlier { name: "main", fails_from: Severity::Error };

    fn tell_apart(before: &[Finding], now: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
        super::tell_apart(before, now, EARLIER)
    }

    fn finding(rule: RuleId, message: &str, line: usize) -> Finding {
        Finding {
            rule,
            severity: Severity::Error,
            message: message.to_owned(),
            help: None,
            component: "a".to_owned(),
            question: None,
            location: Some(Location { line, ..Location::whole("a.toml") }),
            open: None,
            command: None,
            together: None,
        }
    }

    #[test]
    fn a_finding_that_only_moved_is_none_of_the_new_ones() {
        let before = [finding(X, "also on line 3 there", 7), finding(X, "twice", 1)];
        let now = vec![
            finding(X, "also on line 12 there", 9),
            finding(X, "twice", 4),
            finding(X, "twice", 5),
            finding(Y, "twice", 6),
        ];
        let (new, old) = tell_apart(&before, now);
        let short = |all: &[Finding]| -> Vec<(RuleId, String)> {
            all.iter().map(|one| (one.rule, one.message.clone())).collect()
        };
        assert_eq!(short(&new), [(X, "twice".to_owned()), (Y, "twice".to_owned())]);
        assert_eq!(old.len(), 2);
    }

    #[test]
    fn what_blocks_now_and_did_not_before_is_new_and_says_so() {
        let weighing = |severity| Finding { severity, ..finding(X, "so", 1) };
        let told = |was, is| {
            let (new, old) = tell_apart(&[weighing(was)], vec![weighing(is)]);
            (new.first().map(|one| one.message.clone()), old.len())
        };
        let new = Some("so; at main it was a warning".to_owned());
        assert_eq!(told(Severity::Warning, Severity::Error), (new, 0));
        assert_eq!(told(Severity::Note, Severity::Warning), (None, 1));
        assert_eq!(told(Severity::Error, Severity::Warning), (None, 1));
        // Whoever fails on warnings had that one before.
        let earlier = Earlier { fails_from: Severity::Warning, ..EARLIER };
        let (new, old) =
            super::tell_apart(&[weighing(Severity::Warning)], vec![weighing(Severity::Error)], earlier);
        assert_eq!((new.len(), old.len()), (0, 1));
    }

    #[test]
    fn the_same_in_another_file_is_new_and_in_another_folder_is_not() {
        let within = |file: &str| Finding {
            location: Some(Location::whole(file)),
            ..finding(X, "a merge is not finished", 1)
        };
        let (new, old) = tell_apart(&[within("a/data.toml")], vec![within("a/modeling.toml")]);
        assert_eq!((new.len(), old.len()), (1, 0));
        let (new, old) = tell_apart(&[within("a/data.toml")], vec![within("b/data.toml")]);
        assert_eq!((new.len(), old.len()), (0, 1));
    }
}
