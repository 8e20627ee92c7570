use crate::diag::{Setting, Severity};
use crate::model::{Component, Fact, Settings, Waiver};
use crate::query::holds;
use crate::source::Span;

/// A change in what the gate asks for, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyChange {
    /// The key, as it is written: `maturity`, `facts.harm`, `rules.missing-evidence`.
    pub key: String,
    /// Before; empty where it was not there.
    pub before: String,
    /// Now; empty where it is gone.
    pub after: String,
    /// Whether the gate asks for less than before.
    pub loosens: bool,
    /// The question that it is about.
    pub question: Option<String>,
    /// Where it stands in the newer file; empty where it is gone, or stands in the workspace's defaults.
    pub span: Span,
    /// Whether that file is the one of the question's answer; otherwise it is `formwork.toml`.
    pub in_answer: bool,
}

/// What changed in a component's settings, with the workspace's defaults taken in.
pub(super) fn changes(
    old: &Component,
    new: &Component,
    severity: &dyn Fn(&str) -> Option<Severity>,
) -> Vec<PolicyChange> {
    let (before, after) = (&old.settings, &new.settings);
    let mut found = Vec::new();
    let mut add = |key: &str, before: String, after: String, loosens: bool| {
        if before != after {
            let change = PolicyChange {
                key: key.to_owned(),
                before,
                after,
                loosens,
                question: None,
                span: 0..0,
                in_answer: false,
            };
            found.push(change);
        }
    };
    let text = |value: Option<&crate::source::Spanned<String>>| {
        value.map(|one| one.value.clone()).unwrap_or_default()
    };
    add("name", text(before.name.as_ref()), text(after.name.as_ref()), false);
    add("form", text(before.form.as_ref()), text(after.form.as_ref()), false);
    let sets = |settings: &Settings| -> Vec<String> {
        settings.sets.iter().flatten().map(|set| set.written.value.clone()).collect()
    };
    let (had, has) = (sets(before), sets(after));
    add("sets", had.join(", "), has.join(", "), had.iter().any(|set| !has.contains(set)));
    let level = |settings: &Settings| settings.maturity.as_ref().map(|level| level.value);
    let words = |settings: &Settings| level(settings).map_or_else(String::new, |level| level.to_string());
    // Without a level the whole form is required, so naming one asks for less.
    let lowered = match (level(before), level(after)) {
        (Some(old), Some(new)) => new < old,
        (None, Some(_)) => true,
        _ => false,
    };
    add("maturity", words(before), words(after), lowered);
    for &fact in Fact::ALL {
        let of = |settings: &Settings| match settings.facts.stated(fact) {
            None => String::new(),
            Some(yes) => crate::query::yes_or_no(yes).to_owned(),
        };
        // Stating a "no" where no counted anyway takes nothing away.
        let loosens = holds(&old.form, before.facts, fact) && !holds(&new.form, after.facts, fact);
        add(&format!("facts.{fact}"), of(before), of(after), loosens);
    }
    rules(before, after, severity, &mut add);
    questions(before, after, &mut add);
    roles(before, after, &mut add);
    waivers(before, after, &mut add);
    for change in &mut found {
        place(change, after);
    }
    found
}

/// Says which question a change is about, and where its key stands.
fn place(change: &mut PolicyChange, settings: &Settings) {
    let (table, name) = change.key.split_once('.').unwrap_or((&change.key, ""));
    let id = name.strip_suffix(SIGN_OFF).unwrap_or(name);
    let policy = settings.questions.iter().find(|policy| policy.question.value == id);
    let waiver = settings.waivers.iter().rev().find(|waiver| key(waiver) == change.key);
    let span = match table {
        "maturity" => settings.maturity.as_ref().map(|level| level.span.clone()),
        "form" => settings.form.as_ref().map(|form| form.span.clone()),
        "name" => settings.name.as_ref().map(|name| name.span.clone()),
        "rules" => {
            settings.rules.iter().find(|(rule, _)| rule.value == name).map(|(rule, _)| rule.span.clone())
        }
        "questions" => policy.map(|policy| policy.question.span.clone()),
        _ => waiver.map(|waiver| waiver.rule.span.clone()),
    };
    change.span = span.unwrap_or(0..0);
    if table == "questions" {
        change.question = Some(id.to_owned());
    } else if let Some((_, question)) =
        change.key.strip_prefix(WAIVER).and_then(|rest| rest.split_once(" of "))
    {
        change.question = Some(question.to_owned());
    }
}

const SIGN_OFF: &str = ".sign-off";

const WAIVER: &str = "waiver ";

/// How a waiver is called. Two of one finding have one name.
fn key(waiver: &Waiver) -> String {
    match &waiver.question {
        Some(question) => format!("{WAIVER}{} of {}", waiver.rule.value, question.value),
        None => format!("{WAIVER}{}", waiver.rule.value),
    }
}

type Add<'a> = &'a mut dyn FnMut(&str, String, String, bool);

fn rules(before: &Settings, after: &Settings, severity: &dyn Fn(&str) -> Option<Severity>, add: Add<'_>) {
    let of = |settings: &Settings, rule: &str| {
        settings.rules.iter().find(|(name, _)| name.value == rule).map(|(_, setting)| *setting)
    };
    let word = |setting: Option<Setting>| match setting {
        None => String::new(),
        Some(Setting::Off) => "off".to_owned(),
        Some(Setting::Report(severity)) => severity.word().to_owned(),
    };
    let weight = |rule: &str, setting: Option<Setting>| match setting {
        Some(Setting::Off) => None,
        Some(Setting::Report(severity)) => Some(severity),
        None => severity(rule),
    };
    for rule in names(before.rules.iter().chain(&after.rules).map(|(name, _)| &name.value)) {
        let (old, new) = (of(before, rule), of(after, rule));
        add(&format!("rules.{rule}"), word(old), word(new), weight(rule, new) < weight(rule, old));
    }
}

fn questions(before: &Settings, after: &Settings, add: Add<'_>) {
    let of = |settings: &Settings, id: &str| {
        let policy = settings.questions.iter().find(|policy| policy.question.value == id);
        policy.and_then(|policy| policy.required)
    };
    let word = |required: Option<bool>| match required {
        None => String::new(),
        Some(true) => "required".to_owned(),
        Some(false) => "not required".to_owned(),
    };
    let ids = before.questions.iter().chain(&after.questions).map(|policy| &policy.question.value);
    let signs = |settings: &Settings, id: &str| -> Vec<String> {
        let policy = settings.questions.iter().find(|policy| policy.question.value == id);
        policy.into_iter().flat_map(|policy| &policy.sign_off).map(|role| role.value.clone()).collect()
    };
    for id in names(ids) {
        let (old, new) = (of(before, id), of(after, id));
        add(&format!("questions.{id}"), word(old), word(new), new == Some(false) || old == Some(true));
        let (old, new) = (signs(before, id), signs(after, id));
        let fewer = old.iter().any(|role| !new.contains(role));
        add(&format!("questions.{id}{SIGN_OFF}"), old.join(", "), new.join(", "), fewer);
    }
}

fn roles(before: &Settings, after: &Settings, add: Add<'_>) {
    let of = |settings: &Settings, role: &str| {
        let staffing = settings.roles.iter().find(|staffing| staffing.role.value == role);
        let people = staffing.into_iter().flat_map(|staffing| &staffing.people);
        people.map(|person| person.as_str().to_owned()).collect::<Vec<_>>().join(", ")
    };
    for role in names(before.roles.iter().chain(&after.roles).map(|staffing| &staffing.role.value)) {
        add(&format!("roles.{role}"), of(before, role), of(after, role), false);
    }
}

fn waivers(before: &Settings, after: &Settings, add: Add<'_>) {
    let word = |waiver: &Waiver| {
        let until = waiver.until.as_ref().map_or_else(String::new, |until| format!(" until {}", until.value));
        format!("{}{until}", waiver.reason.as_deref().unwrap_or("no reason"))
    };
    let of = |settings: &Settings, wanted: &str| -> Vec<String> {
        settings.waivers.iter().filter(|waiver| key(waiver) == wanted).map(word).collect()
    };
    let all: Vec<String> = before.waivers.iter().chain(&after.waivers).map(key).collect();
    for name in names(all.iter()) {
        let (old, new) = (of(before, name), of(after, name));
        add(name, old.join("; "), new.join("; "), new.iter().any(|one| !old.contains(one)));
    }
}

/// Each once, in the order of their first appearance.
fn names<'n>(all: impl Iterator<Item = &'n String>) -> Vec<&'n String> {
    let mut found: Vec<&String> = Vec::new();
    for name in all {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
