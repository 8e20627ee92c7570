//! A policy's file → [`Policy`].

use toml::de::{DeTable, DeValue};

use super::keys::{self, PolicyKey, are_texts, texts, walk};
use crate::diag::{Problem, RuleId, Setting};
use crate::model::{MaturityLevel, Policy, SignOff, severity_floor};
use crate::source::{Spanned, inert_line, nearest_help};

/// What a policy may name.
#[derive(Debug, Clone, Default)]
pub struct PolicyWords<'w> {
    /// Rules that may be set.
    pub rules: Vec<&'w str>,
    /// Rules of which findings may be let through.
    pub waivable: Vec<&'w str>,
    /// Sets of the catalog; any path is a set as well.
    pub sets: Vec<&'w str>,
}

/// What the catalog has of what a policy may name.
#[derive(Debug, Clone, Default)]
pub struct PolicyNames {
    /// Questions of all forms and sets.
    pub questions: Vec<String>,
    /// Their stages.
    pub stages: Vec<String>,
    /// Their roles.
    pub roles: Vec<String>,
}

/// Binds the top table of a policy. What is wrong goes to `problems`: a policy with any problem is not used.
pub fn policy(root: &DeTable<'_>, words: &PolicyWords<'_>, problems: &mut Vec<Problem>) -> Policy {
    let mut found = Policy::default();
    let mut format = None;
    walk(root, problems, |key, _, value, span, problems| match key {
        PolicyKey::Format => format = value.as_integer().map(|number| (number.as_str().to_owned(), span)),
        PolicyKey::Rules => {
            for (name, value) in value.as_table().into_iter().flatten() {
                let setting = value.get_ref().as_str().and_then(Setting::parse).and_then(severity_floor);
                match setting {
                    Some(severity) => {
                        let rule = Spanned::new(name.get_ref().to_string(), name.span());
                        found.rules.push((rule, severity));
                    }
                    None => problems.push(
                        Problem::new(
                            RuleId::InvalidValue,
                            value.span(),
                            format!(
                                "a policy sets `{}` to one of error, warning, note",
                                inert_line(name.get_ref())
                            ),
                        )
                        .help("a policy can only make the gate stricter"),
                    ),
                }
            }
        }
        PolicyKey::Unwaivable => found.unwaivable = texts(value),
        PolicyKey::Required => found.required = texts(value),
        PolicyKey::Optional => found.optional = Some(texts(value)),
        PolicyKey::SignOff => found.sign_offs = sign_offs(value, problems),
        PolicyKey::LeastMaturity => {
            let level = value.as_str().and_then(MaturityLevel::parse);
            found.least_maturity = level.map(|level| Spanned::new(level, span));
        }
        PolicyKey::Sets => found.sets = texts(value),
        PolicyKey::LongestWaiver => {
            match value.as_integer().and_then(|days| days.as_str().parse::<i64>().ok()) {
                Some(days) if days >= 0 => found.longest_waiver = Some(days),
                _ => problems.push(
                    Problem::new(RuleId::InvalidValue, span, "`longest-waiver` takes a number of days")
                        .help("longest-waiver = 90"),
                ),
            }
        }
        PolicyKey::About => {} // for people
    });
    match format {
        Some((version, _)) if version == keys::FORMAT.to_string() => {}
        None if root.contains_key("format") => {} // it is no number, which has its own finding
        other => {
            let span = other.map_or(0..0, |(_, span)| span);
            problems.push(
                Problem::new(
                    RuleId::UnsupportedFormat,
                    span,
                    "the policy does not say a format that this version knows",
                )
                .help(format!("put `format = {}` on top of the file", keys::FORMAT)),
            );
        }
    }
    for (named, _) in &found.rules {
        known(
            named,
            &words.rules,
            "is always an error or no rule",
            "`formwork explain` lists the rules",
            problems,
        );
    }
    for named in &found.unwaivable {
        let id = named.value.as_str();
        if words.rules.contains(&id) && !words.waivable.contains(&id) {
            let message = format!("`{id}` cannot be waived anyway");
            let help = format!("so that nobody turns it down, set it under `[rules]`: {id} = \"error\"");
            problems.push(Problem::new(RuleId::InvalidValue, named.span.clone(), message).help(help));
            continue;
        }
        known(
            named,
            &words.waivable,
            "cannot be waived anyway or is no rule",
            "`formwork explain` lists the rules",
            problems,
        );
    }
    for named in found.optional.iter().flatten() {
        if found.required.iter().any(|required| required.value == named.value) {
            let message = format!("`{}` is in `required` as well", inert_line(&named.value));
            let help = "what every component requires is left to none of them; take it out of one";
            problems.push(Problem::new(RuleId::InvalidValue, named.span.clone(), message).help(help));
        }
    }
    for named in found.sets.iter().filter(|named| !named.value.contains(['/', '.'])) {
        known(
            named,
            &words.sets,
            "is no set of the catalog",
            "`formwork catalog list` shows them; a set of your own is a path",
            problems,
        );
    }
    found
}

/// `[sign-off]`: roles by what they sign.
fn sign_offs(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<SignOff> {
    let mut found = Vec::new();
    for (of, roles) in value.as_table().into_iter().flatten() {
        let (of, span) = (Spanned::new(of.get_ref().to_string(), of.span()), roles.span());
        let roles = roles.get_ref();
        if are_texts(roles) && roles.as_array().is_some_and(|roles| !roles.is_empty()) {
            found.push(SignOff { of, roles: texts(roles) });
        } else {
            let name = inert_line(&of.value);
            let message = format!("`{name}` takes a list of the roles that sign it");
            problems
                .push(Problem::new(RuleId::InvalidValue, span, message).help("privacy = [\"legal-team\"]"));
        }
    }
    found
}

/// Holds the questions, stages and roles that a policy names against those that there are.
pub fn policy_names(policy: &Policy, names: &PolicyNames, problems: &mut Vec<Problem>) {
    let questions: Vec<&str> = names.questions.iter().map(String::as_str).collect();
    let list = "`formwork catalog show` lists them; those of a set of your own, once it stands in `sets`";
    for named in policy.required.iter().chain(policy.optional.iter().flatten()) {
        known(named, &questions, "is no question of the catalog", list, problems);
    }
    let mut signed = questions;
    signed.extend(names.stages.iter().map(String::as_str).chain([SignOff::ALL]));
    let roles: Vec<&str> = names.roles.iter().map(String::as_str).collect();
    for one in &policy.sign_offs {
        known(&one.of, &signed, "is no question or stage of the catalog", list, problems);
        for role in &one.roles {
            let all = format!("roles are {}", roles.join(", "));
            known(role, &roles, "is no role of the catalog", &all, problems);
        }
    }
}

fn known(named: &Spanned<String>, known: &[&str], why: &str, help: &str, problems: &mut Vec<Problem>) {
    if known.contains(&named.value.as_str()) {
        return;
    }
    let near = nearest_help(&named.value, known.iter().copied());
    let help = near.unwrap_or_else(|| help.to_owned());
    let message = format!("`{}` {why}", inert_line(&named.value));
    problems.push(Problem::new(RuleId::InvalidValue, named.span.clone(), message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Document;

    fn problems(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let document = Document::parse(text, &mut problems).unwrap();
        let rules = vec!["missing-evidence"];
        let words = PolicyWords { rules: rules.clone(), waivable: rules, sets: vec!["thesis-extras@1"] };
        policy(&document.root, &words, &mut problems);
        problems.into_iter().map(|problem| format!("{} {}", problem.rule, problem.message)).collect()
    }

    #[test]
    fn a_policy_with_everything_has_no_problem() {
        let text = "format = 1\nabout = 'x'\nunwaivable = ['missing-evidence']\nleast-maturity = 'critical'\n\
                    sets = ['thesis-extras@1', 'sets/ours.toml']\nlongest-waiver = 90\nrequired = ['a']\noptional = []\n\
                    [rules]\nmissing-evidence = 'error'\n[sign-off]\na = ['r']\n";
        assert!(problems(text).is_empty(), "{:?}", problems(text));
    }

    #[test]
    fn what_cannot_be_a_floor_is_said() {
        for (text, said) in [
            ("[rules]\nmissing-evidence = 'off'", "one of error, warning, note"),
            ("[rules]\nmissing-evidense = 'error'", "`missing-evidense` is always an error or no rule"),
            ("unwaivable = ['invalid-toml']", "`invalid-toml` cannot be waived anyway"),
            ("sets = ['thesis-extra@1']", "`thesis-extra@1` is no set of the catalog"),
            ("longest-waiver = -1", "a number of days"),
            ("least-maturity = 'high'", "`least-maturity` takes one of"),
            ("leastmaturity = 'critical'", "unknown key"),
            ("[sign-off]\nprivacy = 'legal-team'", "`privacy` takes a list of the roles that sign it"),
            ("[sign-off]\nprivacy = []", "`privacy` takes a list of the roles that sign it"),
            ("sign-off = ['legal-team']", "`sign-off` takes a table"),
            ("required = 'privacy'", "`required` takes a list of texts"),
        ] {
            let found = problems(&format!("format = 1\n{text}\n"));
            assert!(found.len() == 1 && found[0].contains(said), "{text}: {found:?}");
        }
        assert!(problems("sets = []")[0].starts_with("unsupported-format"));
        assert!(problems("format = 2")[0].starts_with("unsupported-format"));
        assert!(problems("format = 'x'")[0].starts_with("invalid-value"));
    }
}
