//! `applies-when`: facts and choices that must hold for a question to be asked.

use crate::diag::Problem;
use crate::model::{Condition, Fact, Question};
use crate::read::{Asked, Wanted, invalid_set};
use crate::source::{Spanned, inert_line, nearest_help};

/// Questions without their conditions, beside what their files say.
pub(super) struct Pending<'p> {
    pub(super) questions: &'p [Question],
    pub(super) written: &'p [&'p Asked],
}

/// The conditions of each question. What is wrong in a set goes to `problems`; in a form it is an error.
pub(super) fn all(
    pending: &Pending<'_>,
    problems: &mut Vec<(usize, Problem)>,
) -> Result<Vec<Vec<Condition>>, String> {
    let mut found: Vec<Vec<Condition>> = Vec::with_capacity(pending.questions.len());
    for (at, asked) in pending.written.iter().enumerate() {
        let mut conditions = Vec::new();
        for (key, wanted) in &asked.applies_when {
            match pending.condition(key, wanted) {
                Ok(condition) => conditions.push(condition),
                Err(problem) => match pending.questions[at].set {
                    Some(set) => problems.push((set, problem)),
                    None => return Err(problem.message),
                },
            }
        }
        found.push(conditions);
    }
    while let Some(at) = on_a_ring(&found) {
        let Some(set) = pending.questions[at].set else { break };
        let id = &pending.written[at].id.value;
        let message = format!("whether `{id}` applies hangs on its own answer");
        problems.push((set, pending.at_conditions(at, message).help("take one of the conditions out")));
        found[at].clear();
    }
    for (at, depth) in depths(&found).into_iter().enumerate() {
        let Some(set) = pending.questions[at].set.filter(|_| depth > DEEPEST) else { continue };
        let message = format!(
            "the conditions of `{}` hang on others for more than {DEEPEST} steps",
            pending.written[at].id.value
        );
        problems.push((set, pending.at_conditions(at, message).help("let it hang on the first of them")));
        found[at].clear();
    }
    Ok(found)
}

/// So many questions may hang on each other in a row; no interview is nested deeper.
const DEEPEST: usize = 16;

fn rests(conditions: &[Condition]) -> impl Iterator<Item = usize> {
    conditions.iter().filter_map(|condition| match condition {
        Condition::Choice { question, .. } => Some(*question),
        Condition::Fact(..) => None,
    })
}

/// The questions in an order in which each comes behind those that its conditions name; those in a ring, and what
/// hangs on one, are left out.
fn ordered(all: &[Vec<Condition>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = all.iter().map(|conditions| rests(conditions).count()).collect();
    let mut hanging: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (at, conditions) in all.iter().enumerate() {
        for on in rests(conditions) {
            hanging[on].push(at);
        }
    }
    let mut order: Vec<usize> = (0..all.len()).filter(|at| waiting[*at] == 0).collect();
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        next += 1;
        for &one in &hanging[at] {
            waiting[one] -= 1;
            if waiting[one] == 0 {
                order.push(one);
            }
        }
    }
    order
}

/// A question whose conditions lead back to it.
fn on_a_ring(all: &[Vec<Condition>]) -> Option<usize> {
    let mut free = vec![false; all.len()];
    for at in ordered(all) {
        free[at] = true;
    }
    // From one that is left, always on to another one that is left, until one comes again.
    let mut at = free.iter().position(|free| !free)?;
    let mut seen = vec![false; all.len()];
    while !std::mem::replace(&mut seen[at], true) {
        at = rests(&all[at]).find(|on| !free[*on])?;
    }
    Some(at)
}

/// How many questions hang on each other in a row, down to each one.
fn depths(all: &[Vec<Condition>]) -> Vec<usize> {
    let mut depths = vec![0; all.len()];
    for at in ordered(all) {
        depths[at] = rests(&all[at]).map(|on| depths[on] + 1).max().unwrap_or(0);
    }
    depths
}

impl Pending<'_> {
    fn at_conditions(&self, at: usize, message: String) -> Problem {
        let span = self.written[at].applies_when.first().map_or(0..0, |(key, _)| key.span.clone());
        invalid_set(span, message)
    }

    fn condition(&self, key: &Spanned<String>, wanted: &Wanted) -> Result<Condition, Problem> {
        let shown = inert_line(&key.value);
        let fact = Fact::parse(&key.value);
        let question = self.questions.iter().position(|question| question.id.as_str() == key.value);
        match (fact, question, wanted) {
            (Some(fact), _, Wanted::Yes(yes)) => Ok(Condition::Fact(fact, *yes)),
            (Some(_), _, Wanted::Words(_)) => {
                let message = format!("`{shown}` is a fact, which is yes or no");
                Err(invalid_set(key.span.clone(), message).help(format!("{shown} = true")))
            }
            (None, Some(question), Wanted::Words(words)) => self.choice(question, words, key),
            (None, Some(question), Wanted::Yes(_)) if self.questions[question].choices.is_empty() => {
                self.choice(question, &[], key)
            }
            (None, Some(question), Wanted::Yes(_)) => {
                let choices = &self.questions[question].choices;
                let help = choices.first().map(|first| format!("{shown} = \"{first}\""));
                let message = format!("`{shown}` is a question: a condition names one of its choices");
                Err(invalid_set(key.span.clone(), message).maybe_help(help))
            }
            (None, None, _) => {
                let ids = self.questions.iter().map(|question| question.id.as_str());
                let near = nearest_help(&key.value, ids.chain(Fact::WORDS.iter().copied()));
                let message = format!("`{shown}` is neither a fact nor a question");
                let help = near.unwrap_or_else(|| format!("facts are {}", Fact::WORDS.join(", ")));
                Err(invalid_set(key.span.clone(), message).help(help))
            }
        }
    }

    fn choice(
        &self,
        question: usize,
        words: &[Spanned<String>],
        key: &Spanned<String>,
    ) -> Result<Condition, Problem> {
        let asked = &self.questions[question];
        if asked.choices.is_empty() {
            let message = format!("`{}` offers no choices, so no condition can hang on it", asked.id);
            let help = format!("give it some: [[change]] question = \"{}\" choices = […]", asked.id);
            return Err(invalid_set(key.span.clone(), message).help(help));
        }
        for word in words {
            if !asked.choices.contains(&word.value) {
                let near = nearest_help(&word.value, asked.choices.iter().map(String::as_str));
                let help = near.unwrap_or_else(|| format!("its choices are {}", asked.choices.join(", ")));
                let message = format!("`{}` has no choice `{}`", asked.id, inert_line(&word.value));
                return Err(invalid_set(word.span.clone(), message).help(help));
            }
        }
        if words.is_empty() {
            let message = format!("the condition on `{}` names no choice, so it never holds", asked.id);
            let help = format!("its choices are {}", asked.choices.join(", "));
            return Err(invalid_set(key.span.clone(), message).help(help));
        }
        Ok(Condition::Choice { question, any: words.iter().map(|word| word.value.clone()).collect() })
    }
}
