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
    for at in 0..found.len() {
        let mut seen = vec![at];
        let ring = leads_back(at, at, &found, &mut seen);
        if let (true, Some(set)) = (ring, pending.questions[at].set) {
            let asked = pending.written[at];
            let span = asked.applies_when.first().map_or(0..0, |(key, _)| key.span.clone());
            let message = format!("whether `{}` applies hangs on its own answer", asked.id.value);
            problems.push((set, invalid_set(span, message).help("take one of the conditions out")));
            found[at].clear();
        }
    }
    Ok(found)
}

/// Whether conditions lead from a question back to it.
fn leads_back(from: usize, to: usize, all: &[Vec<Condition>], seen: &mut Vec<usize>) -> bool {
    all[from].iter().any(|condition| {
        let Condition::Choice { question, .. } = condition else { return false };
        if *question == to {
            return true;
        }
        if seen.contains(question) {
            return false;
        }
        seen.push(*question);
        leads_back(*question, to, all, seen)
    })
}

impl Pending<'_> {
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
