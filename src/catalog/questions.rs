//! A question of a file → a [`Question`], word by word.

use super::assemble::Named;
use crate::diag::Problem;
use crate::model::{Fact, MaturityLevel, Need, Question, QuestionId, Raise, Role, Stage, is_slug};
use crate::read::{Asked, Demand, invalid_set};
use crate::source::{Spanned, inert_line, nearest_help};

/// The words that a question's file may use.
pub(super) struct Words<'w> {
    pub(super) stages: &'w [Stage],
    pub(super) roles: &'w [Role],
}

/// Without its conditions and dependencies, which name other questions. `None` where its stage is not known.
pub(super) fn question(
    own: &Asked,
    set: Option<usize>,
    words: &Words<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Question> {
    let stage = if own.stage.value.is_empty() {
        None // said while reading
    } else {
        position("stage", &own.stage, words.stages, problems)
    };
    let question = Question {
        id: QuestionId::new(&own.id.value),
        stage: stage.unwrap_or_default(),
        text: own.text.clone(),
        roles: roles(&own.roles, words, problems),
        examples: own.examples.clone(),
        examples_text: own.examples_text.clone().unwrap_or_else(|| listed(&own.examples)),
        measure: own.measure.clone(),
        why: own.why.clone(),
        unanswered: own.unanswered.clone(),
        traces: own.traces.clone(),
        sections: own.sections.clone(),
        required: own.required.as_ref().map(|demand| raise(demand, problems)),
        choices: choices(&own.choices, problems),
        choose: own.choose,
        applies_when: Vec::new(),
        set,
        stands_for: own.stands_for.iter().map(|id| QuestionId::new(id)).collect(),
        retired: None,
    };
    // The rest of it was looked at all the same, so that one look finds everything.
    stage.map(|_| question)
}

/// Examples in a row; a comma within one of them is not to look like the end of it.
pub(super) fn listed(examples: &[String]) -> String {
    examples.join(if examples.iter().any(|one| one.contains(',')) { "; " } else { ", " })
}

fn position<T: Named>(
    kind: &str,
    written: &Spanned<String>,
    known: &[T],
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let found = known.iter().position(|one| one.id() == written.value);
    if found.is_none() {
        let ids = || known.iter().map(Named::id);
        let help = nearest_help(&written.value, ids()).unwrap_or_else(|| {
            format!("{kind}s are {}; a set adds one with [[{kind}]]", ids().collect::<Vec<_>>().join(", "))
        });
        let message = format!("there is no {kind} `{}`", inert_line(&written.value));
        problems.push(invalid_set(written.span.clone(), message).help(help));
    }
    found
}

pub(super) fn roles(
    written: &[Spanned<String>],
    words: &Words<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let mut found = Vec::new();
    for role in written {
        match position("role", role, words.roles, problems) {
            Some(at) if !found.contains(&at) => found.push(at),
            _ => {}
        }
    }
    found
}

pub(super) fn choices(written: &[Spanned<String>], problems: &mut Vec<Problem>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for choice in written {
        let shown = inert_line(&choice.value);
        if !is_slug(&choice.value) {
            let message = format!("a choice is lower-case words joined by dashes, and `{shown}` is not");
            problems
                .push(invalid_set(choice.span.clone(), message).help("choices = [\"real-time\", \"batch\"]"));
        } else if found.contains(&choice.value) {
            let message = format!("the choice `{shown}` stands twice");
            problems.push(invalid_set(choice.span.clone(), message).help("take one of them out"));
        } else {
            found.push(choice.value.clone());
        }
    }
    if let ([only], [written]) = (&found[..], written) {
        let message = format!("`{only}` is the only choice");
        problems.push(invalid_set(written.span.clone(), message).help("give at least two, or none"));
    }
    found
}

fn raise(demand: &Demand, problems: &mut Vec<Problem>) -> Raise {
    let mut cells = [Need::Yes; 5];
    for &level in MaturityLevel::ALL {
        cells[level as usize] = match (demand.cells[level as usize], demand.from) {
            (None, Some(from)) if level < from => Need::NotYet,
            (None | Some("yes"), _) => Need::Yes,
            (Some("again"), _) => Need::Again,
            (Some("when"), _) => Need::When,
            (Some("optional"), _) => Need::Optional,
            (Some(_), _) => Need::NotYet,
        };
    }
    Raise {
        cells,
        when: facts(&demand.when, problems),
        raised_by: facts(&demand.raised_by, problems),
        because: demand.because.clone(),
    }
}

fn facts(written: &[Spanned<String>], problems: &mut Vec<Problem>) -> Vec<Fact> {
    let mut found = Vec::new();
    for word in written {
        match Fact::parse(&word.value) {
            Some(fact) => found.push(fact),
            None => problems.push(unknown_fact(word)),
        }
    }
    found
}

fn unknown_fact(word: &Spanned<String>) -> Problem {
    let help = nearest_help(&word.value, Fact::WORDS.iter().copied())
        .unwrap_or_else(|| format!("facts are {}", Fact::WORDS.join(", ")));
    invalid_set(word.span.clone(), format!("there is no fact `{}`", inert_line(&word.value))).help(help)
}
