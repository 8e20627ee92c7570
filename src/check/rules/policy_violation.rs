use crate::check::text::shown;
use crate::check::{Report, Rule};
use crate::diag::{RuleId, Severity};
use crate::model::{FileId, Policy, Settings};
use crate::query::{View, Why, is_made_optional};
use crate::source::{Span, Spanned};

pub(super) const RULE: Rule = Rule {
    id: RuleId::PolicyViolation,
    severity: Severity::Error,
    fixed: true,
    waivable: false,
    title: "The component stays below the policy that `check` was given.",
    what: "Under `check --policy FILE` or `FORMWORK_POLICY`: a maturity level below the policy's `least-maturity`, a set of its `sets` that the component does not take in, a question of its `required` that is not required here, a question made optional, by the component or by a set of its own, that is none of its `optional`, a waiver of a rule that it holds to be `unwaivable`, a waiver that reaches further than its `longest-waiver`.",
    why: "The policy is one floor under many components; whoever set it relies on it.",
    fix: "Raise the component to the policy, or talk to whoever keeps it. A rule that the component turns down is no violation: where the policy sets it, or holds it to be `unwaivable`, the policy's weight simply holds.",
    off: "It cannot be turned off or waived here: then the policy would be none. Change the policy.",
    bad: r#"# the policy says least-maturity = "non-critical"
maturity = "experimentation""#,
    good: r#"maturity = "non-critical""#,
    run: Some(run),
};

fn run(view: &View<'_>, report: &mut Report<'_>) {
    let Some(policy) = report.policy else { return };
    let settings = &view.component.settings;
    let file = shown(&policy.file);
    if let (Some(least), Some(level)) = (&policy.least_maturity, &settings.maturity)
        && level.value < least.value
    {
        let message = format!("level {} is below {}, the least that {file} allows", level.value, least.value);
        let help = format!("formwork maturity set {}", least.value);
        report.at(FileId::SETTINGS, level.span.clone(), message).help(help);
    }
    sets(settings, policy, report);
    required(view, policy, report);
    optional(view, policy, report);
    waivers(view, policy, report);
}

fn sets(settings: &Settings, policy: &Policy, report: &mut Report<'_>) {
    let taken = || settings.sets.iter().flatten();
    let place: Span = match (taken().next(), &settings.form) {
        (Some(set), _) => set.written.span.clone(),
        (None, Some(form)) => form.span.clone(),
        (None, None) => 0..0,
    };
    for wanted in policy.sets.iter().filter(|wanted| !taken().any(|set| set.covers(&wanted.value))) {
        let set = shown(&wanted.value);
        let message = format!("{} asks for the set `{set}`, which is not taken in", shown(&policy.file));
        report.at(FileId::SETTINGS, place.clone(), message).help(format!(
            "add it to `sets`: sets = [\"{set}\"], then `formwork upgrade` adds its questions"
        ));
    }
}

/// Questions that every component requires.
fn required(view: &View<'_>, policy: &Policy, report: &mut Report<'_>) {
    let (form, settings) = (&view.component.form, &view.component.settings);
    let file = shown(&policy.file);
    let place = settings.form.as_ref().map_or(0..0, |form| form.span.clone());
    for Spanned { value: wanted, .. } in &policy.required {
        let id = shown(wanted);
        let Some(at) = form.find(wanted) else {
            let message = format!("{file} requires `{id}`, which {} does not have", shown(&form.named()));
            report
                .at(FileId::SETTINGS, place.clone(), message)
                .help("`formwork upgrade` brings a newer form; a set brings its own questions");
            continue;
        };
        if !view.required[at].required {
            let own = settings.questions.iter().find(|own| own.question.value == *wanted);
            let place = own.map_or(place.clone(), |own| own.question.span.clone());
            report
                .at(FileId::SETTINGS, place, format!("`{id}` is not required here; {file} requires it"))
                .help(format!("[questions.{id}] with required = true, and the reason"))
                .question(at);
        }
    }
}

/// Questions that the component made optional and the policy does not leave to it.
fn optional(view: &View<'_>, policy: &Policy, report: &mut Report<'_>) {
    let component = view.component;
    let settings = &component.settings;
    for (at, question) in component.form.questions.iter().enumerate().filter(|_| policy.optional.is_some()) {
        let id = question.id.as_str();
        let is_required = policy.required.iter().any(|one| one.value == id); // which has its own finding
        if is_required || policy.may_be_optional(id) || !is_made_optional(component, at) {
            continue;
        }
        let (span, message, help) = if let Why::Retired { set, .. } = &view.required[at].why {
            if policy.sets.iter().any(|wanted| wanted.value == *set) {
                continue; // the policy itself asks for that set
            }
            let taken = settings.sets.iter().flatten().find(|taken| taken.written.value == *set);
            let message = format!("`{id}` is taken out by {}", shown(set));
            (taken.map(|taken| &taken.written.span), message, "take its `[[retire]]` out of the set")
        } else {
            let own = settings.questions.iter().find(|own| own.question.value == id);
            let message = format!("`{id}` is made optional");
            (own.map(|own| &own.question.span), message, "take `required = false` out")
        };
        report
            .at(
                FileId::SETTINGS,
                span.cloned().unwrap_or_default(),
                format!("{message}; {} does not leave that to a component", shown(&policy.file)),
            )
            .help(format!("{help}; an answer may be `deferred` or `not-applicable`, with a reason"))
            .question(at);
    }
}

fn waivers(view: &View<'_>, policy: &Policy, report: &mut Report<'_>) {
    for waiver in &view.component.settings.waivers {
        let file = shown(&policy.file);
        let question = super::waived_question(view.component, waiver);
        if policy.forbids_waiver(&waiver.rule.value) {
            let message = format!("{} lets nothing through: {file} forbids it", super::of_waiver(waiver));
            let adding = report
                .at(FileId::SETTINGS, waiver.rule.span.clone(), message)
                .help("put right what it would let through, and take it out");
            if let Some(question) = question {
                adding.question(question);
            }
            continue;
        }
        let (Some(longest), Some(until), Some(today)) = (policy.longest_waiver, &waiver.until, view.today)
        else {
            continue;
        };
        let ahead = i64::from((until.value - today).get_days());
        if ahead > longest {
            let message =
                format!("{} reaches {ahead} days ahead; {file} allows {longest}", super::of_waiver(waiver));
            let adding = report.at(FileId::SETTINGS, until.span.clone(), message);
            let adding = match today.checked_add(jiff::Span::new().days(longest)) {
                Ok(last) => adding.help(format!("until = {last} at most, and agree anew then")),
                Err(_) => adding,
            };
            if let Some(question) = question {
                adding.question(question);
            }
        }
    }
}
