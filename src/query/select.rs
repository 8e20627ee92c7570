use super::{State, View};
use crate::model::{Form, MaturityLevel, Question};

/// Which questions are meant. Kinds of filter combine with "and", words of one kind with "or".
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Roles, by index.
    pub roles: Vec<usize>,
    /// Stages, by index.
    pub stages: Vec<usize>,
    /// States.
    pub states: Vec<State>,
    /// Only those that still need something.
    pub open: bool,
    /// Only required ones.
    pub required: bool,
    /// Only those that are to be answered or confirmed again.
    pub again: bool,
    /// Only those asked of one of these people, `@mia`.
    pub people: Vec<String>,
    /// Questions of which it must be one, a list for each kind of origin asked for.
    pub among: Vec<Vec<usize>>,
    /// Words that must all occur in id, text, examples or answer.
    pub search: Option<String>,
}

/// A word that names nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} `{word}`")]
pub struct SelectError {
    /// What kind of word.
    pub kind: &'static str,
    /// The word.
    pub word: String,
    /// The words that there are.
    pub known: Vec<String>,
    /// True where several begin with it.
    pub several: bool,
}

/// The questions that a filter means, in form order.
pub fn select(view: &View<'_>, filter: &Filter) -> Vec<usize> {
    let form = &view.component.form;
    let words: Vec<String> =
        filter.search.iter().flat_map(|search| search.split_whitespace()).map(str::to_lowercase).collect();
    let of_people: Vec<usize> =
        filter.people.iter().flat_map(|person| view.component.roles_of(person)).collect();
    let fits = |at: &usize| {
        let question = &form.questions[*at];
        let any =
            |wanted: &[usize]| wanted.is_empty() || question.roles.iter().any(|role| wanted.contains(role));
        view.asked[*at]
            && any(&filter.roles)
            && (filter.people.is_empty() || question.roles.iter().any(|role| of_people.contains(role)))
            && (filter.stages.is_empty() || filter.stages.contains(&question.stage))
            && (filter.states.is_empty() || filter.states.contains(&view.states[*at]))
            && filter.among.iter().all(|meant| meant.contains(at))
            && (!filter.open || view.is_open(*at))
            && (!filter.again || view.is_again(*at))
            && (!filter.required || view.required[*at].required)
            && (words.is_empty() || {
                let answer = view.component.answer(*at).map_or("", |answer| answer.text());
                let text = format!("{} {} {} {answer}", question.id, question.text, question.examples_text)
                    .to_lowercase();
                words.iter().all(|word| text.contains(word))
            })
    };
    (0..form.questions.len()).filter(fits).collect()
}

/// A role by id or title, without case, by unique prefix.
pub fn resolve_role(form: &Form, word: &str) -> Result<usize, SelectError> {
    let names: Vec<_> = form.roles.iter().map(|role| (role.id.as_str(), role.title.as_str())).collect();
    resolve("role", word, &names)
}

/// A stage by id or title, without case, by unique prefix.
pub fn resolve_stage(form: &Form, word: &str) -> Result<usize, SelectError> {
    let names: Vec<_> = form.stages.iter().map(|stage| (stage.id.as_str(), stage.title.as_str())).collect();
    resolve("stage", word, &names)
}

/// One of the choices that a question offers, without case, by unique prefix.
pub fn resolve_choice<'q>(question: &'q Question, word: &str) -> Result<&'q String, SelectError> {
    let names: Vec<_> = question.choices.iter().map(|choice| (choice.as_str(), choice.as_str())).collect();
    resolve("choice", word, &names).map(|at| &question.choices[at])
}

/// A maturity level, without case, by unique prefix.
pub fn resolve_level(word: &str) -> Result<MaturityLevel, SelectError> {
    let names: Vec<_> = MaturityLevel::WORDS.iter().map(|word| (*word, *word)).collect();
    resolve("maturity level", word, &names).map(|at| MaturityLevel::ALL[at])
}

pub(super) fn resolve(kind: &'static str, word: &str, names: &[(&str, &str)]) -> Result<usize, SelectError> {
    let wanted = word.trim().to_lowercase().replace([' ', '_'], "-");
    let spelled = |title: &str| title.to_lowercase().replace(' ', "-");
    if let Some(at) = names.iter().position(|(id, title)| spelled(id) == wanted || spelled(title) == wanted) {
        return Ok(at);
    }
    let begin: Vec<usize> = (0..names.len())
        .filter(|&at| {
            !wanted.is_empty()
                && (spelled(names[at].0).starts_with(&wanted) || spelled(names[at].1).starts_with(&wanted))
        })
        .collect();
    if let [at] = begin[..] {
        return Ok(at);
    }
    let several = begin.len() > 1;
    let known = if several { begin } else { (0..names.len()).collect() };
    let known = known.into_iter().map(|at| names[at].0.to_owned()).collect();
    Err(SelectError { kind, word: word.to_owned(), known, several })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_resolve_without_case_and_by_unique_prefix() {
        let form = crate::catalog::form("mlops-requirements@3").unwrap();
        let role = |word: &str| resolve_role(&form, word).map(|at| form.roles[at].id.to_string());
        assert_eq!(role("Product Owner").unwrap(), "product-owner");
        assert_eq!(role("LEGAL").unwrap(), "legal-team");
        assert_eq!(resolve_stage(&form, "mod").unwrap(), 2);
        let error = role("data").unwrap_err();
        assert!(error.several);
        assert_eq!(error.known, ["data-scientist", "data-engineer"]);
        assert!(!role("astronaut").unwrap_err().several);
    }
}
