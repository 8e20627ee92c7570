//! `[[question]]` of a set's file.

use toml::de::{DeTable, DeValue};

use super::{Asked, Demand, Wanted, invalid, line, lines, no_slug};
use crate::diag::{Problem, RuleId};
use crate::model::{Choose, MaturityLevel, is_slug};
use crate::read::keys::{self, AskedKey, DependencyKey, RequiredKey, tables, text, texts, walk};
use crate::source::{Span, Spanned, inert_line};

pub(super) fn asked(table: &DeTable<'_>, header: Span, problems: &mut Vec<Problem>) -> Option<Asked> {
    let empty = || Spanned::new(String::new(), header.clone());
    let mut found = Asked {
        id: empty(),
        stage: empty(),
        text: String::new(),
        roles: Vec::new(),
        examples: Vec::new(),
        examples_text: None,
        measure: None,
        choices: Vec::new(),
        choose: Choose::One,
        applies_when: Vec::new(),
        why: String::new(),
        unanswered: String::new(),
        stands_for: Vec::new(),
        traces: Vec::new(),
        sections: Vec::new(),
        depends_on: Vec::new(),
        required: None,
    };
    let mut chooses = None;
    walk(table, problems, |key, _, value, span, problems| match key {
        AskedKey::Id => found.id = Spanned::new(text(value), span),
        AskedKey::Stage => found.stage = Spanned::new(text(value), span),
        AskedKey::Text => found.text = line(value, span, problems),
        AskedKey::Roles => found.roles = texts(value),
        AskedKey::Examples => found.examples = shown(value, problems),
        AskedKey::ExamplesText => found.examples_text = Some(line(value, span, problems)),
        AskedKey::Measure => found.measure = Some(line(value, span, problems)),
        AskedKey::Choices => found.choices = texts(value),
        AskedKey::Choose => {
            found.choose = choose(value);
            chooses = Some(span);
        }
        AskedKey::AppliesWhen => found.applies_when = conditions(value, problems),
        AskedKey::Why => found.why = lines(value, span, problems),
        AskedKey::Unanswered => found.unanswered = lines(value, span, problems),
        AskedKey::StandsFor => found.stands_for = plain(value),
        AskedKey::Traces => found.traces = shown(value, problems),
        AskedKey::Sections => found.sections = shown(value, problems),
        AskedKey::DependsOn => {
            found.depends_on = tables(value).map(|(table, span)| rests(table, span, problems)).collect();
        }
        AskedKey::Required => {
            found.required = value.as_table().map(|table| demand(table, span, problems));
        }
    });
    if !table.contains_key("id") {
        problems.push(invalid(header, "the question has no `id`").help("id = \"night-light\""));
        return None;
    }
    let id = &found.id;
    if !is_slug(&id.value) {
        problems.push(no_slug("a question's", &id.value, id.span.clone()));
        return None;
    }
    let missing = [
        ("text", found.text.trim().is_empty(), "text = \"Is there enough light at night?\""),
        ("stage", !table.contains_key("stage"), "stage = \"data\""),
        ("roles", found.roles.is_empty(), "roles = [\"domain-expert\"]"),
    ];
    for (key, missing, help) in missing {
        // A wrong type has its own finding.
        let untyped = table.get(key).is_some_and(|value| {
            let value = value.get_ref();
            if key == "roles" { !value.is_array() } else { !value.is_str() }
        });
        if missing && !untyped {
            problems.push(invalid(id.span.clone(), format!("`{}` has no `{key}`", id.value)).help(help));
        }
    }
    problems
        .extend(chooses.filter(|_| !table.contains_key("choices")).map(|span| of_nothing(&id.value, span)));
    for (at, (on, _)) in found.depends_on.iter().enumerate() {
        if found.depends_on[..at].iter().any(|(before, _)| before.value == on.value) {
            let message = format!("`{}` depends on `{}` twice", id.value, inert_line(&on.value));
            problems.push(invalid(on.span.clone(), message).help("take one of them out"));
        }
    }
    Some(found)
}

/// `choose` without anything to choose from.
pub(super) fn of_nothing(id: &str, span: Span) -> Problem {
    let message = format!("`choose` of `{}` has no `choices` beside it", inert_line(id));
    invalid(span, message).help("choices = [\"real-time\", \"batch\"], or take `choose` out")
}

/// Texts that are shown, each on one line.
pub(super) fn shown(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.map(|item| line(item.get_ref(), item.span(), problems)).collect()
}

fn plain(value: &DeValue<'_>) -> Vec<String> {
    texts(value).into_iter().map(|one| one.value).collect()
}

pub(super) fn choose(value: &DeValue<'_>) -> Choose {
    if value.as_str() == Some("several") { Choose::Several } else { Choose::One }
}

fn conditions(value: &DeValue<'_>, problems: &mut Vec<Problem>) -> Vec<(Spanned<String>, Wanted)> {
    let mut found = Vec::new();
    for (name, value) in value.as_table().into_iter().flatten() {
        let key = Spanned::new(name.get_ref().to_string(), name.span());
        let written = value.get_ref();
        let wanted = match (written.as_bool(), written.as_str(), written.as_array()) {
            (Some(yes), ..) => Wanted::Yes(yes),
            (_, Some(_), _) => Wanted::Words(vec![Spanned::new(text(written), value.span())]),
            (.., Some(items)) if items.iter().all(|item| item.get_ref().is_str()) => {
                Wanted::Words(texts(written))
            }
            _ => {
                let message =
                    format!("a condition on `{}` is yes or no, or a choice", inert_line(&key.value));
                problems.push(
                    Problem::new(RuleId::InvalidValue, value.span(), message)
                        .help("applies-when = { streaming = true, input-serving = \"real-time\" }"),
                );
                continue;
            }
        };
        found.push((key, wanted));
    }
    found
}

fn rests(table: &DeTable<'_>, span: Span, problems: &mut Vec<Problem>) -> (Spanned<String>, String) {
    let mut on = Spanned::new(String::new(), span);
    let mut because = String::new();
    walk(table, problems, |key, _, value, span, problems| match key {
        DependencyKey::Id => on = Spanned::new(text(value), span),
        DependencyKey::Because => because = line(value, span, problems),
    });
    (on, because)
}

fn demand(table: &DeTable<'_>, span: Span, problems: &mut Vec<Problem>) -> Demand {
    let mut found = Demand::default();
    walk(table, problems, |key, _, value, span, problems| {
        let level = match key {
            RequiredKey::From => return found.from = value.as_str().and_then(MaturityLevel::parse),
            RequiredKey::When => return found.when = texts(value),
            RequiredKey::RaisedBy => return found.raised_by = texts(value),
            RequiredKey::Because => return found.because = line(value, span, problems),
            RequiredKey::Experimentation => MaturityLevel::Experimentation,
            RequiredKey::NonCritical => MaturityLevel::NonCritical,
            RequiredKey::Critical => MaturityLevel::Critical,
            RequiredKey::Cascading => MaturityLevel::Cascading,
            RequiredKey::Autonomous => MaturityLevel::Autonomous,
        };
        found.cells[level as usize] = keys::NEEDS.iter().copied().find(|word| value.as_str() == Some(word));
    });
    let said = found.cells.iter().filter(|cell| cell.is_some()).count();
    let words = MaturityLevel::WORDS.iter().filter(|word| table.contains_key(**word)).count();
    let conditional = found.cells.contains(&Some("when"));
    if conditional
        && found.when.is_empty()
        && table.get("when").is_none_or(|value| value.get_ref().is_array())
    {
        let message = "a level says `when`, and `when` names no fact";
        problems.push(invalid(span.clone(), message).help("when = [\"streaming\"]"));
    }
    match (table.contains_key("from"), said) {
        (true, 1..) => {
            let message = "`from` and single levels say the same thing twice";
            problems.push(invalid(span, message).help("keep `from`, or a word for each of the five levels"));
        }
        (false, 0..5) if words == said => {
            let missing: Vec<_> = MaturityLevel::ALL
                .iter()
                .filter(|level| found.cells[**level as usize].is_none())
                .map(|level| level.word())
                .collect();
            let message = format!("`required` does not say what holds at {}", missing.join(", "));
            let help = "from = \"non-critical\", or a word for each of the five levels";
            problems.push(invalid(span, message).help(help));
        }
        _ => {}
    }
    found
}
